"""Facts against the sentences of a text that carries no provenance.

A fact is used where most of what is its own (pairs of characters and figures that few other facts
have) stands together in one sentence or in neighbouring ones. No model, no order of words needed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from drafting.manuscript import Manuscript
from drafting.model import Fact
from drafting.naming.letters import figures_in, letters
from drafting.naming.sentences import spans_of

USED = 0.3
"""Share of a fact's own words from which it is used: in our drafts a fact that is there reaches 0.95,
one that is not 0.26 at most; paraphrases lie between."""

REPEATED = 0.75
"""Share in each of two paragraphs from which a fact is told twice."""

_LEAST = 0.12
"""Share of a fact's own words in a sentence from which it may speak of it."""

RETOLD = 0.4
"""Share from which a paragraph with all figures of a fact told in full elsewhere tells it too."""

_LONGEST_HEADING = 60
"""Characters from which a line is text, whatever it begins like."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of the text; ``line`` numbers its paragraph, ``heading`` the level-one heading
    above it (-1: none); ``start`` is an offset in the text."""

    text: str
    start: int
    line: int
    heading: int

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Use:
    """A fact in a statement: the share of the fact's own words found from there on in the
    paragraph, and ``here`` in the statement alone."""

    fact: str
    statement: int
    share: float
    here: float


@dataclass(frozen=True, slots=True)
class Aligned:
    """The statements of a text and the uses of each fact, best first."""

    statements: tuple[Statement, ...]
    uses: Mapping[str, tuple[Use, ...]]

    def best(self, fact: str) -> Use | None:
        """Where a fact is told most fully; None where it is not used."""
        uses = self.uses.get(fact, ())
        return uses[0] if uses and uses[0].share >= USED else None


def statements_of(manuscript: Manuscript) -> tuple[Statement, ...]:
    """The sentences of the body, headings and the lines around the text left out."""
    found: list[Statement] = []
    heading = -1
    for number, line in enumerate(manuscript.lines):
        if line.role == "heading1":
            heading = number
        if line.role != "body" and len(line.text) <= _LONGEST_HEADING:
            continue
        for start, end in spans_of(line.text):
            found.append(Statement(line.text[start:end], line.start + start, number, heading))
    return tuple(found)


@dataclass(frozen=True, eq=False)
class _Index:
    """The marks of the facts by number, what each weighs, and what a fact weighs in all."""

    holders: Mapping[str, tuple[int, ...]]
    weights: Mapping[str, float]
    own: tuple[frozenset[str], ...]
    whole: tuple[float, ...]


def align(manuscript: Manuscript, facts: Sequence[Fact]) -> Aligned:
    """Find each fact in a text. What was found in a paragraph is kept while it stays as it is."""
    statements = statements_of(manuscript)
    index = _index(tuple(fact.text for fact in facts))
    uses: list[list[Use]] = [[] for _ in facts]
    start = 0
    for _, group in groupby(statements, key=lambda statement: statement.line):
        texts = tuple(statement.text for statement in group)
        for number, at, share, here in _uses_in(texts, index):
            uses[number].append(Use(facts[number].id, start + at, share, here))
        start += len(texts)
    ranked = {
        fact.id: tuple(sorted(found, key=lambda use: (-round(use.share, 2), -use.here)))
        for fact, found in zip(facts, uses, strict=True)
    }
    return Aligned(statements, ranked)


@lru_cache(maxsize=64)
def _index(texts: tuple[str, ...]) -> _Index:
    weights = _weights(texts)
    own = tuple(marks_of(text) for text in texts)
    holders: dict[str, list[int]] = {}
    for number, marks in enumerate(own):
        for mark in marks:
            holders.setdefault(mark, []).append(number)
    whole = tuple(sum(weights[mark] for mark in marks) for marks in own)
    return _Index({mark: tuple(found) for mark, found in holders.items()}, weights, own, whole)


@lru_cache(maxsize=8_000)
def _uses_in(texts: tuple[str, ...], index: _Index) -> tuple[tuple[int, int, float, float], ...]:
    """Fact, sentence of the paragraph, share from there on and share in the sentence alone."""
    marks = [marks_of(text) for text in texts]
    scores: dict[int, dict[int, float]] = {}
    for at, here in enumerate(marks):
        for mark in here:
            for fact in index.holders.get(mark, ()):
                found = scores.setdefault(fact, {})
                found[at] = found.get(at, 0.0) + index.weights[mark]
    uses = []
    for fact, found in scores.items():
        for at, score in found.items():
            if score / index.whole[fact] < _LEAST:
                continue
            joined = set(marks[at]).union(
                *(
                    marks[after]
                    for after in range(at + 1, min(at + 4, len(texts)))
                    if after in found
                )
            )
            share = sum(index.weights[mark] for mark in index.own[fact] & joined)
            uses.append((fact, at, share / index.whole[fact], score / index.whole[fact]))
    return tuple(uses)


def many_figures(fact: str) -> bool:
    """Tell whether a fact has two figures and more, by which it is known in other words."""
    return sum(mark[0] == "#" for mark in marks_of(fact)) > 1


def keeps_half(fact: str, text: str) -> bool:
    """Tell whether half the figures of a fact, years left out, stand in a text."""
    own = _without_years({mark for mark in marks_of(fact) if mark[0] == "#"})
    return bool(own) and 2 * len(own & marks_of(text)) >= len(own)


def _without_years(figures: set[str]) -> set[str]:
    return {f for f in figures if not f.startswith(("#19", "#20")) or len(f) != 5}


def keeps_figures(fact: str, text: str, *, whole: bool = False) -> bool:
    """Tell whether most figures of a fact stand in a text: else it tells of another year or place.
    ``whole`` asks for all of them but a year."""
    own = {mark for mark in marks_of(fact) if mark[0] == "#"}
    if whole:
        own = _without_years(own)
        return len(own) > 1 and own <= marks_of(text)
    return len(own & marks_of(text)) >= 0.8 * len(own)


@lru_cache(maxsize=20_000)
def marks_of(text: str) -> frozenset[str]:
    """What a text is known by: pairs of neighbouring characters, and its figures."""
    plain = letters(text)
    pairs = {plain[i : i + 2] for i in range(len(plain) - 1)}
    pairs = {pair for pair in pairs if not any(char.isdigit() for char in pair)}
    return frozenset(pairs | {f"#{number}" for number in figures_in(text)})


@lru_cache(maxsize=64)
def _weights(texts: tuple[str, ...]) -> Mapping[str, float]:
    """What one fact alone has weighs most; figures weigh double."""
    counts = Counter(mark for text in texts for mark in marks_of(text))
    return {mark: (2.0 if mark[0] == "#" else 1.0) / times**1.5 for mark, times in counts.items()}
