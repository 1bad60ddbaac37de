"""Straight quotation marks and 「 」, paired into “ ” and ‘ ’. One left alone stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule
from retrieval.clean.text.lines import lines
from retrieval.clean.text.marks import HAN, has_han

_DOUBLE = re.compile('["＂]')
_CORNERED = re.compile(r"(?P<open>「)[^「」\n]{1,80}」|『[^『』\n]{1,80}』")
_SINGLE = re.compile(rf"(?<![A-Za-z0-9'])'([^'\n]{{0,60}}[{HAN}][^'\n]{{0,60}})'(?![A-Za-z0-9'])")


@rule("quotes", "直引号", 71)
def find(text: str) -> Iterator[Edit]:
    """Pair straight quotation marks in Chinese paragraphs."""
    for line in lines(text):
        if has_han(line.text):
            yield from _paired(line.start, line.text)
    for match in _CORNERED.finditer(text):
        opening, closing = "“”" if match["open"] == "「" else "‘’"
        yield Edit(match.start(), match.start() + 1, opening)
        yield Edit(match.end() - 1, match.end(), closing)
    for match in _SINGLE.finditer(text):
        yield Edit(match.start(), match.start() + 1, "‘")
        yield Edit(match.end() - 1, match.end(), "’")


def _paired(offset: int, line: str) -> Iterator[Edit]:
    places = [match.start() for match in _DOUBLE.finditer(line)]
    for opening, closing in _pairs(line, places):
        if has_han(line[max(0, opening - 1) : closing + 2]):
            yield Edit(offset + opening, offset + opening + 1, "“")
            yield Edit(offset + closing, offset + closing + 1, "”")


def _pairs(line: str, places: list[int]) -> Iterator[tuple[int, int]]:
    """Pair all marks of a line, or, when one is missing, those of the sentences that are whole."""
    if len(places) % 2 == 0:
        yield from zip(places[::2], places[1::2], strict=True)
        return
    held: list[int] = []
    ends = [*(m.end() for m in re.finditer(r"[。！？]", line)), len(line) + 1]
    marks = iter([*places, len(line) + 2])
    mark = next(marks)
    for end in ends:
        while mark < end or (mark == end and len(held) % 2):
            held.append(mark)
            mark = next(marks)
        if len(held) % 2 == 0:
            yield from zip(held[::2], held[1::2], strict=True)
        held = []
