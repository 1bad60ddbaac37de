"""Which shipped files have been dealt with, in SQL."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, insert, select

from retrieval.database import Database
from retrieval.tables import shipped


@dataclass(frozen=True, slots=True)
class Shipped:
    """A shipped file as it was when last looked at."""

    stamp: str
    content_hash: str


class ShippedFiles:
    """The memory of :func:`retrieval.shipping.ship`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> dict[str, Shipped]:
        """Return what is remembered of every shipped file, by its path."""
        with self._database.reading() as connection:
            rows = connection.execute(select(shipped)).all()
        return {row.path: Shipped(row.stamp, row.content_hash) for row in rows}

    def remember(self, path: str, stamp: str, content_hash: str) -> None:
        """Note that a file has been dealt with."""
        row = {"path": path, "stamp": stamp, "content_hash": content_hash}
        with self._database.writing() as connection:
            connection.execute(delete(shipped).where(shipped.c.path == path))
            connection.execute(insert(shipped).values(row))
