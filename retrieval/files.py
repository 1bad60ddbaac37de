"""What has been read from which file, so that an unchanged file costs nothing the next time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, delete, insert, select

from retrieval.database import Database
from retrieval.model import Added, Cleaned
from retrieval.tables import files

CLEANING = "2"
"""Raised when cleaning or understanding change so much that files are to be read again."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """A file as it was when last read, and what became of it."""

    stamp: str
    settings: str
    outcome: tuple[Added, ...]


def settings_of(kind: str | None) -> str:
    """What besides the file decides what becomes of it."""
    return f"{CLEANING}/{kind or ''}"


class Files:
    """The memory of what was added."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> dict[str, Remembered]:
        """Return what is remembered, by path."""
        with self._database.reading() as connection:
            rows = connection.execute(select(files)).all()
        return {
            row.path: Remembered(row.stamp, row.settings, tuple(map(_added, row.outcome)))
            for row in rows
        }

    def note(
        self, path: str, stamp: str, settings: str, outcome: Sequence[Added]
    ) -> Callable[[Connection], None]:
        """A step of the transaction that writes a file's documents: remember the file too."""
        row = {
            "path": path,
            "stamp": stamp,
            "settings": settings,
            "outcome": [asdict(added) for added in outcome],
        }

        def write(connection: Connection) -> None:
            connection.execute(delete(files).where(files.c.path == path))
            connection.execute(insert(files).values(row))

        return write

    def remember(self, note: Callable[[Connection], None]) -> None:
        """Take such a step alone, where no document changed."""
        with self._database.writing() as connection:
            note(connection)


def _added(stored: dict[str, object]) -> Added:
    counts = stored.pop("cleaned", ())
    assert isinstance(counts, (list, tuple))
    return Added(**stored, cleaned=tuple(Cleaned(**count) for count in counts))  # type: ignore[arg-type]
