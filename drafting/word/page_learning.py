"""The page and the page number of a document, as the keys of a layout."""

from __future__ import annotations

from typing import Any

from docx.oxml.xmlchemy import BaseOxmlElement

from drafting.errors import BadInput
from drafting.word.archive import Parts
from drafting.word.formatting import Formatting
from drafting.word.xml import tag

_TWIPS_PER_MM = 1440 / 25.4
_SINGLE = 1.3
"""Height of a line of Chinese type in sizes, where a document leaves it to the font."""
_HAIR = 1.0
"""pt by which lines may fall short of the type area and still sit on its grid."""


def section_of(document: BaseOxmlElement) -> BaseOxmlElement | None:
    """The section of the text: the last one that stands upright."""
    upright = [one for one in document.iter(tag("sectPr")) if _is_upright(one)]
    return upright[-1] if upright else None


def learned_page(document: BaseOxmlElement, body: Formatting, name: str) -> dict[str, Any]:
    """The keys of ``[page]``. Raises BadInput where no text fits on it."""
    section = section_of(document)
    size = None if section is None else section.find(tag("pgSz"))
    margins = None if section is None else section.find(tag("pgMar"))
    if section is None or size is None or margins is None:
        raise BadInput(f"“{name}”没有竖排的页面设置，学不出版式。请在 Word 里设好纸张和页边距。")
    twips = {key: abs(_int(margins.get(tag(key)))) for key in ("top", "bottom", "left", "right")}
    paper = {"width": _int(size.get(tag("w"))), "height": _int(size.get(tag("h")))}
    width = paper["width"] - twips["left"] - twips["right"]
    height = paper["height"] - twips["top"] - twips["bottom"]
    pitch = round(_pitch(section, body), 2)
    advance = round(body.size, 2) + round(body.tracking, 2)
    said = {key: f"{round(value / _TWIPS_PER_MM, 1):g}mm" for key, value in (paper | twips).items()}
    exact = {key: float(value[:-2]) * 72 / 25.4 for key, value in said.items()}
    tall = exact["height"] - exact["top"] - exact["bottom"]
    wide = exact["width"] - exact["left"] - exact["right"]
    if min(width, height) <= 0 or tall < pitch or wide < advance or pitch <= 0:
        raise BadInput(f"“{name}”的页边距比纸还大，排不下一个字，学不出版式。请核对页面设置。")
    lines = int(tall / pitch)
    return {
        **said, "lines": lines, "characters": int(wide / advance), "pitch": f"{pitch:g}pt",
        "grid": tall - lines * pitch < _HAIR,
    }  # fmt: skip


def _pitch(section: BaseOxmlElement, body: Formatting) -> float:
    """Distance of lines in pt: as the text says, else by the grid of the page or by its type."""
    if body.line and body.rule == "exact":
        return body.line / 20
    grid = section.find(tag("docGrid"))
    single = body.size * _SINGLE
    if grid is not None and grid.get(tag("type")) in ("lines", "linesAndChars"):
        single = max(_int(grid.get(tag("linePitch"))) / 20, 1.0)
    if body.line and body.rule == "atLeast":
        return max(body.line / 20, single)
    return single * (body.line / 240 if body.line else 1)


def learned_number(parts: Parts) -> tuple[dict[str, Any], list[str]]:
    """The keys of ``[page_number]``, and what could not be taken over."""
    footers = [(p, footer) for footer in parts.footers for p in footer.iter(tag("p")) if _counts(p)]
    if not footers:
        return {}, ["文件里没有页码，页码照“公文”版式。"]
    sides = [_value(paragraph, "pPr", "jc") or "left" for paragraph, _ in footers]
    outer = "center" not in sides and len(set(sides)) > 1
    said: dict[str, Any] = {"place": "outer" if outer else "center", "indent": 1 if outer else 0}
    notices = []
    if not outer and "center" not in sides:
        notices.append("页码不在正中也不分单双页，改为居中。")
    pattern, total = _pattern(footers[0][0])
    if total:
        notices.append("“共几页”不学，只留页码。")
    said["pattern"] = pattern
    size = _int(_value(footers[0][0], "r", "rPr", "sz"))
    if size:
        said["size"] = f"{size / 2:g}pt"
    return said, notices


def _counts(paragraph: BaseOxmlElement) -> bool:
    return any(_is_page(code) for code in _codes(paragraph))


def _codes(paragraph: BaseOxmlElement) -> list[str]:
    simple = [str(one.get(tag("instr"), "")) for one in paragraph.iter(tag("fldSimple"))]
    return simple + [one.text or "" for one in paragraph.iter(tag("instrText"))]


def _is_page(code: str) -> bool:
    return code.split()[:1] == ["PAGE"]


def _pattern(paragraph: BaseOxmlElement) -> tuple[str, bool]:
    """What stands round the number, and whether a total was left out."""
    if any(code.split()[:1] != ["PAGE"] for code in _codes(paragraph) if code.strip()):
        return "{page}", True
    shown, depth = "", 0
    for node in paragraph.iter(tag("fldChar"), tag("t"), tag("fldSimple")):
        kind = node.get(tag("fldCharType"))
        if kind == "begin" or node.tag == tag("fldSimple"):
            shown += "{page}"
        depth += {"begin": 1, "end": -1}.get(str(kind), 0)
        inside = depth > 0 or any(up.tag == tag("fldSimple") for up in node.iterancestors())
        if node.tag == tag("t") and not inside:
            shown += (node.text or "").replace("{", "").replace("}", "")
    shown = shown.strip()
    return (shown, False) if shown.count("{page}") == 1 and len(shown) <= 20 else ("{page}", True)


def _is_upright(section: BaseOxmlElement) -> bool:
    size = section.find(tag("pgSz"))
    return size is not None and _int(size.get(tag("w"))) <= _int(size.get(tag("h")))


def _value(source: BaseOxmlElement, *steps: str) -> str:
    found = source.find("/".join(map(tag, steps)))
    return "" if found is None else str(found.get(tag("val"), ""))


def _int(value: object) -> int:
    text = str(value)
    digits = text.removeprefix("-")
    return int(text) if digits.isdecimal() and len(digits) < 7 else 0
