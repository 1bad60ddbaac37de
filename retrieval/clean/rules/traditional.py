"""Traditional characters → simplified, in texts that are really traditional."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule
from retrieval.clean.text.lines import lines
from retrieval.clean.text.marks import han_count

_LEAST_SHARE = 0.05
"""Of the characters of a text; names and quotations in a simplified text stay below."""
_LEAST_IN_LINE, _SHARE_IN_LINE = 6, 0.12
_LEAST_SIMPLE = 3
_QUOTED = re.compile("[“《「‘][^”》」’\n]{0,60}[”》」’]")
_QUOTES = str.maketrans("「」『』", "“”‘’")


@rule("traditional", "繁体转简体", 40, by_character=True)
def find(text: str) -> Iterator[Edit]:
    """Convert a traditional text, or the traditional paragraphs of another."""
    simplified = _simplify(text)
    if simplified == text:
        return
    if _differences(text, simplified) >= max(2, han_count(text) * _LEAST_SHARE):
        yield from _edits(0, text, _simplify(simplified, "hk2s").translate(_QUOTES))
        return
    for line in lines(text):
        simple = _simplify(line.text)
        enough = max(_LEAST_IN_LINE, han_count(line.text) * _SHARE_IN_LINE)
        if simple != line.text and _differences(line.text, simple) >= enough:
            yield from _edits(line.start, line.text, _simplify(simple, "hk2s").translate(_QUOTES))
        elif len(simple) == len(line.text):
            yield from _known_elsewhere(line.start, line.text, simple, text)


def _known_elsewhere(offset: int, line: str, simple: str, text: str) -> Iterator[Edit]:
    """Convert single characters (信訪) that the text writes simplified elsewhere (信访).

    In quotation marks the whole word must stand elsewhere: an inscription is quoted as it is.
    """
    quoted = [match.span() for match in _QUOTED.finditer(line)]
    for place, (old, new) in enumerate(zip(line, simple, strict=True)):
        if old == new:
            continue
        pairs = (simple[max(0, place - 1) : place + 1], simple[place : place + 2])
        word = any(len(pair) == 2 and pair.isalpha() and pair in text for pair in pairs)
        inside = any(start < place < end for start, end in quoted)
        if word or (not inside and text.count(new) >= _LEAST_SIMPLE):
            yield Edit(offset + place, offset + place + 1, new)


@cache
def _converter(name: str) -> Any:
    import opencc

    return opencc.OpenCC(name)


def _simplify(text: str, table: str = "tw2s") -> str:
    """Taiwan's table knows 著 as 着; Hong Kong's, the forms used only there (衞, 枱).

    Lone surrogates, which OpenCC does not take, are gone: the rule on controls ran before.
    """
    return str(_converter(table).convert(text))


def _differences(old: str, new: str) -> int:
    return sum(a != b for a, b in zip(old, new, strict=False)) if len(old) == len(new) else len(old)


def _edits(offset: int, old: str, new: str) -> Iterator[Edit]:
    """Yield one edit for each run of characters that differ."""
    if len(old) != len(new):
        yield Edit(offset, offset + len(old), new)
        return
    pairs = enumerate(zip(old, new, strict=True))
    for differs, run in groupby(pairs, key=lambda item: item[1][0] != item[1][1]):
        if differs:
            places = list(run)
            start, end = places[0][0], places[-1][0] + 1
            yield Edit(offset + start, offset + end, new[start:end])
