"""A number that facts have: whether it is of the same thing, direction, manner and basis there."""

from __future__ import annotations

import re
from decimal import Decimal

from drafting.quantities.account import Account, fact_ids
from drafting.quantities.bounds import family
from drafting.quantities.context import Slot, basis_of
from drafting.quantities.knowledge import Knowledge, Known
from drafting.quantities.one_fact import (
    lies_within,
    no_average,
    other_noun,
    other_part,
    told_of_its_date,
)
from drafting.quantities.reading import Quantity
from drafting.quantities.units import MEASURES, loosely_same, normal_unit

_MARGIN = 0.9
"""Affinity by which another fact must be nearer before a right number is on the wrong thing."""

UNLIKE = 0.15
"""Affinity below which two quantities have no word in common."""

NEAR = 1.9
"""Affinity from which an untraced figure is taken for that of a fact."""

_MEASURED = ("岁", "天", "个月", "分钟")


def _telling(slot: Slot) -> bool:
    """Whether a number is large enough, and has words enough, to be known by its thing."""
    said = slot.quantity
    return (
        said.kind == "amount"
        and said.value > 20
        and len(slot.bag) >= 5
        and not said.loose
        and said.unit not in _MEASURED
    )


def judge_fitting(
    slot: Slot,
    fitting: list[tuple[float, Known]],
    others: list[tuple[float, Known]],
    swapped: Known | None,
    knowledge: Knowledge,
) -> Account:
    """The account of a number that facts have: ``fitting`` with its affinity, ``others`` of the unit."""
    best, known = fitting[0]
    ids = fact_ids([item for score, item in fitting if score >= best - 0.25][:4])
    if swapped:
        return Account(slot, "thing", fact_ids([swapped]), swapped)
    if others:
        rival_score, rival = others[0]
        if (
            rival.fact != known.fact
            and slot.quantity.bound != "exact"
            and rival_score - best >= 0.5
            and rival_score >= NEAR
            and comparable(slot.quantity, rival.slot.quantity)
        ):
            return Account(slot, "bound", fact_ids([rival]), rival)
        misplaced = rival_score - best >= _MARGIN and rival_score >= NEAR
        dated = rival.fact == known.fact and told_of_its_date(slot, known, rival)
        if misplaced and not dated and not lies_within(rival, known):
            sure = rival_score - best >= _MARGIN + 0.5 and rival_score >= NEAR + 0.4
            return Account(slot, "thing", fact_ids([rival]), rival, sure=sure)
    if best < UNLIKE and _telling(slot) and not slot.wide & known.slot.wide:
        return Account(slot, "elsewhere", ids, known, sure=False)
    top = [item for score, item in fitting if score >= best - 0.3]
    if slot.quantity.kind == "amount" and slot.quantity.bound == "exact":
        every = [item for _, item in fitting]
        if right := other_part(slot, every, knowledge) or other_noun(slot, every, knowledge):
            return Account(slot, "thing", fact_ids([right]), right)
        if no_average(slot, every):
            return Account(slot, "elsewhere", ids, known, sure=False)
    if slot.direction and all(item.slot.direction == -slot.direction for item in top) and best >= 1:
        return Account(slot, "direction", ids, known)
    if "from" in slot.roles and best >= 1 and all(k.slot.mode == "to" for k in top):
        return Account(slot, "direction", ids, known)
    if slot.mode and best >= 1 and all(item.slot.mode not in ("", slot.mode) for item in top):
        return Account(slot, "mode", ids, known)
    said = slot.quantity
    if (
        said.unit == "倍"
        and best >= 1
        and all((k.slot.mode == "by") != (slot.mode == "by") for k in top)
    ):
        return Account(slot, "mode", ids, known)
    if (
        slot.quantity.kind == "amount"
        and best >= 1
        and (per := _each_said(slot))
        and all(_of_another(per, k) for k in top)
    ):
        return Account(slot, "thing", ids, known)
    if (basis := basis_of(slot)) and all(basis_of(k.slot) not in ("", basis) for k in top):
        return Account(slot, "basis", ids, known)
    if said.bound == "exact" and all(family(k.slot.quantity.bound) for k in top) and best >= 1.2:
        return Account(slot, "dropped", ids, known)
    return Account(slot, "fact", ids, known)


_PER = re.compile(rf"每({MEASURES})|([户人亩村月年天])均|(亩)产")


def _each_said(slot: Slot) -> frozenset[str]:
    """What an amount is said to be for each of, by the words of its clause: 每亩每年20元."""
    start = slot.quantity.start - slot.offset
    clause = re.split(r"[，。；：、]", slot.sentence[max(0, start - 40) : start])[-1]
    return frozenset(normal_unit(m[1] or m[2] or m[3]) for m in _PER.finditer(clause))


def _of_another(per: frozenset[str], known: Known) -> bool:
    """Whether a fact gives an amount for each of something else: 每户 where it has 每亩."""
    theirs = _each_said(known.slot)
    own, other = per - theirs, theirs - per
    if len(per) != len(theirs) or not own:
        return False
    return not any(_may_stand(a, b) for a in own for b in other)


def _may_stand(one: str, other: str) -> bool:
    """Whether two measure words may be said of one thing: 每家企业, 每个企业, 户均."""
    return "个" in (one, other) or loosely_same(one, other)


def comparable(said: Quantity, known: Quantity) -> bool:
    """Whether two quantities are of one size, half to double."""
    return bool(known.value) and Decimal("0.5") <= said.value / known.value <= 2
