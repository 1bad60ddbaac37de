"""Totals divided by what they are said to be for each of: 24期 ÷ 12个月, 户均, 每个食堂."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from drafting.quantities.context import Slot
from drafting.quantities.each import (
    PERIODS,
    TIMES_PER,
    count_of,
    each_of,
    fits_measure,
    measure_of,
    one_unit,
    told_together,
)
from drafting.quantities.reading import Quantity
from drafting.quantities.trials import Operand, Trial
from drafting.quantities.units import in_base
from drafting.quantities.writing import decimals_of, plain

_DAYS = {"天": 1, "周": 7}


_ROUNDING = Decimal("0.025")
"""Share of a small whole number that rounding to it may take away or add."""


def averages_of_each(
    said: Slot, close: Sequence[Operand], group: Sequence[Operand], months: int
) -> Iterator[Trial]:
    """A total divided by the number of what it is said to be for each of; ``months`` is the
    length of the period the document tells of."""
    for per in each_of(said.lead):
        for total in close:
            if not one_unit(said.quantity, total) or total.quantity.value <= said.quantity.value:
                continue
            for number, words, parts in _divisors(said, per, total, group, months):
                apart = number != total.quantity.value or said.quantity.unit == total.quantity.unit
                if number > 1 and apart and _of_one_matter(said.quantity, total, parts):
                    exact = total.quantity.value / number
                    value = rounded(exact, said.quantity)
                    yield Trial(
                        value,
                        f"{{0}}÷{words}{'＝' if value == exact else '≈'}{{v}}",
                        (total, *parts),
                    )


def _of_one_matter(said: Quantity, total: Operand, parts: Sequence[Operand]) -> bool:
    """Whether an average in another measure word than its total (189名, 每座3个) is of figures told
    together."""
    return said.unit == total.quantity.unit or all(told_together(total, p) for p in parts)


def _stands_before(operand: Operand, said: Slot) -> bool:
    """Whether a figure stands in the sentence of another, before it."""
    slot = operand.slot
    if slot is None or slot.offset != said.offset or slot.sentence != said.sentence:
        return False
    return slot.quantity.end <= said.quantity.start


def _divisors(
    said: Slot, per: str, total: Operand, group: Sequence[Operand], period: int
) -> Iterator[tuple[Decimal, str, tuple[Operand, ...]]]:
    if per not in PERIODS:
        numbers = [
            o
            for o in group
            if o.quantity.kind == "amount" and fits_measure(measure_of(o.quantity.measure), per)
        ]
        beside = [o for o in numbers if _stands_before(o, said)]
        for number in beside or numbers:
            if number is not total and number.quantity.value != total.quantity.value:
                yield count_of(number), plain(count_of(number)), (number,)
        return
    times = TIMES_PER.get((per, "年"), 1)
    yield Decimal(times), str(times), ()
    if 0 < period < 12 and times * period % 12 == 0:
        yield Decimal(times * period // 12), str(times * period // 12), ()
    for operand in group:
        months = operand.quantity.value
        if operand.quantity.kind == "amount" and operand.quantity.unit == "个月" and months > 1:
            value = months * times / 12
            yield value, plain(value), ()
        if operand.quantity.kind == "amount" and operand.quantity.unit == "天" and per in _DAYS:
            value = operand.quantity.value / _DAYS[per]
            yield value, plain(value), (operand,)


def rounded(value: Decimal, said: Quantity) -> Decimal:
    """A quotient (in the base unit) as the text rounds it, where rounding changes it little."""
    if said.bound != "exact":
        return value
    step = Decimal(1).scaleb(-decimals_of(said.text))
    scale, _ = in_base(Decimal(1), said.measure)
    for lift in (Decimal(1), Decimal(10**4), Decimal(10**8)):
        near = (value / scale / lift).quantize(step) * scale * lift
        if near == said.value and abs(near - value) <= value * _ROUNDING:
            return near
    return value
