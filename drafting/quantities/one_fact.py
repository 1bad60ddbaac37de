"""A number that its fact has, put on another thing that the same fact counts too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafting.quantities.context import Slot
from drafting.quantities.knowledge import Knowledge, Known

_PARTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("all", re.compile(r"累计|总共|总数")),
    (
        "new",
        re.compile(r"新(?=[\u4e00-\u9fff])(?![的型区城农能华闻兴春年时]|时代)|其中[^，。；]{0,8}$"),
    ),
    ("rest", re.compile(r"剩|余下|其余|还有|尚有|没有|尚未|仍未|(?<!从)未(?!来)")),
    ("done", re.compile(r"已")),
)
_RIVALS = ({"all", "new"}, {"rest", "done"})
_AFTER = re.compile(r"^[^，。；、]{0,3}(?:没有|尚未|未(?!来))")


def part_of(slot: Slot) -> str:
    """The part a figure plays in an account of work: all, new, done or rest; empty where the words
    of its clause do not say."""
    start, end = slot.quantity.start - slot.offset, slot.quantity.end - slot.offset
    clause = re.split(r"[，。；：！？]", slot.sentence[:start])[-1][-16:]
    if _AFTER.search(slot.sentence[end:]):
        return "rest"
    return next((name for name, pattern in _PARTS if pattern.search(clause)), "")


def other_part(slot: Slot, top: Sequence[Known], knowledge: Knowledge) -> Known | None:
    """The figure of the fact that plays the part this one is given: 已装75处, 还剩337处 where 337 are
    done and 75 left; 新找到63名 where these are all."""
    own = part_of(slot)
    if not own or not all(item.fact and {own, part_of(item.slot)} in _RIVALS for item in top):
        return None
    others = _others(slot, top[0], knowledge)
    return next((item for item in others if part_of(item.slot) == own), None)


def other_noun(slot: Slot, top: Sequence[Known], knowledge: Knowledge) -> Known | None:
    """The figure of the fact whose noun stands behind this one: 63个乡镇, where 21 are 乡镇 and 63
    are 村."""
    noun = slot.after[:2]
    if not slot.head or not re.fullmatch(r"[\u4e00-\u9fff]{2}", noun):
        return None
    if not all(item.fact and item.slot.head and item.slot.after[:2] != noun for item in top):
        return None
    if any(set(noun) & set(item.slot.after[:2]) for item in top):
        return None
    named = (i for i in _others(slot, top[0], knowledge) if i.slot.after[:2] == noun)
    return next((item for item in named if not lies_within(item, top[0])), None)


def _others(slot: Slot, known: Known, knowledge: Knowledge) -> Iterator[Known]:
    """The other figures of a fact in the unit of this one."""
    for item in knowledge.by_fact[known.fact]:
        own, quantity = item.slot.quantity, slot.quantity
        if own.unit == quantity.unit and own.value != quantity.value:
            yield item


def lies_within(whole: Known, part: Known) -> bool:
    """Whether one figure of a fact is said to be of the other: 1126名退役士兵中1086名参训."""
    if whole.fact != part.fact or whole.slot.sentence != part.slot.sentence:
        return False
    start = whole.slot.quantity.end - whole.slot.offset
    between = whole.slot.sentence[start : part.slot.quantity.start - part.slot.offset]
    return re.fullmatch(r"[^，。；]{0,12}[中里]，?有?", between) is not None


_DATE = re.compile(r"(?:[今去上]年|20\d\d年|\d{1,2}月)[\d年月日底末初]*")


def told_of_its_date(slot: Slot, own: Known, rival: Known) -> bool:
    """Whether the date before a figure is the one that its fact gives it, and not that of the rival:
    今年6月底，挂牌率达到96%, of 2025年挂牌率91%，今年6月底达到96%."""
    said = _date_before(slot)
    return bool(said) and said == _date_before(own.slot) != _date_before(rival.slot)


def _date_before(slot: Slot) -> str:
    dates = _DATE.findall(slot.sentence[: slot.quantity.start - slot.offset])
    return dates[-1] if dates else ""


_AVERAGED = re.compile(r"平均|均")
_EACH_OF_THEM = re.compile(r"平均每(?!个?[年月周天日季])")
"""An average over things: one over years may be of a list that the fact gives."""


def no_average(slot: Slot, top: Sequence[Known]) -> bool:
    """Whether a number is said to be an average and none of the facts that have it calls it so."""
    return _EACH_OF_THEM.search(slot.lead) is not None and not any(
        _AVERAGED.search(item.slot.lead) or "per" in item.slot.roles for item in top
    )
