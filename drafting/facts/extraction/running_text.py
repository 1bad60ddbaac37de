"""Running text -> statements: cleaned, taken apart, judged, made to stand alone.

Cleaning and the parts of a document are the sample library's, so what it knows of web pages, lost
line breaks, traditional characters and signatures holds here too. Offsets lead back to the text
as it came.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from drafting.facts.extraction.heading_topics import heading_topic
from drafting.facts.extraction.judging import CHAT, EMPTY, MARGIN, why_not
from drafting.facts.extraction.records import LeftOut, Material, Place, Statement
from drafting.facts.extraction.resolving import (
    LONGEST_JOINED,
    NUMBERING,
    bare_statement,
    leans,
    resolved,
    time_lead,
    trimmed,
    with_time,
)
from drafting.facts.extraction.sentences import matters, sentence_spans

if TYPE_CHECKING:
    from retrieval.model import Change

LONGEST_FACT = 300
"""Characters; a longer one is left out and said: nobody can confirm it at a glance."""
_LONGEST_POINT = 22
"""Characters of a counted point that the next sentence goes on to explain (一是制度不够健全。)."""
_CHAT_HEAD = re.compile(
    r"(?m)^[ \t]*(?:[^\s，。：:]{1,12}[ \t　]+)?(?:(?:20\d\d[-/年.])?\d{1,2}[-/月.]\d{1,2}日?[ \t]*|昨天[ \t]*|星期.[ \t]*|[上下]午[ \t]*)?\d{1,2}:\d{2}(?::\d{2})?[ \t]*[:：]?[ \t]*$"
    r"|^[ \t]*—+[ \t]*\d{1,2}月\d{1,2}日[ \t]*—+[ \t]*$"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the cleaned text: its words, where it stood, and the headings above it."""

    number: int
    text: str
    quote: str
    place: Place
    headings: tuple[str, ...]
    paragraph: int


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
    cleaned = clean(masked)
    way = _WayBack(material, cleaned.changes)
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
                        way.place(begin, end), block.path, paragraphs,
                    )
                )  # fmt: skip
            cursor = start + len(paragraph) if at >= 0 else cursor
    margins = [
        LeftOut(line, Place(material.name, ""), MARGIN)
        for line in (structure.title, *structure.front, *structure.back)
        if line
    ]
    return Reading(
        tuple(sentences), (*chats, *margins), structure.title, structure.front, structure.back,
        cleaned.text,
    )  # fmt: skip


def _without_chat(material: Material) -> tuple[str, list[LeftOut]]:
    """The text with the heads of chat messages blanked out, lengths unchanged."""
    left = []
    for match in _CHAT_HEAD.finditer(material.text):
        if match[0].strip():
            left.append(LeftOut(match[0].strip(), Place(material.name, ""), CHAT))
    blank = lambda match: " " * len(match[0])  # noqa: E731
    return _CHAT_HEAD.sub(blank, material.text), left


class _WayBack:
    """From offsets of the cleaned text to the text as it came, and to pages and paragraphs."""

    def __init__(self, material: Material, changes: Iterable[Change]) -> None:
        self._material = material
        self._here: list[int] = [0]
        self._there: list[int] = [0]
        shift = 0
        for change in changes:
            self._mark(change.start + shift, change.start)
            shift += len(change.replacement) - (change.end - change.start)
            self._mark(change.end + shift, change.end)
        lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]*\S[^\n]*", material.text)]
        self._lines = [start for start, _ in lines]

    def _mark(self, here: int, there: int) -> None:
        self._here.append(here)
        self._there.append(there)

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Half-open offsets in the original of a span of the cleaned text."""
        return self._one(start, last=True), self._one(end, last=False)

    def _one(self, offset: int, *, last: bool) -> int:
        index = bisect_right(self._here, offset) - 1
        if not last:
            while index > 0 and self._here[index] == offset and self._here[index - 1] == offset:
                index -= 1
        there = self._there[index] + offset - self._here[index]
        limits = (*self._there[index + 1 : index + 2], len(self._material.text))
        return min(there, *limits)

    def place(self, start: int, end: int) -> Place:
        """Where a span of the original stands: 第3段, or 第2页 of a PDF."""
        number = bisect_right(self._lines, start)
        part = f"第{max(number, 1)}段"
        if page := self._page(start, end):
            part = f"第{page}页"
        return Place(self._material.name, part, start, end)

    def _page(self, start: int, end: int) -> int:
        """The PDF page whose text has the beginning of the span; 0 where none does."""
        words = re.sub(r"\s", "", self._material.text[start:end])[:16]
        for number, page in enumerate(self._material.pages, 1):
            if words and words in page:
                return number
        return 0


def statements_of(reading: Reading) -> tuple[list[Statement], list[LeftOut]]:
    """The statements of a text by rules, and what was left out. Neither model nor network is used;
    names are found by LAC."""
    made = _Making()
    for sentence in reading.sentences:
        made.take(sentence)
    return made.statements, [*reading.margins, *made.left]


class _Making:
    """Statements as they come about, sentence by sentence."""

    def __init__(self) -> None:
        self.statements: list[Statement] = []
        self.left: list[LeftOut] = []
        self._before: Statement | None = None
        self._paragraph = 0
        self._headings: tuple[str, ...] = ()
        self._topic = ""
        self._point: Statement | None = None

    def take(self, sentence: Sentence) -> None:
        """Add what a sentence states."""
        if sentence.paragraph != self._paragraph:
            self._paragraph, self._before = sentence.paragraph, None
            if sentence.headings[:1] != self._headings[:1] or not _COUNTS_ON.match(sentence.text):
                self._topic = ""
            self._headings = sentence.headings
        if _is_heading(sentence):
            self.left.append(LeftOut(sentence.quote, sentence.place, MARGIN))
            return
        lead = ""
        for a, b in matters(sentence.text, (0, len(sentence.text))):
            text = bare_statement(sentence.text[a:b])
            announced = self._topic or heading_topic(sentence.headings)
            self._one(
                self._statement(sentence, with_time(text, lead)), announced, sentence.text[a:b]
            )
            lead = lead or time_lead(text)
        if not NUMBERING.match(sentence.text):
            self._topic = _announced(sentence.text) or self._topic

    def _statement(self, sentence: Sentence, text: str) -> Statement:
        above = (*sentence.headings, self._topic) if self._topic else sentence.headings
        return Statement(text, sentence.quote, sentence.place, above, sentence=sentence.number)

    def _one(self, statement: Statement, topic: str, sentence: str) -> None:
        text, before = statement.text, self._before
        reason = why_not(text, topic=topic)
        if self._point is not None and self._point is before and not reason and not leans(text):
            joined = f"{self._point.text}，{text}"
            if len(joined) <= LONGEST_JOINED and not _COUNTS_ON.match(sentence):
                self._merge(self._point, replace(statement, text=joined))
                return
        if leans(text) and before is not None and reason in ("", EMPTY):
            joined, contains = resolved(text, before.text)
            if contains and not reason:
                self._merge(before, replace(statement, text=joined))
                return
            statement = replace(statement, text=joined) if not contains else statement
        if not reason and len(statement.text) > LONGEST_FACT:
            reason = f"超过 {LONGEST_FACT} 字，请自行摘取"
        if reason:
            self.left.append(LeftOut(statement.quote, statement.place, reason))
            self._before = replace(statement, topic="?") if reason == EMPTY else None
            return
        statement = replace(statement, text=trimmed(statement.text))
        self.statements.append(statement)
        self._before = statement
        if NUMBERING.match(sentence) and len(statement.text) <= _LONGEST_POINT:
            self._point = statement

    def _merge(self, before: Statement, joined: Statement) -> None:
        place = replace(before.place, end=joined.place.end)
        whole = replace(
            joined, quote=f"{before.quote}{joined.quote}", place=place, sentence=before.sentence
        )
        if self.statements and self.statements[-1] is before:
            self.statements[-1] = whole
        else:
            self.statements.append(whole)
            self.left = [one for one in self.left if one.place != before.place]
        self._before = whole


def _is_heading(sentence: Sentence) -> bool:
    """A run-in heading: the paragraph's first sentence repeats the heading over it."""
    plain = sentence.text.strip(" 。，：:")
    return any(plain == heading.strip(" 。，：:") for heading in sentence.headings[-1:])


_COUNTS_ON = re.compile(
    rf"{NUMBERING.pattern}|首先|其次|再次|最后|第[一二三四五六七八九十]|同时|另外|此外"
)
_ANNOUNCED = {
    "问题": "问题|不足|短板|差距", "要求": "要求|希望", "打算": "打算|安排|工作", "经验": "体会|启示|经验",
}  # fmt: skip
_FOLLOWING = r"(?:以下|如下|几[点个条]|[两三四五六]个?[点条方])"


def _announced(text: str) -> str:
    """The topic that a sentence announces for what follows: 还存在一些问题。主要表现在：."""
    plain = text.rstrip("。：: ")
    for topic, words in _ANNOUNCED.items():
        if re.search(
            rf"{_FOLLOWING}[^，。：]{{0,12}}(?:{words})[^，。：]{{0,4}}$|(?:{words})[^，。：]{{0,8}}(?:{_FOLLOWING}|表现在|反映在)$|"
            rf"(?:一些|不少)(?:{words})(?:之处)?$|(?:{words})(?:和不足)?有[^，。]{{1,4}}$",
            plain,
        ):  # fmt: skip
            return topic
    return ""
