"""Long runs of 一是……二是…… in one huge paragraph: each gets a paragraph of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule
from retrieval.clean.text.lines import lines, paragraph_break
from retrieval.clean.text.marks import NUMERALS

_HUGE = 1000
_LONG = 150
"""Characters of an item on average; runs of shorter ones stay in their paragraph."""
_ITEM = re.compile(rf"(?<=[。！？])[ \t\u3000]{{0,8}}(?=([{NUMERALS}])是)|(?<=：)(?=(一)是)")


@rule("ordinals", "恢复“一是”分段", 84)
def find(text: str) -> Iterator[Edit]:
    """Part the items of long runs."""
    gap = paragraph_break(text)
    for line in lines(text):
        if len(line.text) > _HUGE:
            for match in _long_items(line.text):
                yield Edit(line.start + match.start(), line.start + match.end(), gap)


def _long_items(line: str) -> Iterator[re.Match[str]]:
    run: list[re.Match[str]] = []
    for match in _ITEM.finditer(line):
        numeral = match[1] or match[2]
        if run and numeral != NUMERALS[len(run)]:
            yield from _if_long(run)
            run = []
        if numeral == NUMERALS[len(run)]:
            run.append(match)
    yield from _if_long(run)


def _if_long(run: list[re.Match[str]]) -> list[re.Match[str]]:
    if len(run) < 2 or run[-1].start() - run[0].start() < _LONG * (len(run) - 1):
        return []
    return run
