"""The numbers officials put before headings, and headings that stand in the line of their text."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST_HEADING = 45
"""Characters; a longer numbered line is a paragraph."""

_SHORT = 24
ITEM_LEVEL = 5
"""From here on (第一， 一是) a number counts off points within a text."""

CHINESE = "一二三四五六七八九十"
_NUMBER = rf"[{CHINESE}]{{1,3}}"
_LEVELS = (
    (
        1,
        re.compile(
            rf"({_NUMBER})\s*[、,，.．:：]\s*(?=\S)|第({_NUMBER})(?:部分|章)[、,，.．:：\s]?\s*"
        ),
    ),
    (2, re.compile(rf"[（(〔]\s*({_NUMBER})\s*[)）〕]\s*[、，,]?\s*(?=\S)")),
    (3, re.compile(r"(\d{1,2})\s*[.．、](?!\d)\s*(?=\S)")),
    (4, re.compile(r"[（(](\d{1,2})[)）]\s*(?=\S)|([①②③④⑤⑥⑦⑧⑨⑩])\s*(?=\S)")),
    (
        5,
        re.compile(
            rf"第({_NUMBER})(?:点|个方面|件事|句话)?[，,、：:]\s*(?=\S)|其({_NUMBER})[，,、：:]"
        ),
    ),
    (6, re.compile(rf"({_NUMBER})(?:是|要)(?=\S)")),
)
_VALUES = {character: value for value, character in enumerate(CHINESE, start=1)}
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_ENDS_SENTENCE = re.compile(r"[。！？!?；;：:…”，,、]$")
_MARKED = re.compile(r"^(#{1,6})\s+(\S.*)$")
_FIRST_SENTENCE = re.compile(r"[^。！？；;\n]{2,40}[。]")
_BEFORE_BLANK = re.compile(r"([^\s。；;：:！？]{2,40})\s+(\S.{5,})$", re.DOTALL)
_BEFORE_COLON = re.compile(r"[^，,。；;：:！？\s]{2,12}[：:](?=.{20})")
_BEFORE_OPENING = re.compile(
    r"([^，,。；;：:！？\s]{0,14}?(?:情况|问题|打算|做法|措施|建议|要求|保障|成效|不足|思路|安排|目标|"
    r"原则|体会|意义|任务|步骤|成绩|进展|收获|原因))"
    r"(?=(?:今年|近年|一年来|自\d|自20|我[们局县市区镇乡院校]|截至|目前|为了|根据|按照|全[县市区镇年]).{15})"
)
_SENTENCE_LIKE = re.compile(
    r"^(?:今年|去年|目前|截[至止]|近[几]?年|我们|我[县市区镇乡局院校司部]|我[将要在把]|根据|为了|按照)"
    r"|\d+(?:\.\d+)?\s*(?:[%％]|[万亿]?[个名人元家次件项户亩吨台]|公里)|[，,].*[，,].*[，,]"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number at the start of a text: its level, its value, and where the text goes on."""

    level: int
    value: int
    end: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and the text in the same line; a run-in heading stays part of that text."""

    level: int
    text: str
    rest: str


def number_at(text: str, start: int = 0) -> Number | None:
    """Return the number that begins at ``start``, None when there is none."""
    for level, pattern in _LEVELS:
        match = pattern.match(text, start)
        if match:
            return Number(level, _value(next(filter(None, match.groups()))), match.end())
    return None


def _value(digits: str) -> int:
    if digits.isascii():
        return int(digits)
    if digits in _CIRCLED:
        return _CIRCLED.index(digits) + 1
    tens, ten, ones = digits.rpartition("十")
    if not ten:
        return _VALUES[digits[-1]]
    return _VALUES.get(tens[-1:], 1) * 10 + _VALUES.get(ones[:1], 0)


def heading_of(line: str) -> tuple[int, str] | None:
    """Return the level (1 = 一、) and text of a heading line, None for other lines."""
    marked = _MARKED.match(line)
    if marked:
        return max(len(marked[1]) - 1, 1), marked[2].strip()
    if len(line) > LONGEST_HEADING or _ENDS_SENTENCE.search(line) or "。" in line:
        return None
    number = number_at(line)
    if number is None or number.level >= ITEM_LEVEL or _BEFORE_BLANK.match(line, number.end):
        return None
    return number.level, line


def take_heading(line: str) -> Heading | None:
    """Return the heading a line is or begins with, None for a plain paragraph."""
    plain = heading_of(line)
    if plain:
        return Heading(*plain, "")
    number = number_at(line)
    if number is None or number.level > ITEM_LEVEL:
        return None
    if len(line) <= _SHORT and line[-1] in "：:" and number.level < ITEM_LEVEL:
        return Heading(number.level, line.rstrip("：:"), "")
    if number.level == ITEM_LEVEL and len(line) < 80:
        return None
    return _glued(line, number) or _run_in(line, number)


def _glued(line: str, number: Number) -> Heading | None:
    """二、主要做法 我们…… and 一、基本情况今年以来……: the heading leaves the text."""
    match = _BEFORE_BLANK.match(line, number.end) or _BEFORE_OPENING.match(line, number.end)
    if match is None or _SENTENCE_LIKE.search(match[1]):
        return None
    return Heading(number.level, line[: match.end(1)], line[match.end(1) :].strip())


def sentence_heading(line: str, following: str) -> Heading | None:
    """三、主要做法。 alone in its line, when what follows is its text and not its neighbour."""
    number, after = number_at(line), number_at(following)
    if number is None or number.level > 2 or len(line) > _SHORT or not line.endswith("。"):
        return None
    if not following or (after and after.level <= number.level):
        return None
    return None if _SENTENCE_LIKE.search(line, number.end) else Heading(number.level, line[:-1], "")


def _run_in(line: str, number: Number) -> Heading | None:
    """一、建强队伍。各地要……: the heading stays in the text."""
    for pattern in (_BEFORE_COLON, _FIRST_SENTENCE):
        match = pattern.match(line, number.end)
        if match and line[match.end() :].strip() and not _SENTENCE_LIKE.search(match[0]):
            return Heading(number.level, line[: match.end()].rstrip("。：:"), line)
    return None
