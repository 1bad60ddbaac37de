"""Running text -> sentences with their headings and their way back to the text as it came.

Cleaning and the parts of a document are the sample library's, so what it knows of web pages, lost
line breaks, traditional characters and signatures holds here too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from drafting.facts.extraction.judging import CHAT, MARGIN, PRIVATE, is_private
from drafting.facts.extraction.offsets import Edit, OffsetMap
from drafting.facts.extraction.records import LeftOut, Material, Place
from drafting.facts.extraction.sentences import sentence_spans
from drafting.facts.extraction.speakers import CHAT_HEAD, chat_of
from drafting.facts.extraction.unwrapping import unwrapped


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the cleaned text: its words, where it stood, and the headings above it."""

    number: int
    text: str
    quote: str
    place: Place
    headings: tuple[str, ...]
    paragraph: int
    unit: str = ""
    """The unit whose report this is, where the material names it beside the speaker."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text taken apart: sentences in order, and lines that belong to no paragraph."""

    sentences: tuple[Sentence, ...]
    margins: tuple[LeftOut, ...]
    title: str = ""
    front: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    clean: str = ""


def read_text(material: Material) -> Reading:
    """Take the running text of a material apart. Neither model nor network is used."""
    from retrieval.clean import clean
    from retrieval.structure import analyse

    masked, chats = _without_chat(material)
    chat = chat_of(material.text)
    joined, joints = unwrapped(masked)
    cleaned = clean(joined)
    edits = (Edit(one.start, one.end, len(one.replacement)) for one in cleaned.changes)
    way = _WayBack(material, OffsetMap(edits), OffsetMap(joints))
    chat_of(material.text)
    structure = analyse(cleaned.text)
    sentences: list[Sentence] = []
    cursor = paragraphs = 0
    for block in structure.blocks:
        for paragraph in block.paragraphs:
            paragraphs += 1
            at = cleaned.text.find(paragraph, cursor)
            start = at if at >= 0 else cursor
            for a, b in sentence_spans(paragraph):
                begin, end = way.back(start + a, start + b) if at >= 0 else way.back(start, start)
                quote = material.text[begin:end] if at >= 0 else paragraph[a:b]
                sentences.append(
                    Sentence(
                        len(sentences) + 1, paragraph[a:b], " ".join(quote.split()),
                        way.place(begin, end), block.path, paragraphs, chat.unit_at(begin),
                    )
                )  # fmt: skip
            cursor = start + len(paragraph) if at >= 0 else cursor
    margins = [
        LeftOut(line, Place(material.name, ""), PRIVATE if is_private(line) else MARGIN)
        for line in (structure.title, *structure.front, *structure.back)
        if line
    ]
    return Reading(
        tuple(sentences), (*chats, *margins), structure.title, structure.front, structure.back,
        cleaned.text,
    )  # fmt: skip


def _without_chat(material: Material) -> tuple[str, list[LeftOut]]:
    """The text with the heads of chat messages blanked out, lengths unchanged."""
    left = [
        LeftOut(head[0].strip(), Place(material.name, "", head.start(), head.end()), CHAT)
        for head in CHAT_HEAD.finditer(material.text)
        if head[0].strip()
    ]
    return CHAT_HEAD.sub(lambda head: " " * len(head[0]), material.text), left


class _WayBack:
    """From offsets of the cleaned text to the text as it came, and to pages and paragraphs."""

    def __init__(self, material: Material, *maps: OffsetMap) -> None:
        self._material = material
        self._maps = maps
        lines = re.finditer(r"[^\n]*\S[^\n]*", material.text)
        self._lines = [line.start() for line in lines]

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Half-open offsets in the original of a span of the cleaned text."""
        for one in self._maps:
            start, end = one.start(start), one.end(end)
        return start, max(start, min(end, len(self._material.text)))

    def place(self, start: int, end: int) -> Place:
        """Where a span of the original stands: 第3段, or 第2页 of a PDF."""
        page = self._page(start, end)
        number = max(bisect_right(self._lines, start), 1)
        return Place(self._material.name, f"第{page}页" if page else f"第{number}段", start, end)

    def _page(self, start: int, end: int) -> int:
        """The PDF page whose text has the beginning of the span; 0 where none does."""
        words = re.sub(r"\s", "", self._material.text[start:end])[:16]
        for number, page in enumerate(self._material.pages, 1):
            if words and words in page:
                return number
        return 0
