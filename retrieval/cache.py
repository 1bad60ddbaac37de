"""Vectors cached by text hash and embedder, so that no text is embedded twice."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, func, insert, select

from retrieval.database import Database
from retrieval.tables import passages, vectors
from retrieval.texts import indexed_text

_MOST_PER_QUERY = 500


class VectorCache:
    """The vectors of one embedder: float32 blobs. Removing a document keeps its vectors."""

    def __init__(self, database: Database, embedder: str) -> None:
        self._database = database
        self._embedder = embedder

    def texts_to_embed(self) -> dict[str, str]:
        """Return the texts that have no vector yet, by their hash."""
        query = (
            select(passages.c.text_hash, passages.c.heading, passages.c.text)
            .where(passages.c.text_hash.not_in(self._made()))
            .order_by(passages.c.document, passages.c.number)
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return {row.text_hash: indexed_text(row.heading, row.text) for row in rows}

    def is_incomplete(self) -> bool:
        """Tell whether any passage has no vector yet."""
        query = select(passages.c.id).where(passages.c.text_hash.not_in(self._made())).limit(1)
        with self._database.reading() as connection:
            return connection.execute(query).first() is not None

    def count_ready(self) -> int:
        """Return how many passages have a vector."""
        query = select(func.count(passages.c.id)).where(passages.c.text_hash.in_(self._made()))
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def save(self, blobs: dict[str, bytes]) -> None:
        """Keep vectors by text hash, in one transaction; what is there already stays."""
        there = set(self.load(list(blobs)))
        rows = [
            {"text_hash": key, "embedder": self._embedder, "vector": blob}
            for key, blob in blobs.items()
            if key not in there
        ]
        if rows:
            with self._database.writing() as connection:
                connection.execute(insert(vectors), rows)

    def load(self, hashes: Sequence[str]) -> dict[str, bytes]:
        """Return the vectors of texts by their hash; texts without one are left out."""
        found: dict[str, bytes] = {}
        with self._database.reading() as connection:
            for start in range(0, len(hashes), _MOST_PER_QUERY):
                query = select(vectors.c.text_hash, vectors.c.vector).where(
                    vectors.c.embedder == self._embedder,
                    vectors.c.text_hash.in_(hashes[start : start + _MOST_PER_QUERY]),
                )
                found.update({row.text_hash: row.vector for row in connection.execute(query)})
        return found

    def _made(self) -> Select[tuple[str]]:
        return select(vectors.c.text_hash).where(vectors.c.embedder == self._embedder)
