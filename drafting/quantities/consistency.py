"""One thing with two numbers in one text: 选派240名干部 here, 选派204名干部 there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from drafting.manuscript import Line
from drafting.quantities.context import Slot, slots_of
from drafting.quantities.slips import is_slip

_MINIMUM = 10


def contradictions(lines: Iterable[Line]) -> Iterator[tuple[Line, Slot, str, bool]]:
    """Figures that stand in the same words as an earlier one and differ from it by a slip."""
    seen: dict[tuple[str, str, str], Slot] = {}
    for line in lines:
        for slot in slots_of(line.text):
            said = slot.quantity
            if (
                said.kind != "amount"
                or said.bound != "exact"
                or (said.unit == "%" and len(slot.before) < 4)
            ):
                continue
            key = (slot.before[-10:], said.unit, slot.after[:8])
            if len(key[0] + key[2]) < _MINIMUM or len(slot.bag) < 5:
                continue
            first = seen.setdefault(key, slot)
            if first.quantity.value != said.value and is_slip(said, first.quantity):
                words = f"同一事项前文写作“{first.before[-6:]}{first.quantity.text}{first.after[:6]}”，这里是“{said.text}”，请核对。"
                yield line, slot, words, False
