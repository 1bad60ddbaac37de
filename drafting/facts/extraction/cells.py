"""What one cell of a table shows: the value of an Excel cell by its number format, or words."""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from drafting.facts.extraction.records import Cell
from drafting.facts.values import visible

_NUMBER = re.compile(r"[-+−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_WITH_UNIT = re.compile(
    rf"(?P<number>{_NUMBER.pattern})\s*(?P<unit>[%％‰]|[万亿千百]?(?:元|人次|人|名|户|家|个|件|项|次|场|亩|吨|公里|米|天|岁|期|批|套|台|辆|处|座|平方米|㎡|km|个百分点)|[万亿])?"
)
_LITERAL = re.compile(r'"([^"]*)"')
_YEARS = range(1949, 2101)


def cell_of_text(text: str) -> Cell:
    """A cell of words, or of a number that may carry a unit: 1,200户, 65.6%, -3.2."""
    shown = " ".join(visible(text).split()).translate(_HALF_WIDTH)
    if match := _WITH_UNIT.fullmatch(shown):
        long = len(re.sub(r"\D", "", match["number"])) > 14  # the number of an identity card
        leading_zero = re.match(r"0\d", match["number"])
        if not long and not leading_zero:
            unit = (match["unit"] or "").replace("％", "%")
            return Cell(shown, match["number"].replace("−", "-").lstrip("+"), unit)
    return Cell(shown)


_HALF_WIDTH = str.maketrans("０１２３４５６７８９．％－", "0123456789.%-")


def cell_of_value(value: Any, number_format: str) -> Cell:
    """An Excel cell as Excel shows it; formulas come as their saved results."""
    if value is None:
        return Cell()
    if isinstance(value, bool):
        return Cell("是" if value else "否")
    if isinstance(value, (dt.datetime, dt.date)):
        return Cell(_date(value, number_format))
    if isinstance(value, (dt.time, dt.timedelta)):
        return Cell(str(value)[:5])
    if isinstance(value, (int, float)):
        return _number(value, number_format)
    return cell_of_text(str(value))


def _date(value: dt.date, number_format: str) -> str:
    pattern = _LITERAL.sub("", number_format.lower())
    if "d" not in pattern and ("y" in pattern or "m" in pattern):
        return f"{value.year}年{value.month}月" if "m" in pattern else f"{value.year}年"
    return f"{value.year}年{value.month}月{value.day}日"


def _number(value: float, number_format: str) -> Cell:
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return Cell()
    pattern = number_format.split(";")[0]
    literal = "".join(_LITERAL.findall(pattern)).strip()
    places = _places(pattern)
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if "%" in pattern:
        shown = _rounded(exact * 100, places if places is not None else 0)
        return Cell(f"{shown}%", shown, "%")
    shown = _rounded(exact, places)
    return Cell(f"{shown}{literal}", shown, literal)


def _places(pattern: str) -> int | None:
    """Decimal places a format shows; None where it leaves them open."""
    plain = re.sub(r"\[[^\]]*\]", "", _LITERAL.sub("", pattern))
    if plain.lower() in ("general", "@", ""):
        return None
    match = re.search(r"\.([0#?]+)", plain)
    if match is None:
        return 0 if re.search(r"[0#]", plain) else None
    return len(match[1]) if "#" not in match[1] else None


def _rounded(value: Decimal, places: int | None) -> str:
    """The value with so many places; without a format, free of the noise of binary fractions."""
    if places is not None:
        quantum = Decimal(1).scaleb(-places)
        return _plain(value.quantize(quantum, ROUND_HALF_UP) if abs(value) < 10**15 else value)
    if value == value.to_integral_value():
        return _plain(value.to_integral_value())
    return _plain(Decimal(f"{value:.10g}")).rstrip("0").rstrip(".")


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.removeprefix("-") if not value else text


def is_year(cell: Cell) -> bool:
    """A bare number that is a year rather than a quantity."""
    return cell.number.isdecimal() and not cell.unit and int(cell.number) in _YEARS
