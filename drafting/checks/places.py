"""Places that do not belong together: a town behind a county that has no such town.

Real places are judged by the official list of divisions, all others by the facts: a village that
the facts put under one town does not stand under another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from drafting.checks.marking import Ground, ground_of, kept
from drafting.checks.registry import Sources, check
from drafting.manuscript import Line, Manuscript
from drafting.model import Brief, Finding, Severity
from drafting.naming import known_names, letters, mentions_of
from drafting.naming.divisions import strays_in
from drafting.naming.sentences import spans_of
from drafting.wording import split_sentences

_HOMES = 3
"""Counties with a town of the name that are told."""

_LEVELS = (r"省|自治区", r"市|州|盟|地区", r"县|区|旗", r"镇|乡|街道", r"村|社区|小区")


@check("places")
def find_strays(manuscript: Manuscript, sources: Sources) -> Iterator[Finding]:
    """A town under the wrong county: error where facts are given that do not say so."""
    ground = ground_of(sources.brief) if sources.brief is not None else None
    for line in manuscript.lines:
        yield from _of_line(line, ground)


@kept
def _of_line(line: Line, ground: Ground | None) -> Iterator[Finding]:
    brief = ground.brief if ground else None
    for start, end in spans_of(line.text):
        sentence = line.text[start:end]
        if brief is not None:
            yield from _against_facts(line, start, sentence, brief)
        yield from _against_list(line, start, sentence, brief)


def _against_list(line: Line, offset: int, sentence: str, brief: Brief | None) -> Iterator[Finding]:
    for stray in strays_in(sentence):
        pair = letters(stray.county + stray.town)
        if brief is not None and pair in known_names(brief).text:
            continue
        homes = "、".join(stray.homes[:_HOMES]) + ("等" if len(stray.homes) > _HOMES else "")
        message = f"“{stray.county}”没有“{stray.town}”，叫这个名的在{homes}，请核对。"
        severity: Severity = "error" if brief is not None else "warning"
        yield _finding(line, offset + stray.start, offset + stray.end, severity, message)


def _against_facts(line: Line, offset: int, sentence: str, brief: Brief) -> Iterator[Finding]:
    """A place behind a higher one, where the facts put it behind another."""
    homes = _homes(brief)
    for above, below, start in _pairs(sentence):
        right = homes.get(below, ())
        if right and above not in right and any(above in others for others in homes.values()):
            message = f"事实中“{below}”属于“{right[0]}”，不属于“{above}”，请核对。"
            place = offset + start
            facts = known_names(brief).facts_with(below)
            yield _finding(line, place, place + len(above), "error", message, right[0], facts)


@lru_cache(maxsize=64)
def _homes(brief: Brief) -> dict[str, tuple[str, ...]]:
    """The place that stands before each place in the facts."""
    homes: dict[str, list[str]] = {}
    for fact in brief.facts:
        for sentence in split_sentences(fact.text):
            for above, below, _ in _pairs(sentence):
                homes.setdefault(below, []).append(above)
    return {below: tuple(dict.fromkeys(above)) for below, above in homes.items()}


def _pairs(sentence: str) -> Iterator[tuple[str, str, int]]:
    """Places one right behind another, each of a lower level: above, below, offset of above."""
    places = [m for m in mentions_of(sentence) if m.kind == "place"]
    for one, other in pairwise(places):
        if one.end == other.start and 0 <= _level(one.text) < _level(other.text):
            yield one.text, other.text, one.start


def _level(place: str) -> int:
    found = (n for n, ends in enumerate(_LEVELS) if re.search(rf"(?:{ends})$", place))
    return next(found, -1)


def _finding(
    line: Line,
    start: int,
    end: int,
    severity: Severity,
    message: str,
    suggestion: str = "",
    facts: tuple[str, ...] = (),
) -> Finding:
    return Finding(
        check="places",
        severity=severity,
        section="",
        quote=line.text[start:end],
        start=line.start + start,
        end=line.start + end,
        message=message,
        suggestion=suggestion,
        facts=facts,
    )
