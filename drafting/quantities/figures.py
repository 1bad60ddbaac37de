"""Figures in Chinese text: where they stand, what they are worth, and of what unit.

Arabic, full-width and Chinese numerals with their scale (万, 亿), percentages and 成. What merely
looks like a figure (一起, 第三, 二是, “十五五”, 三农, 几十) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from drafting.quantities.numerals import NUMERAL, SCALES, chinese_number
from drafting.quantities.set_phrases import mask_structure
from drafting.quantities.units import MEASURES

_FULL_WIDTH = str.maketrans("０１２３４５６７８９．％，", "0123456789.%,")
_GREAT = r"大(?=[\u4e00-\u9fff]{2})(?![小量批会队部半于到家型幅力概约多])"
"""五大中心: great ones, counted."""
_ARABIC = re.compile(
    rf"(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?P<more>[余多])?"
    rf"(?P<scale>[万千百十]亿|[千百十]万|亿|万|千(?![瓦米克]))?(?P<more2>[余多])?"
    rf"(?P<unit>%|‰|{MEASURES}|{_GREAT})?"
)
_CHINESE = re.compile(
    rf"(?:(?P<share>[{NUMERAL}]+)分之)?(?P<number>[{NUMERAL}]+(?:点[零〇一二三四五六七八九]+)?)"
    rf"(?:[余多](?P<scale>[万千百十]亿|[千百十]万|亿|万)?)?(?P<unit>{MEASURES}|{_GREAT})?"
)
_LONGEST = 20
"""Characters beyond which a row of digits is a code and not a number."""

_LOOSE_MEASURES = frozenset(
    "区县市镇乡村校大个次名位户家件项条篇期场批年天步点分度面趟遍份线级起种片块组道层句段张双"
)


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
    masked = mask_structure(plain)
    arabic = list(_arabic(masked, text))
    for figure in arabic:
        blot = "\0" * (figure.end - figure.start)
        masked = masked[: figure.start] + blot + masked[figure.end :]
    return sorted([*arabic, *_chinese(masked, text)], key=lambda figure: figure.start)


def _arabic(masked: str, text: str) -> Iterator[Figure]:
    for match in _ARABIC.finditer(masked):
        if len(match["number"]) > _LONGEST:
            continue
        value = Decimal(match["number"].replace(",", "")) * SCALES[match["scale"] or ""]
        value, unit = _tenths(value, match["unit"] or "")
        end = match.end()
        yield Figure(text[match.start() : end], match.start(), end, value, unit)


def _chinese(masked: str, text: str) -> Iterator[Figure]:
    for match in _CHINESE.finditer(masked):
        number, share = match["number"], match["share"]
        value = chinese_number(number)
        if value is None or (not value and not set(number) & set("零〇")):
            continue
        value, unit = _tenths(value * SCALES[match["scale"] or ""], match["unit"] or "")
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
