"""Dates and years of a text against those of the facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from drafting.quantities.context import Slot, affinity, clause_of, pairs_of
from drafting.quantities.knowledge import Knowledge, Known
from drafting.quantities.moments import Moment, agree, resolved

MomentVerdict = Literal["fact", "free", "untraced", "moment"]
_MARGIN = 0.9
_NEAR = 1.9
_FAR_BACK = 0.8
"""Affinity that 前年 needs to a fact of that year: writers seldom mean it, slips often make it."""


def match_moment(
    slot: Slot, slots: Sequence[Slot], knowledge: Knowledge
) -> tuple[MomentVerdict, Known | None, bool]:
    """The verdict on a date, the known date it is or should be, and whether that is certain."""
    moment = slot.quantity.moment
    if moment is None:
        return "free", None, False
    if moment.offset == -1 and slot.sentence[: moment_start(slot)].endswith(("比", "较", "同")):
        return "fact", None, True
    said = _with_year(resolved(moment, knowledge.year), slot, slots, knowledge)
    pool = [item for item in knowledge.known if item.moment]
    scored = [
        (affinity(slot, item.slot), item)
        for item in pool
        if item.moment and _alike(said, item.moment)
    ]
    fitting = [(score, item) for score, item in scored if item.moment and _agrees(said, item)]
    others = [(score, item) for score, item in scored if item.moment and not _agrees(said, item)]
    best = max(fitting, key=_score, default=None)
    rival = max(
        (o for o in others if not _taken(slot, slots, o, knowledge)), key=_score, default=None
    )
    gap = (rival[0] if rival else 0.0) - (best[0] if best else 0.0)
    if rival and best and _names_no_other(slot, best[1], rival[1]):
        return "fact", best[1], True
    if rival and gap >= _MARGIN and rival[0] >= _NEAR:
        sure = moment.offset is None and gap >= _MARGIN + 0.4
        return "moment", rival[1], sure
    if moment.offset == -2 and (best is None or best[0] < _FAR_BACK):
        return "untraced", None, False
    if best:
        return "fact", best[1], True
    if said.year and not said.month:
        if said.year in knowledge.years or moment.offset is not None:
            return "fact", None, True
        return "untraced", None, True
    if not said.month or (not knowledge.year and not pool):
        return "free", None, False
    return "untraced", None, moment.offset is None


def _names_no_other(slot: Slot, own: Known, rival: Known) -> bool:
    """Whether two dates stand in one fact and the sentence has no word of the matter of the rival:
    每年11月底前完成, under a heading, of 3月底前完成招生 and 11月底前完成考核."""
    if own.fact != rival.fact or not own.fact:
        return False
    matter = pairs_of(clause_of(rival.slot)) - pairs_of(clause_of(own.slot))
    theirs = {pair for pair in matter if pair not in clause_of(own.slot)}
    return bool(theirs) and not any(_apart(pair) and pair in slot.sentence for pair in theirs)


def _apart(pair: str) -> bool:
    """A pair that names a matter, and no time."""
    return not set(pair) & set("年月日前底初末内每后起")


def moment_start(slot: Slot) -> int:
    """Where the date stands in its sentence."""
    return slot.quantity.start - slot.offset


def _agrees(said: Moment, item: Known) -> bool:
    """A month alone is not grounded by the day the document bears."""
    known = item.moment
    if known is None or (not item.fact and said.month and not said.day and known.day):
        return False
    return agree(said, known)


def _score(entry: tuple[float, Known]) -> float:
    return entry[0]


def _with_year(moment: Moment, slot: Slot, slots: Sequence[Slot], knowledge: Knowledge) -> Moment:
    """A month or day takes the year said before it in its paragraph."""
    if moment.year:
        return moment
    for other in reversed([s for s in slots if s.quantity.start < slot.quantity.start]):
        if other.quantity.moment:
            year = resolved(other.quantity.moment, knowledge.year).year
            if year:
                return replace(moment, year=year) if other.sentence == slot.sentence else moment
    return moment


def _alike(said: Moment, known: Moment) -> bool:
    """Years are compared with years, days with days."""
    if not said.month:
        return bool(known.year) and not known.month
    return bool(known.month)


def _taken(
    slot: Slot, slots: Sequence[Slot], rival: tuple[float, Known], knowledge: Knowledge
) -> bool:
    score, item = rival
    return any(
        other is not slot
        and other.quantity.moment is not None
        and item.moment is not None
        and agree(resolved(other.quantity.moment, knowledge.year), item.moment)
        and affinity(other, item.slot) >= score - 0.2
        for other in slots
    )
