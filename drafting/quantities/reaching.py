"""Sums whose terms stand further apart: so much a month and a year, so much each and how many,
a figure of the sentence against one of another fact it is compared with or is a part of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafting.quantities.context import Slot, slots_of
from drafting.quantities.knowledge import Knowledge, Known
from drafting.quantities.trials import Sum
from drafting.quantities.writing import plain

_REACH = 90
"""Characters before a figure within which what it is worked out from is said."""

_TIMES: tuple[tuple[str, str, int], ...] = (
    ("每个?月|月均|按月", "一年|全年|每年|一整年", 12),
    ("每个?季度?|按季", "一年|全年|每年", 4),
    ("每半年", "一年|全年|每年", 2),
    ("每周", "一年|全年|每年", 52),
    ("每旬", "一年|全年|每年", 36),
    ("每旬", "半年", 18),
    ("每个?月|月均", "半年", 6),
    ("每个?月|月均", "季度", 3),
)
"""How often, in how long, and how many times that is."""

_COMPARED = re.compile(r"[比较][^，。；：！？]{0,16}?(?:多|少|高|低|增|减|快|慢|缩|扩|降|升)")
_TOGETHER = re.compile(
    r"合起来|加起来|合计|总计|一共|总共|共|就是|算下来|相当于|全年|一年|半年|累计|正好|总[额量数]|全部"
)
_OWN = re.compile(r"自己|自付|自掏|自筹|自理|个人|只[要需花付掏用]|实付|净|到手")
_EACH = re.compile(r"(?:平均|每|均)[^，。；：！？]{0,12}$")
_PER_ONE = re.compile(
    r"每(?:一)?([个名家户人座处场张条支亩村镇乡组件台位项批只]|公里)?([\u4e00-\u9fff]{0,2})"
)
_SHARE = re.compile(r"占|率|比重|分之|%|成|半")
_PEOPLE = frozenset(("人", "名", "个", "位", "口"))
_LEEWAY = Decimal("0.02")


def reach(slot: Slot, text: str, knowledge: Knowledge) -> Sum | None:
    """The sum that gives the figure, or None. Every sum has a term said right before the figure."""
    said = slot.quantity
    if said.vague or not said.value:
        return None
    clause = _clause(text, said.start)
    before = [s for s in slots_of(text)
              if s.quantity.kind == "amount" and 0 <= said.start - s.quantity.end < _REACH]  # fmt: skip
    for trial in (_planned, _difference, _own_part, _product, _average, _share, _grown):
        for value, shown, facts in trial(slot, before, clause, knowledge):
            if _is(slot, value):
                return Sum(shown, facts, value)
    return None


_Trials = Iterator[tuple[Decimal, str, tuple[str, ...]]]


def _clause(text: str, end: int) -> str:
    return re.split(r"[，。；：！？]", text[:end])[-1]


def _is(slot: Slot, value: Decimal) -> bool:
    said = slot.quantity
    if said.unit in ("%", "倍"):
        slack = Decimal("0.5").scaleb(-_places(said.text))
        if re.search(r"分之(?!.*点)|成|半", said.text) and not said.text.startswith("百分之"):
            slack = said.value * Decimal("0.07" if said.bound != "exact" else "0.025")
        return abs(value - said.value) <= slack
    if said.bound != "exact":
        return abs(value - said.value) <= said.value * _LEEWAY
    return abs(value - said.value) <= said.value * Decimal("0.000001")


def _places(text: str) -> int:
    match = re.search(r"\.(\d+)|点([零一二三四五六七八九]+)", text)
    return len(match[1] or match[2]) if match else 0


def _same(slot: Slot, before: list[Slot]) -> list[Slot]:
    return [s for s in before if _alike(slot.quantity.unit, s.quantity.unit)]


def _alike(one: str, other: str) -> bool:
    return one == other or (one in _PEOPLE and other in _PEOPLE)


def _number(slot: Slot) -> str:
    return slot.quantity.text


def _planned(slot: Slot, before: list[Slot], clause: str, knowledge: Knowledge) -> _Trials:
    """落地6个，比计划少2个: the plan had 8."""
    after = slot.after[:6]
    for fact, items in knowledge.by_fact.items():
        for real in items:
            for change in items:
                cue = re.search(
                    r"比(计划|目标|任务|预期|原定|上年|去年|上期)[^，。]{0,4}?(多|少|增|减)",
                    change.slot.lead,
                )
                if (
                    not fact
                    or real is change
                    or not cue
                    or real.slot.quantity.unit != slot.quantity.unit
                ):
                    continue
                if change.slot.quantity.unit != slot.quantity.unit or cue[1] not in clause + after:
                    continue
                sign = 1 if cue[2] in "少减" else -1
                value = real.slot.quantity.value + sign * change.slot.quantity.value
                mark = "＋" if sign > 0 else "－"
                yield (
                    value,
                    f"{_number(slot)}＝{_number(real.slot)}{mark}{_number(change.slot)}",
                    (fact,),
                )


def _difference(slot: Slot, before: list[Slot], clause: str, knowledge: Knowledge) -> _Trials:
    """比去年多6个: a figure said before, less one of another fact that is of the same thing."""
    if not _COMPARED.search(clause + slot.quantity.text):
        return
    for mine in reversed(_same(slot, before)[-4:]):
        if mine.quantity.unit != slot.quantity.unit:
            continue
        for known in knowledge.by_unit.get(slot.quantity.unit, ()):
            other = known.slot
            if known.fact and _of_one_thing(mine, other):
                value = abs(mine.quantity.value - other.quantity.value)
                high, low = sorted((mine, other), key=lambda s: -s.quantity.value)
                yield value, f"{_number(slot)}＝{_number(high)}－{_number(low)}", (known.fact,)


def _of_one_thing(one: Slot, other: Slot) -> bool:
    pairs = {mark for mark in one.bag & other.bag if len(mark) > 1}
    return bool(pairs or (one.head & other.head) or len(one.wide & other.wide) >= 2)


def _own_part(slot: Slot, before: list[Slot], clause: str, knowledge: Knowledge) -> _Trials:
    """一份12元，补贴3元，自己掏9元."""
    same = [s for s in _same(slot, before) if s.offset == slot.offset][-2:]
    if len(same) == 2 and _OWN.search(clause):
        whole, part = same
        shown = f"{_number(slot)}＝{_number(whole)}－{_number(part)}"
        yield whole.quantity.value - part.quantity.value, shown, ()


def _product(slot: Slot, before: list[Slot], clause: str, knowledge: Knowledge) -> _Trials:
    """每人每月1500元，一年18000元; 每名2万元，126名就是252万元; 户均1.2万元，168户."""
    if not _TOGETHER.search(clause):
        return
    yield from _times(slot, clause, slot.sentence[: slot.quantity.start - slot.offset])
    for each in reversed(_same(slot, before)[-3:]):
        said = each.sentence[: each.quantity.start - each.offset]
        often = re.split(r"[。；！？]", said)[-1]
        for how_often, how_long, times in _TIMES:
            if re.search(how_often, often[-24:]) and re.search(how_long, clause):
                yield each.quantity.value * times, f"{_number(slot)}＝{_number(each)}×{times}", ()
        if "per" not in each.roles and not re.search(r"[每均][^，。；]{0,14}$", often):
            continue
        for number in before:
            if number is not each and number.quantity.unit not in ("%", "元", "个百分点", "倍"):
                value = each.quantity.value * number.quantity.value
                yield value, f"{_number(slot)}＝{_number(each)}×{_number(number)}", ()


def _times(slot: Slot, clause: str, said: str) -> _Trials:
    """每季度一次，一年4次."""
    if slot.quantity.unit not in ("次", "场", "期", "回", "轮", "天"):
        return
    for how_often, how_long, times in _TIMES:
        once = re.search(rf"(?:{how_often})[^。；]{{0,10}}?(一|1|两|2){slot.quantity.unit}", said)
        if once and re.search(how_long, clause):
            each = 2 if once[1] in "两2" else 1
            yield Decimal(each * times), f"{_number(slot)}＝{each}×{times}", ()


def _average(slot: Slot, before: list[Slot], clause: str, knowledge: Knowledge) -> _Trials:
    """24期，平均每月两期; 456场，平均每个村2场."""
    if not _EACH.search(clause):
        return
    for total in reversed(_same(slot, before)[-3:]):
        if total.quantity.value <= slot.quantity.value:
            continue
        for number, shown in _divisors(slot, total, clause, knowledge):
            value = total.quantity.value / number
            near = abs(value - slot.quantity.value) <= value * _LEEWAY
            sign = "＝" if value == slot.quantity.value else "≈"
            if near:
                shown_sum = f"{_number(total)}÷{shown}{sign}{_number(slot)}"
                yield slot.quantity.value, shown_sum, ()


def _divisors(
    slot: Slot, total: Slot, clause: str, knowledge: Knowledge
) -> Iterator[tuple[Decimal, str]]:
    span = total.sentence[: total.quantity.end - total.offset]
    if re.search(r"[每均到]个?月|月均", clause):
        months = 6 if re.search(r"半年", span) else 12
        yield Decimal(months), str(months)
    if re.search(r"每个?季", clause):
        yield Decimal(4), "4"
    for years in re.finditer(r"(?<![\d第])([二两三四五六七八九十]|\d)年(?!来?第)", span):
        if re.search(r"每年|年均", clause):
            number = "零一二三四五六七八九十".find(years[1].replace("两", "二"))
            yield Decimal(number if number > 0 else int(years[1])), years[0]
    match = _PER_ONE.search(clause)
    if not match or re.match(r"[年月天日周季]", match[2] or "年" * (not match[1])):
        return
    for item in knowledge.known:
        other = item.slot.quantity
        noun = (match[2] or "")[:1]
        counted = other.kind == "amount" and other.value > 1 and other.unit != "元"
        by_measure = bool(match[1]) and not noun and other.measure == match[1]
        by_noun = bool(noun) and item.slot.after.startswith(noun)
        vague = match[1] in ("个", "名")
        by_unit = not (noun and vague) and bool(match[1]) and other.unit == match[1]
        if counted and (by_measure or by_noun or by_unit):
            yield other.value, other.text


def _share(slot: Slot, before: list[Slot], clause: str, knowledge: Knowledge) -> _Trials:
    """67个，占行政村总数的三分之一: the whole stands in another fact, and is named."""
    if slot.quantity.unit != "%" or not _SHARE.search(clause + slot.quantity.text):
        return
    parts = [s for s in before if s.quantity.unit not in ("%", "个百分点", "倍")]
    listed = "分别" in clause
    for part in reversed(parts if listed else parts[-2:]):
        for whole, fact in _wholes(part, parts, clause, knowledge):
            if whole.quantity.value > part.quantity.value:
                value = part.quantity.value * 100 / whole.quantity.value
                rounded = plain(round(value, 1))
                yield (
                    value,
                    f"{rounded}%＝{_number(part)}÷{_number(whole)}",
                    (fact,) if fact else (),
                )


def _wholes(
    part: Slot, said: list[Slot], clause: str, knowledge: Knowledge
) -> Iterator[tuple[Slot, str]]:
    for other in said:
        if other.quantity.unit == part.quantity.unit and other.offset == part.offset:
            yield other, ""
    named = clause.rpartition("占")[2]
    for item in knowledge.by_unit.get(part.quantity.unit, ()):
        if item.fact and len(named) > 1 and _named(item, named):
            yield item.slot, item.fact


def _named(item: Known, words: str) -> bool:
    noun = item.slot.after[:2] or item.slot.before[-2:]
    return len(noun) == 2 and noun in words


def _grown(slot: Slot, before: list[Slot], clause: str, knowledge: Knowledge) -> _Trials:
    """增长15%以上，达到174.8亿元以上: a figure of a fact, grown by the rate said before."""
    rates = [s for s in before if s.quantity.unit == "%" and s.direction and s.mode == "by"][-1:]
    if not rates or not re.search(r"[到至为]", clause):
        return
    for item in knowledge.by_unit.get(slot.quantity.unit, ()):
        if item.fact and len(item.slot.wide & rates[0].wide) >= 2:
            rate = rates[0].quantity.value / 100 * rates[0].direction
            sign = "＋" if rate > 0 else "－"
            shown = f"{_number(slot)}＝{_number(item.slot)}×（1{sign}{_number(rates[0])}）"
            yield item.slot.quantity.value * (1 + rate), shown, (item.fact,)
