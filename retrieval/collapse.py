"""Passages that repeat one another are shown once: the best, with the others beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from retrieval.catalog import IndexedPassage

SAME = 0.8
"""Share of pieces of four characters (Jaccard) from which passages are the same: a changed
figure or name in 150 characters leaves about 0.9, two passages of one template about 0.5."""

_PIECE = 4

Group = list["IndexedPassage"]


def collapse(
    ranked: Iterable[tuple[IndexedPassage, float]], count: int
) -> list[tuple[Group, float]]:
    """Return up to ``count`` groups, each with the score of its first passage, best first."""
    groups: list[tuple[Group, float]] = []
    sizes: list[int] = []
    holders: dict[str, list[int]] = {}
    for passage, score in ranked:
        pieces = _pieces(passage.text)
        same = _same(pieces, holders, sizes)
        if same is not None:
            groups[same][0].append(passage)
            continue
        if len(groups) == count:
            break
        for piece in pieces:
            holders.setdefault(piece, []).append(len(groups))
        groups.append(([passage], score))
        sizes.append(len(pieces))
    return groups


def _same(pieces: set[str], holders: dict[str, list[int]], sizes: list[int]) -> int | None:
    """The group whose first passage has nearly the same pieces, None when there is none."""
    shared = Counter(group for piece in pieces for group in holders.get(piece, ()))
    for group, common in shared.most_common(1):
        if common >= SAME * (len(pieces) + sizes[group] - common):
            return group
    return None


def _pieces(text: str) -> set[str]:
    letters = "".join(filter(str.isalnum, text))
    return {letters[start : start + _PIECE] for start in range(max(len(letters) - _PIECE, 0) + 1)}
