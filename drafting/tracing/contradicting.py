"""Two facts that give one thing two numbers: 选派干部468名 here, 选派干部486名 there.

Silent where anything tells them apart: another year or day, another place or name, a part of the
whole, a plan and what became of it, a lot, a turn.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from drafting.model import Brief, Fact
from drafting.naming import mentions_of
from drafting.quantities.context import Slot, slots_of
from drafting.quantities.moments import resolved
from drafting.quantities.slips import is_slip

_BREAK = re.compile(r"[，。；：！？、（）“”《》\s]")
_FILLING = re.compile(
    r"一共|总共|共计|合计|总数|总计|达到|目前|现有|已有|约有|全县|全市|全区|全省|全镇|全乡|我县|我市|我区|[的了有共达为是约在已]"
)
_APART = re.compile(
    r"其中|计划|目标|力争|预计|拟|争取|将|建议|累计|新增|新建|净增|当年|每|平均|均|最|另|其余|其他|剩|首|前|后|原|由|从|比|较"
    r"|同比|环比|增|减|升|降|提高|下降|上半年|下半年|季度|月|第[一二三四五六七八九十\d]|[一二三四]期|以上|以下|不少于|不超过|至少|控制"
)
"""Words that make two figures of one thing differ by right."""
_SHORTEST = 3
"""Characters that a subject needs: 干部 alone is anybody."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A figure of the ``later`` fact that differs from one of the ``earlier``; ``slip`` where it
    differs as a slip of the pen does."""

    earlier: Fact
    later: Fact
    first: Slot
    second: Slot
    slip: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """A figure of a fact, what it is of, and what tells it from others."""

    fact: Fact
    slot: Slot
    apart: tuple[str, ...]
    years: frozenset[int]
    names: frozenset[str]


def contradictions_of(brief: Brief) -> Iterator[Contradiction]:
    """Pairs of facts with one subject, unit, period and place, and two values."""
    year = brief.date.year if brief.date else 0
    told = [(key, item) for fact in brief.facts for key, item in _told(fact, year)]
    told.sort(key=lambda entry: entry[0])
    for _, group in groupby(told, key=lambda entry: entry[0]):
        yield from _differing([item for _, item in group])


def _differing(items: Sequence[_Told]) -> Iterator[Contradiction]:
    for at, second in enumerate(items):
        for first in items[:at]:
            one, other = first.slot.quantity, second.slot.quantity
            same = first.names == second.names and first.apart == second.apart
            at_one_time = first.years == second.years or not first.years or not second.years
            if first.fact is not second.fact and same and at_one_time and one.value != other.value:
                yield Contradiction(
                    first.fact, second.fact, first.slot, second.slot, is_slip(one, other)
                )
                break


def _told(fact: Fact, year: int) -> Iterator[tuple[tuple[str, str], _Told]]:
    """Each exact figure of a fact by its subject and unit."""
    for slot in slots_of(fact.text):
        said = slot.quantity
        if said.kind != "amount" or said.bound != "exact" or said.loose or slot.mode:
            continue
        head, tail = _clause(slot)
        subject = _FILLING.sub("", head + tail)
        subject = "".join(sorted(Counter(re.findall(r"[\u4e00-\u9fff]", subject)).elements()))
        if len(subject) < _SHORTEST or slot.roles & {"per", "from", "compared"}:
            continue
        before = slot.sentence[: said.start - slot.offset]
        apart = tuple(sorted(set(_APART.findall(f"{before}{tail}"))))
        names = frozenset(m.text for m in mentions_of(slot.sentence))
        yield (subject, said.unit), _Told(fact, slot, apart, _years(slot, fact, year), names)


def _clause(slot: Slot) -> tuple[str, str]:
    """The words of the clause before and behind a figure, without the dates in it."""
    start, end = slot.quantity.start - slot.offset, slot.quantity.end - slot.offset
    head = _BREAK.split(slot.sentence[:start])[-1]
    tail = _BREAK.split(slot.sentence[end:])[0]
    return re.sub(r"\d+[年月日号]?|今年|去年|截至|以来", "", head), re.sub(r"\d.*", "", tail)


def _years(slot: Slot, fact: Fact, year: int) -> frozenset[int]:
    """The days and years said before a figure in its fact."""
    moments = [
        s.quantity.moment for s in slots_of(fact.text) if s.quantity.start < slot.quantity.start
    ]
    known = [resolved(moment, year) for moment in moments if moment]
    return frozenset(m.order for m in known if m.year or m.month)
