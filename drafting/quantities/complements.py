"""Sums whose words are spread over a passage: the part that a part beside it leaves of a whole
(20万元: 省、市出12万元, 县里出8万元), and the figure before a change (12个, 比去年少8个: 去年20个)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from drafting.quantities.context import Slot, affinity
from drafting.quantities.each_average import rounded
from drafting.quantities.sentence_of import in_sentence
from drafting.quantities.trials import Operand, Trial, total_of
from drafting.quantities.writing import plain

_BEFORE = re.compile(r"去年|上年|前年|上一年|此前|原来|原先|过去|同期|计划|目标|20\d\d年")


_THAN = re.compile(r"[比较][^，。；：！？高低多少快慢增减升降]{1,12}$")


_CHANGED = re.compile(r"多|少|增|减|高|低|升|降|差|欠|缺")


_LIKE = 0.8
"""Affinity from which two figures of different facts are taken for figures of one thing."""


def complements(said: Slot, group: Sequence[Operand]) -> Iterator[Trial]:
    """A whole of the passage less the parts that stand in the sentence of the figure."""
    if said.quantity.unit in ("%", "个百分点", "倍", "番"):
        return
    same = [
        o for o in group if o.quantity.unit == said.quantity.unit and o.quantity.kind == "amount"
    ]
    beside = [o for o in same if in_sentence(o, said)]
    behind = [o for o in beside if o.quantity.start > said.quantity.start]
    if len(behind) > 1 and len({o.fact for o in behind}) == 1 and behind[0].fact:
        yield total_of(behind)
    for whole in same:
        for part in beside:
            if part.quantity.value < whole.quantity.value and _together(whole, part, same):
                value = whole.quantity.value - part.quantity.value
                yield Trial(value, "{v}＝{0}－{1}", (whole, part))


def _together(whole: Operand, part: Operand, same: Sequence[Operand]) -> bool:
    """Whether whole and part stand in one sentence or one fact."""
    if whole.slot and part.slot and whole.slot.sentence == part.slot.sentence:
        return True
    return any(
        o.fact and o.fact == whole.fact and o.quantity.value == part.quantity.value for o in same
    )


def bases_of_change(said: Slot, group: Sequence[Operand], cue: str) -> Iterator[Trial]:
    """The figure before a change, or the one compared with (比县城的0.9元低0.5元), from the one
    after it and the change itself."""
    if not (_BEFORE.search(cue) or _THAN.search(said.lead)):
        return
    points = said.quantity.unit == "%"
    behind = [
        c for c in group if c.slot and _LAST_THAN.search(said.lead) and _follows(c.slot, said)
    ]
    for change in behind or group:
        slot = change.slot
        unit = change.quantity.unit
        if slot is None or not (unit == said.quantity.unit or (points and unit == "个百分点")):
            continue
        if not (slot.mode == "by" or _CHANGED.search(slot.lead[-6:])):
            continue
        for end in group:
            if end is change or end.slot is None or end.quantity.unit != said.quantity.unit:
                continue
            if end.slot.sentence == slot.sentence:
                value, by = end.quantity.value, change.quantity.value
                signs = _signs(said, slot)
                if -1 in signs:
                    yield Trial(value + by, "{v}＝{0}＋{1}", (end, change))
                if 1 in signs:
                    yield Trial(value - by, "{v}＝{0}－{1}", (end, change))


_LAST_THAN = re.compile(r"[比较][^，。；：！？高低多少快慢增减升降]{0,12}$")


_MORE, _LESS = re.compile(r"增|多|高|升"), re.compile(r"减|少|低|降")


def _follows(change: Slot, said: Slot) -> bool:
    """Whether a change stands right behind the figure it starts from."""
    beside = change.beside[0] == (said.quantity.value, said.quantity.unit)
    return beside and change.sentence == said.sentence and len(change.lead) < 8


def _signs(said: Slot, change: Slot) -> tuple[int, ...]:
    """Which way a change goes from the figure it is compared with, where it stands right behind it
    (比2023年的3亿元增加1.5亿元); both where the words do not tell."""
    if not (_LAST_THAN.search(said.lead) and _follows(change, said)):
        return (1, -1)
    if change.direction:
        return (change.direction,)
    return tuple(n for n, p in ((1, _MORE), (-1, _LESS)) if p.search(change.lead)) or (1, -1)


_TAKEN_BACK = re.compile(r"(?:去年|上年|前年|上一年|同期|原来|此前|20\d\d年)[^，。；]{0,8}$")


def bases_of_growth(said: Slot, group: Sequence[Operand]) -> Iterator[Trial]:
    """The figure before a change by a share of it: 860万元, 比上年下降14%, 上年为1000万元. The figure
    and its change stand in one sentence, the change right behind."""
    if said.mode == "by" or not _TAKEN_BACK.search(said.lead):
        return
    for change in group:
        slot = change.slot
        if slot is None or change.quantity.unit != "%" or slot.mode != "by" or not slot.direction:
            continue
        factor = (100 + slot.direction * change.quantity.value) / 100
        for end in group if factor > 0 else ():
            beside = slot.beside[0] == (end.quantity.value, end.quantity.unit)
            if (
                end.slot is not None
                and beside
                and end.quantity.unit == said.quantity.unit
                and end.slot.sentence == slot.sentence
            ):
                value = rounded(end.quantity.value / factor, said.quantity)
                sign = "＋" if slot.direction > 0 else "－"
                yield Trial(value, f"{{v}}＝{{0}}÷（1{sign}{{1}}）", (end, change))


def changes_of_lists(said: Slot, group: Sequence[Operand], cue: str) -> Iterator[Trial]:
    """What several changes come to together: 由17份、11份、9份减到6份、4份、3份, 合计减少24份."""
    if not _CHANGED.search(cue) and "省" not in cue:
        return
    same = [o for o in group if o.quantity.unit == said.quantity.unit and o.slot]
    for index, first in enumerate(same):
        length = index if first.slot and first.slot.mode == "to" else 0
        for size in range(2, min(length, len(same) - index, 6) + 1):
            old, new = same[index - size : index], same[index : index + size]
            if len({o.slot.sentence for o in (*old, *new) if o.slot}) == 1:
                change = _sum(old) - _sum(new)
                plus = "＋".join(f"{{{i}}}" for i in range(size))
                less = "－".join(f"{{{i}}}" for i in range(size, 2 * size))
                form = f"{{v}}＝{plus}－{less}"
                if change > 0:
                    yield Trial(change, form, (*old, *new))


def _sum(operands: Sequence[Operand]) -> Decimal:
    return sum((o.quantity.value for o in operands), Decimal(0))


def differences_of_one_thing(said: Slot, group: Sequence[Operand]) -> Iterator[Trial]:
    """One less another that is of the same thing, from whatever fact."""
    points = said.quantity.unit == "个百分点"
    unit = "%" if points else said.quantity.unit
    same = [o for o in group if o.quantity.unit == unit and o.quantity.kind == "amount" and o.slot]
    for high in same:
        if points:
            yield Trial(100 - high.quantity.value, "{v}＝100%－{0}", (high,), mark="个百分点")
        for low in same:
            if low.quantity.value < high.quantity.value and _one_thing(high, low):
                value = high.quantity.value - low.quantity.value
                mark = "个百分点" if points else ""
                yield Trial(value, "{v}＝{0}－{1}", (high, low), mark=mark)


def _one_thing(one: Operand, other: Operand) -> bool:
    if one.slot is None or other.slot is None:
        return False
    return affinity(one.slot, other.slot, order=False) >= _LIKE


def compared(said: Slot, own: Sequence[Operand], every: Sequence[Operand]) -> Iterator[Trial]:
    """比去年多6个: a figure of the same sentence, less one of a fact that is of the same thing."""
    points = said.quantity.unit == "个百分点"
    unit = "%" if points else said.quantity.unit
    if said.quantity.unit == "%":
        return
    for mine in own:
        if mine.quantity.unit != unit or not in_sentence(mine, said):
            continue
        for other in every:
            if other.quantity.unit == unit and other.fact and _shares_words(mine, other):
                pair = (
                    (mine, other) if mine.quantity.value > other.quantity.value else (other, mine)
                )
                value = pair[0].quantity.value - pair[1].quantity.value
                yield Trial(value, "{v}＝{0}－{1}", pair, mark="个百分点" if points else "")


def _shares_words(one: Operand, other: Operand) -> bool:
    if one.slot is None or other.slot is None:
        return False
    pairs = {mark for mark in one.slot.bag & other.slot.bag if len(mark) > 1}
    return (
        bool(pairs or one.slot.head & other.slot.head) or len(one.slot.wide & other.slot.wide) > 1
    )


def rests(said: Slot, own: Sequence[Operand], every: Sequence[Operand]) -> Iterator[Trial]:
    """剩下的1174起: a whole of the facts of which the sentence speaks, less a figure of it."""
    for part in own:
        if part.quantity.unit != said.quantity.unit or not in_sentence(part, said):
            continue
        for whole in every:
            speaks = whole.fact and whole.slot and len(whole.slot.wide & said.wide) > 0
            if speaks and whole.quantity.value > part.quantity.value:
                yield Trial(
                    whole.quantity.value - part.quantity.value, "{v}＝{0}－{1}", (whole, part)
                )


def against_the_calendar(group: Sequence[Operand], months: int) -> Iterator[Trial]:
    """比序时进度慢12.6个百分点: against the share of the year that has gone, 25% after a quarter."""
    due = Decimal(months) * 100 / 12
    for done in group if 0 < months < 12 else ():
        if done.quantity.unit == "%":
            form = f"{{v}}＝|{{0}}－{plain(due)}%|"
            yield Trial(abs(done.quantity.value - due), form, (done,), mark="个百分点")


def grown(said: Slot, group: Sequence[Operand]) -> Iterator[Trial]:
    """A figure raised or lowered by a share of it: 152亿元 增长15%, 也就是174.8亿元; and the share of a
    whole as an amount: 1425份的28%, 也就是399份."""
    shares = [o for o in group if o.quantity.unit == "%" and o.slot and 0 < o.quantity.value < 300]
    same = [
        o for o in group if o.quantity.unit == said.quantity.unit and o.quantity.kind == "amount"
    ]
    for share in shares:
        course = share.slot.direction if share.slot else 0
        for base in same:
            factor = (
                (100 + course * share.quantity.value) / 100
                if course
                else share.quantity.value / 100
            )
            words = f"（1{'＋' if course > 0 else '－'}{{1}}）" if course else "{1}"
            yield Trial(base.quantity.value * factor, "{v}＝{0}×" + words, (base, share))
