"""Dates and years as documents state them, in digits or Chinese numerals."""

from __future__ import annotations

import re

_DIGITS = {sign: str(value) for value, sign in enumerate("〇一二三四五六七八九")} | dict.fromkeys(
    "○零ＯO", "0"
)
_NUMERAL = "[〇○零ＯO一二三四五六七八九]"
_DATE = re.compile(
    rf"((?:19|20)\d{{2}}|二{_NUMERAL}{{3}}|一九{_NUMERAL}{{2}})\s*[年./-]"
    r"(?:\s*([\d一二三四五六七八九十]{1,2})\s*(?:月|[./-](?=\d)))?(?:\s*([\d一二三四五六七八九十]{1,3})\s*日?)?"
)
_VALUES = {sign: value for value, sign in enumerate("一二三四五六七八九", start=1)}


def date_in(text: str) -> str:
    """Return the first date of a text as 2026, 2026-03 or 2026-03-12, "" when there is none."""
    match = _DATE.search(text)
    if match is None:
        return ""
    month, day = _number(match[2]), _number(match[3])
    date = _year(match[1])
    if not 1 <= month <= 12:
        return date
    return f"{date}-{month:02d}-{day:02d}" if 1 <= day <= 31 else f"{date}-{month:02d}"


def year_in(text: str) -> str:
    """Return the last year a text names (2024至2025年 is 2025), "" when it names none."""
    years = [_year(match[1]) for match in _DATE.finditer(text)]
    return max(years, default="")


def _year(text: str) -> str:
    return "".join(_DIGITS.get(sign, sign) for sign in text)


def _number(text: str | None) -> int:
    if not text:
        return 0
    if text.isascii():
        return int(text) if text.isdigit() else 0
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _VALUES.get(text, 0)
    return _VALUES.get(tens, 1) * 10 + _VALUES.get(ones, 0)
