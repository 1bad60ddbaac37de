"""The sentence around a place, for notices that stand among sentences of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.clean.records import Edit
from retrieval.clean.text.lines import line_at
from retrieval.clean.text.marks import BLANKS

LONGEST = 220
"""Characters; a longer sentence is not a notice and stays."""

_STOP = re.compile(r"[。！？!?]")
_BORDER = re.compile(r"[。！？!?\s]")
_END = re.compile(r"[。！？!?]+[”）)》】]?|\n")


def sentences_with(pattern: re.Pattern[str], text: str) -> Iterator[Edit]:
    """Yield edits that remove the sentences in which a pattern is found."""
    return _spread(pattern, text, whole_lines=False)


def lines_with(pattern: re.Pattern[str], text: str) -> Iterator[Edit]:
    """Yield edits that remove what a pattern is found in: the line, or one sentence of many."""
    return _spread(pattern, text, whole_lines=True)


def _spread(pattern: re.Pattern[str], text: str, *, whole_lines: bool) -> Iterator[Edit]:
    done = 0
    for match in pattern.finditer(text):
        if match.start() < done:
            continue
        line = _short_line(text, match) if whole_lines else None
        start, end = line or (_left(text, match.start()), _right(text, match.end()))
        if end - start <= LONGEST:
            yield _trimmed(text, max(start, done), end)
            done = end


def _trimmed(text: str, start: int, end: int) -> Edit:
    """At the end of a line the blanks before a notice go with it, and the line if nothing is left."""
    if end == len(text) or text[end] == "\n":
        while start and text[start - 1] in BLANKS and end - start <= LONGEST + 20:
            start -= 1
        if start == 0 or text[start - 1] == "\n":
            end = min(end + 1, len(text))
    return Edit(start, end, "")


def _short_line(text: str, match: re.Match[str]) -> tuple[int, int] | None:
    """Return the line around a match, None when it is long or has several sentences."""
    before, after = match.start() - LONGEST, match.end() + LONGEST
    if text.rfind("\n", max(before, 0), match.start()) < 0 < before:
        return None
    if text.find("\n", match.end(), after) < 0 and after < len(text):
        return None
    line = line_at(text, match.start())
    return None if _STOP.search(line.text.rstrip("。！!\u3000 ")) else (line.start, line.end)


def _left(text: str, place: int) -> int:
    window = max(0, place - LONGEST)
    borders = [border.end() for border in _BORDER.finditer(text, window, place)]
    if borders:
        return borders[-1]
    return 0 if window == 0 else place


def _right(text: str, place: int) -> int:
    stop = _END.search(text, place, place + LONGEST)
    if stop is not None:
        return stop.start() if stop[0] == "\n" else stop.end()
    return len(text) if len(text) - place <= LONGEST else place
