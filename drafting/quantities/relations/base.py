"""What the rules for sums share: the record, and small questions about quantities side by side."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from drafting.quantities.context import Slot
from drafting.quantities.writing import decimals_of

RATIOS = ("%", "个百分点", "倍", "番")


@dataclass(frozen=True, slots=True, eq=False)
class Relation:
    """A sum the text states. ``slot`` is the figure it gives; ``right`` its true value, None where
    only the words are wrong; ``operands`` are the figures it is worked out from."""

    slot: Slot
    holds: bool
    right: Decimal | None
    text: str
    operands: tuple[Slot, ...]
    rule: str
    sure: bool = True


def exact(slot: Slot) -> bool:
    """Whether a quantity is stated without 近, 超 or 余, and is not nought."""
    return slot.quantity.bound == "exact" and slot.quantity.value > 0


def between(text: str, left: Slot, right: Slot) -> str:
    """The words between two quantities."""
    return text[left.quantity.end : right.quantity.start]


def alike(one: Slot, other: Slot) -> bool:
    """Whether two quantities have one unit."""
    return one.quantity.unit == other.quantity.unit


def agrees(slot: Slot, value: Decimal) -> bool:
    """Whether a worked-out value is the one stated, to the places stated."""
    said = slot.quantity
    if said.bound != "exact":
        return said.low <= value <= said.high
    loose = bool(re.search(r"(?<!百)分之|/|成|半", said.text))
    slack = Decimal("0.7") if loose else Decimal("0.5").scaleb(-decimals_of(said.text))
    return abs(value - said.value) <= slack * scale_of(slot) + Decimal("0.0000001")


def scale_of(slot: Slot) -> Decimal:
    """What one of the stated number is worth in its base unit: 10000 for 3.2万."""
    if slot.quantity.unit in RATIOS:
        return Decimal(1)
    match = re.match(r"[\d.,]+", slot.quantity.text)
    number = Decimal(match[0].replace(",", "").rstrip(".") or 1) if match else Decimal(0)
    return slot.quantity.value / number if number else Decimal(1)


def rounded_like(slot: Slot, value: Decimal) -> Decimal:
    """A value rounded to the places of a stated one."""
    scale = scale_of(slot)
    return (value / scale).quantize(Decimal(1).scaleb(-decimals_of(slot.quantity.text))) * scale
