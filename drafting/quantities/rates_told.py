"""How far a rate lies from the one of the same name told before, also in another paragraph:
综合利用率90% …… 综合利用率达到93%以上，提高3个百分点."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from drafting.quantities.account import Account
from drafting.quantities.context import Slot
from drafting.quantities.trials import Sum
from drafting.quantities.writing import plain

_NAME = re.compile(r"([\u4e00-\u9fff]{2,6}[率度])(?:[达升提增降]?[到为至]|约|近|超过|是)?$")


def rate_named(slot: Slot) -> str:
    """The name of the rate that a percentage is of, empty where its words give none."""
    before = slot.sentence[: slot.quantity.outer[0] - slot.offset]
    found = _NAME.search(before) if slot.quantity.unit == "%" else None
    return found[1][-5:] if found else ""


def points_apart(slot: Slot, rates: Mapping[str, Sequence[Account]]) -> Sum | None:
    """The two rates of one name that lie as many points apart as is said right behind the last."""
    if slot.quantity.unit != "个百分点" or not slot.direction:
        return None
    for told in rates.values():
        last = told[-1].slot.quantity
        if slot.beside[0] != (last.value, last.unit) or told[-1].slot.sentence != slot.sentence:
            continue
        for before in told[:-1]:
            first = before.slot.quantity
            if (last.value - first.value) * slot.direction == slot.quantity.value:
                high, low = (last, first) if slot.direction > 0 else (first, last)
                words = f"{slot.quantity.text}＝{plain(high.value)}%－{plain(low.value)}%"
                return Sum(words, before.facts, slot.quantity.value)
    return None
