"""Shares and changes of shares put in words: 前者只有后者的63.8%; 由20%提高到30%, 多拿1370万元."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from drafting.quantities.context import Slot, slots_of
from drafting.quantities.trials import Operand, Trial


def former_of_latter(slot: Slot, text: str) -> Iterator[Trial]:
    """The share of the last two figures of one unit, where the words say 前者 and 后者."""
    if slot.quantity.unit != "%" or "前者" not in slot.lead or "后者" not in slot.lead:
        return
    before = [
        s
        for s in slots_of(text)
        if s.quantity.end <= slot.quantity.start and s.quantity.kind == "amount"
    ]
    for one, other in list(pairwise(before))[-1:]:
        if one.quantity.unit == other.quantity.unit and one.quantity.value and other.quantity.value:
            first, last = (
                (one, other) if slot.lead.find("前者") < slot.lead.find("后者") else (other, one)
            )
            value = first.quantity.value * 100 / last.quantity.value
            operands = (Operand(first.quantity, "", first), Operand(last.quantity, "", last))
            yield Trial(value, "{v}＝{0}÷{1}", operands, 1, "%")


def by_points(slot: Slot, group: Sequence[Operand]) -> Iterator[Trial]:
    """What a share raised or lowered comes to: 由20%提高到30% of 1.37亿元 is 1370万元 more."""
    if slot.quantity.unit in ("%", "个百分点", "倍", "番"):
        return
    shares = [
        s
        for s in slots_of(slot.sentence)
        if s.quantity.unit == "%" and s.quantity.end <= slot.quantity.start - slot.offset
    ]
    for old, new in pairwise(shares):
        if new.mode != "to" or "from" not in old.roles:
            continue
        points = abs(new.quantity.value - old.quantity.value)
        for whole in group:
            if whole.quantity.unit == slot.quantity.unit and whole.quantity.kind == "amount":
                value = whole.quantity.value * points / 100
                yield Trial(value, f"{{v}}＝{{0}}×{points.normalize():f}%", (whole,))
