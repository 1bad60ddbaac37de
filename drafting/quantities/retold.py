"""A figure in the very words of a fact that has another one there: 9份减到2份 for 9份减到6份. Then no
other fact, and no sum that comes out by chance, is its ground."""

from __future__ import annotations

import re

from drafting.quantities.context import Slot
from drafting.quantities.fitting import fits
from drafting.quantities.knowledge import Knowledge, Known

_ALIKE = 10
"""Characters around a figure, on both sides together, by which it is known for that of a fact."""
_APART = 5
"""How many more of them the fact must share than any that has this very number."""
_BEFORE, _BEHIND = 24, 12


def retold(slot: Slot, knowledge: Knowledge) -> Known | None:
    """The figure of a fact whose words stand around this one, where the two differ."""
    said = slot.quantity
    if said.kind != "amount" or said.vague:
        return None
    shared = [
        (_shared(slot, item.slot), item)
        for item in knowledge.by_unit.get(said.unit, ())
        if item.fact and not item.slot.quantity.vague
    ]
    own = max((length for length, item in shared if fits(said, item.slot.quantity)), default=0)
    apart = [entry for entry in shared if not fits(said, entry[1].slot.quantity)]
    length, nearest = max(apart, key=lambda entry: entry[0], default=(0, None))
    return nearest if length >= max(_ALIKE, own + _APART) else None


def _shared(said: Slot, known: Slot) -> int:
    """Characters that two figures have around them alike."""
    left, right = _around(said)
    before, behind = _around(known)
    return _common(left[::-1], before[::-1]) + _common(right, behind)


def _around(slot: Slot) -> tuple[str, str]:
    start, end = slot.quantity.start - slot.offset, slot.quantity.end - slot.offset
    behind = _END.split(slot.sentence[end : end + _BEHIND])[0]
    return slot.sentence[max(0, start - _BEFORE) : start], behind


_END = re.compile(r"[，。；：！？]")


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = zip(one, other, strict=False)
    return next(
        (at for at, pair in enumerate(pairs) if pair[0] != pair[1]), min(len(one), len(other))
    )
