"""The quantities that belong together: those of a paragraph, and of each fact it speaks of."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafting.quantities.context import Slot, slots_of
from drafting.quantities.knowledge import Knowledge
from drafting.quantities.reading import Quantity
from drafting.quantities.trials import Operand

_REACH = 160
"""Characters to each side within which figures of a paragraph enter one sum."""

_COUNTED = ("amount", "frequency")

_FACTS = 6
"""Facts that a sentence may speak of."""

_MOST = 14
"""Figures of a paragraph that enter one sum."""


@dataclass(frozen=True, slots=True)
class Group:
    """Quantities that belong together; ``score`` is how much the passage speaks of them."""

    score: int
    operands: Sequence[Operand]


def groups_of(slot: Slot, text: str, knowledge: Knowledge) -> Iterator[Group]:
    """Quantities that belong together: those of the paragraph up to here, then of each near fact."""
    said = slot.quantity
    own = [
        other for other in _within_reach(said, text)
        if other is not slot and other.quantity.kind in _COUNTED
        and abs(other.quantity.start - said.start) < _REACH
    ]  # fmt: skip
    own = sorted(own, key=lambda other: abs(other.quantity.start - said.start))[:_MOST]
    own.sort(key=lambda other: other.quantity.start)
    operands = [Operand(o.quantity, _fact_of(o.quantity, knowledge), o) for o in own]
    yield Group(9, [*operands, *_titled(said, text)])
    overlap = []
    for fact, items in knowledge.by_fact.items():
        amounts = [
            k for k in items if k.slot.quantity.kind in _COUNTED and not k.slot.quantity.vague
        ]
        if fact and amounts:
            shared = len(slot.wide & amounts[0].slot.wide)
            quoted = sum(
                any(o.quantity.value == k.slot.quantity.value for o in own) for k in amounts
            )
            overlap.append((shared + 2 * quoted, fact, amounts))
    overlap.sort(key=lambda entry: -entry[0])
    for score, fact, amounts in overlap[:_FACTS]:
        if score:
            yield Group(score, [Operand(k.slot.quantity, fact, k.slot) for k in amounts])


def _within_reach(said: Quantity, text: str) -> Sequence[Slot]:
    """The slots near a quantity; a line may hold thousands."""
    slots = slots_of(text)
    first = bisect_left(slots, said.start - _REACH, key=_start)
    return slots[first : bisect_right(slots, said.start + _REACH, lo=first, key=_start)]


def _start(slot: Slot) -> int:
    return slot.quantity.start


_TITLED = re.compile(r"([一二三四五六七八九十百\d]{1,4})条(?:[\u4e00-\u9fff]{0,6})》")


def _titled(said: Quantity, text: str) -> list[Operand]:
    """The number that a title gives: of 《优化营商环境三十条》 26条 are done, 4条 are left."""
    if said.measure != "条":
        return []
    around = text[max(0, said.start - _REACH) : said.end + _REACH]
    slots = [s for m in _TITLED.finditer(around) for s in slots_of(f"共有{m[1]}条。")]
    return [Operand(slot.quantity, "", slot) for slot in slots]


def _fact_of(quantity: Quantity, knowledge: Knowledge) -> str:
    for item in knowledge.by_unit.get(quantity.unit, ()):
        if item.fact and item.slot.quantity.value == quantity.value:
            return item.fact
    return ""
