"""Automatic numbering of Word paragraphs: 一、 （一） 1. and the like, which is not in their text."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from retrieval.read.numerals import numeral
from retrieval.read.word_package import W
from retrieval.read.word_styles import ParagraphStyle, value

_PLACE = re.compile(r"%([1-9])")

Levels = dict[int, Any]


class Numbering:
    """The lists of a document, counting as paragraphs are read in order."""

    def __init__(self, root: Any | None) -> None:
        lists = list(root.iterfind(W + "num")) if root is not None else []
        abstracts = list(root.iterfind(W + "abstractNum")) if root is not None else []
        self._lists = {item.get(W + "numId"): item for item in lists}
        self._abstracts = {item.get(W + "abstractNumId"): item for item in abstracts}
        self._levels: dict[str, Levels] = {}
        self._counters: dict[str, dict[int, int]] = defaultdict(dict)

    def label(self, style: ParagraphStyle) -> str:
        """Count a paragraph and return the label before its text, "" when it has none."""
        if style.number not in self._lists:
            return ""
        levels = self._levels_of(style.number)
        depth = style.depth
        if depth is None:
            depth = next((n for n, lvl in levels.items() if value(lvl, "pStyle") == style.style), 0)
        if depth not in levels:
            return ""
        counters = self._counters[self._abstract(style.number)]
        counters[depth] = counters.get(depth, _start(levels[depth]) - 1) + 1
        for deeper in [n for n in counters if n > depth]:
            del counters[deeper]
        return _label(levels, depth, counters)

    def _abstract(self, number: str) -> str:
        return value(self._lists[number], "abstractNumId")

    def _levels_of(self, number: str) -> Levels:
        if number not in self._levels:
            abstract = self._abstracts.get(self._abstract(number))
            self._levels[number] = _by_depth(abstract) if abstract is not None else {}
            self._override(number, self._levels[number])
        return self._levels[number]

    def _override(self, number: str, levels: Levels) -> None:
        """A list may replace levels of the one it stands on, and begin its counting anew."""
        counters = self._counters[self._abstract(number)]
        for override in self._lists[number].iterfind(W + "lvlOverride"):
            levels.update(_by_depth(override))
            start, depth = value(override, "startOverride"), override.get(W + "ilvl", "")
            if start.isdecimal() and depth.isdecimal():
                counters[int(depth)] = int(start) - 1


def _label(levels: Levels, depth: int, counters: dict[int, int]) -> str:
    level = levels[depth]
    if _format(level) in ("bullet", "none"):
        return ""
    in_digits = level.find(W + "isLgl") is not None

    def filled(place: re.Match[str]) -> str:
        other = int(place[1]) - 1
        if other not in levels:
            return ""
        kind = "decimal" if in_digits else _format(levels[other])
        return numeral(counters.get(other, _start(levels[other])), kind)

    return _PLACE.sub(filled, value(level, "lvlText")).strip()


def _by_depth(element: Any) -> Levels:
    return {int(level.get(W + "ilvl", "0")): level for level in element.iterfind(W + "lvl")}


def _start(level: Any) -> int:
    start = value(level, "start")
    return int(start) if start.isdecimal() else 1


def _format(level: Any) -> str:
    return value(level, "numFmt") or "decimal"
