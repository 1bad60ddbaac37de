"""Lines of a PDF joined to the paragraphs they were before they were set."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from retrieval.read.pdf_lines import Line

_INDENT = 1.2
"""In letters; a line that begins further in than its column begins a paragraph."""

_SHORT = 2.5
"""In letters; a line that ends this far before the edge ends a paragraph."""

_LARGER = 1.15


@dataclass(frozen=True, slots=True)
class _Column:
    """Where the running text of a document stands."""

    left: float
    right: float
    size: float
    step: float


def paragraphs(pages: list[list[Line]]) -> list[str]:
    """Return the paragraphs of pages of lines."""
    lines = [line for page in pages for line in page]
    if not lines:
        return []
    column = _column(lines)
    joined = [lines[0].text]
    for before, line in pairwise(lines):
        if _goes_on(before, line, column):
            joined[-1] = _join(joined[-1], line.text)
        else:
            joined.append(line.text)
    return joined


def _column(lines: list[Line]) -> _Column:
    size = median(line.size for line in lines)
    body = [line for line in lines if line.size < size * _LARGER and line.size > size / _LARGER]
    long = [line for line in body if len(line.text) >= 12] or body
    lefts = sorted(line.left for line in long)
    rights = sorted(line.right for line in long)
    steps = [a.bottom - b.bottom for a, b in pairwise(lines)]
    return _Column(
        left=lefts[len(lefts) // 10],
        right=rights[len(rights) * 9 // 10 if len(rights) > 1 else 0],
        size=size,
        step=median([step for step in steps if step > 0] or [size * 1.5]),
    )


def _goes_on(before: Line, line: Line, column: _Column) -> bool:
    if _differ(before.size, line.size):
        return False
    below = before.bottom - line.bottom
    if below > column.step * 1.6 and below > line.size * 2:
        return False
    centred = _is_centred(line, column)
    if centred and before.size > column.size * _LARGER:
        return True  # a title of several lines
    if centred and _is_centred(before, column):
        return False
    full = before.right > column.right - _SHORT * before.size
    return full and line.left < column.left + _INDENT * line.size


def _differ(one: float, other: float) -> bool:
    return max(one, other) > min(one, other) * _LARGER


def _is_centred(line: Line, column: _Column) -> bool:
    before, after = line.left - column.left, column.right - line.right
    return before > 1.5 * line.size and abs(before - after) < 1.5 * line.size


def _join(text: str, more: str) -> str:
    if text[-1:].isdigit() and more[:1].isdigit():
        return text + more  # a number that the edge of the page has cut
    latin = text[-1:].isascii() and more[:1].isascii()
    apart = latin and text[-1:].isalnum() and more[:1].isalnum()
    return f"{text} {more}" if apart else text + more
