"""Offsets of a changed text led back to the text as it was."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters ``start`` to ``end`` of the older text became ``length`` characters."""

    start: int
    end: int
    length: int


class OffsetMap:
    """The way back through edits that are in order and do not overlap."""

    def __init__(self, edits: Iterable[Edit]) -> None:
        self._here, self._there = [0], [0]
        shift = 0
        for edit in edits:
            self._mark(edit.start + shift, edit.start)
            shift += edit.length - (edit.end - edit.start)
            self._mark(edit.end + shift, edit.end)

    def _mark(self, here: int, there: int) -> None:
        self._here.append(here)
        self._there.append(there)

    def start(self, offset: int) -> int:
        """Where what begins at ``offset`` began: behind anything that was removed there."""
        return self._at(bisect_right(self._here, offset) - 1, offset)

    def end(self, offset: int) -> int:
        """Where what ends at ``offset`` ended: before anything that was removed there."""
        index = bisect_right(self._here, offset) - 1
        while index > 0 and self._here[index - 1] == offset:
            index -= 1
        return self._at(index, offset)

    def _at(self, index: int, offset: int) -> int:
        there = self._there[index] + offset - self._here[index]
        return min(there, *self._there[index + 1 : index + 2], there)
