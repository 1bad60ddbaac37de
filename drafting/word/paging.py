"""On which page a block will stand, reckoned from the grid: lines a page, characters a line.

Good to a page where programs and fonts differ; Word and LibreOffice count anew when asked to.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from docx.oxml.xmlchemy import BaseOxmlElement

from drafting.word.profile import Profile
from drafting.word.text import em, ems
from drafting.word.xml import tag

_NOT_FIRST = "、，。；：！？）》”’】〕"


def pages_of(elements: Sequence[BaseOxmlElement], profile: Profile) -> list[int]:
    """The page, from 1, on which each paragraph or table begins."""
    height = profile.page.text_height.twips
    pages: list[int] = []
    page, used = 1, 0
    for index, one in enumerate(elements):
        tall = _height(one, profile)
        if used and (_opens_page(one) or used + _first(elements, index, profile) > height):
            page, used = page + 1, 0
        pages.append(page)
        used += tall
        while used > height:  # the rest of a long block
            page, used = page + 1, used - _full(one, profile)
    return pages


def _full(one: BaseOxmlElement, profile: Profile) -> int:
    """What of a block fits on a page: whole lines."""
    pitch = profile.page.pitch.twips
    height = profile.page.text_height.twips
    return height if one.tag == tag("tbl") else height // pitch * pitch


def _first(elements: Sequence[BaseOxmlElement], index: int, profile: Profile) -> int:
    """What must fit for a block to begin on a page: its first line, and that of what it is kept
    with."""
    one = elements[index]
    if one.tag == tag("tbl"):
        rows = one.findall(tag("tr"))
        if _floats(one):
            return 0
        together = 1 + sum(1 for row in rows[:-1] if _row_is_kept(row))
        return sum(_row_height(row, profile) for row in rows[: max(2, together)])
    need = 0
    while index < len(elements) and _is_kept(elements[index]):
        need += _height(elements[index], profile)
        index += 1
    return need + profile.page.pitch.twips


def _row_is_kept(row: BaseOxmlElement) -> bool:
    paragraph = next(row.iter(tag("p")), None)
    return paragraph is not None and _is_kept(paragraph)


def _height(one: BaseOxmlElement, profile: Profile) -> int:
    if one.tag == tag("tbl"):
        if _floats(one):
            return 0
        return sum(_row_height(row, profile) for row in one.findall(tag("tr")))
    pitch = one.find(f"{tag('pPr')}/{tag('spacing')}")
    twips = profile.page.pitch.twips if pitch is None else int(pitch.get(tag("line")))
    return _lines(one, profile) * twips


def _floats(table: BaseOxmlElement) -> bool:
    """版记 stands outside the flow of the text."""
    return table.find(f"{tag('tblPr')}/{tag('tblpPr')}") is not None


def _row_height(row: BaseOxmlElement, profile: Profile) -> int:
    least = int(row.find(f"{tag('trPr')}/{tag('trHeight')}").get(tag("val")))
    size = profile.styles["table"].size
    lines = 1
    for cell in row.findall(tag("tc")):
        room = int(cell.find(f"{tag('tcPr')}/{tag('tcW')}").get(tag("w"))) - 170
        text = "".join(one.text or "" for one in cell.iter(tag("t")))
        lines = max(lines, math.ceil(ems(text) * size.twips / max(room, size.twips)))
    return least + round((lines - 1) * size.twips * 1.3)


def _lines(paragraph: BaseOxmlElement, profile: Profile) -> int:
    """How many lines a paragraph takes: filled one after the other, no mark beginning a line."""
    total = 1 + sum(1 for _ in paragraph.iter(tag("br")))
    if total > 1:
        return total
    text = "".join(one.text or "" for one in paragraph.iter(tag("t")))
    size, tracking = _size(paragraph)
    room = profile.page.text_width.points * 20
    properties = paragraph.find(f"{tag('pPr')}/{tag('ind')}")
    aside = _indent(properties, "left") + _indent(properties, "right")
    first = _indent(properties, "firstLine") - _indent(properties, "hanging")
    used, lines, edge = float(first), 1, room - aside + 0.5
    for character in text:
        advance = em(character) * size + tracking
        if used + advance > edge and character not in _NOT_FIRST:
            lines, used = lines + 1, 0.0
        used += advance
    return lines


def _size(paragraph: BaseOxmlElement) -> tuple[float, float]:
    """Size and tracking of a paragraph's end, in twips."""
    look = paragraph.find(f"{tag('pPr')}/{tag('rPr')}")
    if look is None:
        return 320.0, 0.0
    size, spacing = look.find(tag("sz")), look.find(tag("spacing"))
    tracking = 0 if spacing is None else int(spacing.get(tag("val")))
    return (320.0 if size is None else int(size.get(tag("val"))) * 10.0), float(tracking)


def _indent(source: BaseOxmlElement | None, name: str) -> int:
    return 0 if source is None else int(source.get(tag(name), 0))


def _opens_page(one: BaseOxmlElement) -> bool:
    return one.find(f"{tag('pPr')}/{tag('pageBreakBefore')}") is not None


def _is_kept(one: BaseOxmlElement) -> bool:
    kept = one.find(f"{tag('pPr')}/{tag('keepNext')}")
    return kept is not None and kept.get(tag("val")) == "1"
