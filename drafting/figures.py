"""Figures in Chinese text: where they stand, what they are worth, and of what unit.

Arabic, full-width and Chinese numerals with their scale (万, 亿), percentages and 成. What merely
looks like a figure (一起, 第三, 二是, “十五五”, 三农, 几十) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_FULL_WIDTH = str.maketrans("０１２３４５６７８９．％，", "0123456789.%,")
_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "○": 0}
_TENS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8,
           "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12, "": 1}  # fmt: skip

_UNITS = (
    "个百分点|百分点|平方公里|平方千米|平方米|立方米|公里|千米|厘米|毫米|公顷|公斤|千克|千瓦时|千瓦|小时|分钟|"
    "人次|人天|人日|课时|学时|学分|批次|个月|美元|欧元|工作日|次|人|名|位|户|家|个|件|项|条|篇|期|场|批|年|月|日|天|周|岁|元|"
    "亩|吨|米|斤|里|度|倍|番|成(?![立为功果效员绩长就熟])|号|届|支|台|辆|套|间|座|处|所|只|头|株|棵|栋|层|县|区|市|镇|乡|村|组|门|类|"
    "份|本|册|张|幅|字|句|点|分|秒|时|种|例|起|宗|笔|批|轮|级|步|排|车|线|队|对|双|口|顶|艘|架|片|块|集|部|节|堂|讲|班"
)
_ARABIC = re.compile(
    rf"(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?P<more>[余多])?"
    rf"(?P<scale>[万千百十]亿|[千百十]万|亿|万|千(?![瓦米克]))?(?P<more2>[余多])?"
    rf"(?P<unit>%|‰|{_UNITS})?"
)
_NUMERAL = "零〇一二两三四五六七八九十百千万亿"
_CHINESE = re.compile(
    rf"(?:(?P<share>[{_NUMERAL}]+)分之)?(?P<number>[{_NUMERAL}]+(?:点[零〇一二三四五六七八九]+)?)"
    rf"(?:[余多](?P<scale>[万千百十]亿|[千百十]万|亿|万)?)?(?P<unit>{_UNITS})?"
)
_NOT_FIGURES = re.compile(
    r"第[一二三四五六七八九十百千零\d]+|[“\"]?十[一二三四五六]五[”\"]?|[一二三四五六七八九十]+[是要](?=[^否求])|"
    r"[一二三四五六七八九十]+届[一二三四五六七八九十]+中全会|[一二三]?十[一二三四五六七八九]?大(?=[精报以召开的，。])|"
    r"(?:十[六七八九]|二十[一二]?)大(?!型)|(?<![人次总件户个])[几数][十百千万亿]+|"
    rf"(?<![{_NUMERAL}\d余多.])(?:"  # 5万家 is a figure, 万家 is none
    r"百分百|百分之百|千万(?=[不别要])|万万|亿万|万千|千百万|万亿级|成千上万|千千万万|千家万户|千方百计|千辛万苦|千言万语|千头万绪|"
    r"百花|百姓|百年大计|百年未有|百业|百强|万里|万众|万家|万事|万物|万一|十分(?!之)|十足|十全|五湖四海|四面八方|"
    r"三农|三公(?![里斤顷尺分])|三资|三产|三会一课|三重一大|三严三实|两学一做|两个维护|两个确立|四个意识|四个自信|八项规定|"
    r"四风|五位一体|四个全面|一国两制|三令五申|一心一意|一五一十|三心二意|七上八下|五花八门|九牛一毛|"
    r"一点一[滴点]|说一千道一万|两难|两手抓|两头(?!牛|猪|羊)|两岸|双百|一把手|一二三产|二三产业|一二线|一老一小|三大攻坚战|一站式|三位一体|"
    r"一一|三三两两|两点一线|三支一扶|五一(?=劳动|节|假|前|期间)|[七八]一(?=建军|勋章|表彰|前|节|期间)|九一八|三八(?=妇女|节|红旗)|"
    r"十一(?=期间|黄金周|长假))"
)
_LOOSE_MEASURES = frozenset("个次名位户家件项条篇期场批年天步点分度面份线级起种片块组道层句段张双")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in a text. ``value`` has its scale worked in (4.6亿 is 460000000; 12% is 12 with
    unit %); ``unit`` is empty where none is recognised; ``loose`` marks small Chinese numerals,
    which often count the points of a speech and not things."""

    text: str
    start: int
    end: int
    value: Decimal
    unit: str
    loose: bool = False


def find_figures(text: str) -> list[Figure]:
    """Figures of a text in order. Numbers inside 《》, list marks and set phrases are left out."""
    plain = text.translate(_FULL_WIDTH)
    masked = _mask(plain)
    arabic = list(_arabic(masked, text))
    for figure in arabic:
        blot = "\0" * (figure.end - figure.start)
        masked = masked[: figure.start] + blot + masked[figure.end :]
    return sorted([*arabic, *_chinese(masked, text)], key=lambda figure: figure.start)


def _mask(text: str) -> str:
    """The text with whatever is no figure blotted out, offsets unchanged."""
    blot = lambda match: "\0" * len(match[0])  # noqa: E731
    text = re.sub(r"《[^》\n]*》", blot, text)
    text = re.sub(r"(?m)^\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?=\D))",
                  blot, text)  # fmt: skip
    text = re.sub(r"(?<=[。；：，！？\n])[（(]?[一二三四五六七八九十\d]{1,2}[）)]", blot, text)
    text = re.sub(r"[A-Za-z][A-Za-z0-9\-_.]*\d[A-Za-z0-9\-_.]*", blot, text)
    return _NOT_FIGURES.sub(blot, text)


def _arabic(masked: str, text: str) -> Iterator[Figure]:
    for match in _ARABIC.finditer(masked):
        value = Decimal(match["number"].replace(",", "")) * _SCALES[match["scale"] or ""]
        value, unit = _tenths(value, match["unit"] or "")
        end = match.end()
        yield Figure(text[match.start() : end], match.start(), end, value, unit)


def _chinese(masked: str, text: str) -> Iterator[Figure]:
    for match in _CHINESE.finditer(masked):
        number, share = match["number"], match["share"]
        value = chinese_number(number)
        if value is None or (not value and not set(number) & set("零〇")):
            continue
        value, unit = _tenths(value * _SCALES[match["scale"] or ""], match["unit"] or "")
        if share:
            value, unit = _of_whole(value, share)
        short = len(number) == 1 and not share
        if short and (not unit or number in "一百千万亿"):
            continue
        about = len(number) in (2, 3) and set(number) <= set("一二三四五六七八九两")
        if about and not unit:
            continue
        loose = about or (short and unit in _LOOSE_MEASURES)
        start, end = match.span()
        yield Figure(text[start:end], start, end, value, unit, loose)


def _tenths(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """三成 is 30%."""
    return (value * 10, "%") if unit.startswith("成") else (value, unit)


def _of_whole(value: Decimal, share: str) -> tuple[Decimal, str]:
    """百分之五 is 5%, 千分之五 5‰; any other share, as 三分之二, is worked out as a percentage."""
    if sign := {"百": "%", "千": "‰", "万": "‱"}.get(share):
        return value, sign
    whole = chinese_number(share)
    return (value * 100 / whole, "%") if whole else (value, "")


def chinese_number(numeral: str) -> Decimal | None:
    """一百二十万 → 1200000, 十二点五 → 12.5, 二〇二五 → 2025; None where it is no number."""
    whole, _, fraction = numeral.partition("点")
    value = _positional(whole) if len(whole) > 1 and set(whole) <= set(_DIGIT) else _additive(whole)
    if value is None:
        return None
    digits = "".join(str(_DIGIT[char]) for char in fraction)
    return Decimal(f"{value}.{digits}") if digits else Decimal(value)


def _positional(numeral: str) -> int:
    return int("".join(str(_DIGIT[char]) for char in numeral))


def _place_of_last(numeral: str) -> int:
    """What a last digit counts: ones, but in 一万五 thousands and in 三百二 tens."""
    unit = numeral[-2:-1]
    return (_TENS.get(unit) or _SCALES[unit]) // 10 if unit in ("百", "千", "万", "亿") else 1


def _additive(numeral: str) -> int | None:
    total, section, digit = 0, 0, 0
    for char in numeral:
        if char in _DIGIT:
            digit = _DIGIT[char]
        elif char in _TENS:
            section += (digit or 1) * _TENS[char]
            digit = 0
        else:
            scale = 10**4 if char == "万" else 10**8
            total = (
                (total + section + digit) * scale
                if scale > 10**4
                else total + (section + digit) * scale
            )
            section = digit = 0
    return total + section + digit * _place_of_last(numeral)


def normal_unit(unit: str) -> str:
    """Units that say the same as one word: 名, 位, 人 are persons; 个月 and 月 stay apart."""
    return _SAME_UNIT.get(unit, unit)


_SAME_UNIT = {"位": "人", "名": "人", "口": "人", "千米": "公里", "千克": "公斤", "百分点": "个百分点",
              "平方千米": "平方公里", "所": "家", "批次": "批"}  # fmt: skip
