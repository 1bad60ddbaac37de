"""Lines that count the documents of a collection: 篇一： 【篇2】 第三篇 范文四 ……讲话稿5."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.understanding.titles import clean_title, has_title_word

LONGEST_COUNTER = 60

_COUNT = r"([0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})"
_WORD = r"(?:篇|范文|例文|范例|样本|样例|文章|材料|模板)"
_MARK = re.compile(
    rf"^[\s　#*>]*[【\[（(《〖]?\s*(?:第\s*{_COUNT}\s*篇|{_WORD}\s*[（(]?\s*{_COUNT}\s*[）)]?)\s*[】\])）》〗]?"
    r"(?=[\s　：:、.．—\-【\[（(《]|$|[\u4e00-\u9fff“])[\s　：:、.．—\-]*(.*)$"
)
_BEHIND = re.compile(
    rf"^(.{{4,50}}?)\s*[【\[（(]?\s*(?:第\s*{_COUNT}\s*篇|{_WORD}\s*[（(]?\s*{_COUNT}\s*[）)]?)\s*[】\])）]?\s*[:：]?$"
)
_NUMBERED_TITLE = re.compile(
    rf"^(.{{4,50}}?)\s*(?:[（(]\s*{_COUNT}\s*[）)]|(?<![\d年月第])(\d{{1,2}})|[之·]{_COUNT})\s*[:：]?$"
)
_BRACKETED = re.compile(rf"^[（(]\s*{_COUNT}\s*[）)]\s*(.{{4,45}})$")
_GLUED = re.compile(
    rf"(?:(?<=[。！？!?…”])|(?<=\s))(?=[【\[（(《]?(?:第{_COUNT}篇|篇[（(]?{_COUNT}[）)]?|范文{_COUNT}|例文{_COUNT})[】\])）》]?[：:、\s])"
)
_WITH_TEXT = re.compile(
    rf"\s*[【\[（(《]?(?:第{_COUNT}篇|篇[（(]?{_COUNT}[）)]?|范文{_COUNT}|例文{_COUNT})[】\])）》]?[：:、\s]\s*"
    r"(?:[^\s，,。；;：:！？]{2,40}(?=\s))?"
)
_VALUES = {sign: value for value, sign in enumerate("一二三四五六七八九", start=1)}
_RUNS_ON = re.compile(r"[，。；！？]|^[是的和在与]|文章|课文|报道")


@dataclass(frozen=True, slots=True)
class Counter:
    """A counting line: its number, the title beside it, and how surely it counts documents."""

    number: int
    title: str
    sure: bool


def broken_before_counters(text: str) -> list[str]:
    """Return the lines of a text, broken where a counter is glued to the sentence before."""
    return [piece.strip() for line in text.splitlines() for piece in _pieces(line)]


def _pieces(line: str) -> list[str]:
    if len(line) <= LONGEST_COUNTER:
        return [line]
    places = [match.end() for match in _GLUED.finditer(line)]
    pieces = (line[a:b] for a, b in zip([0, *places], [*places, len(line)], strict=True))
    return [part for piece in pieces for part in _behind_counter(piece)]


def _behind_counter(line: str) -> list[str]:
    """篇二：工作总结 一年来…… : the counter with its title, and the text."""
    match = _WITH_TEXT.match(line) if len(line) > LONGEST_COUNTER else None
    return [line[: match.end()], line[match.end() :]] if match else [line]


def counter_of(line: str) -> Counter | None:
    """Return what a line counts, None when it is no counter."""
    if not line or len(line) > LONGEST_COUNTER:
        return None
    match = _MARK.match(line)
    if match and not _RUNS_ON.search(match[3]):
        return Counter(_value(match[1] or match[2]), clean_title(match[3]), True)
    match = _BEHIND.match(line)
    if match and not _RUNS_ON.search(match[1]):
        return Counter(_value(match[2] or match[3]), clean_title(match[1]), True)
    return _numbered_title(line)


def _numbered_title(line: str) -> Counter | None:
    """……动员讲话稿（二）: counts only when the title it numbers is a title."""
    match = _NUMBERED_TITLE.match(line)
    if match and has_title_word(match[1]):
        return Counter(_value(match[2] or match[3] or match[4]), clean_title(match[1]), False)
    match = _BRACKETED.match(line)
    if match and has_title_word(match[2]):
        return Counter(_value(match[1]), clean_title(match[2]), False)
    return None


def _value(digits: str) -> int:
    if digits[0] in "0123456789０１２３４５６７８９":
        return int(digits)
    tens, ten, ones = digits.rpartition("十")
    if not ten:
        return _VALUES.get(digits[:1], 0)
    return _VALUES.get(tens, 1) * 10 + _VALUES.get(ones, 0)
