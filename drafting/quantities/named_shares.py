"""Shares of what their words name: 燃料化占到一半 is of 燃料化利用10.4万吨, 入托率 is of 实际入托1308人, and
占全县产值的1% has a figure of 产值 below the line, wherever the facts give one of that name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from drafting.quantities.context import Slot
from drafting.quantities.knowledge import Knowledge, Known
from drafting.quantities.trials import Operand, Trial

_PART = re.compile(
    r"(?:^|[，。；：！？、])(?:其中|而|光|仅)?(?P<noun>[\u4e00-\u9fff]{2,5}?)[就只仅已也都共约更]{0,2}占(?!用|领|据)[^，。；、：]{0,10}$"
)
_RATE = re.compile(r"(?P<noun>[\u4e00-\u9fff]{2})率[^，。；、：\d]{0,3}$")
_WHOLE = re.compile(
    r"占(?:[了到去]|全[市县区省镇乡校]|总)?(?P<noun>[\u4e00-\u9fff]{2,8})的[近约]?$"
)
_NO_NAME = re.compile(
    r"其[他余它中]|[前后]者|[两三四]者|合计|分别|各自|一共|剩|比|总|增|降|减|升|涨|同|全[市县区省]|这|它|年"
)
_RATIOS = ("%", "个百分点", "倍", "番")


def of_the_named_count(slot: Slot, found: Trial, every: Sequence[Operand]) -> bool:
    """Whether a share is of the count and within the whole that its words name, where ``every`` has
    figures of these names."""
    if slot.quantity.unit != "%":
        return True
    before = slot.sentence[: slot.quantity.start - slot.offset]
    part = _PART.search(before) or _RATE.search(before)
    if found.form not in _FORMS or len(found.operands) != 2:
        added = "＋" in found.form and all(o.quantity.unit == "%" for o in found.operands)
        return not (added and part and _NO_NAME.search(part["noun"]) is None
                    and any(_of_name(part["noun"], every)))  # fmt: skip
    upper, lower = (found.operands[at] for at in _FORMS[found.form])
    whole = _WHOLE.search(before)
    return _is_named(upper, part, every) and _is_named(lower, whole, every)


_FORMS = {"{v}＝{0}÷{1}": (0, 1), "{v}＝{1}÷{0}": (1, 0)}


def _is_named(operand: Operand, match: re.Match[str] | None, every: Sequence[Operand]) -> bool:
    if match is None or _NO_NAME.search(match["noun"]):
        return True
    named = {(o.quantity.value, o.quantity.unit) for o in _of_name(match["noun"], every)}
    return not named or (operand.quantity.value, operand.quantity.unit) in named


def _of_name(noun: str, every: Sequence[Operand]) -> Iterator[Operand]:
    for operand in every:
        counts = operand.quantity.kind == "amount" and operand.quantity.unit not in _RATIOS
        if counts and operand.slot is not None and noun in words_beside(operand.slot):
            yield operand


_SEVERAL = re.compile(
    r"(?:[\u4e00-\u9fff]{2,4}、)+[\u4e00-\u9fff]{2,4}?(?=[两二三四五六七八九]?[个]?[县区市镇乡村校家站院])"
)
_COUNTED = re.compile(
    r"(?:^|[，。；：])(?P<noun>[\u4e00-\u9fff]{2,5}?)数?[却则也就又都]?占[了到去]?[^，。；、：]{0,6}$"
)


def of_several_named(slot: Slot, knowledge: Knowledge) -> Iterator[Trial]:
    """The share of several together: 麦岭、桐垭两县……网格数占44.2%, of the figures that one fact gives
    for each of them."""
    before = slot.sentence[: slot.quantity.start - slot.offset]
    names, counted = _SEVERAL.search(before), _COUNTED.search(before)
    if names is None or counted is None:
        return
    listed = names[0].split("、")
    for fact, items in knowledge.by_fact.items():
        parts = [_of_one(name, counted["noun"], items) for name in listed]
        found = [Operand(k.slot.quantity, fact, k.slot) for k in parts if k]
        if len(found) != len(listed) or len({o.quantity.unit for o in found}) != 1:
            continue
        value = sum((o.quantity.value for o in found), Decimal(0))
        for whole in knowledge.by_unit.get(found[0].quantity.unit, ()):
            if whole.slot.quantity.value > value and counted["noun"] in words_beside(whole.slot):
                plus = "＋".join(f"{{{n}}}" for n in range(len(found)))
                form = f"{{v}}＝（{plus}）÷{{{len(found)}}}"
                below = Operand(whole.slot.quantity, whole.fact, whole.slot)
                yield Trial(value * 100 / below.quantity.value, form, (*found, below), mark="%")


def _of_one(name: str, noun: str, items: Sequence[Known]) -> Known | None:
    """The figure of a noun that stands in the clause of a name."""
    return next(
        (k for k in items if name in _clauses(k.slot) and noun in words_beside(k.slot)), None
    )


def _clauses(slot: Slot) -> str:
    return re.split(r"[，。；：]", slot.sentence[: slot.quantity.start - slot.offset])[-1]


def words_beside(slot: Slot) -> str:
    """The words of the segment in which a figure stands, up to the next mark on each side."""
    start, end = slot.quantity.start - slot.offset, slot.quantity.end - slot.offset
    head = re.split(r"[，。；：！？、（）]", slot.sentence[:start])[-1]
    return f"{head}\0{re.split(r'[，。；：！？、（）]', slot.sentence[end:])[0]}"
