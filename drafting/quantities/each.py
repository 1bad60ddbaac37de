"""Sums by so much for each: 126名 × 每名2万元, 每月1500元 over a year, 24期 ÷ 12个月, 每4个有1个.

The measure word after 每, 一 or before 均 says of what each an amount is; it must be the measure
word of the number it is multiplied with or divided by, so that hardly a sum comes out by chance."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from drafting.quantities.context import Slot
from drafting.quantities.numerals import chinese_number
from drafting.quantities.reading import Quantity
from drafting.quantities.trials import Operand, Trial
from drafting.quantities.units import MEASURES, in_base, loosely_same, normal_unit
from drafting.quantities.writing import decimals_of, plain

_EACH = re.compile(
    rf"(?:每(?:一|个(?=季|月|学))?|(?<![第统唯同万之])一|(?<![简孤名菜账])单(?![位元项一]))(?P<measure>季度|学期|季|{MEASURES})"
)
_MEAN = re.compile(
    r"(?P<noun>[户人场亩村家校年月日天周班车起件次台套桌店镇乡县院所床岗单组站厂街])均|(?P<area>亩)产"
)
_TIMES_PER: dict[tuple[str, str], int] = {
    ("月", "年"): 12, ("季度", "年"): 4, ("周", "年"): 52, ("天", "年"): 365, ("天", "月"): 30, ("月", "季度"): 3,
    ("天", "周"): 7, ("周", "月"): 4, ("学期", "年"): 2, ("半年", "年"): 2, ("旬", "月"): 3, ("旬", "年"): 36,
}  # fmt: skip
"""How often the shorter period comes in the longer."""
_PERIODS = frozenset({"年", "月", "季度", "周", "天", "学期", "半年", "旬"})
_DAYS = {"天": 1, "周": 7}
_SAME = {"季": "季度", "日": "天", "个月": "月", "星期": "周", "个季度": "季度", "个小时": "小时"}
_RATIOS = ("%", "个百分点", "倍", "番")
_WHOLE_YEAR = re.compile(r"全年|一年|年内|年度|每年|年均")
_TURNS = ("次", "期", "场", "轮", "批", "趟")
_RATIO = re.compile(
    rf"(?<![第\d])(?:每(?:花|用|投|支出|收入)?(?P<n>[\d一二两三四五六七八九十]{{1,4}})(?:{MEASURES})[^，。；、：]{{0,9}}?(?:有|帮|才|就|带|管|摊|配)"
    rf"|(?P<n2>[\d一二两三四五六七八九十]{{1,4}})(?P<of>{MEASURES})[^，。；、：]{{0,9}}?(?:[中里]就?才?只?有|帮|带|管|摊))[^，。；、：]{{0,5}}?"
    rf"(?P<m>[\d一二两三四五六七八九十]{{1,4}})(?:(?P=of)|(?(of)(?!)|(?:{MEASURES})))"
)
_MONEY = re.compile(r"[\d一二两三四五六七八九十]{1,4}(?:元|块|毛|分|角)钱?")
_ROUNDING = Decimal("0.025")
"""Share of a small whole number that rounding to it may take away or add."""


@lru_cache(maxsize=20_000)
def each_of(words: str) -> frozenset[str]:
    """The measure words that an amount with these words before it is for each of: 每人每月."""
    found = {_measure(match["measure"]) for match in _EACH.finditer(words)}
    found |= {_measure(match["noun"] or match["area"]) for match in _MEAN.finditer(words)}
    if "每半年" in words:
        found = (found | {"半年"}) - {"年"}
    return frozenset(found | ({"旬"} if "每旬" in words else set()))


def _measure(word: str) -> str:
    return _SAME.get(word, normal_unit(word))


def products_of_each(
    said: Slot, close: Sequence[Operand], group: Sequence[Operand]
) -> Iterator[Trial]:
    """So much for each, times their number, times the periods of the time the text speaks of.
    What it is for each stands in the passage itself (``close``)."""
    for each in close:
        if each.slot is None or each.quantity.unit in _RATIOS or not _one_unit(said.quantity, each):
            continue
        per = _per(each.slot)
        for number in _numbers(per, each, group):
            for times, words in [(1, ""), *_times(per, said, group)]:
                factor = _count(number) if number else Decimal(1)
                if number and _STEP.search(each.slot.lead):
                    factor -= 1
                if number is None and times == 1:
                    continue
                form = "{v}＝{0}" + (f"×{plain(factor)}" if number else "") + words
                parts = (each, number) if number else (each,)
                yield Trial(each.quantity.value * factor * times, form, parts)


_STEP = re.compile(r"每[^，。；、：]{1,6}(?:相差|差|间隔|相隔|间距|递增|递减)[了约]?$")
"""Between eight grades lie seven steps."""


def _per(slot: Slot) -> frozenset[str]:
    """What an amount is for each of; behind a 、 as the one before it (亩均节水90立方米、节本150元)."""
    if own := each_of(slot.lead):
        return own
    if not slot.lead.startswith("、"):
        return own
    end = slot.quantity.start - slot.offset
    before = slot.sentence[max(0, end - _CLAUSE) : end]
    return each_of(re.split(r"[，。；：]", before)[-1])


_CLAUSE = 60
"""Characters before a figure in which its clause begins."""
_INTERVAL = re.compile(r"每(?:隔|过)?$")
_ONCE = re.compile(r"[^，。；、]{0,8}一(?:次|期|轮|批|趟|场)")


def turns(said: Slot, group: Sequence[Operand]) -> Iterator[Trial]:
    """How often in a year what is done once each quarter: 每季度召开一次, 一年4次."""
    if said.quantity.measure not in _TURNS:
        return
    yield from _turns_of_intervals(group)
    over = _periods_said(said)
    for operand in group:
        if operand.quantity.kind != "frequency":
            continue
        short = (
            "半年"
            if "半年" in operand.quantity.text
            else _measure(operand.quantity.text.lstrip("每个按逐"))
        )
        for long in over:
            if times := _TIMES_PER.get((short, long)):
                value = Decimal(times)
                yield Trial(value, f"{operand.quantity.text}一次，一{long}{times}次", (operand,))


def _turns_of_intervals(group: Sequence[Operand]) -> Iterator[Trial]:
    """How often in a time what is done once in an interval: 值守58小时，每15分钟报一次, 232次. The
    two stand in one sentence."""
    for interval in group:
        slot, length = interval.slot, interval.quantity
        if slot is None or not length.value or not _INTERVAL.search(slot.lead):
            continue
        if not _ONCE.match(slot.sentence, length.end - slot.offset):
            continue
        for time in group:
            apart = time is not interval and time.quantity.unit == length.unit
            if apart and _in_one_sentence(time, interval) and time.quantity.value > length.value:
                value = time.quantity.value / length.value
                form = f"{{v}}＝{time.quantity.text}÷{length.text}"
                yield Trial(value, form, (interval, time), mark="次")


def _in_one_sentence(one: Operand, other: Operand) -> bool:
    return bool(one.slot and other.slot and one.slot.sentence == other.slot.sentence)


def counts_of_each(said: Slot, close: Sequence[Operand]) -> Iterator[Trial]:
    """How many a sum is enough for: 600万元 at 每件0.2元, 够补3000万件."""
    for each in close:
        if each.slot is None or not each.quantity.value or each.quantity.unit in _RATIOS:
            continue
        if not any(
            _fits_measure(_measure(said.quantity.measure), p) for p in each_of(each.slot.lead)
        ):
            continue
        for total in close:
            if (
                total.quantity.unit == each.quantity.unit
                and total.quantity.value > each.quantity.value
            ):
                value = total.quantity.value / each.quantity.value
                yield Trial(value, f"{{0}}÷{{1}}＝{plain(value)}", (total, each))


def averages_of_each(
    said: Slot, close: Sequence[Operand], group: Sequence[Operand], months: int
) -> Iterator[Trial]:
    """A total divided by the number of what it is said to be for each of; ``months`` is the
    length of the period the document tells of."""
    for per in each_of(said.lead):
        for total in close:
            if not _one_unit(said.quantity, total) or total.quantity.value <= said.quantity.value:
                continue
            for number, words, parts in _divisors(said, per, total, group, months):
                apart = number != total.quantity.value or said.quantity.unit == total.quantity.unit
                if number > 1 and apart and _of_one_matter(said.quantity, total, parts):
                    exact = total.quantity.value / number
                    value = rounded(exact, said.quantity)
                    yield Trial(
                        value,
                        f"{{0}}÷{words}{'＝' if value == exact else '≈'}{{v}}",
                        (total, *parts),
                    )


def _of_one_matter(said: Quantity, total: Operand, parts: Sequence[Operand]) -> bool:
    """Whether an average in another measure word than its total (189名, 每座3个) is of figures told
    together."""
    return said.unit == total.quantity.unit or all(told_together(total, p) for p in parts)


def ratios(said: Slot, text: str, group: Sequence[Operand]) -> Iterator[Trial]:
    """每4个孩子才有一个托位: two counts are to each other as the two small numbers are."""
    clause = _clause(said, text)
    for match in _RATIO.finditer(clause):
        n, m = _number(match["n"] or match["n2"]), _number(match["m"])
        if not n or not m or n == m or said.quantity.text.rstrip() not in match[0]:
            continue
        unit = normal_unit(match["of"]) if match["of"] else ""
        if _MONEY.match(clause, match.start("n")):
            unit = "元"
        if unit == "个" and clause.startswith("人", match.end("of")):
            unit = "人"
        numbers = [
            o
            for o in group
            if (unit == "元") == (o.quantity.unit == "元")
            and o.quantity.unit not in _RATIOS
            and o.quantity.value > max(n, m)
            and (unit in ("", "个") or o.quantity.unit == unit)
        ]
        for one in numbers:
            for other in numbers:
                if one is other or not other.quantity.value or not told_together(one, other):
                    continue
                if unit and one.quantity.unit != other.quantity.unit:
                    continue
                off = one.quantity.value / other.quantity.value / (n / m) - 1
                if abs(off) <= Decimal("0.025"):
                    sign = "＝" if not off else "≈"
                    yield Trial(
                        said.quantity.value, f"{{0}}÷{{1}}{sign}{plain(n / m)}", (one, other)
                    )


def told_together(one: Operand, other: Operand) -> bool:
    """Whether two figures stand in one fact or one sentence."""
    if one.fact and one.fact == other.fact:
        return True
    return bool(one.slot and other.slot and one.slot.sentence == other.slot.sentence)


def _clause(said: Slot, text: str) -> str:
    start = (
        max(
            text.rfind(mark, max(0, said.quantity.start - 80), said.quantity.start)
            for mark in "，。；：！？\n"
        )
        + 1
    )
    ends = [
        at
        for mark in "，。；：！？\n"
        if (at := text.find(mark, said.quantity.end, said.quantity.end + 80)) >= 0
    ]
    return text[start : min(ends, default=said.quantity.end + 80)]


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text.isdigit() else chinese_number(text)


def _one_unit(said: Quantity, other: Operand) -> bool:
    quantity = other.quantity
    return quantity.kind == "amount" and bool(quantity.value) and (
        said.unit == quantity.unit or loosely_same(said.unit, quantity.unit)
        or {said.unit, quantity.unit} == {"个", "人"}
    )  # fmt: skip


def _numbers(
    per: frozenset[str], each: Operand, group: Sequence[Operand]
) -> Iterator[Operand | None]:
    """Counts of what an amount is for each of; None stands for leaving them alone."""
    yield None
    for number in group:
        measure = _measure(number.quantity.measure)
        counts = number.quantity.kind == "amount" and measure not in _PERIODS
        if number is each or not counts or number.quantity.value <= 1:
            continue
        if any(_fits_measure(measure, p) for p in per):
            yield number


def _fits_measure(measure: str, per: str) -> bool:
    return measure == per or loosely_same(measure, per) or {measure, per} == {"大", "个"}


def _count(number: Operand) -> Decimal:
    """A count in its own measure word: 16万亩 is 160000."""
    factor, _ = in_base(Decimal(1), number.quantity.measure)
    return (number.quantity.value / factor).quantize(Decimal("0.0001")).normalize()


def _times(per: frozenset[str], said: Slot, group: Sequence[Operand]) -> Iterator[tuple[int, str]]:
    """How often the period of an amount comes in the time that the text speaks of."""
    for long in _periods_said(said):
        for short in per & _PERIODS:
            if times := _TIMES_PER.get((short, long)):
                yield times, f"×{times}"
    for operand in group:
        months = operand.quantity.value
        if (
            operand.quantity.unit == "个月"
            and operand.quantity.kind == "amount"
            and not operand.quantity.vague
        ):
            if "月" in per and months == int(months) > 1:
                yield int(months), f"×{int(months)}"
            if "年" in per and months % 12 == 0 and months > 12:
                yield int(months) // 12, f"×{int(months) // 12}"


def _periods_said(said: Slot) -> frozenset[str]:
    """The periods that the words before a figure name: 一年合计, 全年."""
    start = max(0, said.quantity.start - said.offset - 24)
    words = said.sentence[start : said.quantity.start - said.offset]
    found = {p for p in each_of(said.lead) if p in _PERIODS}
    return frozenset(found | ({"年"} if _WHOLE_YEAR.search(words) else set()))


def _stands_before(operand: Operand, said: Slot) -> bool:
    """Whether a figure stands in the sentence of another, before it."""
    slot = operand.slot
    if slot is None or slot.offset != said.offset or slot.sentence != said.sentence:
        return False
    return slot.quantity.end <= said.quantity.start


def _divisors(
    said: Slot, per: str, total: Operand, group: Sequence[Operand], period: int
) -> Iterator[tuple[Decimal, str, tuple[Operand, ...]]]:
    if per not in _PERIODS:
        numbers = [
            o
            for o in group
            if o.quantity.kind == "amount" and _fits_measure(_measure(o.quantity.measure), per)
        ]
        beside = [o for o in numbers if _stands_before(o, said)]
        for number in beside or numbers:
            if number is not total and number.quantity.value != total.quantity.value:
                yield _count(number), plain(_count(number)), (number,)
        return
    times = _TIMES_PER.get((per, "年"), 1)
    yield Decimal(times), str(times), ()
    if 0 < period < 12 and times * period % 12 == 0:
        yield Decimal(times * period // 12), str(times * period // 12), ()
    for operand in group:
        months = operand.quantity.value
        if operand.quantity.kind == "amount" and operand.quantity.unit == "个月" and months > 1:
            value = months * times / 12
            yield value, plain(value), ()
        if operand.quantity.kind == "amount" and operand.quantity.unit == "天" and per in _DAYS:
            value = operand.quantity.value / _DAYS[per]
            yield value, plain(value), (operand,)


def rounded(value: Decimal, said: Quantity) -> Decimal:
    """A quotient (in the base unit) as the text rounds it, where rounding changes it little."""
    if said.bound != "exact":
        return value
    step = Decimal(1).scaleb(-decimals_of(said.text))
    scale, _ = in_base(Decimal(1), said.measure)
    for lift in (Decimal(1), Decimal(10**4), Decimal(10**8)):
        near = (value / scale / lift).quantize(step) * scale * lift
        if near == said.value and abs(near - value) <= value * _ROUNDING:
            return near
    return value
