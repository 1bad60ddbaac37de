"""Giving back the line breaks that were lost before numbered headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from retrieval.understanding.numbering import ITEM_LEVEL, Number, number_at

_SHORTEST_GLUED = 30
_SHORTEST_WITH_ITEMS = 200
_POSSIBLE = re.compile(
    r"(?:(?<=[。！？!?…\s])|(?<=[。！？!?…][”’」』）)])|(?<=如下[：:]))"
    r"(?=[（(〔第其]?\s*[一二三四五六七八九十]{1,3}\s*[、.．)）〕点，,部章个件]"
    r"|[（(]?\d{1,2}\s*[.．、)）])"
)
_AFTER_SENTENCE = re.compile(r"(?:[。！？!?…][”’」』）)]?|如下[：:])\s*$")


class _Count:
    """The last number seen on each level; a new number ends the count of the deeper levels."""

    def __init__(self) -> None:
        self._last: dict[int, int] = {}

    def follows(self, number: Number) -> bool:
        return number.value in (1, self._last.get(number.level, 0) + 1)

    def note(self, number: Number) -> None:
        self._last = {k: v for k, v in self._last.items() if k < number.level}
        self._last[number.level] = number.value


def broken_lines(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines, broken before the numbers that continue the document's own count."""
    count = _Count()
    for line in lines:
        start = 0
        for place in _places(line, count):
            yield line[start:place].strip()
            start = place
        yield line[start:].strip()


def _places(line: str, count: _Count) -> Iterator[int]:
    first = number_at(line)
    if first:
        count.note(first)
    if len(line) < _SHORTEST_GLUED:
        return
    for match in _POSSIBLE.finditer(line):
        place = match.end()
        number = number_at(line, place)
        if place and number and count.follows(number) and _may_break(line, place, number):
            count.note(number)
            yield place


def _may_break(line: str, place: int, number: Number) -> bool:
    if number.level > ITEM_LEVEL or (
        number.level == ITEM_LEVEL and len(line) < _SHORTEST_WITH_ITEMS
    ):
        return False
    if number.level == 1 and line[number.end - 1] in ",，:：":
        return False
    return number.level <= 2 or _AFTER_SENTENCE.search(line, max(0, place - 4), place) is not None
