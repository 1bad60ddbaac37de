"""What a paragraph has just said is not said again: an addressee, a time, a whole fact."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from drafting.model import Fact, Sentence
from drafting.wording import bare

_DEMANDS = ("要求", "打算", "任务")
_SUBJECT = re.compile(
    r"^(?P<subject>[^，。；：要]{1,13}[^，。；：要主重需只必将首简紧])(?P<rest>要(?!求).*)$",
    re.DOTALL,
)
_TIME = re.compile(
    r"^(?P<time>到?\d{4}年(?:底|末|上半年|下半年)?，?)"
    r"(?P<rest>(?![至到—、的和与及内初中来度前后\d-]|以来|以前|以后).{6,})$",
    re.DOTALL,
)
_AGAIN = ("还", "同时", "也")


@dataclass(slots=True)
class Said:
    """How the sentences of a paragraph began: whom they addressed and what time they named, newest
    last, so that neither is named again at once."""

    subjects: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Told:
    """A fact's text as it is said here; ``same_time``: its time was just named and is left out."""

    text: str
    same_time: bool = False


def told(fact: Fact, said: Said) -> Told:
    """The fact without an addressee or time that the sentence before has named, and note both."""
    text, subject = _without_subject(fact, said.subjects)
    time = _TIME.match(text)
    named = time["time"] if time else ""
    again = bool(time and said.times and said.times[-1] == named)
    said.subjects.append(subject)
    said.times.append(named)
    return Told(time["rest"] if time and again else text, again)


def _without_subject(fact: Fact, subjects: Sequence[str]) -> tuple[str, str]:
    """A demand, and whom it is addressed to. Where the demands just before it had the same
    addressee he is not named again: 接收单位要…。还要…。"""
    match = _SUBJECT.match(fact.text) if fact.topic in _DEMANDS else None
    if match is None:
        return fact.text, ""
    before = 0
    while before < len(subjects) and subjects[-1 - before] == match["subject"]:
        before += 1
    again = 0 < before <= len(_AGAIN)
    return _AGAIN[before - 1] + match["rest"] if again else fact.text, match["subject"]


Twins = Mapping[str, tuple[str, ...]]
"""Fact id -> the ids of all facts that say the same word for word, its own first."""


def once(facts: Sequence[Fact]) -> tuple[list[Fact], Twins]:
    """Facts without those that repeat another, and whose ids the first of them stands for."""
    same: dict[str, list[Fact]] = {}
    for fact in facts:
        same.setdefault(bare(fact.text), []).append(fact)
    return (
        [group[0] for group in same.values()],
        {group[0].id: tuple(fact.id for fact in group) for group in same.values()},
    )


def with_twins(sentence: Sentence, twins: Twins) -> Sentence:
    """The sentence with the ids of every fact it tells."""
    return replace(sentence, facts=tuple(twin for i in sentence.facts for twin in twins[i]))
