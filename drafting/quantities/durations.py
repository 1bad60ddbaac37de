"""Lengths of time between two dates of a passage: 3月1日至5月10日, 前后71天."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from drafting.quantities.context import Slot, slots_of
from drafting.quantities.knowledge import Knowledge
from drafting.quantities.moments import Moment, resolved
from drafting.quantities.trials import Sum

_UNITS = ("天", "个月")
_NEAR = 60
"""Characters before and behind a duration within which its two dates stand."""


def spanned(slot: Slot, text: str, knowledge: Knowledge) -> Sum | None:
    """The two neighbouring dates that lie as far apart as a duration says; the first and the last
    day may both be counted. Dates stand beside it, or in a fact the sentence speaks of."""
    said = slot.quantity
    if said.kind != "amount" or said.unit not in _UNITS or said.value < 2:
        return None
    near = [s for s in slots_of(text) if abs(s.quantity.start - said.start) <= _NEAR]
    groups = [("", near)] + [
        (fact, [k.slot for k in items])
        for fact, items in knowledge.by_fact.items()
        if fact and len(slot.wide & items[0].slot.wide) >= 2
    ]
    for fact, slots in groups:
        for begin, end in pairwise(_moments(slots, knowledge.year)):
            if any(said.low <= value <= said.high for value in _lengths(begin, end, said.unit)):
                words = f"{_words(begin)}至{_words(end)}"
                return Sum(f"{words}，共{said.text}", (fact,) if fact else (), said.value)
    return _of_a_stage(slot, text, knowledge)


_WITHIN = re.compile(r"(?:多?天|个月)?(?:里|内|中|时间|当中|之内)")


def _of_a_stage(slot: Slot, text: str, knowledge: Knowledge) -> Sum | None:
    """51天里, where a fact has a stage of just so many days: 5月11日至6月30日."""
    said = slot.quantity
    if not _WITHIN.match(text, said.end):
        return None
    for fact, items in knowledge.by_fact.items():
        for begin, end in pairwise(_moments((k.slot for k in items), knowledge.year)):
            if (
                fact
                and end.until
                and said.value == max(_lengths(begin, end, said.unit), default=None)
            ):
                words = f"{_words(begin)}至{_words(end)}"
                return Sum(f"{words}，共{said.text}", (fact,), said.value)
    return None


def _moments(slots: Iterable[Slot], year: int) -> Iterator[Moment]:
    """The dates of a passage, each with the year said before it, else the document's."""
    running = year
    for slot in slots:
        if slot.quantity.moment is not None:
            moment = resolved(slot.quantity.moment, year)
            running = moment.year or running
            yield replace(moment, year=running)


def _lengths(begin: Moment, end: Moment, unit: str) -> Iterator[Decimal]:
    if unit == "天" and begin.day and end.day and begin.year and end.year:
        try:
            first = dt.date(begin.year, begin.month, begin.day)
            days = (dt.date(end.year, end.month, end.day) - first).days
        except ValueError:
            return
        if days > 0:
            yield from (Decimal(days), Decimal(days + 1))
    elif unit == "个月" and begin.month and end.month:
        months = 12 * (end.year - begin.year) + end.month - begin.month
        if months > 0:
            yield Decimal(months)
            if not (begin.day and end.day) or (begin.day == 1 and end.day > 27):
                yield Decimal(months + 1)


def _words(moment: Moment) -> str:
    parts = ((moment.year, "年"), (moment.month, "月"), (moment.day, "日"))
    return "".join(f"{number}{name}" for number, name in parts if number)
