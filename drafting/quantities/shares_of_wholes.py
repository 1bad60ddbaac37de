"""Shares of a whole that another sentence or fact gives, and of one less what is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from drafting.quantities.context import Slot
from drafting.quantities.sentence_of import in_sentence
from drafting.quantities.trials import Operand, Trial

_SHARE = re.compile(r"占|率|比重|比例|成|分之|半")


_COUNTLESS = ("%", "个百分点", "倍", "番", "元", "个月", "天", "分钟", "平方米", "米", "公斤")


def shares_of_named(
    own: Sequence[Operand], every: Sequence[Operand], named: str
) -> Iterator[Trial]:
    """67个，占行政村总数的三分之一: the whole is of a fact, and its noun stands behind 占."""
    for whole in every:
        slot = whole.slot
        noun = (slot.after[:2] or slot.before[-2:]) if slot and whole.fact else ""
        if not (len(noun) > 1 and noun in named) and not _is_named(slot, named):
            continue
        for part in own:
            if (
                part.quantity.unit == whole.quantity.unit
                and part.quantity.value != whole.quantity.value
                and whole.quantity.value
            ):
                value = part.quantity.value * 100 / whole.quantity.value
                yield Trial(value, "{v}＝{0}÷{1}", (part, whole), 1, "%")


EXCEPT = re.compile(r"(?:剔除|扣除|除去|去掉|不含|不包括|不计|排除)[^，。；]{0,4}$")


def shares_without(said: Slot, group: Sequence[Operand]) -> Iterator[Trial]:
    """剔除2个暂缓的项目，开工率为84.9%: a part of the whole less what is left out."""
    same = [o for o in group if o.slot and o.quantity.kind == "amount" and o.quantity.value]
    for out in same:
        if not (in_sentence(out, said) and out.slot and EXCEPT.search(out.slot.lead)):
            continue
        for part in same:
            for whole in same:
                left = whole.quantity.value - out.quantity.value
                if (
                    part.quantity.unit == whole.quantity.unit == out.quantity.unit
                    and part.quantity.value <= left
                    and whole is not part
                ):
                    value = part.quantity.value * 100 / left
                    yield Trial(value, "{v}＝{0}÷（{1}－{2}）", (part, whole, out), 1, "%")


def _is_named(slot: Slot | None, named: str) -> bool:
    """Whether what a whole is of stands behind 占: 占15年以上电梯的64.1% of 使用15年以上的2340台."""
    if slot is None:
        return False
    pairs = {named[i : i + 2] for i in range(len(named) - 1)}
    start = slot.quantity.start - slot.offset
    words = f"{slot.sentence[max(0, start - 12) : start]}\0{slot.after}"
    return sum(pair in words for pair in pairs) > 1


def shares_across(group: Sequence[Operand], cue: str) -> Iterator[Trial]:
    """A count as a share of another with another measure word: 399人 of 1425份问卷."""
    if not _SHARE.search(cue):
        return
    counts = [
        o
        for o in group
        if o.quantity.kind == "amount"
        and o.quantity.unit not in _COUNTLESS
        and o.quantity.value > 2
    ]
    for part in counts:
        for whole in counts:
            if part.quantity.value < whole.quantity.value:
                value = part.quantity.value * 100 / whole.quantity.value
                if value >= Decimal(1):
                    yield Trial(value, "{v}＝{0}÷{1}", (part, whole), 1, "%")
