"""What the words make of a figure (a difference, a total, a rest, the share of the count beside it):
a fact's figure that is none is no ground for it, though it is the same number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafting.quantities.context import Slot, affinity, clause_of
from drafting.quantities.knowledge import Known
from drafting.quantities.part_shares import PART_OF, lead_to

_DIFFERENCE = re.compile(
    r"(?:[比较][^，。；：]{1,14}(?:多|少|增加|减少|提高|下降|[高低快慢早晚长短])|净增加?|净减少?|相差|高出|多出)"
    r"[了出近约]{0,2}$"
)
_COMPARING = re.compile(r"[比较增减多少高低快慢早晚长短升降差超余节省缩翻扩新涨]")
_SHIFT = re.compile(r"[由从][^，。；]{0,14}%[^，。；]{0,4}[到至][^，。；]{0,4}%")
_MORE_BY = re.compile(r"[多少][拿花掏付交收得出投摊][出了]?[近约]?$")
"""A share goes from one to another, and so much more is to be paid: no sum that was paid before."""
_TOTAL = re.compile(r"(?:合计|共计|总计|加起来|合起来)[^，。；、：]{0,6}$")
_REST = re.compile(r"(?:其余|余下|剩下|剩余)的?[^，。；、：]{0,4}$")
_LEFT = re.compile(r"[余剩还尚未没另其]")
_NEAR = 1.2
"""Affinity from which a share of a fact is taken for the one said of another count."""
_RATIOS = ("%", "个百分点", "倍", "番")


def is_no_such(slot: Slot, fitting: Sequence[Known]) -> bool:
    """Whether the words make of a figure what none of the facts that have its number gives."""
    lead = lead_to(slot)
    if _DIFFERENCE.search(lead):
        return not any(k.slot.mode == "by" or _COMPARING.search(clause_of(k.slot)) for k in fitting)
    if is_of_a_shift(slot):
        return not any(_COMPARING.search(clause_of(k.slot)) for k in fitting)
    if _TOTAL.search(lead) and slot.beside[0] == (slot.quantity.value, slot.quantity.unit):
        return not any(_TOTAL.search(k.slot.lead) or "total" in k.slot.roles for k in fitting)
    if _REST.search(lead):
        return not any(_LEFT.search(clause_of(k.slot)) for k in fitting)
    return _is_share_of_another(slot, lead, fitting)


def is_of_a_shift(slot: Slot) -> bool:
    """Whether a figure is what comes of a share raised or lowered: 由20%提高到30%, 多拿1370万元."""
    before = slot.sentence[: slot.quantity.start - slot.offset]
    return bool(_MORE_BY.search(lead_to(slot)) and _SHIFT.search(before))


def _is_share_of_another(slot: Slot, lead: str, fitting: Sequence[Known]) -> bool:
    """Whether a share right behind a count (1875名，占45%) is in all facts that of another count."""
    last = slot.beside[0]
    if slot.quantity.unit != "%" or last is None or last[1] in _RATIOS or not PART_OF.search(lead):
        return False
    return not any(last in k.slot.neighbours or affinity(slot, k.slot) >= _NEAR for k in fitting)
