"""Whether the desk is alive, and whether it is ready to be given work: for proxies and watchers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor

from fastapi import FastAPI
from fastapi.responses import JSONResponse
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from drafting.errors import DraftingError
from drafting.store import Store
from drafting.store.tables import DraftRow
from retrieval import Library, LibraryError

PLACES = ("/healthz", "/readyz")
PATIENCE = 2.0
"""Seconds that a look at one thing may take."""
_FRESH = {"cache-control": "no-store"}
Look = Callable[[], None]
"""Looks at one thing; raises where it does not work."""


class Health:
    """What must work for the desk to be ready, each under a short code. A code tells which thing
    fails and nothing of it."""

    def __init__(self, looks: Mapping[str, Look]) -> None:
        self._looks = dict(looks)
        self._under_way: dict[str, Future[None]] = {}
        self._threads = ThreadPoolExecutor(max(1, len(self._looks)), "health")
        self._stopping = False

    def stop(self) -> None:
        """From now on no more work is wanted."""
        self._stopping = True

    async def reasons(self) -> list[str]:
        """Codes of what is not ready: ``stopping``, and each thing that fails or is too slow."""
        failing = await asyncio.gather(*map(self._fails, self._looks))
        found = [code for code, fails in zip(self._looks, failing, strict=True) if fails]
        return ["stopping", *found] if self._stopping else found

    async def _fails(self, code: str) -> bool:
        """A look that hangs is not begun again before it has ended: there is one thread for each."""
        if code not in self._under_way or self._under_way[code].done():
            self._under_way[code] = self._threads.submit(self._looks[code])
        look = asyncio.shield(asyncio.wrap_future(self._under_way[code]))
        try:
            await asyncio.wait_for(look, PATIENCE)
        except (DraftingError, LibraryError, SQLAlchemyError, TimeoutError, OSError):
            return True
        return False


def database_reachable(store: Store) -> Look:
    """A look at the drafts. Raises SQLAlchemyError where they cannot be read."""

    def look() -> None:
        with store.engine.connect() as connection:
            connection.execute(select(DraftRow.id).limit(1)).first()

    return look


def library_open(library: Library) -> Look:
    """A look at the sample library. Raises LibraryError where it cannot be used."""

    def look() -> None:
        library.status()

    return look


def hang(app: FastAPI, health: Health) -> None:
    """Put ``/healthz`` and ``/readyz`` on an app; neither asks for a login."""

    @app.get("/healthz")
    async def alive() -> JSONResponse:
        """Whether the process answers at all."""
        return JSONResponse({"status": "alive"}, headers=_FRESH)

    @app.get("/readyz")
    async def ready() -> JSONResponse:
        """200 where work may be sent here, else 503 with codes."""
        reasons = await health.reasons()
        told = {"status": "not ready", "reasons": reasons} if reasons else {"status": "ready"}
        return JSONResponse(told, 503 if reasons else 200, headers=_FRESH)
