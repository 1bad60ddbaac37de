"""What stands on every page of a PDF and is no part of its text: headers, footers, page numbers."""

from __future__ import annotations

import re
from collections import Counter

from retrieval.read.pdf_lines import Line

_EDGE = 3
"""Lines looked at from the top and from the bottom of a page."""

_MARGIN = 0.1
"""Of the page's height; headers stand no further in, the text of an official document does."""

_NUMBER_MARGIN = 0.14

_FEWEST_PAGES = 3
_PAGE_NUMBER = re.compile(
    r"^[-—–－―·.\s]*(?:第\s*)?\d{1,4}\s*(?:页)?"
    r"(?:\s*[/／,，]?\s*(?:共|of)?\s*\d{1,4}\s*页?)?[-—–－―·.\s]*$"
)
_DIGITS = re.compile(r"\d+")


def without_furniture(pages: list[list[Line]]) -> list[list[Line]]:
    """Return the pages without page numbers and without lines repeated at their edges."""
    repeated = _repeated(pages)
    return [
        [line for place, line in enumerate(page) if not _is_furniture(page, place, line, repeated)]
        for page in pages
    ]


def _is_furniture(page: list[Line], place: int, line: Line, repeated: set[str]) -> bool:
    if place not in _edges(page):
        return False
    if _in_margin(line, _NUMBER_MARGIN) and _PAGE_NUMBER.match(line.text):
        return True
    return _in_margin(line, _MARGIN) and _key(line) in repeated


def _repeated(pages: list[list[Line]]) -> set[str]:
    counts = Counter(
        key
        for page in pages
        for key in {_key(page[place]) for place in _edges(page) if _in_margin(page[place], _MARGIN)}
    )
    least = max(min(_FEWEST_PAGES, len(pages)), 2, len(pages) // 3)
    return {key for key, count in counts.items() if count >= least}


def _edges(page: list[Line]) -> set[int]:
    """Places of the lines at the top and bottom, whatever the order they are written in."""
    by_height = sorted(range(len(page)), key=lambda place: -page[place].top)
    return {*by_height[:_EDGE], *by_height[-_EDGE:]}


def _in_margin(line: Line, margin: float) -> bool:
    return line.bottom > line.height * (1 - margin) or line.top < line.height * margin


def _key(line: Line) -> str:
    return _DIGITS.sub("0", "".join(line.text.split()))
