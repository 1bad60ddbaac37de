"""So much for each, times their number and the periods: 126名 × 每名2万元, 每月1500元 over a year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from drafting.quantities.context import Slot
from drafting.quantities.each import (
    PERIODS,
    RATIOS,
    TIMES_PER,
    count_of,
    each_of,
    fits_measure,
    measure_of,
    one_unit,
    periods_said,
)
from drafting.quantities.trials import Operand, Trial
from drafting.quantities.writing import plain


def products_of_each(
    said: Slot, close: Sequence[Operand], group: Sequence[Operand]
) -> Iterator[Trial]:
    """So much for each, times their number, times the periods of the time the text speaks of.
    What it is for each stands in the passage itself (``close``)."""
    for each in close:
        if each.slot is None or each.quantity.unit in RATIOS or not one_unit(said.quantity, each):
            continue
        per = _per(each.slot)
        for number in _numbers(per, each, group):
            for times, words in [(1, ""), *_times(per, said, group)]:
                factor = count_of(number) if number else Decimal(1)
                if number and _STEP.search(each.slot.lead):
                    factor -= 1
                if number is None and times == 1:
                    continue
                form = "{v}＝{0}" + (f"×{plain(factor)}" if number else "") + words
                parts = (each, number) if number else (each,)
                yield Trial(each.quantity.value * factor * times, form, parts)


_STEP = re.compile(r"每[^，。；、：]{1,6}(?:相差|差|间隔|相隔|间距|递增|递减)[了约]?$")
"""Between eight grades lie seven steps."""


def _per(slot: Slot) -> frozenset[str]:
    """What an amount is for each of; behind a 、 as the one before it (亩均节水90立方米、节本150元)."""
    if own := each_of(slot.lead):
        return own
    if not slot.lead.startswith("、"):
        return own
    end = slot.quantity.start - slot.offset
    before = slot.sentence[max(0, end - _CLAUSE) : end]
    return each_of(re.split(r"[，。；：]", before)[-1])


_CLAUSE = 60
"""Characters before a figure in which its clause begins."""


def counts_of_each(said: Slot, close: Sequence[Operand]) -> Iterator[Trial]:
    """How many a sum is enough for: 600万元 at 每件0.2元, 够补3000万件."""
    for each in close:
        if each.slot is None or not each.quantity.value or each.quantity.unit in RATIOS:
            continue
        if not any(
            fits_measure(measure_of(said.quantity.measure), p) for p in each_of(each.slot.lead)
        ):
            continue
        for total in close:
            if (
                total.quantity.unit == each.quantity.unit
                and total.quantity.value > each.quantity.value
            ):
                value = total.quantity.value / each.quantity.value
                yield Trial(value, f"{{0}}÷{{1}}＝{plain(value)}", (total, each))


def _numbers(
    per: frozenset[str], each: Operand, group: Sequence[Operand]
) -> Iterator[Operand | None]:
    """Counts of what an amount is for each of; None stands for leaving them alone."""
    yield None
    for number in group:
        measure = measure_of(number.quantity.measure)
        counts = number.quantity.kind == "amount" and measure not in PERIODS
        if number is each or not counts or number.quantity.value <= 1:
            continue
        if any(fits_measure(measure, p) for p in per):
            yield number


def _times(per: frozenset[str], said: Slot, group: Sequence[Operand]) -> Iterator[tuple[int, str]]:
    """How often the period of an amount comes in the time that the text speaks of."""
    for long in periods_said(said):
        for short in per & PERIODS:
            if times := TIMES_PER.get((short, long)):
                yield times, f"×{times}"
    for operand in group:
        months = operand.quantity.value
        if (
            operand.quantity.unit == "个月"
            and operand.quantity.kind == "amount"
            and not operand.quantity.vague
        ):
            if "月" in per and months == int(months) > 1:
                yield int(months), f"×{int(months)}"
            if "年" in per and months % 12 == 0 and months > 12:
                yield int(months) // 12, f"×{int(months) // 12}"
