"""How the text of a paragraph is set, once its styles are looked up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docx.oxml.xmlchemy import BaseOxmlElement

from drafting.word.look import Styles
from drafting.word.xml import tag

_ALIGN = {"center": "center", "right": "right", "end": "right", "left": "left", "start": "left"}


@dataclass(frozen=True, slots=True)
class Formatting:
    """``font`` and ``latin`` are empty where the theme decides; ``size`` and ``tracking`` are in
    pt, ``first_line`` in characters. ``line`` and ``rule`` are as ``w:spacing`` says, in twips or
    240ths of a line; 0 where it says nothing."""

    font: str
    latin: str
    size: float
    tracking: float
    bold: bool
    align: str
    first_line: int
    line: int
    rule: str


def formatting_of(paragraph: BaseOxmlElement, styles: Styles) -> Formatting:
    """The formatting of a ``w:p``: that of its longest run before that of its styles."""
    chain = styles.chain(paragraph)
    run = _longest_run(paragraph)
    looks = [*([] if run is None else [run]), *chain]
    layouts = [paragraph, *chain]
    size = _number(looks, "rPr", "sz", "val") / 2 or 10.5
    spacing = next((one for one in _all(layouts, "pPr", "spacing") if one.get(tag("line"))), None)
    return Formatting(
        font=_text(looks, "rPr", "rFonts", "eastAsia"),
        latin=_text(looks, "rPr", "rFonts", "ascii"),
        size=size,
        tracking=_number(looks, "rPr", "spacing", "val") / 20,
        bold=_is_on(looks, "b"),
        align=_ALIGN.get(_text(layouts, "pPr", "jc", "val"), "both"),
        first_line=_first_line(paragraph, layouts, size),
        line=0 if spacing is None else _int(spacing.get(tag("line"))),
        rule="auto" if spacing is None else str(spacing.get(tag("lineRule"), "auto")),
    )


def _longest_run(paragraph: BaseOxmlElement) -> BaseOxmlElement | None:
    runs = [run for run in paragraph.iter(tag("r")) if run.find(tag("t")) is not None]
    return max(runs, key=lambda run: len(run.findtext(tag("t")) or ""), default=None)


def _first_line(paragraph: BaseOxmlElement, layouts: Sequence[BaseOxmlElement], size: float) -> int:
    """Characters the first line is set in, by an indent or by full-width spaces."""
    text = "".join(one.text or "" for one in paragraph.iter(tag("t")))
    spaces = len(text) - len(text.lstrip("　"))
    for indent in _all(layouts, "pPr", "ind"):
        characters = indent.get(tag("firstLineChars"))
        if characters is not None:
            return min(round(_int(characters) / 100), 8) + spaces
        twips = indent.get(tag("firstLine"))
        if twips is not None:
            return min(round(_int(twips) / (size * 20)), 8) + spaces
    return min(spaces, 8)


def _all(sources: Sequence[BaseOxmlElement], *steps: str) -> Iterator[BaseOxmlElement]:
    path = "/".join(map(tag, steps))
    for source in sources:
        found = source.find(path)
        if found is not None:
            yield found


def _text(sources: Sequence[BaseOxmlElement], group: str, name: str, attribute: str) -> str:
    said = (one.get(tag(attribute)) for one in _all(sources, group, name))
    return next((str(value) for value in said if value), "")


def _number(sources: Sequence[BaseOxmlElement], group: str, name: str, attribute: str) -> int:
    return _int(_text(sources, group, name, attribute))


def _is_on(sources: Sequence[BaseOxmlElement], name: str) -> bool:
    found = next(_all(sources, "rPr", name), None)
    return found is not None and found.get(tag("val"), "1") in ("1", "true", "on")


def _int(value: object) -> int:
    text = str(value)
    digits = text.removeprefix("-")
    return int(text) if digits.isdecimal() and len(digits) < 7 else 0
