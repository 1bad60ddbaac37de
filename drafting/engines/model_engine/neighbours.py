"""Sections read side by side: what two of them both say, and openings that sound alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from drafting.engines.base import Task
from drafting.engines.model_engine.prompting import line, name_of
from drafting.model import PlannedSection, Section, Sentence
from drafting.wording import bigrams, similarity

_ALIKE = 0.6
"""Share of the shorter sentence's bigrams from which two sentences say the same."""
_TELLING = 12
"""Characters of the shortest sentence that can say something twice."""
_OPENING = 4
"""Characters by which two neighbouring sections are heard to begin alike."""
_QUOTED = 50


@dataclass(frozen=True, slots=True)
class Overlap:
    """What ``section`` is to change because ``other`` says it too, or begins so."""

    section: str
    other: str
    complaint: str


@dataclass(frozen=True, slots=True)
class _Said:
    sentence: Sentence
    bigrams: set[str]
    own: bool
    """Whether it rests on a fact that its section owns."""


def overlaps(task: Task, sections: Sequence[Section]) -> list[Overlap]:
    """What should be said once, or otherwise, in the order of the outline. Each names the section
    that is to change: not the one that owns the fact, else the later one; never one that is done
    already. Pure."""
    planned = {p.id: p for p in task.outline.sections}
    known = [section for section in sections if section.id in planned]
    said = {section.id: _sentences(section, planned[section.id]) for section in known}
    found = [
        *(o for a, b in combinations(known, 2) for o in _said_twice(task, planned, said, a, b)),
        *(o for a, b in pairwise(known) if (o := _begun_alike(task, planned, a, b))),
    ]
    fixed = {section.id for section in task.done}
    return [overlap for overlap in found if overlap.section not in fixed]


def _sentences(section: Section, planned: PlannedSection) -> list[_Said]:
    owned = set(planned.facts)
    return [
        _Said(sentence, bigrams(sentence.text), bool(owned.intersection(sentence.facts)))
        for sentence in section.sentences
        if len(sentence.text) >= _TELLING
    ]


def _said_twice(
    task: Task,
    planned: dict[str, PlannedSection],
    said: dict[str, list[_Said]],
    first: Section,
    second: Section,
) -> Iterator[Overlap]:
    for left in said[first.id]:
        for right in said[second.id]:
            if (left.own and right.own) or not _same(left, right):
                continue
            guilty, other = (first, second) if right.own else (second, first)
            own, others = (left, right) if right.own else (right, left)
            name = name_of(planned[other.id], task.kind)
            yield Overlap(
                guilty.id,
                other.id,
                f"“{_quoted(own.sentence)}”与“{name}”的“{_quoted(others.sentence)}”说的是一回事。",
            )


def _same(left: _Said, right: _Said) -> bool:
    if set(left.sentence.facts).intersection(right.sentence.facts):
        return True
    return similarity(left.bigrams, right.bigrams) >= _ALIKE


def _begun_alike(
    task: Task, planned: dict[str, PlannedSection], first: Section, second: Section
) -> Overlap | None:
    before, after = _opening(first), _opening(second)
    if len(after) < _OPENING or before != after:
        return None
    guilty, other = (first, second) if second in task.done else (second, first)
    name = name_of(planned[other.id], task.kind)
    return Overlap(guilty.id, other.id, f"开头“{after}”与“{name}”的开头雷同，请换一种说法。")


def _opening(section: Section) -> str:
    text = section.sentences[0].text if section.sentences else ""
    return "".join(char for char in text if char.isalnum())[:_OPENING]


def _quoted(sentence: Sentence) -> str:
    return line(sentence.text)[:_QUOTED]
