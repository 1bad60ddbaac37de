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
