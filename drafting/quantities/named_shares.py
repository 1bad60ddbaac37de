"""Shares of what their words name: 燃料化占到一半 is of 燃料化利用10.4万吨, 入托率 is of 实际入托1308人, and
占全县产值的1% has a figure of 产值 below the line, wherever the facts give one of that name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafting.quantities.context import Slot
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
    if slot.quantity.unit != "%" or found.form not in _FORMS or len(found.operands) != 2:
        return True
    upper, lower = (found.operands[at] for at in _FORMS[found.form])
    before = slot.sentence[: slot.quantity.start - slot.offset]
    part = _PART.search(before) or _RATE.search(before)
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
        if operand.slot is not None and operand.quantity.unit not in _RATIOS:
            if operand.quantity.kind == "amount" and noun in words_beside(operand.slot):
                yield operand


def words_beside(slot: Slot) -> str:
    """The words of the segment in which a figure stands, up to the next mark on each side."""
    start, end = slot.quantity.start - slot.offset, slot.quantity.end - slot.offset
    head = re.split(r"[，。；：！？、（）]", slot.sentence[:start])[-1]
    return f"{head}\0{re.split(r'[，。；：！？、（）]', slot.sentence[end:])[0]}"
