"""The row of a table, or the item of a fact's list, that is said to have the most or the least:
最低的麦岭县只有68名. And ordinals that go beyond, or just miss, the number of times told before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from drafting.manuscript import Line, Manuscript
from drafting.quantities.context import Slot, clause_of, slots_of
from drafting.quantities.knowledge import Knowledge, Known
from drafting.quantities.table_sums import TOTAL, tables_of, value_of
from drafting.quantities.writing import plain

_MOST = re.compile(
    r"最(?P<which>[高多大低少小])的?(?:是|为)?(?P<name>[\u4e00-\u9fff]{2,6}?)(?:只有|仅有|只|仅|有|为|达到?|是|完成)?$"
)
_MOST_BEHIND = re.compile(
    r"(?:^|[，。；：、])(?P<name>[\u4e00-\u9fff]{2,6}?)最(?P<which>[高多大低少小])，?(?:只有|仅有|只|仅|有|为|达到?|是|完成)?$"
)
_HIGH = "高多大"


@dataclass(frozen=True, slots=True)
class Misplaced:
    """A figure that is not what its words say: where, and in words for the reader."""

    slot: Slot
    message: str


def misplaced(
    line: Line, manuscript: Manuscript, knowledge: Knowledge | None
) -> Iterator[Misplaced]:
    """The superlatives of a line that its table or a fact's list gives to another."""
    for slot in slots_of(line.text):
        said = slot.quantity
        before = slot.sentence[: said.start - slot.offset]
        match = _MOST.search(before) or _MOST_BEHIND.search(before)
        if match is None or said.kind != "amount" or said.bound != "exact":
            continue
        high = match["which"] in _HIGH
        message = _by_tables(match["name"], high, slot, manuscript)
        if not message and knowledge is not None:
            message = _by_facts(match["name"], high, slot, knowledge)
        if message:
            yield Misplaced(slot, message)


def _by_tables(name: str, high: bool, slot: Slot, manuscript: Manuscript) -> str:
    for head, rows in tables_of(manuscript.lines):
        named = {cells[0]: cells for _, cells in rows if not TOTAL.search(cells[0])}
        if name not in named:
            continue
        columns = range(1, len(head))
        own = [at for at in columns if _is(named[name], at, slot)]
        other = [at for at in columns if any(_is(cells, at, slot) for cells in named.values())]
        for at in own or other:
            values = {row: value_of(cells, at) for row, cells in named.items()}
            told = {row: value for row, value in values.items() if value is not None}
            best = (max if high else min)(told, key=lambda row: told[row])
            if told.get(best) != told.get(name) and len(told) > 1:
                return (
                    f"表中{head[at]}最{'高' if high else '低'}的是{best}（{plain(told[best])}），{name}是{plain(told[name])}"
                    if name in told
                    else ""
                )
            if not own:
                return (
                    f"表中{name}的{head[at]}是{plain(told[name])}，不是{slot.quantity.text}"
                    if name in told
                    else ""
                )
        if own or other:
            return ""
    return ""


def _is(cells: Sequence[str], at: int, slot: Slot) -> bool:
    value = value_of(cells, at)
    return value is not None and value == _count(slot)


def _count(slot: Slot) -> Decimal:
    return slot.quantity.value


def _by_facts(name: str, high: bool, slot: Slot, knowledge: Knowledge) -> str:
    for items in knowledge.by_fact.values():
        own = [k for k in items if name in clause_of(k.slot) and _same(k, slot)]
        for known in own:
            peers = [k for k in items if _is_peer(k, known)]
            values = [k.slot.quantity.value for k in peers]
            if len(values) > 1 and known.fact:
                best = max(values) if high else min(values)
                if slot.quantity.value != best:
                    right = next(k for k in peers if k.slot.quantity.value == best)
                    return f"事实{known.fact}中最{'高' if high else '低'}的是“{_words(right)}”"
    return ""


def _same(known: Known, slot: Slot) -> bool:
    one, other = known.slot.quantity, slot.quantity
    return one.unit == other.unit and one.value == other.value and one.bound == "exact"


def _is_peer(known: Known, own: Known) -> bool:
    """Whether two figures of a fact stand in a list: one unit, the same noun before or behind."""
    one, other = known.slot, own.slot
    if (
        one.quantity.unit != other.quantity.unit
        or one.sentence != other.sentence
        or one.mode != other.mode
    ):
        return False
    return one.before[-1:] == other.before[-1:] and one.after[:2] == other.after[:2]


def _words(known: Known) -> str:
    return f"{known.slot.before[-8:]}{known.slot.quantity.text}"


def beyond_the_times(line: Line) -> Iterator[Misplaced]:
    """前后6次上山 …… 第五次下山: an ordinal beyond the number of times, or one short of it, where the
    paragraph names no other."""
    slots = slots_of(line.text)
    ordinals = [s for s in slots if s.quantity.unit == "第次"]
    for slot in ordinals if len(ordinals) == 1 else ():
        before = [
            s for s in slots
            if s.quantity.unit == "次" and s.quantity.end <= slot.quantity.start
            and s.quantity.bound == "exact" and s.quantity.value > 2 and _COUNTED.search(s.lead)
        ]  # fmt: skip
        if not before:
            continue
        times, said = before[-1].quantity, slot.quantity
        if said.value > times.value or said.value == times.value - 1:
            yield Misplaced(slot, f"前面说“{times.text}”，这里是“{said.text}”")


_COUNTED = re.compile(r"(?:先后|前后|连续|一共|共|接连|累计|来回)[^，。；]{0,6}$")
