"""``w:sym``: a character of a symbol font, as the sign of Unicode that looks like it."""

from __future__ import annotations

from docx.oxml.xmlchemy import BaseOxmlElement

from drafting.word.xml import tag

_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x9F: "•",
    0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xD8: "➢", 0xE0: "→", 0xDF: "←", 0xE8: "➔",
    0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x80: "⓪",
    **{0x81 + n: chr(0x2460 + n) for n in range(10)},
}  # fmt: skip
_WINGDINGS_2 = {0x50: "✓", 0x4F: "✗", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□", 0x97: "●"}
_SYMBOL = {
    0xB7: "•", 0xB4: "×", 0xB8: "÷", 0xB1: "±", 0xB3: "≥", 0xA3: "≤", 0xB0: "°", 0xB9: "≠",
    0xAE: "→", 0xAC: "←", 0xA5: "∞", 0xBB: "≈", 0x44: "Δ", 0x61: "α", 0x62: "β", 0x67: "γ",
    0x6D: "μ", 0x70: "π", 0x53: "Σ", 0x57: "Ω",
}  # fmt: skip
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}
_PRIVATE = 0xF000
"""Where Word keeps the characters of symbol fonts."""


def symbol(element: BaseOxmlElement) -> str:
    """The sign of a ``w:sym``; empty where none is known that looks like it."""
    try:
        code = int(str(element.get(tag("char"), "")), 16)
    except ValueError:
        return ""
    table = _FONTS.get(str(element.get(tag("font"), "")).lower())
    if table is None:
        return "" if not 0x20 <= code < 0xD800 else chr(code)
    return table.get(code - _PRIVATE if code >= _PRIVATE else code, "")
