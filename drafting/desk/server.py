"""Listens on a socket that is bound already, says where, and stops cleanly when asked.

The page is served twice from the same code, in Chinese at ``/`` and in English at ``/en/``; the English
one is built when it is first asked for.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import AsyncIterator, Callable
from typing import Any

import gradio as gr
import uvicorn
from fastapi import FastAPI
from fastapi.responses import RedirectResponse
from gradio.routes import App
from starlette.routing import Mount
from starlette.types import ASGIApp, Receive, Scope, Send

from drafting.desk import front_end, numbers, page_states
from drafting.desk import health as health_pages
from drafting.desk.door import Door, hang, name_of
from drafting.desk.health import Health
from drafting.desk.kept_answers import KeptAnswers
from drafting.desk.look import launch_options
from drafting.desk.numbers import Watchers
from drafting.desk.tracking import Tracked
from drafting.desk.words import say, speaking

_LONGEST_UPLOAD = "100mb"
_SHARE = 0.001
"""Seconds a thread computes before another one gets the interpreter, where Python's own measure is
0.005: a click passes through many hands, and with twenty drafts being written each hand waits."""
_LOOK = 0.005
"""Seconds between two looks of Gradio's queue for something to do, where its own measure is 0.001: a
process that does nothing spent 4 % of a core on looking (measured, Gradio 6.31, 2026-11)."""
KEPT_OPEN = 150
"""Seconds that a connection without a request stays open: longer than a proxy keeps it (nginx 60, Caddy
120), which else sends a click into one that closes in this moment, and answers it with 502."""
_PATIENCE = 5
"""Seconds that open pages get when the server stops."""
ENGLISH = "/en"
"""Where the English page stands."""


class OnFirstRequest:
    """An ASGI app in English that is made when it is first asked for. All that it does, its startup
    included, runs where English is spoken, and so do the tasks that Gradio begins in it."""

    def __init__(self, make: Callable[[], FastAPI]) -> None:
        self._make = make
        self._app: ASGIApp | None = None
        self._turn = asyncio.Lock()
        self._open = contextlib.AsyncExitStack()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        with speaking("en"):
            app = await self._made()
            await app(scope, receive, send)

    async def _made(self) -> ASGIApp:
        async with self._turn:
            if self._app is None:
                app = await asyncio.to_thread(self._make)
                await self._open.enter_async_context(app.router.lifespan_context(app))
                self._app = app
            return self._app

    @contextlib.asynccontextmanager
    async def lifespan(self, _: FastAPI) -> AsyncIterator[None]:
        """While the server runs; then ends what the app began, where it was ever made."""
        yield
        await self._open.aclose()


class _Server(uvicorn.Server):
    """Prints the address once the page can be opened; stops what pages wait for when it stops."""

    def __init__(
        self,
        config: uvicorn.Config,
        address: str,
        browse: bool,
        ready: Callable[[], None],
        stop_work: Callable[[], None],
        health: Health,
    ) -> None:
        super().__init__(config)
        self._ready = ready
        self._stop_work = stop_work
        self._health = health
        self._address = address
        self._browse = browse

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        print(say("masthead.started", address=self._address), flush=True)
        self._ready()
        if self._browse:
            threading.Thread(target=webbrowser.open, args=(self._address,), daemon=True).start()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._health.stop()
        await asyncio.to_thread(self._stop_work)
        await super().shutdown(sockets)


def serve(
    build: Callable[[], gr.Blocks],
    listening: socket.socket,
    address: str,
    door: Door,
    health: Health,
    *,
    watchers: Watchers | None = None,
    browse: bool = False,
    ready: Callable[[], None] = lambda: None,
    stop_work: Callable[[], None] = lambda: None,
) -> None:
    """Serve the page that ``build`` makes, in both languages, until SIGINT or SIGTERM; ``ready`` is
    called once it can be opened, and must not take long. Returns when open requests are done, which
    ``stop_work`` brings to an end: a page that follows a job waits for it."""
    sys.setswitchinterval(_SHARE)
    english = OnFirstRequest(lambda: _mount(_empty(), build(), door))
    app = _empty(lifespan=english.lifespan)
    health_pages.hang(app, health)
    if watchers is not None:
        numbers.hang(app, watchers)
    hang(app, door)
    app.get(ENGLISH)(lambda: RedirectResponse(f"{ENGLISH}/"))
    app.mount(f"{ENGLISH}/", english)
    config = uvicorn.Config(
        Tracked(_mount(app, build(), door)), log_config=None, access_log=False,
        timeout_graceful_shutdown=_PATIENCE, timeout_keep_alive=KEPT_OPEN,
    )  # fmt: skip
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)
    gc.freeze()  # what was loaded stays: no search for garbage goes through it again
    gc.enable()
    _Server(config, address, browse, ready, stop_work, health).run(sockets=[listening])


def _empty(**options: Any) -> FastAPI:
    return FastAPI(docs_url=None, redoc_url=None, openapi_url=None, **options)


def _mount(app: FastAPI, blocks: gr.Blocks, door: Door) -> FastAPI:
    """The app with the page at its root: both languages are let in by the same door."""
    blocks._queue.sleep_when_free = _LOOK
    front_end.hang(app, lambda: blocks.theme_css)
    gr.mount_gradio_app(
        app, blocks, path="/", auth_dependency=name_of if door.asks else None,
        max_file_size=_LONGEST_UPLOAD, **launch_options(),
    )  # fmt: skip
    [page] = (
        route.app for route in app.routes if isinstance(route, Mount) and isinstance(route.app, App)
    )
    page_states.hang(page, blocks)
    page.add_middleware(KeptAnswers)
    return app
