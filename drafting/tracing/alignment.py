"""Facts against the sentences of a text that carries no provenance.

A fact is used where most of what is its own (pairs of characters and figures that few other facts
have) stands together in one sentence or in neighbouring ones. No model, no order of words needed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from drafting.manuscript import Manuscript
from drafting.model import Fact
from drafting.naming.letters import figures_in, letters
from drafting.naming.sentences import spans_of

USED = 0.3
"""Share of a fact's own words from which it is used: in our drafts a fact that is there reaches 0.95,
one that is not 0.26 at most; paraphrases lie between."""

REPEATED = 0.75
"""Share in each of two paragraphs from which a fact is told twice."""

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


def align(manuscript: Manuscript, facts: Sequence[Fact]) -> Aligned:
    """Find each fact in a text."""
    statements = statements_of(manuscript)
    marks = [marks_of(statement.text) for statement in statements]
    weights = _weights(tuple(fact.text for fact in facts))
    holders: dict[str, list[int]] = {}
    for number, own in enumerate(marks):
        for mark in own:
            holders.setdefault(mark, []).append(number)
    uses = {
        fact.id: _uses(fact, statements, marks, weights, holders) for fact in facts
    }  # fmt: skip
    return Aligned(statements, uses)


def _uses(
    fact: Fact,
    statements: Sequence[Statement],
    marks: Sequence[frozenset[str]],
    weights: Mapping[str, float],
    holders: Mapping[str, list[int]],
) -> tuple[Use, ...]:
    own = marks_of(fact.text)
    whole = sum(weights[mark] for mark in own)
    if not whole:
        return ()
    scores: Counter[int] = Counter()
    for mark in own:
        for number in holders.get(mark, ()):
            scores[number] += weights[mark]  # type: ignore[assignment]
    found = []
    for number, score in scores.items():
        if score / whole < 0.12:
            continue
        joined = set(marks[number])
        for following in range(number + 1, min(number + 4, len(statements))):
            if statements[following].line == statements[number].line and scores[following]:
                joined |= marks[following]
        share = sum(weights[mark] for mark in own & joined) / whole
        found.append(Use(fact.id, number, share, score / whole))
    return tuple(sorted(found, key=lambda use: (-round(use.share, 2), -use.here)))


def many_figures(fact: str) -> bool:
    """Tell whether a fact has two figures and more, by which it is known in other words."""
    return sum(mark[0] == "#" for mark in marks_of(fact)) > 1


def keeps_figures(fact: str, text: str, *, whole: bool = False) -> bool:
    """Tell whether most figures of a fact stand in a text: else it tells of another year or place.
    ``whole`` asks for all of them but a year."""
    own = {mark for mark in marks_of(fact) if mark[0] == "#"}
    if whole:
        own = {mark for mark in own if not mark.startswith(("#19", "#20")) or len(mark) != 5}
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
