"""The page and its configuration, made once for all who open it.

Gradio copies and writes the whole page for each request: 30 ms of computing and 470 kB to send
(measured, Gradio 6.31, 2026-11). It is the same for each user as long as the process runs, so that
what was answered is kept, packed for browsers that take it so: 60 kB.
"""

from __future__ import annotations

import gzip
from collections import OrderedDict
from collections.abc import Hashable
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

KEPT = 300
"""Answers that are kept: two for each of so many users."""
_PLACES = ("/", "/config")
_ASKED = frozenset(("draft",))
"""What an address may ask for that the page's own script answers, not the server."""
_WRITTEN_IN = ("host", "x-forwarded-host", "x-forwarded-proto", "x-gradio-server")
"""Headers by which Gradio writes its own address into the page."""


class KeptAnswers:
    """An app whose page is kept."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._kept: OrderedDict[Hashable, list[Message]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        key = _key(scope)
        if key is None:
            await self._app(scope, receive, send)
            return
        if key not in self._kept:
            answer = await self._answer(scope, receive)
            if not _may_be_kept(answer):
                await _send(answer, send)
                return
            self._kept[key] = _packed(answer) if key[-1] else answer
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        await _send(self._kept[key], send)

    async def _answer(self, scope: Scope, receive: Receive) -> list[Message]:
        messages: list[Message] = []

        async def gather(message: Message) -> None:
            messages.append(message)

        await self._app(scope, receive, gather)
        return messages


def _key(scope: Scope) -> tuple[Hashable, ...] | None:
    """What the answer depends on, at its end whether it may be packed; None where it is not kept."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return None
    place = scope["path"].removeprefix(scope.get("root_path", ""))
    if place not in _PLACES:
        return None
    if not parse_qs(scope["query_string"].decode("latin-1")).keys() <= _ASKED:
        return None
    headers = Headers(scope=scope)
    told = tuple(headers.get(name) for name in _WRITTEN_IN)
    packs = "gzip" in headers.get("accept-encoding", "")
    return (place, scope.get("scheme"), scope.get("user_name"), *told, packs)


def _may_be_kept(answer: list[Message]) -> bool:
    start, *rest = answer
    headers = Headers(raw=start["headers"])
    plain = "set-cookie" not in headers and "content-encoding" not in headers
    return bool(start["status"] == 200 and plain and rest)


def _packed(answer: list[Message]) -> list[Message]:
    start, *rest = answer
    body = gzip.compress(b"".join(message.get("body", b"") for message in rest), 6, mtime=0)
    headers = MutableHeaders(raw=list(start["headers"]))
    headers["content-encoding"], headers["vary"] = "gzip", "accept-encoding"
    headers["content-length"] = str(len(body))
    return [{**start, "headers": headers.raw}, {"type": "http.response.body", "body": body}]


async def _send(answer: list[Message], send: Send) -> None:
    for message in answer:
        await send(
            {**message, "headers": list(message["headers"])} if "headers" in message else message
        )
