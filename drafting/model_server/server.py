"""A model server as the rest of the program sees it: write text, or ask for a record."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from pydantic import BaseModel

from drafting.model import Usage
from drafting.model_server.connection import Connection, open_connection
from drafting.model_server.failures import Failure
from drafting.model_server.messages import Answer, Messages
from drafting.model_server.showing import Screen, Tell
from drafting.model_server.structured import ask
from drafting.model_server.trying import Gate, tried
from drafting.model_server.writing import Attempt
from drafting.observing import spending
from drafting.settings import Settings

Record = TypeVar("Record", bound=BaseModel)


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
        that was shown is void, ``restart`` is told why (a clause in Chinese) before it is shown
        anew. Raises ServerFailed. Cancelling the task ends the request at once."""

    async def ask(
        self, messages: Messages, schema: type[Record], *, most_tokens: int
    ) -> tuple[Record, Usage]:
        """The answer as a validated record, and what it cost. Raises ServerFailed."""


@asynccontextmanager
async def open_server(settings: Settings) -> AsyncIterator[Server]:
    """A server on one connection pool, for the running event loop. Raises ServerFailed for an
    address or a key that cannot be used, UsedUp where a quota is; nothing is sent yet."""
    await spending.admit_here()
    async with open_connection(settings) as connection:
        yield OpenServer(connection)


class OpenServer:
    """The real one; see :class:`Server`."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.model = connection.model
        self._gate = Gate()

    async def write(
        self,
        messages: Messages,
        *,
        most_tokens: int,
        show: Tell | None = None,
        restart: Tell | None = None,
        body: Mapping[str, Any] | None = None,
    ) -> Answer:
        """``body`` adds fields to the request, such as the format of the answer."""
        screen = Screen(show, restart)
        attempt = Attempt(self.connection, messages, most_tokens, screen, body)

        def again(failure: Failure) -> None:
            screen.again(failure.reason)

        answer = await tried(
            attempt.run, self.connection.settings.drafting_tries, self._gate, again
        )
        return replace(answer, usage=attempt.usage)

    async def ask(
        self, messages: Messages, schema: type[Record], *, most_tokens: int
    ) -> tuple[Record, Usage]:
        """See :meth:`Server.ask`."""
        return await ask(self, messages, schema, most_tokens)
