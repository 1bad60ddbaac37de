"""The quantities a text may rest on: those of the facts and of the brief around them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache

from drafting.evidence import evidence
from drafting.model import Brief
from drafting.quantities.context import Slot, slots_of
from drafting.quantities.moments import Moment, find_moments, resolved


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """A quantity of a fact; ``fact`` is empty for one of the brief."""

    slot: Slot
    fact: str
    moment: Moment | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Knowledge:
    """All that may be said in numbers. ``year`` is that of the document, 0 where unknown;
    ``months`` is the length of the period it tells of, 0 where it names none."""

    known: tuple[Known, ...]
    by_unit: dict[str, tuple[Known, ...]]
    by_fact: dict[str, tuple[Known, ...]]
    years: frozenset[int]
    year: int
    words: str
    months: int = 0


@lru_cache(maxsize=64)
def knowledge_of(brief: Brief, year: int = 0) -> Knowledge:
    """Everything of a brief; ``year`` serves where the brief itself has no date."""
    year = brief.date.year if brief.date else year
    frame = (brief.title, brief.occasion, brief.audience, brief.period, brief.issuer, brief.subject,
             brief.speaker_title, brief.recipient, _date_text(brief))  # fmt: skip
    facts = evidence(brief)
    known = [item for fact in facts for item in _known(fact.text, fact.id, year)]
    known += [item for text in frame for item in _known(text, "", year)]
    by_unit: dict[str, list[Known]] = defaultdict(list)
    by_fact: dict[str, list[Known]] = defaultdict(list)
    for item in known:
        by_unit[item.slot.quantity.unit].append(item)
        by_fact[item.fact].append(item)
    words = "\n".join([*(fact.text for fact in facts), *frame])
    return Knowledge(
        tuple(known),
        {unit: tuple(items) for unit, items in by_unit.items()},
        {fact: tuple(items) for fact, items in by_fact.items()},
        _years(known, year),
        year,
        words,
        _months(f"{brief.period}；{brief.title}"),
    )


_PERIODS = (("前三季度", 9), ("半年", 6), ("季度", 3))


def _months(text: str) -> int:
    """The months of the period a document tells of: 上半年, 前三季度, 1至9月."""
    if match := re.search(r"(\d{1,2})月?[至到—－-]{1,2}(\d{1,2})月", text):
        return max(0, int(match[2]) - int(match[1]) + 1)
    return next((months for words, months in _PERIODS if words in text), 0)


def _date_text(brief: Brief) -> str:
    return f"{brief.date.year}年{brief.date.month}月{brief.date.day}日" if brief.date else ""


def _known(text: str, fact: str, year: int) -> list[Known]:
    """Quantities as the fact stands, and as it reads inside a sentence, where 1. is no list mark."""
    slots = slots_of(text)
    inside = (
        []
        if slots and not text[:4].strip("（(1234567890一二三四五六七八九十")
        else slots_of(f"即{text}")
    )
    seen = {(slot.quantity.value, slot.quantity.unit, slot.quantity.text) for slot in slots}
    more = [s for s in inside if (s.quantity.value, s.quantity.unit, s.quantity.text) not in seen]
    known = []
    running = 0
    for slot in [*slots, *more]:
        moment = slot.quantity.moment
        if moment:
            moment = resolved(moment, year)
            if not moment.year and running:
                moment = replace(moment, year=running)
            running = moment.year or running
        known.append(Known(slot, fact, moment))
    return known


def _years(known: list[Known], year: int) -> frozenset[int]:
    """Years named, and those inside a range of years."""
    years = {year} if year else set()
    before = 0
    for item in known:
        moment = item.moment
        if not moment or not moment.year:
            continue
        years.add(moment.year)
        if moment.until and 0 < moment.year - before < 30:
            years.update(range(before, moment.year))
        before = moment.year
    return frozenset(years)


def document_year(texts: tuple[str, ...]) -> int:
    """The year in the date line or the 落款, 0 where there is none."""
    for text in texts:
        for moment in find_moments(text):
            if moment.year and moment.month:
                return moment.year
    return 0
