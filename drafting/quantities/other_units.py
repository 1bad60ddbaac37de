"""The number of a fact under another unit or scale: 86名 for 86个, 4.6万元 for 4.6亿元."""

from __future__ import annotations

import re

from drafting.quantities.account import Account, fact_ids
from drafting.quantities.context import Slot, affinity
from drafting.quantities.knowledge import Knowledge, Known
from drafting.quantities.units import loosely_same


def wrong_unit(slot: Slot, unit: Known) -> Account:
    """The account of a number under the wrong unit; sure where writers do not exchange the two."""
    sure = not loosely_same(slot.quantity.unit, unit.slot.quantity.unit)
    return Account(slot, "unit", fact_ids([unit]), unit, sure=sure)


_VERBAL = re.compile(r"\d[\d,.]*[万亿千]*|[零〇一二三四五六七八九十百千万亿两]+")


def other_unit(
    slot: Slot, knowledge: Knowledge, *, same_value: bool = False
) -> tuple[Known | None, float]:
    """The quantity of a fact with this very number and another unit or scale, of the same thing."""
    said = slot.quantity
    if said.kind != "amount" or said.loose:
        return None, 0.0
    digits = "" if same_value else _digits(said.text)
    best: tuple[float, Known | None] = (1.3, None)
    for item in knowledge.known:
        known = item.slot.quantity
        if (
            known.kind == "amount"
            and known.unit
            and (known.value == said.value or (digits and _digits(known.text) == digits))
        ):
            score = affinity(slot, item.slot)
            if score > best[0]:
                best = (score, item)
    return best[1], best[0]


def _digits(text: str) -> str:
    match = re.match(r"[\d.,]+", text)
    return match[0].replace(",", "") if match else ""
