"""Lines broken at a fixed width, as in text copied from PDF files: joined to paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule
from retrieval.clean.text.lines import Line, lines
from retrieval.clean.text.marks import CLOSERS, HAN, STOPS, has_han, is_numbered
from retrieval.clean.text.title_words import is_front

_NARROWEST, _WIDEST = 16, 60
_LEAST_LINES = 5
_SPREAD = 3
_LINES_A_SENTENCE = 6
_SURE_ENDS = STOPS + "；：;:!?"
_ENDS = _SURE_ENDS + CLOSERS
_BEGINS = re.compile(rf"[{HAN}\dA-Za-z，。、；：！？”）》%％]")


_UNCLOSED = re.compile(r"[《（“〔][^》）”〕]{0,60}$")
_CLOSING = re.compile(r"^[^《（“〔。]{0,40}[》）”〕]")
_INDENT = ("\u3000\u3000", "    ")
_LEAST_INDENTED = 3
_LEAST_FULL = 6
_MOST_WIDER = 0.02
_JOINED = 0.34
"""So many lines may be wider for each full one: where a page number was, two lines are one."""
_CLOSE = 1.5


@rule("wraps", "硬换行", 64)
def find(text: str) -> Iterator[Edit]:
    """Join lines of equal width that end inside a sentence."""
    found = list(lines(text))
    at_margin = list(_at_margin(found))
    yield from at_margin or (edit for run, after in _runs(found) for edit in _joins(run, after))


def _runs(found: list[Line]) -> Iterator[tuple[list[Line], Line | None]]:
    """Yield runs of lines that may be wrapped, each with the line after it."""
    run: list[Line] = []
    for line in found:
        if _NARROWEST <= len(line.text) <= _WIDEST:
            run.append(line)
            continue
        yield run, line
        run = []
    yield run, None


def _at_margin(found: list[Line]) -> Iterator[Edit]:
    """Join lines where the whole text keeps to one margin, with paragraphs of a few lines each.

    None is wider than the margin, and many that break off in a sentence reach it.
    """
    open_ones = [line for line in found if _is_open(line.text)]
    widths = Counter(round(_width(line.text)) for line in open_ones)
    margin = max((width for width, count in widths.items() if count > 1), default=0)
    full = [line for line in open_ones if abs(_width(line.text) - margin) <= _CLOSE]
    if len(full) < _LEAST_FULL or not _NARROWEST <= margin <= _WIDEST or not _is_prose(found):
        return
    wider = [width for line in found if (width := _width(line.text)) > margin + _CLOSE]
    indented = sum(line.text.startswith(_INDENT) for line in found) >= _LEAST_INDENTED
    wide = sum(not _is_joined(width, margin, last=indented) for width in wider)
    if wide > _MOST_WIDER * len(found) or len(wider) > wide + _JOINED * len(full):
        return
    inside = False
    for line, below in pairwise(found):
        inside = indented and (inside or line.text.startswith(_INDENT))
        over = _width(line.text) - margin
        reaches = abs(over) <= _CLOSE or abs(over - margin) <= 2 * _CLOSE
        goes_on = reaches and (inside or line.text.rstrip()[-1:] not in _SURE_ENDS)
        split = _UNCLOSED.search(line.text) and _CLOSING.match(below.text)
        inside = bool(goes_on or split) and _may_follow(below.text)
        if inside:
            yield Edit(line.end, below.start, "")


def _is_joined(width: float, margin: int, *, last: bool) -> bool:
    """Tell whether a line is two that a page number parted; the second may be a paragraph's last."""
    least = margin if last else 2 * (margin - _CLOSE)
    return least <= width <= 2 * (margin + _CLOSE)


def _may_follow(line: str) -> bool:
    """Tell whether a line may go on with the sentence above: it is no recipient, issuer or date."""
    alone = line.rstrip().endswith(("：", ":")) or is_front(line.strip())
    return _goes_on(line) and not alone


def _is_open(line: str) -> bool:
    """Tell whether a line breaks off inside a sentence."""
    return (
        _NARROWEST <= len(line) <= 2 * _WIDEST and has_han(line) and line.rstrip()[-1:] not in _ENDS
    )


def _width(line: str) -> float:
    """Characters; Latin letters and digits are half as wide."""
    return sum(0.5 if character.isascii() else 1.0 for character in line.rstrip())


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
    told = sum(bool(line.text.strip()) for line in run)
    return text.count("。") * _LINES_A_SENTENCE >= told and "\t" not in text


def _goes_on(line: str) -> bool:
    return has_han(line) and _BEGINS.match(line) is not None and not is_numbered(line)
