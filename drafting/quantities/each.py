"""Sums by so much for each: 126名 × 每名2万元, 每月1500元 over a year, 24期 ÷ 12个月, 每4个有1个.

The measure word after 每, 一 or before 均 says of what each an amount is; it must be the measure
word of the number it is multiplied with or divided by, so that hardly a sum comes out by chance."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from drafting.quantities.context import Slot
from drafting.quantities.reading import Quantity
from drafting.quantities.trials import Operand
from drafting.quantities.units import MEASURES, in_base, loosely_same, normal_unit

_EACH = re.compile(
    rf"(?:每(?:一|个(?=季|月|学))?|(?<![第统唯同万之])一|(?<![简孤名菜账])单(?![位元项一]))(?P<measure>季度|学期|季|{MEASURES})"
)


_MEAN = re.compile(
    r"(?P<noun>[户人场亩村家校年月日天周班车起件次台套桌店镇乡县院所床岗单组站厂街])均|(?P<area>亩)产"
)


TIMES_PER: dict[tuple[str, str], int] = {
    ("月", "年"): 12, ("季度", "年"): 4, ("周", "年"): 52, ("天", "年"): 365, ("天", "月"): 30, ("月", "季度"): 3,
    ("天", "周"): 7, ("周", "月"): 4, ("学期", "年"): 2, ("半年", "年"): 2, ("旬", "月"): 3, ("旬", "年"): 36,
}  # fmt: skip
"""How often the shorter period comes in the longer."""


PERIODS = frozenset({"年", "月", "季度", "周", "天", "学期", "半年", "旬"})


_SAME = {"季": "季度", "日": "天", "个月": "月", "星期": "周", "个季度": "季度", "个小时": "小时"}


RATIOS = ("%", "个百分点", "倍", "番")


_WHOLE_YEAR = re.compile(r"全年|一年|年内|年度|每年|年均")


@lru_cache(maxsize=20_000)
def each_of(words: str) -> frozenset[str]:
    """The measure words that an amount with these words before it is for each of: 每人每月."""
    found = {measure_of(match["measure"]) for match in _EACH.finditer(words)}
    found |= {measure_of(match["noun"] or match["area"]) for match in _MEAN.finditer(words)}
    if "每半年" in words:
        found = (found | {"半年"}) - {"年"}
    return frozenset(found | ({"旬"} if "每旬" in words else set()))


def measure_of(word: str) -> str:
    """The one word for a measure or period."""
    return _SAME.get(word, normal_unit(word))


def told_together(one: Operand, other: Operand) -> bool:
    """Whether two figures stand in one fact or one sentence."""
    if one.fact and one.fact == other.fact:
        return True
    return bool(one.slot and other.slot and one.slot.sentence == other.slot.sentence)


def one_unit(said: Quantity, other: Operand) -> bool:
    """Whether a quantity has the unit of another, or one that writers exchange with it."""
    quantity = other.quantity
    return quantity.kind == "amount" and bool(quantity.value) and (
        said.unit == quantity.unit or loosely_same(said.unit, quantity.unit)
        or {said.unit, quantity.unit} == {"个", "人"}
    )  # fmt: skip


def fits_measure(measure: str, per: str) -> bool:
    """Whether a measure word counts what an amount is for each of."""
    return measure == per or loosely_same(measure, per) or {measure, per} == {"大", "个"}


def count_of(number: Operand) -> Decimal:
    """A count in its own measure word: 16万亩 is 160000."""
    factor, _ = in_base(Decimal(1), number.quantity.measure)
    return (number.quantity.value / factor).quantize(Decimal("0.0001")).normalize()


def periods_said(said: Slot) -> frozenset[str]:
    """The periods that the words before a figure name: 一年合计, 全年."""
    start = max(0, said.quantity.start - said.offset - 24)
    words = said.sentence[start : said.quantity.start - said.offset]
    found = {p for p in each_of(said.lead) if p in PERIODS}
    return frozenset(found | ({"年"} if _WHOLE_YEAR.search(words) else set()))
