"""One value of a facts file -> text, date or length, or a complaint that says where it stands."""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import Any

from drafting.errors import BadInput

LENGTHS = (200, 30_000)
MOST_CHARACTERS = 300
"""A field of one line is no longer than this."""
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\ud800-\udfff\ufeff\ufff9-\uffff]"
)
_CHINESE = r"[\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e“”]"
_BROKEN_LINE = re.compile(rf"(?<={_CHINESE})[^\S\n]*\n\s*|[^\S\n]*\n\s*(?={_CHINESE})")
_SPACED_MARK = re.compile(r" (?=[，。；：、！？”）》])|(?<=[，。；：、！？“（《]) ")
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_LENGTH = re.compile(r"(\d{1,9})(?:\.0+)?\s*字?")


def visible(text: str) -> str:
    """The text without characters that no one can see: controls, marks of direction, halves of
    surrogate pairs."""
    return _UNSEEN.sub("", text)


def text_of(value: Any, where: str, most: int = MOST_CHARACTERS) -> str:
    """The value on one line; empty for none and for NaN, which is how tables say so. A line break
    beside Chinese leaves no gap. Raises BadInput where it is no text or too long."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if not isinstance(value, (str, int, float, dt.date, dt.time)) or isinstance(value, bool):
        raise BadInput(f"{where}应为一行文字。")
    text = _BROKEN_LINE.sub("", visible(_written(value)))
    text = _SPACED_MARK.sub("", re.sub(r"\s+", " ", text)).strip()
    if len(text) > most:
        raise BadInput(f"{where}有 {len(text)} 字，超过 {most} 字。请精简或拆成几条。")
    return text


def _written(value: Any) -> str:
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return hex(value) if isinstance(value, int) and value.bit_length() > 4096 else str(value)


def date_of(value: Any, where: str) -> dt.date | None:
    """The date; None for none. Raises BadInput where it is none of the calendar."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    text = text_of(value, where)
    if not text:
        return None
    match = _DATE.fullmatch(text.split("T")[0].split(" ")[0])
    try:
        if match:
            return dt.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        match = None
    raise BadInput(f"{where}“{brief_form(text)}”不是有效日期，请写成 2026-03-12 这样。")


def length_of(value: Any, where: str) -> int:
    """The length in 字; 0 for none. Raises BadInput where it is no whole number in the range."""
    text = text_of(value, where)
    if not text:
        return 0
    match = _LENGTH.fullmatch(text)
    if match is None:
        raise BadInput(f"{where}“{brief_form(text)}”不是整数，请写成 1500 这样。")
    return check_length(int(match[1]), where)


def check_length(length: int, where: str) -> int:
    """The length itself where it lies in 200–30,000 字. Raises BadInput naming ``where``."""
    low, high = LENGTHS
    if not low <= length <= high:
        raise BadInput(f"{where}为 {length}，应在 {low} 到 {high} 之间。")
    return length


def brief_form(text: str, most: int = 40) -> str:
    """A value as a message quotes it."""
    return text if len(text) <= most else f"{text[:most]}……"
