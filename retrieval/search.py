"""Searching a library: a snapshot's ranking by words, fused with the one by meaning."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from retrieval.collapse import collapse
from retrieval.explain import explain
from retrieval.fuse import DIGITS, MEANING_WEIGHT, WORDS_WEIGHT, fuse
from retrieval.model import Hit, Why
from retrieval.roles import MARGINAL_ROLES
from retrieval.snapshot import EMPTY, Snapshot, follow
from retrieval.wanted import Similarities, Wanted
from retrieval.wording import NO_CUES, Cues, cues_of

if TYPE_CHECKING:
    from retrieval.catalog import Catalog, IndexedPassage
    from retrieval.database import Database
    from retrieval.kept_words import KeptWords

ROLE_CUE = 0.25
KIND_CUE = 0.2
PLACE_CUE = 0.6
"""Added to a passage of the role, kind or place (first or last of its document) a query names,
where 1 is the best match by words. Flat: from half to twice as much all lie within 0.01."""


@dataclass(slots=True)
class Searcher:
    """Answers queries from memory, brought up to date when the catalog's version has changed."""

    database: Database
    catalog: Catalog
    kept: KeptWords | None = None
    _snapshot: Snapshot = EMPTY
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def snapshot(self) -> Snapshot:
        """Return the passages as they are now."""
        version = self.database.version()
        with self._turn:
            if self._snapshot.version < version:
                passages = self.catalog.indexed_passages()
                self._snapshot = follow(self._before(passages), version, passages)
                if self.kept is not None:
                    self.kept.save(self._snapshot)
            return self._snapshot

    def _before(self, passages: Sequence[IndexedPassage]) -> Snapshot:
        if self.kept is None or self._snapshot is not EMPTY:
            return self._snapshot
        return self.kept.load(passages)

    def search(
        self, wanted: Wanted, by_meaning: Callable[[Wanted, int], Similarities]
    ) -> list[Hit]:
        """Return the best passages, of which each says why it was found.

        ``by_meaning`` gives the passages near to a wish in a version of the catalog. A passage
        that another one repeats is left out and named by that one.
        """
        snapshot = self.snapshot()
        if not snapshot.parts:
            return []
        words = _by_words(snapshot, wanted)
        near = by_meaning(wanted, snapshot.version)
        meaning = {i: similarity for i, similarity in near.items() if i in snapshot.by_id}
        fused = fuse([(WORDS_WEIGHT, words), (MEANING_WEIGHT, meaning)])
        ranked = _favoured(fused, snapshot, _cues(wanted))
        if wanted.role is None:
            ranked.sort(key=lambda pair: pair[0].role in MARGINAL_ROLES)
        return [
            _hit(group[0], score, explain(wanted.query, group, words, meaning))
            for group, score in collapse(ranked, wanted.count)
        ]


def _by_words(snapshot: Snapshot, wanted: Wanted) -> dict[str, float]:
    if not wanted.by_words:
        return {}
    return snapshot.rank(wanted.query, limit=wanted.depth, kind=wanted.kind, role=wanted.role)


def _cues(wanted: Wanted) -> Cues:
    return cues_of(wanted.query) if wanted.by_words else NO_CUES


def _favoured(
    fused: Iterable[tuple[str, float]], snapshot: Snapshot, cues: Cues
) -> list[tuple[IndexedPassage, float]]:
    """Add what the query says of role, kind and place; best first."""
    first, last = snapshot.ends
    opening = first if "开场" in cues.roles else frozenset()
    closing = last if "结尾" in cues.roles else frozenset()
    ranked = []
    for identifier, score in fused:
        passage = snapshot.by_id[identifier]
        score += ROLE_CUE * (passage.role in cues.roles) + KIND_CUE * (passage.kind in cues.kinds)
        score += PLACE_CUE * (identifier in opening or identifier in closing)
        ranked.append((passage, score))
    return sorted(ranked, key=lambda pair: (-round(pair[1], DIGITS), pair[0].id))


def _hit(passage: IndexedPassage, score: float, why: Why) -> Hit:
    return Hit(
        passage=passage.id,
        text=passage.text,
        heading=passage.heading,
        role=passage.role,
        kind=passage.kind,
        document=passage.document,
        title=passage.title,
        score=round(score, 6),
        why=why,
    )
