"""Figures that changed places, and figures whose place another one already takes."""

from __future__ import annotations

from collections.abc import Sequence

from drafting.quantities.context import Slot, affinity
from drafting.quantities.fitting import fits
from drafting.quantities.knowledge import Known

_EXCHANGE = 1.0
"""Affinity that two quantities of one sentence must gain together by changing places."""


def stands_for(slot: Slot, slots: Sequence[Slot], item: Known, pool: Sequence[Known]) -> bool:
    """Whether another quantity of the paragraph is that of the fact, and no other's."""
    for other in slots:
        if other is slot or other.quantity.unit != slot.quantity.unit:
            continue
        if not fits(other.quantity, item.slot.quantity):
            continue
        score = affinity(other, item.slot)
        alike = (
            affinity(other, k.slot)
            for k in pool
            if k is not item and fits(other.quantity, k.slot.quantity)
        )
        if score >= 1.2 and score >= max(alike, default=0.0) - 0.15:
            return True
    return False


def out_of_order(
    slot: Slot, slots: Sequence[Slot], own: Known, items: Sequence[Known]
) -> Known | None:
    """The figure of the fact whose place this one has taken, where a run of figures of one unit
    stands in the order of the fact but for two that changed places (分别是96名、104名和118名), the
    words between and before them being those of the fact."""
    run = [
        s
        for s in slots
        if s.offset == slot.offset
        and s.quantity.unit == slot.quantity.unit
        and s.quantity.kind == "amount"
    ]
    known = [
        k
        for k in items
        if k.slot.quantity.unit == slot.quantity.unit
        and k.slot.offset == own.slot.offset
        and k.slot.quantity.kind == "amount"
    ]
    if len(run) < 2 or len(known) < 2 or slot not in run:
        return None
    values = [k.slot.quantity.value for k in known]
    if len(set(values)) != len(values):
        return None
    at = run.index(slot)
    for begin in range(max(0, at - len(known) + 1), min(at, len(run) - len(known)) + 1):
        part = [s.quantity.value for s in run[begin : begin + len(known)]]
        if sorted(part) != sorted(values) or part == values:
            continue
        wanted = known[at - begin]
        apart = [i for i, pair in enumerate(zip(part, values, strict=True)) if pair[0] != pair[1]]
        if (
            len(apart) <= 3
            and wanted.slot.quantity.value != slot.quantity.value
            and all(_same_place(run[begin + i], known[i].slot) for i in apart)
        ):
            return wanted
    return None


def _same_place(said: Slot, known: Slot) -> bool:
    """Whether the words before two figures are the same, or both are bare members of a list."""
    one, other = said.lead.strip("、和与及，：是为 "), known.lead.strip("、和与及，：是为 ")
    if not one or not other:
        return (not one and not other) or said.lead[-2:] == known.lead[-2:] or "分别" in one + other
    return one[-2:] == other[-2:] or said.after[:2] == known.after[:2] != ""


def exchanged(
    slot: Slot, slots: Sequence[Slot], own: Known, others: list[tuple[float, Known]]
) -> Known | None:
    """The quantity of a fact with which this one has changed places: both it and the one that
    bears its number would agree better the other way round."""
    for _, item in others[:4]:
        for other in slots:
            if (
                other is slot
                or other.sentence != slot.sentence
                or other.quantity.unit != slot.quantity.unit
            ):
                continue
            if not fits(other.quantity, item.slot.quantity) or item.fact != own.fact:
                continue
            stay = affinity(slot, own.slot, order=False), affinity(other, item.slot, order=False)
            swap = affinity(slot, item.slot, order=False), affinity(other, own.slot, order=False)
            if (
                sum(swap) - sum(stay) >= _EXCHANGE
                and min(swap[0] - stay[0], swap[1] - stay[1]) >= 0.25
            ):
                return item
    return None
