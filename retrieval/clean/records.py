"""What cleaning hands back: all frozen, none with behaviour of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from retrieval.model import Change, Cleaned

__all__ = ["Change", "CleanText", "Edit"]


class Edit(NamedTuple):
    """What a rule wants: the text it saw, from ``start`` to ``end``, becomes ``replacement``."""

    start: int
    end: int
    replacement: str


@dataclass(frozen=True, slots=True)
class CleanText:
    """The cleaned text, how often each rule changed it, and where it differs from the original.

    The changes are in order and do not overlap; applied to the original they give ``text``.
    """

    text: str
    counts: tuple[Cleaned, ...]
    changes: tuple[Change, ...]
