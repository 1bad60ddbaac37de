"""Quantities of a text: figures with their bounds (近, 余, 以上), dates and periods, halves and
fractions, ordinals and frequencies. Pure; cached by text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from drafting.quantities.bounds import Bound, bound_around, interval, step_of
from drafting.quantities.figures import Figure, find_figures
from drafting.quantities.moments import Moment, find_moments
from drafting.quantities.numerals import chinese_number
from drafting.quantities.units import in_base

Kind = Literal["amount", "moment", "ordinal", "frequency", "part"]

_N = "零〇一二两三四五六七八九十百千万亿"
_DAYS = {"年": 365, "季度": 91, "季": 91, "月": 30, "周": 7, "星期": 7, "天": 1, "日": 1}
_FREQUENCY = re.compile(
    r"(?:每(?P<half>半)?个?|按|逐)(?P<unit>季度|季|月|周|星期|年|天|日)(?![人个名末历]|度)"
)
_WEEKDAY = re.compile(
    r"(?<![一二两三四五六七八九十几数\d双])(?:周|星期|礼拜)(?P<day>[二三四五六日天](?!次|回|场|期|趟|遍|轮|天|个|节|名|人|篇|条|[十百千万点]|年|小时)|一(?=[至到、，。和上下早晚]))"
)
"""每周二; 每周三次 is how often."""
_PART = re.compile(r"上半年|下半年|前三季度|第?[一二三四1-4]季度")
_PARTS = {"上半年": 21, "下半年": 22, "前三季度": 13}
_ORDINAL = re.compile(
    rf"第(?P<n>[{_N}]{{1,3}}|\d{{1,3}})(?P<unit>位|名|批|届|轮|期|次)(?!党代会|会议|全会|全国|人口|世界)"
)
_HALF_SHARE = re.compile(
    r"一半|半数|(?<![务间程度期局双]过)(?<!也要过)(?<=[过近超])半(?![年天个小成路山夜途百])|(?<=超过)半(?![年天个小])"
)
_HALF_TIME = re.compile(
    r"(?:(?P<n>[一二两三四五六七八九十]|\d{1,2})(?P<mid>年|天|个)半|半(?P<pre>个)?)(?P<unit>小时|月|年|天|学期)?(?!数)"
)
_HALF_DAY = re.compile(
    r"[每用仅需到足近约了在]半天(?![^，。；]{0,3}没)(?=[，。；、内就办完]|时间|之内|以内)|半天(?=时间|之内|以内|内|集中|培训|学习|制|一次|办)"
)
"""半天 as half a day; 等了半天 is a long while."""
_MORE_OF = re.compile(
    rf"(?<!年比)(?<!天比)(?P<n>[{_N}]{{1,3}}|\d{{1,3}})(?:(?P<u>年|天|倍)(?:[多余](?![了出收拿挣赚交缴花用卖产打增省]|个[^月])|有余)|个多(?P<v>月|小时))(?!少)"
)
_FRACTION = re.compile(r"(?<![\d/.])(?P<a>\d{1,2})/(?P<b>\d{1,3})(?![\d/.])")
_LOOSE_SHARE = re.compile(r"(?<!百)分之|\d/\d|半[数]?$|一半")
_TENTHS = re.compile(r"(?P<a>[一二三四五六七八九])成(?P<b>[一二三四五六七八九半])")
_DOUBLING = re.compile(r"翻(?:了|过|上|近|约)?(?P<n>[一两二三四五\d])?番")
_VAGUE = re.compile(
    rf"(?:(?P<some>[数几])(?P<of>[十百千万亿]{{1,2}})[余多来]?|(?P<lead>[近上])(?P<round>[百千]?[十百千万亿])"
    rf"|(?<![{_N}\d几数半])(?P<over>[十百千][万亿]?|万)[余多]万?)(?=[^{_N}\d年方里能一般分]|年(?!大计|树人|未有))"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts. ``value`` is in the base unit of its dimension; ``low`` and
    ``high`` bound the true values it may be said of. ``outer`` spans the words of the bound too.
    ``moment`` is set for dates and years; ``said`` is the number before its scale."""

    text: str
    start: int
    end: int
    kind: Kind
    value: Decimal
    unit: str
    measure: str
    bound: Bound = "exact"
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(0)
    outer: tuple[int, int] = (0, 0)
    loose: bool = False
    moment: Moment | None = None

    @property
    def vague(self) -> bool:
        """Whether it names no number at all: 数十, 上百."""
        return self.bound == "vague"


@lru_cache(maxsize=20_000)
def read_quantities(text: str) -> tuple[Quantity, ...]:
    """Quantities of a text, in order and without overlap. A moment has its year, month or day."""
    taken: list[Quantity] = []
    rest = text
    for reader in (_moments, _special, _vague):
        for quantity in reader(rest, text):
            taken.append(quantity)
            rest = (
                rest[: quantity.start]
                + "\0" * (quantity.end - quantity.start)
                + rest[quantity.end :]
            )
    figures = [_amount(figure, text) for figure in find_figures(rest) if _counts(figure)]
    ordered = sorted([*taken, *figures], key=lambda q: q.start)
    return tuple(_share_units(ordered, text))


def _counts(figure: Figure) -> bool:
    """One of a thing is mostly an article: 一名, 一个."""
    return not (figure.text[0] == "一" and figure.value == 1 and figure.unit not in ("倍", "番"))


def _moments(rest: str, text: str) -> list[Quantity]:
    return [
        Quantity(text[m.start : m.end], m.start, m.end, "moment", Decimal(m.order), "时", "", moment=m,
                 low=Decimal(m.order), high=Decimal(m.order), outer=(m.start, m.end))
        for m in find_moments(rest)
    ]  # fmt: skip


def _make(
    text: str, start: int, end: int, kind: Kind, value: Decimal, unit: str, *, loose: bool = False
) -> Quantity:
    amount, base = in_base(value, unit) if kind == "amount" else (value, unit)
    bound, outer = bound_around(text, start, end) if kind == "amount" else ("exact", (start, end))
    factor = amount / value if value else Decimal(1)
    step = Decimal(8) if _LOOSE_SHARE.search(text[start:end]) else step_of(text[start:end], value)
    low, high = interval(value, bound, step)
    return Quantity(text[start:end], start, end, kind, amount, base, unit, bound,
                    low * factor, high * factor, outer, loose)  # fmt: skip


def _special(rest: str, text: str) -> list[Quantity]:
    found: list[Quantity] = []
    for match in _DOUBLING.finditer(rest):
        times = _plain(match["n"]) if match["n"] else Decimal(1)
        found.append(_make(text, match.start(), match.end(), "amount", times or Decimal(1), "番"))
    for match in _FRACTION.finditer(rest):
        if int(match["b"]):
            share = Decimal(match["a"]) * 100 / Decimal(match["b"])
            found.append(_make(text, match.start(), match.end(), "amount", share, "%"))
    for match in _TENTHS.finditer(rest):
        tenths = (_plain(match["a"]) * 10, Decimal(5) if match["b"] == "半" else _plain(match["b"]))
        found.append(
            _make(text, match.start(), match.end(), "amount", sum(tenths, Decimal(0)), "%")
        )
    for match in _HALF_SHARE.finditer(rest):
        found.append(_make(text, match.start(), match.end(), "amount", Decimal(50), "%"))
    for match in _HALF_TIME.finditer(rest):
        if quantity := _half_time(match, text):
            found.append(quantity)
    for match in _MORE_OF.finditer(rest):
        number = match["n"]
        value = Decimal(number) if number.isdigit() else chinese_number(number)
        unit = match["u"] or {"月": "个月", "小时": "小时"}[match["v"]]
        if value is not None:
            found.append(_make(text, match.start(), match.end(), "amount", value, unit, loose=True))
    for match in _WEEKDAY.finditer(rest):
        value = Decimal("一二三四五六日天".index(match["day"]) + 1)
        found.append(_make(text, match.start("day"), match.end(), "ordinal", value, "周几"))
    for match in _FREQUENCY.finditer(rest):
        days = Decimal(_DAYS[match["unit"]]) / (2 if match["half"] else 1)
        found.append(_make(text, match.start(), match.end(), "frequency", days, "每"))
    for match in _PART.finditer(rest):
        season = match[0].strip("第")[0]
        part = _PARTS.get(match[0]) or "一二三四".find(season) + 1 or int(season)
        found.append(_make(text, match.start(), match.end(), "part", Decimal(part), "期"))
    for match in _ORDINAL.finditer(rest):
        number = match["n"]
        value = Decimal(number) if number.isdigit() else chinese_number(number)
        if value is not None:
            found.append(
                _make(text, match.start(), match.end(), "ordinal", value, f"第{match['unit']}")
            )
    return _apart(found)


def _apart(found: list[Quantity]) -> list[Quantity]:
    """The longest of those that overlap."""
    kept: list[Quantity] = []
    for quantity in sorted(found, key=lambda q: (q.start, -q.end)):
        if not kept or quantity.start >= kept[-1].end:
            kept.append(quantity)
    return kept


def _half_time(match: re.Match[str], text: str) -> Quantity | None:
    number, mid, unit = match["n"], match["mid"], match["unit"]
    if number is None:
        if unit == "天" and not _HALF_DAY.search(
            text[: match.start()] + "半天" + text[match.end() :], max(0, match.start() - 1)
        ):
            return None
        if unit is None or (unit in ("月", "小时") and unit == "月" and not match["pre"]):
            return None
        whole = Decimal(0)
    elif mid == "个":
        if unit not in ("月", "小时"):
            return None
        whole = _plain(number)
    elif unit:
        return None
    else:
        unit, whole = mid, _plain(number)
    unit = {"月": "个月", "学期": "学期"}.get(unit, unit)
    value = whole + Decimal("0.5")
    return _make(text, match.start(), match.end(), "amount", value, unit, loose=not whole)


def _plain(number: str) -> Decimal:
    value = Decimal(number) if number.isdigit() else chinese_number(number)
    return value if value is not None else Decimal(0)


_PLACES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


def _vague(rest: str, text: str) -> list[Quantity]:
    found = []
    for match in _VAGUE.finditer(rest):
        base = Decimal(1)
        for char in match["of"] or match["round"] or match["over"]:
            base *= _PLACES[char]
        if match[0].endswith("万") and match["over"] and not match["over"].endswith("万"):
            base *= 10**4
        if match["some"]:
            low, high = 2 * base, 10 * base
        elif match["lead"] == "近":
            low, high = base * Decimal("0.85"), base
        elif match["lead"]:
            low, high = base * Decimal("0.9"), base * 3
        else:
            low, high = base, base * 2
        end, unit = _with_measure(rest, match.end())
        amount, name = in_base(low, unit)
        factor = amount / low
        found.append(Quantity(text[match.start() : end], match.start(), end, "amount", base * factor, name,
                              unit, "vague", low * factor, high * factor, (match.start(), end)))  # fmt: skip
    return found


def _with_measure(text: str, end: int) -> tuple[int, str]:
    """The measure word that follows, read by way of a number that stands before it."""
    figure = next(iter(find_figures(f"22{text[end : end + 4]}")), None)
    unit = figure.unit if figure and figure.text.startswith("22") else ""
    return end + len(unit), unit


_PERSON_PAIR = re.compile(r"(?:勤劳的?|有力的?)?(?:眼睛|大手|手|脚|肩膀)")
_SAID_BEFORE = ("把", "这", "那", "让", "给")
_CALLED = re.compile(r"孩子|学生|老人|老乡|同志|年轻人|乡亲|村民|小伙")
"""Persons counted as 个 where they are spoken of again: 把6个孩子接上."""
_PERSON = re.compile(r"人(?![次均才工民员口心])")


def _amount(figure: Figure, text: str) -> Quantity:
    unit = {"日": "天", "月": ""}.get(figure.unit, figure.unit)
    if unit == "个" and _PERSON.match(text, figure.end):
        unit = "人"
    if unit == "个" and text[figure.start - 1 : figure.start] in _SAID_BEFORE:
        unit = "人" if _CALLED.match(text, figure.end) else unit
    if unit == "双" and _PERSON_PAIR.match(text, figure.end):
        unit = "人"
    quantity = _make(
        text, figure.start, figure.end, "amount", figure.value, unit, loose=figure.loose
    )
    return replace(quantity, measure=figure.unit)


_LINK = re.compile(r"[—\-–~～至到、]{1,2}")


def _share_units(found: list[Quantity], text: str) -> list[Quantity]:
    """The first of 2至3个 and of 2.1万、1.5万、1.0万平方米 has the unit of the last."""
    result = list(found)
    for index in range(len(result) - 2, -1, -1):
        this, after = result[index], result[index + 1]
        if this.kind != "amount" or after.kind != "amount" or this.measure or not after.measure:
            continue
        between = text[this.end : after.start]
        if _LINK.fullmatch(between):
            value = this.value
            if between not in "、" and value < 1000 <= after.value:
                lifted = (
                    value * after.value / (Decimal(re.sub(r"[^\d.]", "", after.text) or 1) or 1)
                )
                value = lifted if 0 < lifted < after.value else value
            else:
                value, _ = in_base(value, after.measure)
            factor = value / this.value if this.value else Decimal(1)
            result[index] = replace(this, value=value, unit=after.unit, measure=after.measure,
                                    low=this.low * factor, high=this.high * factor)  # fmt: skip
    return result
