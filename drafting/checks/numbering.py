"""Heading numbers: 一、 → （一） → 1. → （1）, without gaps, repeats or wrong forms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.checks.registry import Sources, check
from drafting.manuscript import Line, Manuscript
from drafting.model import Finding
from drafting.wording import chinese_ordinal

_LEVELS = {"heading1": 1, "heading2": 2, "heading3": 3, "heading4": 4}
_NUMERALS = "一二三四五六七八九十百零"
_FORMS = {
    1: re.compile(rf"^([{_NUMERALS}]{{1,5}})、(?=\S)"),
    2: re.compile(rf"^（([{_NUMERALS}]{{1,5}})）(?=[^、，．.\s])"),
    3: re.compile(r"^(\d{1,3})\.(?=[^、，\s])"),
    4: re.compile(r"^（(\d{1,3})）(?=[^、，．.\s])"),
}
_LOOSE = re.compile(
    rf"^\s*(?:[（(]\s*(?:[{_NUMERALS}]{{1,5}}|\d{{1,3}})\s*[）)]"
    rf"|(?:[{_NUMERALS}]{{1,5}}|\d{{1,3}})(?=[、，.．)）\s]))[、，.．)）\s]*"
)
_ORDINALS = {chinese_ordinal(number): number for number in range(1, 1000)}


@check("numbering")
def find_misnumbered(manuscript: Manuscript, sources: Sources) -> Iterator[Finding]:
    """Wrong form, gap or repeat: error with the right heading as suggestion. Level skipped:
    warning. End mark on a heading: error."""
    counters = [0] * 5
    above = 0
    for line in manuscript.lines:
        level = _LEVELS.get(line.role)
        if level is None:
            continue
        counters[level] += 1
        counters[level + 1 :] = [0] * (4 - level)
        yield from _judge(line, level, counters[level])
        if level > above + 1 and above:
            yield _finding(
                line, "warning", f"标题从第{above}级直接跳到第{level}级，请补上中间一级。"
            )
        above = level
        number = _number(line.text, level)
        if number:
            counters[level] = number


def _judge(line: Line, level: int, expected: int) -> Iterator[Finding]:
    wanted = _written(expected, level)
    body = _LOOSE.sub("", line.text, count=1)
    right = f"{wanted}{body}".rstrip("。；，、：")
    number = _number(line.text, level)
    if number is None:
        form = _written(1, level)
        yield _finding(line, "error", f"第{level}级标题应写成“{form}”的样式。", right)
    elif number != expected:
        word = "重复" if number < expected else "跳号"
        yield _finding(line, "error", f"标题序号{word}：这里应为“{wanted}”。", right)
    elif line.text.endswith(("。", "；", "，", "、", "：")):
        yield _finding(line, "error", "独立成行的标题末尾不加标点。", right)


def _number(text: str, level: int) -> int | None:
    match = _FORMS[level].match(text)
    if not match:
        return None
    return int(match[1]) if match[1].isdigit() else _ORDINALS.get(match[1])


def _written(number: int, level: int) -> str:
    ordinal = chinese_ordinal(number) if level <= 2 else str(number)
    return {1: f"{ordinal}、", 2: f"（{ordinal}）", 3: f"{ordinal}.", 4: f"（{ordinal}）"}[level]


def _finding(line: Line, severity: str, message: str, suggestion: str = "") -> Finding:
    return Finding(
        check="numbering",
        severity="error" if severity == "error" else "warning",
        section="",
        quote=line.text,
        start=line.start,
        end=line.end,
        message=message,
        suggestion=suggestion,
    )
