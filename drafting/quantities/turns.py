"""How often in a time what is done once in each period or interval: 每季度一次, 一年4次."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from drafting.quantities.context import Slot
from drafting.quantities.each import TIMES_PER, measure_of, periods_said
from drafting.quantities.trials import Operand, Trial

_TURNS = ("次", "期", "场", "轮", "批", "趟")


_INTERVAL = re.compile(r"每(?:隔|过)?$")


_ONCE = re.compile(r"[^，。；、]{0,8}一(?:次|期|轮|批|趟|场)")


def turns(said: Slot, group: Sequence[Operand]) -> Iterator[Trial]:
    """How often in a year what is done once each quarter: 每季度召开一次, 一年4次."""
    if said.quantity.measure not in _TURNS:
        return
    yield from _turns_of_intervals(group)
    over = periods_said(said)
    for operand in group:
        if operand.quantity.kind != "frequency":
            continue
        short = (
            "半年"
            if "半年" in operand.quantity.text
            else measure_of(operand.quantity.text.lstrip("每个按逐"))
        )
        for long in over:
            if times := TIMES_PER.get((short, long)):
                value = Decimal(times)
                yield Trial(value, f"{operand.quantity.text}一次，一{long}{times}次", (operand,))


def _turns_of_intervals(group: Sequence[Operand]) -> Iterator[Trial]:
    """How often in a time what is done once in an interval: 值守58小时，每15分钟报一次, 232次. The
    two stand in one sentence."""
    for interval in group:
        slot, length = interval.slot, interval.quantity
        if slot is None or not length.value or not _INTERVAL.search(slot.lead):
            continue
        if not _ONCE.match(slot.sentence, length.end - slot.offset):
            continue
        for time in group:
            apart = time is not interval and time.quantity.unit == length.unit
            if apart and _in_one_sentence(time, interval) and time.quantity.value > length.value:
                value = time.quantity.value / length.value
                form = f"{{v}}＝{time.quantity.text}÷{length.text}"
                yield Trial(value, form, (interval, time), mark="次")


def _in_one_sentence(one: Operand, other: Operand) -> bool:
    return bool(one.slot and other.slot and one.slot.sentence == other.slot.sentence)
