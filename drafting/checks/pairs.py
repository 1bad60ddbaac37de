"""Brackets and quotes: closed, in order, and both halves of one width (GB/T 15834-2011, 4.8, 4.9)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.checks.marking import kept, mark
from drafting.checks.registry import Sources, check
from drafting.manuscript import Line, Manuscript
from drafting.model import Finding

_CLOSES = {"“": "”", "‘": "’", "（": "）", "《": "》", "〈": "〉", "【": "】", "〔": "〕", "「": "」",
           "『": "』"}  # fmt: skip
_OPENS = {right: left for left, right in _CLOSES.items()}
_HALF = {"(": "（", ")": "）", "[": "〔", "]": "〕"}
_HAN = re.compile(r"[\u4e00-\u9fff]")
_ITEM = re.compile(r"^\s*\d{1,3}$")
_ELISION = re.compile(r"’(?=[a-zA-Z]|\d0s)")
"""An apostrophe of a foreign word, as in “Children’s”."""


@check("pairs")
def find_unpaired(manuscript: Manuscript, sources: Sources) -> Iterator[Finding]:
    """A half without its other half, or halves that cross: error. A quotation of several paragraphs
    may open each and close only the last."""
    for index, line in enumerate(manuscript.lines):
        rest = manuscript.lines[index + 1].text[:1] if index + 1 < len(manuscript.lines) else ""
        yield from _of_line(line, rest)


@kept
def _of_line(line: Line, next_begins: str) -> Iterator[Finding]:
    stack: list[tuple[str, int]] = []
    elisions = {match.start() for match in _ELISION.finditer(line.text)}
    for at, char in enumerate(_in_full_width(line.text)):
        if at in elisions:
            continue
        if char in _CLOSES:
            stack.append((char, at))
        elif char in _OPENS:
            if stack and _CLOSES[stack[-1][0]] == char:
                yield from _of_widths(line, stack.pop()[1], at)
            else:
                yield from _crossing(line, stack, char, at)
    for char, at in stack:
        if char == "“" and at == 0 and next_begins == "“":
            continue
        yield mark("pairs", line, (at, at + 1), "error", _unclosed(line.text[at], char))


def _unclosed(shown: str, char: str) -> str:
    return f"“{shown}”后面没有对应的“{_CLOSES[char]}”，请补上或删去。"


def _crossing(line: Line, stack: list[tuple[str, int]], char: str, at: int) -> Iterator[Finding]:
    wanted = _OPENS[char]
    if any(opened == wanted for opened, _ in stack):
        while stack[-1][0] != wanted:
            opened, place = stack.pop()
            yield mark("pairs", line, (place, place + 1), "error",
                       f"“{opened}”和“{wanted}”交叉或缺了一半，请改成一层套一层。")  # fmt: skip
        stack.pop()
    elif char != "）" or not _ITEM.match(line.text[:at]):
        yield mark("pairs", line, (at, at + 1), "error",
                   f"“{line.text[at]}”前面没有对应的“{wanted}”，请补上或删去。")  # fmt: skip


def _of_widths(line: Line, left: int, right: int) -> Iterator[Finding]:
    """（ closed by ), or the other way round."""
    a, b = line.text[left], line.text[right]
    if (a in _HALF) != (b in _HALF):
        at = left if a in _HALF else right
        whole = _HALF[line.text[at]]
        yield mark("pairs", line, (at, at + 1), "error",
                   f"括号一半全角、一半半角，应写成“{whole}”。", whole)  # fmt: skip


def _in_full_width(text: str) -> str:
    return "".join("（" if char == "(" else "）" if char == ")" else char for char in text)
