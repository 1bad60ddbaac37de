"""All passages of one version of the catalog with their index by words, in memory.

A new version takes over the blocks of the one before: passages that went are marked dead, new
ones make a new block, which takes in the small blocks before it. So a document is added in
milliseconds, and nothing is ranked differently from an index made anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from retrieval.fuse import DIGITS
from retrieval.lexical import Block, make_block
from retrieval.ranking import score
from retrieval.roles import MARGINAL_ROLES
from retrieval.wording import concepts_of, weighted_tokens

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from retrieval.catalog import IndexedPassage

_GROWTH = 2
"""A new block takes in those before it that are not this much larger."""


@dataclass(frozen=True, slots=True)
class Part:
    """Passages indexed together, and which of them still exist."""

    passages: tuple[IndexedPassage, ...]
    block: Block
    alive: NDArray[np.bool_]

    def living(self) -> list[IndexedPassage]:
        """Return the passages that still exist."""
        return [p for p, alive in zip(self.passages, self.alive, strict=True) if alive]


@dataclass(frozen=True)
class Snapshot:
    """The passages of a version. Never changes; :func:`follow` makes the next one."""

    version: int
    parts: tuple[Part, ...]

    @cached_property
    def by_id(self) -> dict[str, IndexedPassage]:
        """The passages by their ids."""
        return {passage.id: passage for part in self.parts for passage in part.living()}

    @cached_property
    def ends(self) -> tuple[frozenset[str], frozenset[str]]:
        """The ids of the first and of the last body passage of every document."""
        body = sorted(
            (p for p in self.by_id.values() if p.role not in MARGINAL_ROLES),
            key=lambda p: (len(p.id), p.id),
        )
        last = {p.document: p.id for p in body}
        first = {p.document: p.id for p in reversed(body)}
        return frozenset(first.values()), frozenset(last.values())

    def rank(
        self, query: str, *, limit: int, kind: str | None = None, role: str | None = None
    ) -> dict[str, float]:
        """Return the scores by words of the best passages that share a token, best first.

        Of equals the smaller id is first, in whatever order documents were added.
        """
        blocks = [(part.block, part.alive) for part in self.parts]
        scores = score(blocks, weighted_tokens(query), concepts_of(query))
        for column, wanted in ((self._kinds, kind), (self._roles, role)):
            if wanted is not None:
                scores[column != wanted] = 0.0
        # Rounded, for sums differ in their last bits with the order in which blocks were made.
        scores = np.round(scores, DIGITS)
        best = [(float(scores[at]), self._ids[at]) for at in _best(scores, limit)]
        best.sort(key=lambda pair: (-pair[0], pair[1]))
        return {identifier: value for value, identifier in best[:limit]}

    @cached_property
    def _ids(self) -> list[str]:
        return [passage.id for part in self.parts for passage in part.passages]

    @cached_property
    def _kinds(self) -> NDArray[np.object_]:
        return np.array([p.kind for part in self.parts for p in part.passages], dtype=object)

    @cached_property
    def _roles(self) -> NDArray[np.object_]:
        return np.array([p.role for part in self.parts for p in part.passages], dtype=object)


EMPTY = Snapshot(0, ())


def follow(before: Snapshot, version: int, passages: Sequence[IndexedPassage]) -> Snapshot:
    """Return the snapshot of ``passages``, made from the one before it."""
    wanted = {passage.id: passage for passage in passages}
    kept = [_still_there(part, wanted) for part in before.parts]
    known = before.by_id
    fresh = [p for p in passages if known.get(p.id) != p]
    parts = [part for part in kept if part.alive.any()]
    while fresh and parts and int(parts[-1].alive.sum()) <= _GROWTH * len(fresh):
        fresh = [*parts.pop().living(), *fresh]
    if fresh:
        parts.append(_part(fresh))
    return Snapshot(version, tuple(parts))


def indexed_fields(passage: IndexedPassage) -> str:
    """Return what is ranked by words: text, headings and the document's title."""
    title = "" if passage.role == "标题" else passage.title
    return "\n".join([passage.text, *passage.heading.split(" > "), title])


def _still_there(part: Part, wanted: dict[str, IndexedPassage]) -> Part:
    alive = [
        was and wanted.get(p.id) == p for p, was in zip(part.passages, part.alive, strict=True)
    ]
    return Part(part.passages, part.block, np.array(alive, dtype=bool))


def _part(passages: Sequence[IndexedPassage]) -> Part:
    block = make_block([indexed_fields(passage) for passage in passages])
    return Part(tuple(passages), block, np.ones(len(passages), dtype=bool))


def _best(scores: NDArray[np.float64], limit: int) -> list[int]:
    """The positions of the highest scores above 0: ``limit`` of them, and all equal to the last."""
    least = np.partition(scores, -limit)[-limit] if limit < len(scores) else 0.0
    return [int(position) for position in np.flatnonzero((scores >= least) & (scores > 0))]
