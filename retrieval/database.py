"""The connection to the catalog's database, its version number and its errors in Chinese."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event, select, update
from sqlalchemy.exc import SQLAlchemyError

from retrieval import tables
from retrieval.connecting import make_engine
from retrieval.failures import explained
from retrieval.migrating import NewerTables, OtherTables, bring_up
from retrieval.schema import HISTORY

BUSY_SECONDS = 15
"""How long a writer waits for another process to finish writing."""


class Database:
    """SQLite in the library's folder (write-ahead log), or any database by URL.

    Safe to use from several threads and processes.
    """

    def __init__(self, folder: Path, url: str | None = None) -> None:
        """Open the database, making the folder when it is missing, and bringing its tables up.

        Raises:
            LibraryError: the folder or database cannot be opened or written.
        """
        self.place = str(folder)
        with self._explaining():
            self._engine = _engine(folder, url)
            bring_up(self._engine, HISTORY)

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    @property
    def engine(self) -> Engine:
        """The connection pool, for tools that carry all of it."""
        return self._engine

    @property
    def identity(self) -> str:
        """The database's URL without its password."""
        return str(self._engine.url.render_as_string(hide_password=True))

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Lend a connection to read with. Raises :class:`LibraryError` when the database fails."""
        with self._explaining(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Lend a connection whose writes are kept together at the end, or not at all."""
        with self._explaining(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def changing(self) -> Iterator[Connection]:
        """Like :meth:`writing`, for changes of documents or passages.

        Raising the version comes first: it makes writers wait for one another, and it tells
        every process that what it made from the catalog is out of date.
        """
        with self.writing() as connection:
            connection.execute(update(tables.state).values(version=tables.state.c.version + 1))
            yield connection

    def version(self) -> int:
        """Return a number that grows with every change of documents or passages."""
        with self.reading() as connection:
            return int(connection.execute(select(tables.state.c.version)).scalar_one())

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        try:
            yield
        except (SQLAlchemyError, OSError, OtherTables, NewerTables) as error:
            raise explained(error, self.place) from error


def _engine(folder: Path, url: str | None) -> Engine:
    if url is None:
        folder.mkdir(parents=True, exist_ok=True)
        url = f"sqlite:///{folder.resolve() / 'catalog.db'}"
    if not url.startswith("sqlite"):
        return make_engine(url, few=True)
    engine = make_engine(url, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _tune_sqlite)
    return engine


def _tune_sqlite(connection: Any, _record: Any) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}").close()
