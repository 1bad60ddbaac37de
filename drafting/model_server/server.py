"""A model server as the rest of the program sees it: write text, or ask for a record."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing, asynccontextmanager
from typing import Protocol, TypeVar

from pydantic import BaseModel

from drafting.model import Usage
from drafting.model_server.connection import Connection, open_connection
from drafting.model_server.failures import CUT, EMPTY, REFUSED, Failure, ServerFailed
from drafting.model_server.messages import Answer, Messages
from drafting.model_server.structured import ask
from drafting.model_server.thoughts import Thoughts
from drafting.settings import Settings

Record = TypeVar("Record", bound=BaseModel)
Tell = Callable[[str], None]
_TRIES = 3
_ENDS = tuple("。！？…”』」）】.!?}]")


class Server(Protocol):
    """What a writer needs of a model server; tests put a fake of their own in its place."""

    model: str

    async def write(
        self,
        messages: Messages,
        *,
        most_tokens: int,
        show: Tell | None = None,
        restart: Tell | None = None,
    ) -> Answer:
        """The answer, streamed: ``show`` gets its text as it comes, without thinking. Where text
        that was shown is written anew, ``restart`` is told why (in Chinese) before. Raises
        ServerFailed. Cancelling the task ends the request at once."""

    async def ask(
        self, messages: Messages, schema: type[Record], *, most_tokens: int
    ) -> tuple[Record, Usage]:
        """The answer as a validated record, and what it cost. Raises ServerFailed."""


@asynccontextmanager
async def open_server(settings: Settings) -> AsyncIterator[Server]:
    """A server on one connection pool, for the running event loop. Raises ServerFailed for an
    address or a key that cannot be used; nothing is sent yet."""
    async with open_connection(settings) as connection:
        yield _OpenServer(connection)


class _OpenServer:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.model = connection.model

    async def write(
        self,
        messages: Messages,
        *,
        most_tokens: int,
        show: Tell | None = None,
        restart: Tell | None = None,
    ) -> Answer:
        shown = False

        def tell(text: str) -> None:
            nonlocal shown
            shown = True
            if show:
                show(text)

        for left in reversed(range(_TRIES)):
            try:
                return await self._once(messages, most_tokens, tell)
            except ServerFailed as error:
                if not error.failure.retry or not left:
                    raise
                await asyncio.sleep(error.failure.pause)
                if shown and restart:
                    restart(error.failure.reason)
        raise ServerFailed(EMPTY)

    async def ask(
        self, messages: Messages, schema: type[Record], *, most_tokens: int
    ) -> tuple[Record, Usage]:
        return await ask(self, messages, schema, most_tokens)

    async def _once(self, messages: Messages, most_tokens: int, show: Tell) -> Answer:
        thoughts, text, finish, usage = Thoughts(), "", "", Usage()
        async with aclosing(self._connection.stream(messages, most_tokens)) as chunks:
            async for chunk in chunks:
                finish, usage = chunk.finish or finish, chunk.usage or usage
                if new := thoughts.feed(chunk.text):
                    text += new
                    show(new)
        if rest := thoughts.finish():
            text += rest
            show(rest)
        if failure := _wrong(text, finish):
            raise ServerFailed(failure)
        return Answer(text, "length" if finish == "length" else "stop", usage)


def _wrong(text: str, finish: str) -> Failure | None:
    if finish == "content_filter":
        return REFUSED
    if not text.strip():
        return EMPTY
    return CUT if not finish and not text.rstrip().endswith(_ENDS) else None
