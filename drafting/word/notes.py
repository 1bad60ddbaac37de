"""Word comments that hang on words of the text: what a figure rests on, for who checks it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.xmlchemy import BaseOxmlElement

from drafting.manuscript import Line
from drafting.word.body import Block
from drafting.word.text import clean
from drafting.word.xml import Attributes, element, empty_part, tag, text_element


@dataclass(frozen=True, slots=True)
class Note:
    """A comment on the characters ``start`` to ``end`` of the text the lines were parsed from."""

    start: int
    end: int
    text: str


def annotate(
    document: Document,
    blocks: Sequence[Block],
    lines: Sequence[Line],
    notes: Sequence[Note],
    author: str,
) -> None:
    """Hang ``notes`` on the paragraphs of a document. One whose words cannot be found in its line
    hangs on none and is left out."""
    comments = empty_part("comments")
    for note in sorted(notes, key=lambda one: (one.start, one.end)):
        place = _place(blocks, lines, note)
        if place is not None:
            identifier = len(comments)
            _mark(*place, identifier)
            comments.append(_comment(identifier, note.text, author))
    if len(comments):
        _attach(document, comments)


def _place(
    blocks: Sequence[Block], lines: Sequence[Line], note: Note
) -> tuple[BaseOxmlElement, int, int] | None:
    """The paragraph a note belongs to, and the characters of it."""
    index = next((i for i, one in enumerate(lines) if one.start <= note.start < one.end), None)
    if index is None:
        return None
    line = lines[index]
    at = note.start - line.start
    quote = line.text[at : note.end - line.start]
    for paragraph in _paragraphs(blocks, index):
        text = "".join(one.text or "" for one in paragraph.iter(tag("t")))
        found = at if text == line.text else text.find(quote)
        if quote and found >= 0:
            return paragraph, found, found + len(quote)
    return None


def _paragraphs(blocks: Sequence[Block], index: int) -> Iterator[BaseOxmlElement]:
    for block in blocks:
        if index not in block.lines:
            continue
        if block.element.tag == tag("p"):
            yield block.element
        else:
            row = block.element.findall(tag("tr"))[block.lines.index(index)]
            yield from row.iter(tag("p"))


def _mark(paragraph: BaseOxmlElement, start: int, end: int, identifier: int) -> None:
    """Put the range of a comment round characters of a paragraph, and its mark behind them."""
    _cut(paragraph, start)
    _cut(paragraph, end)
    inside = []
    at = 0
    for run in paragraph.findall(tag("r")):
        length = len(_text(run))
        if start <= at and at + length <= end and length:
            inside.append(run)
        at += length
    if not inside:
        return
    inside[0].addprevious(element("commentRangeStart", {"id": identifier}))
    mark = element("r", None, element("commentReference", {"id": identifier}))
    inside[-1].addnext(element("commentRangeEnd", {"id": identifier}))
    inside[-1].getnext().addnext(mark)


def _cut(paragraph: BaseOxmlElement, place: int) -> None:
    """Part the run that ``place`` lies within."""
    at = 0
    for run in paragraph.findall(tag("r")):
        text = _text(run)
        if at < place < at + len(text):
            rest = deepcopy(run)
            for half, words in ((run, text[: place - at]), (rest, text[place - at :])):
                half.replace(half.find(tag("t")), text_element(words))
            run.addnext(rest)
            return
        at += len(text)


def _text(run: BaseOxmlElement) -> str:
    return "".join(one.text or "" for one in run.findall(tag("t")))


def _comment(identifier: int, text: str, author: str) -> BaseOxmlElement:
    now = dt.datetime.now().replace(microsecond=0).isoformat()
    said: Attributes = {
        "id": identifier,
        "author": author,
        "date": f"{now}Z",
        "initials": author[:2],
    }
    made = element("comment", said)
    for part in clean(text):
        made.append(element("p", None, element("r", None, text_element(part))))
    return made


def _attach(document: Document, comments: BaseOxmlElement) -> None:
    part = Part(
        PackURI("/word/comments.xml"), CONTENT_TYPE.WML_COMMENTS, serialize_part_xml(comments),
        document.part.package,
    )  # fmt: skip
    document.part.relate_to(part, RELATIONSHIP_TYPE.COMMENTS)
