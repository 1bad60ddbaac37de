"""Averages: 为187家企业发放贷款9.35亿元，平均每家500万元."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.quantities.context import Slot
from drafting.quantities.relations.base import RATIOS, Relation, agrees, alike, exact, rounded_like
from drafting.quantities.slips import is_slip, is_slip_of
from drafting.quantities.trials import shown_in
from drafting.quantities.writing import plain

_EACH = re.compile(
    r"(?P<avg>平均)?每(?P<m>个|名|家|人|村|支|户|台|队|项|榜|校|镇|乡|县|区|栋|次|期|场|亩|件|处|组|班|位|批|条)?(?P<n>[\u4e00-\u9fff]{0,5})$"
    r"|(?P<h>人|村|户|校|镇|县|家|件|场|项|班|所|亩|站|队|点|院|区)均[\u4e00-\u9fff]{0,5}$"
)


def averages(slots: list[Slot], _text: str) -> Iterator[Relation]:
    """What falls to each, of a total and a number that stand in the sentence."""
    for index, each in enumerate(slots):
        match = _EACH.search(each.lead)
        if not match or each.quantity.unit in RATIOS or not exact(each):
            continue
        name, noun = match["m"] or match["h"] or "", (match["n"] or "")[:2]
        before = [s for s in slots[:index] if exact(s)]
        numbers = [s for s in before if _counts(s, name, noun)]
        units = {s.quantity.unit for s in numbers}
        numbers += [
            s for s in before if s.quantity.unit in units and not s.after and s not in numbers
        ]
        totals = [s for s in before if alike(s, each) and s.quantity.value > each.quantity.value]
        totals += [
            s
            for s in slots[index + 1 : index + 2]
            if alike(s, each) and exact(s) and "共" in s.lead
        ]
        pairs = [(t, n) for t in totals for n in numbers if t is not n and n.quantity.value > 1]
        averaged = bool(match["avg"] or match["h"])
        good = next(((t, n) for t, n in pairs if _comes_out(each, t, n, averaged)), None)
        wrong = pairs[0] if len(pairs) == 1 and _slipped(each, *pairs[0], averaged) else None
        if good or wrong:
            total, number = good or pairs[0]
            value = total.quantity.value / number.quantity.value
            words = f"{shown_in(total.quantity.value, total.quantity)}÷{plain(number.quantity.value)}＝{shown_in(value, total.quantity)}"
            yield Relation(
                each, good is not None, value, words, (total, number), "average", sure=averaged
            )


def _comes_out(each: Slot, total: Slot, number: Slot, averaged: bool) -> bool:
    """An average may be rounded; 每队3人 of 80 teams must be 240."""
    if averaged:
        return agrees(each, total.quantity.value / number.quantity.value)
    return each.quantity.value * number.quantity.value == total.quantity.value


def _slipped(each: Slot, total: Slot, number: Slot, averaged: bool) -> bool:
    """Whether a slip in one of the three explains why they do not agree; an average so called need
    only be near."""
    share = total.quantity.value / number.quantity.value
    return (
        is_slip(each.quantity, rounded_like(each, share))
        or (averaged and abs(share - each.quantity.value) * 3 <= share)
        or is_slip_of(total.quantity.value, each.quantity.value * number.quantity.value)
        or is_slip_of(
            number.quantity.value, (total.quantity.value / each.quantity.value).to_integral_value()
        )
    )


def _counts(slot: Slot, name: str, noun: str) -> bool:
    """Whether a quantity counts what 每 names."""
    if slot.quantity.unit in ("%", "个百分点", "倍", "元"):
        return False
    if name in ("人", "名", "位") and slot.quantity.unit == "人":
        return True
    words = f"{slot.quantity.measure}{slot.after[:6]}"
    if noun and noun[0] in words and noun in words:
        return True
    return bool(name) and (
        (name == slot.quantity.measure and (not noun or noun in words)) or name in slot.after[:6]
    )
