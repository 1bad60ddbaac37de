"""Turns: whoever loads a draft, changes it and saves it does so alone, in this process and in others.

In a process a lock keeps the turns apart, between the processes on a PostgreSQL an advisory lock of
the server, which goes with the connection of a process that dies. Neither is relied upon: what is
saved within a turn names the revision that was loaded in it, so that nothing is ever overwritten.
"""

from __future__ import annotations

import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from retrieval.connecting import make_engine

_CLASS = 8_170_317
"""The first key of our advisory locks."""
_WAIT = "15s"
"""How long a turn waits for another process."""


class Turns:
    """The turns at the drafts of one database. Safe to use from several threads."""

    def __init__(self, engine: Engine) -> None:
        self._locks: dict[str, threading.RLock] = {}
        self._lock = threading.Lock()
        self._here = threading.local()
        # A pool of its own: who holds a turn needs a second connection to load and save.
        self._server = (
            make_engine(engine.url.render_as_string(hide_password=False), few=True)
            if engine.dialect.name == "postgresql"
            else None
        )

    @contextmanager
    def of(self, draft_id: str) -> Iterator[None]:
        """A turn at a draft, within which the same thread may take it again. Raises what the
        database raises."""
        with self._lock:
            turn = self._locks.setdefault(draft_id, threading.RLock())
        with turn:
            loaded: dict[str, int] = self._loaded
            if draft_id in loaded:
                yield
                return
            loaded[draft_id] = -1
            try:
                with self._among_processes(draft_id):
                    yield
            finally:
                del loaded[draft_id]

    def load(self, draft_id: str, revision: int) -> None:
        """Take note of the revision that was loaded within a turn."""
        if draft_id in self._loaded:
            self._loaded[draft_id] = revision

    def since(self, draft_id: str, since: int | None) -> int | None:
        """The revision that a save must find: the one it names, else the one loaded in this turn."""
        loaded = self._loaded.get(draft_id, -1)
        return loaded if since is None and loaded >= 0 else since

    def saved(self, draft_id: str) -> None:
        """Take note of a save within a turn, which has made one revision more."""
        if self._loaded.get(draft_id, -1) >= 0:
            self._loaded[draft_id] += 1

    def close(self) -> None:
        """Give the connections back."""
        if self._server is not None:
            self._server.dispose()

    @property
    def _loaded(self) -> dict[str, int]:
        """The drafts of which this thread holds the turn, with the revision loaded, -1 for none."""
        found: dict[str, int] | None = getattr(self._here, "loaded", None)
        if found is None:
            found = self._here.loaded = {}
        return found

    @contextmanager
    def _among_processes(self, draft_id: str) -> Iterator[None]:
        if self._server is None:
            yield
            return
        connection = self._server.connect()
        try:
            connection.execute(text(f"SET LOCAL lock_timeout = '{_WAIT}'"))
            key = zlib.crc32(draft_id.encode("utf-8", "replace")) - (1 << 31)
            lock = text("SELECT pg_advisory_xact_lock(:ours, :key)")
            connection.execute(lock, {"ours": _CLASS, "key": key})
            yield
        finally:
            with suppress(SQLAlchemyError):  # the server was restarted: the lock is gone already
                connection.close()
