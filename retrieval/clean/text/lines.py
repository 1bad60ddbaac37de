"""Lines of a text with their places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from retrieval.clean.records import Edit

LONGEST_FURNITURE = 200
"""Characters; a longer line is not furniture."""


class Line(NamedTuple):
    """A line without its line end."""

    start: int
    end: int
    text: str


def lines(text: str) -> Iterator[Line]:
    """Yield every line of a text, empty ones too."""
    start = 0
    for part in text.split("\n"):
        yield Line(start, start + len(part), part)
        start += len(part) + 1


def short_lines(text: str) -> Iterator[Line]:
    """Yield the lines that are neither empty nor too long to be furniture."""
    for line in lines(text):
        if len(line.text) <= LONGEST_FURNITURE and line.text.strip():
            yield line


def line_at(text: str, place: int) -> Line:
    """Return the line a place stands in."""
    start = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    end = len(text) if end < 0 else end
    return Line(start, end, text[start:end])


def without_line(text: str, line: Line) -> Edit:
    """Return the edit that removes a line and its line end."""
    return Edit(line.start, min(line.end + 1, len(text)), "")


def paragraph_break(text: str) -> str:
    """Return what parts paragraphs in this text: a line end, or an empty line."""
    return "\n\n" if "\n\n" in text.strip() else "\n"
