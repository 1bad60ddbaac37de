"""A paragraph as units: one character or break each, with the formatting of its run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from docx.oxml.xmlchemy import BaseOxmlElement
from lxml import etree

from drafting.word.xml import tag

_MARKS = {tag("br"): "\n", tag("tab"): "\t"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A character, ``"\\n"`` for a break of line, ``"\\t"`` for a tabulator; ``look`` is its
    ``w:rPr`` as XML, if any."""

    text: str
    look: str


def units_of(paragraph: BaseOxmlElement) -> tuple[Unit, ...]:
    """The units of a ``w:p`` that we have set: runs of ``w:t``, ``w:br`` and ``w:tab`` alone."""
    return tuple(unit for run in paragraph.findall(tag("r")) for unit in _of_run(run))


def _of_run(run: BaseOxmlElement) -> Iterator[Unit]:
    properties = run.find(tag("rPr"))
    look = "" if properties is None else etree.tostring(properties, encoding="unicode")
    for child in run:
        if child.tag == tag("t"):
            for char in child.text or "":
                yield Unit(char, look)
        elif child.tag in _MARKS:
            yield Unit(_MARKS[child.tag], look)


def text_of(units: tuple[Unit, ...]) -> str:
    """The characters alone."""
    return "".join(unit.text for unit in units)


def stretches(units: tuple[Unit, ...]) -> Iterator[tuple[str, str]]:
    """Runs of equal formatting as (text, look); a break or tabulator is a stretch of its own."""
    for (look, is_mark), group in groupby(units, key=lambda u: (u.look, u.text in "\n\t")):
        text = "".join(unit.text for unit in group)
        if is_mark:
            yield from ((mark, look) for mark in text)
        else:
            yield text, look
