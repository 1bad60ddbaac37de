"""Listens on a socket that is bound already, says where, and stops cleanly when asked."""

from __future__ import annotations

import asyncio
import signal
import socket
import threading
import webbrowser
from collections.abc import Callable

import gradio as gr
import uvicorn
from fastapi import FastAPI

from drafting.desk.look import launch_options

_LONGEST_UPLOAD = "100mb"
_PATIENCE = 5
"""Seconds that open pages get when the server stops."""


class _Server(uvicorn.Server):
    """Prints the address once the page can be opened; stops what pages wait for when it stops."""

    def __init__(
        self, config: uvicorn.Config, address: str, browse: bool, stop_work: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self._stop_work = stop_work
        self._address = address
        self._browse = browse

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        print(f"拟稿台已启动：{self._address}　（按 Ctrl+C 停止）", flush=True)
        if self._browse:
            threading.Thread(target=webbrowser.open, args=(self._address,), daemon=True).start()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await asyncio.to_thread(self._stop_work)
        await super().shutdown(sockets)


def serve(
    blocks: gr.Blocks,
    listening: socket.socket,
    address: str,
    auth: tuple[str, str] | None,
    *,
    browse: bool = False,
    stop_work: Callable[[], None] = lambda: None,
) -> None:
    """Serve the page until SIGINT or SIGTERM; returns when open requests are done, which
    ``stop_work`` brings to an end: a page that follows a job waits for it."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    gr.mount_gradio_app(
        app, blocks, path="/", auth=auth, auth_message="请登录拟稿台",
        max_file_size=_LONGEST_UPLOAD, **launch_options(),
    )  # fmt: skip
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, timeout_graceful_shutdown=_PATIENCE
    )  # fmt: skip
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)
    _Server(config, address, browse, stop_work).run(sockets=[listening])
