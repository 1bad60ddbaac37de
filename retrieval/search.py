"""Searching a library: the words index of one version of the catalog, fused with the vectors."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from retrieval.fuse import MEANING_WEIGHT, WORDS_WEIGHT, fuse
from retrieval.lexical import LexicalIndex
from retrieval.model import Hit
from retrieval.roles import MARGINAL_ROLES
from retrieval.texts import indexed_text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from retrieval.catalog import Catalog, IndexedPassage
    from retrieval.database import Database

LONGEST_QUERY = 2000
"""Characters; what comes after says nothing new about what is wanted."""

DEPTH = 50
"""Passages of each ranking that are fused, if more are not asked for."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for: at most ``count`` passages, of one kind and role if these are given."""

    query: str
    count: int
    kind: str | None = None
    role: str | None = None

    @property
    def depth(self) -> int:
        """How many passages of each ranking are fused."""
        return max(DEPTH, 2 * self.count)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All passages of one version of the catalog and their index by words."""

    version: int
    passages: list[IndexedPassage]
    by_id: dict[str, IndexedPassage]
    words: LexicalIndex


@dataclass(slots=True)
class Searcher:
    """Answers queries from memory, read anew when the catalog's version has changed."""

    database: Database
    catalog: Catalog
    _snapshot: Snapshot | None = None
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def snapshot(self) -> Snapshot:
        """Return the passages as they are now."""
        version = self.database.version()
        with self._turn:
            if self._snapshot is None or self._snapshot.version < version:
                self._snapshot = self._read(version)
            return self._snapshot

    def search(self, wanted: Wanted, by_meaning: Callable[[Wanted, int], list[str]]) -> list[Hit]:
        """Return the best passages; ``by_meaning`` gives ids for a wish and a version."""
        snapshot = self.snapshot()
        found = snapshot.words.rank(
            wanted.query, limit=wanted.depth, allowed=_allowed(snapshot.passages, wanted)
        )
        words = [snapshot.passages[position].id for position in found]
        meaning = by_meaning(wanted, snapshot.version) if snapshot.passages else []
        fused = fuse([(WORDS_WEIGHT, words), (MEANING_WEIGHT, meaning)])
        hits = [_hit(snapshot.by_id[i], score) for i, score in fused if i in snapshot.by_id]
        if wanted.role is None:
            hits.sort(key=lambda hit: hit.role in MARGINAL_ROLES)
        return hits[: wanted.count]

    def _read(self, version: int) -> Snapshot:
        passages = self.catalog.indexed_passages()
        words = LexicalIndex([indexed_text(p.heading, p.text) for p in passages])
        return Snapshot(version, passages, {p.id: p for p in passages}, words)


def _allowed(passages: list[IndexedPassage], wanted: Wanted) -> NDArray[np.bool_] | None:
    if wanted.kind is None and wanted.role is None:
        return None
    import numpy as np

    return np.fromiter((_is_wanted(p, wanted) for p in passages), dtype=bool, count=len(passages))


def _is_wanted(passage: IndexedPassage, wanted: Wanted) -> bool:
    return wanted.kind in (None, passage.kind) and wanted.role in (None, passage.role)


def _hit(passage: IndexedPassage, score: float) -> Hit:
    return Hit(
        passage=passage.id,
        text=passage.text,
        heading=passage.heading,
        role=passage.role,
        kind=passage.kind,
        document=passage.document,
        title=passage.title,
        score=round(score, 6),
    )
