"""A calculation that the program shows, for a page in English: ``1.2亿＋3400万＝1.54亿`` is
``120 million + 34 million = 154 million``. The words are in ``calculations.toml``."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from drafting.desk.words import room

_SIGNS = {"＋": " + ", "－": " − ", "×": " × ", "÷": " ÷ ", "＝": " = ", "≈": " ≈ ",
          "（": "(", "）": ")", "|": "|"}  # fmt: skip
_MILLION, _BILLION = 10**6, 10**9


def calculation(text: str) -> str:
    """The calculation in English; empty where the text is none, or counts in other words."""
    if "＝" not in text and "≈" not in text:
        return ""
    parts = list(_part().finditer(text))
    if "".join(part[0] for part in parts) != text:
        return ""
    return "".join(_SIGNS[part["sign"]] if part["sign"] else _term(part) for part in parts)


@cache
def _part() -> re.Pattern[str]:
    """A figure with its scale and unit, or a sign."""
    scales, units = ("|".join(sorted(words, key=len, reverse=True)) for words in _words())
    return re.compile(
        rf"(?P<number>\d+(?:\.\d+)?)(?P<scale>{scales})?(?P<unit>%|{units})?"
        rf"|(?P<sign>[{''.join(_SIGNS)}])"
    )


@cache
def _words() -> tuple[dict[str, str], dict[str, str]]:
    """Scales, whose English is a number, and units."""
    words = {text["zh"]: text["en"] for text in room("calculations").values()}
    scales = {zh: en for zh, en in words.items() if en.isdigit()}
    return scales, {zh: en for zh, en in words.items() if zh not in scales}


def _term(part: re.Match[str]) -> str:
    scales, units = _words()
    scale, unit = part["scale"], part["unit"] or ""
    number = _scaled(Decimal(part["number"]) * int(scales[scale])) if scale else part["number"]
    if unit not in units:
        return number + unit
    return f"{number} {units[unit].removesuffix('s') if number == '1' else units[unit]}"


def _scaled(value: Decimal) -> str:
    if value < _MILLION:
        return f"{_plain(value):,}"
    name, size = ("billion", _BILLION) if value >= _BILLION else ("million", _MILLION)
    return f"{_plain(value / size):,} {name}"


def _plain(value: Decimal) -> Decimal:
    """Without noughts behind the point, and without an exponent."""
    short = value.normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short
