"""What is looked for."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.fuse import DEPTH

LONGEST_QUERY = 2000
"""Characters; what comes after says nothing new about what is wanted."""

Similarities = dict[str, float]
"""Passages found by meaning: their similarity to the query, by id, nearest first."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for: at most ``count`` passages, of one kind and role if these are given.

    Without ``by_words`` only what is found by meaning counts, and no cue: for measuring.
    """

    query: str
    count: int
    kind: str | None = None
    role: str | None = None
    by_words: bool = True

    @property
    def depth(self) -> int:
        """How many passages of each ranking are fused."""
        return max(DEPTH, 2 * self.count)
