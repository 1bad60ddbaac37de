"""Averages over what the words name: 平均每站2名多 is over 劝导站286个, 每名评理员 over 评理员1442名."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafting.quantities.context import Slot
from drafting.quantities.each import told_together
from drafting.quantities.trials import Operand, Trial
from drafting.quantities.units import MEASURES
from drafting.quantities.writing import plain

_NAMED = re.compile(rf"每(?:{MEASURES})?(?P<noun>[\u4e00-\u9fff]{{1,4}}?)(?:[手里就每能要可上]|$)")
_AROUND = 8


def _noun(slot: Slot) -> str:
    found = _NAMED.search(slot.lead)
    return found["noun"] if found else ""


def _is_of(operand: Operand, noun: str) -> bool:
    slot = operand.slot
    return slot is not None and noun in slot.before[-_AROUND:] + slot.after[:_AROUND]


def averages_named(slot: Slot, group: Sequence[Operand]) -> Iterator[Trial]:
    """A total of the figure's unit through the number of what 每 names, told with 多 or 近."""
    noun, said = _noun(slot), slot.quantity
    if not noun or said.bound == "exact":
        return
    for total in group:
        for number in group:
            same = total is not number and total.quantity.unit == said.unit
            if not (same and number.quantity.value > 1 and _is_of(number, noun)):
                continue
            if len(noun) > 1 or told_together(total, number):
                value = total.quantity.value / number.quantity.value
                form = f"{{0}}÷{plain(number.quantity.value)}≈{{v}}"
                yield Trial(value, form, (total, number))


def of_the_named(slot: Slot, found: Trial, every: Sequence[Operand]) -> bool:
    """Whether an average is over what its words name, where a figure of that name is known."""
    noun = _noun(slot)
    if len(noun) < 2 or len(found.operands) < 2 or not any(_is_of(o, noun) for o in every):
        return True
    return _is_of(found.operands[1], noun)
