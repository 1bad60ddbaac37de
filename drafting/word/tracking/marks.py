"""The elements of a tracked change (ECMA-376 part 1, 17.13.5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import count

from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from drafting.word.tracking.units import Unit, stretches
from drafting.word.xml import element, tag, text_element


@dataclass(frozen=True, slots=True)
class Author:
    """Whose changes they are, and when; a time without a zone is the wall clock Word shows."""

    name: str
    at: dt.datetime


class Marker:
    """Makes marks of one author, each with an id of its own in the document."""

    def __init__(self, author: Author) -> None:
        moment = author.at.replace(microsecond=0, tzinfo=None).isoformat()
        self._said = {"author": author.name, "date": f"{moment}Z"}
        self._ids = count(1)

    def runs(self, units: Sequence[Unit], kind: str = "") -> Iterable[BaseOxmlElement]:
        """Runs of the units: plain, or wrapped as ``ins`` or ``del``."""
        made = [_run(text, look, struck=kind == "del") for text, look in stretches(tuple(units))]
        return [self.mark(kind, made)] if kind and made else made

    def kept(self, old: Sequence[Unit], new: Sequence[Unit]) -> Iterable[BaseOxmlElement]:
        """Runs of text that stayed; where its formatting changed, the change is marked."""
        at = 0
        for text, look in stretches(tuple(new)):
            run = _run(text, look)
            before = old[at].look
            at += len(text)
            if before != look:
                self._reformatted(run, before)
            yield run

    def paragraph(
        self,
        properties: BaseOxmlElement | None,
        content: Iterable[BaseOxmlElement],
        *,
        kind: str = "",
        before: BaseOxmlElement | None = None,
    ) -> BaseOxmlElement:
        """A ``w:p``. ``kind`` marks its end as ``ins`` or ``del``; ``before`` are the properties
        it had, where they were others."""
        look = element("pPr") if properties is None else deepcopy(properties)
        if kind:
            _mark_of_end(look).insert(0, self.mark(kind, ()))
        if before is not None and not _equal(before, properties):
            look.append(self.mark("pPrChange", [_without_end(before)]))
        return element("p", None, look, *content)

    def mark(self, kind: str, content: Iterable[BaseOxmlElement] = ()) -> BaseOxmlElement:
        """``w:ins``, ``w:del`` or a change of properties, with its author."""
        return element(kind, {"id": next(self._ids), **self._said}, *content)

    def _reformatted(self, run: BaseOxmlElement, before: str) -> None:
        look = run.find(tag("rPr"))
        if look is None:
            look = element("rPr")
            run.insert(0, look)
        look.append(self.mark("rPrChange", [parse_xml(before) if before else element("rPr")]))


def _run(text: str, look: str, *, struck: bool = False) -> BaseOxmlElement:
    mark = {"\n": "br", "\t": "tab"}.get(text)
    content = text_element(text) if mark is None else element(mark)
    if struck and mark is None:
        content.tag = tag("delText")
    return element("r", None, *([parse_xml(look)] if look else []), content)


def _mark_of_end(properties: BaseOxmlElement) -> BaseOxmlElement:
    """``w:rPr`` of the paragraph's end, made where it is missing, before sectPr and pPrChange."""
    found: BaseOxmlElement | None = properties.find(tag("rPr"))
    if found is None:
        found = element("rPr")
        properties.append(found)
    return found


def _without_end(properties: BaseOxmlElement) -> BaseOxmlElement:
    """Properties as ``w:pPrChange`` may hold them: without those of the end (CT_PPrBase)."""
    copied = deepcopy(properties)
    for name in ("rPr", "sectPr", "pPrChange"):
        for child in copied.findall(tag(name)):
            copied.remove(child)
    return copied


def _equal(left: BaseOxmlElement, right: BaseOxmlElement | None) -> bool:
    return right is not None and _without_end(left).xml == _without_end(right).xml
