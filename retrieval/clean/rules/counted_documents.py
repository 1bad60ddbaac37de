"""Counters of a collection inside a line: …。 篇(2) 工作总结 一年来…: line ends are put around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule
from retrieval.clean.text.lines import paragraph_break
from retrieval.clean.text.marks import NUMERALS

_COUNT = rf"(?:\d{{1,2}}|[{NUMERALS}]{{1,3}})"
_MARK = re.compile(
    rf"(?P<before>^|\n|[ \t\u3000]{{1,12}})(?P<mark>[【\[（(]?(?:第{_COUNT}篇|(?:篇|范文|例文) ?[（(]?{_COUNT}[）)]?)[】\])）]?[：:]?)(?P<behind>[ \t\u3000]{{1,12}})(?=\S)"
)
_BLANKS = re.compile(r"[ \t\u3000]+")
_PROSE = re.compile("[，。；！？]")
_MOST_LINES, _LONGEST = 5, 45
"""So many lines may stand above a document's first sentence: title, issuer, date, salutation."""


@rule("counted_documents", "恢复篇次分行", 77)
def find(text: str) -> Iterator[Edit]:
    """Put counters, and the title behind each, on lines of their own where there are several."""
    found = list(_MARK.finditer(text))
    if len(found) < 2:
        return
    gap = paragraph_break(text)
    for match in found:
        if match["before"].strip("\n"):
            yield Edit(match.start("before"), match.end("before"), gap)
        yield Edit(match.start("behind"), match.end("behind"), gap)
        yield from _lines_of_head(text, match.end("behind"), gap)


def _lines_of_head(text: str, place: int, gap: str) -> Iterator[Edit]:
    """Yield the blanks behind the short pieces that stand above the first sentence."""
    end = text.find("\n", place)
    line = text[place : end if end >= 0 else len(text)]
    start = 0
    for blank in list(_BLANKS.finditer(line))[:_MOST_LINES]:
        piece = line[start : blank.start()]
        if len(piece) > _LONGEST or _PROSE.search(piece) or blank.end() == len(line):
            return
        yield Edit(place + blank.start(), place + blank.end(), gap)
        start = blank.end()
