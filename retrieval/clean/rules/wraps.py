"""Lines broken at a fixed width, as in text copied from PDF files: joined to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule
from retrieval.clean.text.lines import Line, lines
from retrieval.clean.text.marks import CLOSERS, HAN, STOPS, has_han, is_numbered

_NARROWEST, _WIDEST = 16, 60
_LEAST_LINES = 5
_SPREAD = 3
_LINES_A_SENTENCE = 6
_ENDS = STOPS + CLOSERS + "；：;:!?"
_BEGINS = re.compile(rf"[{HAN}\dA-Za-z，。、；：！？”）》%％]")


@rule("wraps", "硬换行", 64)
def find(text: str) -> Iterator[Edit]:
    """Join lines of equal width that end inside a sentence."""
    run: list[Line] = []
    for line in lines(text):
        if run and _NARROWEST <= len(line.text) <= _WIDEST:
            run.append(line)
            continue
        yield from _joins(run, line)
        run = [line] if _NARROWEST <= len(line.text) <= _WIDEST else []
    yield from _joins(run, None)


def _joins(run: list[Line], after: Line | None) -> Iterator[Edit]:
    """Join the lines of a run that are full; the line after it may end its last sentence."""
    open_ones = [line for line in run if line.text[-1] not in _ENDS]
    if len(open_ones) < _LEAST_LINES:
        return
    width = median(len(line.text) for line in open_ones)
    full = [line for line in open_ones if abs(len(line.text) - width) <= _SPREAD]
    if len(full) < max(_LEAST_LINES, 0.8 * len(open_ones)) or not _is_prose(run):
        return
    full += [line for line in run if line.text[-1] in _ENDS and len(line.text) >= width]
    following = dict(zip(run, [*run[1:], *([after] if after else [])], strict=False))
    for line in full:
        below = following.get(line)
        if below and _goes_on(below.text):
            yield Edit(line.end, below.start, "")


def _is_prose(run: list[Line]) -> bool:
    text = "".join(line.text for line in run)
    return text.count("。") * _LINES_A_SENTENCE >= len(run) and "\t" not in text


def _goes_on(line: str) -> bool:
    return has_han(line) and _BEGINS.match(line) is not None and not is_numbered(line)
