"""Which part of a section is to change, and the section with another text in its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from drafting.errors import BadInput
from drafting.model import Section, Sentence
from drafting.wording import sentence_spans

Marks = Sequence[tuple[int, tuple[str, ...]]]
"""Fact ids and where in a text they were marked, in order."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The part ``text[start:end]`` of a section; ``is_passage`` where the rest of it must stay."""

    section: Section
    start: int
    end: int
    is_passage: bool

    @property
    def text(self) -> str:
        """What is to change."""
        return self.section.text[self.start : self.end]

    @property
    def before(self) -> str:
        """What stands before it."""
        return self.section.text[: self.start]

    @property
    def after(self) -> str:
        """What stands behind it."""
        return self.section.text[self.end :]

    @property
    def facts(self) -> tuple[str, ...]:
        """Facts told within it, each once."""
        within = (s.facts for s, (a, b) in _placed(self.section) if a < self.end and b > self.start)
        return tuple(dict.fromkeys(key for facts in within for key in facts))


def scope_of(section: Section, passage: str | None, reach: str) -> Scope:
    """The part that a person means. Raises BadInput where a passage is not there, or there more
    than once."""
    if passage and passage != section.text:
        places = section.text.count(passage)
        if not passage.strip() or not places:
            raise BadInput("选中的文字在这一节里没有找到。请重新选一次。")
        if places > 1:
            raise BadInput("选中的文字在这一节里不止一处。请多选几个字，让它只有一处。")
        start = section.text.index(passage)
        return Scope(section, start, start + len(passage), True)
    if reach == "first_sentence":
        for _, (start, end) in _placed(section):
            return Scope(section, start, end, True)
    return Scope(section, 0, len(section.text), False)


def put_in(scope: Scope, text: str, marks: Marks) -> Section:
    """The section with ``text`` in place of the part; all else stays byte for byte, and its
    sentences keep their facts. ``marks`` are offsets in ``text``."""
    whole = scope.before + text + scope.after
    end = scope.start + len(text)
    shift = len(text) - (scope.end - scope.start)
    old = {span: sentence for sentence, span in _placed(scope.section)}
    placed = [(scope.start + at, ids) for at, ids in marks]
    sentences: list[Sentence] = []
    for a, b in _spans(whole):
        if b <= scope.start or a >= end:
            there = (a, b) if b <= scope.start else (a - shift, b - shift)
            sentences.append(old.get(there) or _kept(whole[a:b], scope.section))
        else:
            sentences.append(_changed(scope, whole, (a, b), end, placed))
    return replace(scope.section, text=whole, sentences=tuple(sentences))


def _changed(
    scope: Scope,
    whole: str,
    span: tuple[int, int],
    end: int,
    marks: Sequence[tuple[int, tuple[str, ...]]],
) -> Sentence:
    """A sentence that lies in the new part or reaches into it. What of an old sentence was kept
    keeps its facts."""
    a, b = span
    facts = [key for at, ids in marks if a < at <= b or (at == a == scope.start) for key in ids]
    kept = [
        key
        for sentence, (x, y) in _placed(scope.section)
        if (a < scope.start and x < scope.start < y) or (b > end and x < scope.end < y)
        for key in sentence.facts
    ]
    samples = scope.section.sentences[0].samples if scope.section.sentences else ()
    return Sentence(whole[a:b], tuple(dict.fromkeys((*kept, *facts))), samples)


def _kept(text: str, section: Section) -> Sentence:
    return next((s for s in section.sentences if s.text == text), Sentence(text))


def _placed(section: Section) -> Iterator[tuple[Sentence, tuple[int, int]]]:
    """The sentences with where they stand in the text."""
    at = 0
    for sentence in section.sentences:
        start = section.text.find(sentence.text, at)
        if start >= 0:
            at = start + len(sentence.text)
            yield sentence, (start, at)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Sentences of all paragraphs but sub-headings, without outer blanks."""
    offset = 0
    for paragraph in text.split("\n"):
        if not paragraph.startswith("#"):
            for a, b in sentence_spans(paragraph):
                words = paragraph[a:b]
                start = offset + a + len(words) - len(words.lstrip())
                yield start, start + len(words.strip())
        offset += len(paragraph) + 1
