"""LangChain over any OpenAI-compatible server: one request, one stream. Uses the network."""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from contextlib import aclosing, asynccontextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from drafting.model_server import habits, wire
from drafting.model_server.explaining import failure_of, said_by, silent
from drafting.model_server.failures import ServerFailed
from drafting.model_server.messages import Messages
from drafting.settings import Settings

if TYPE_CHECKING:
    import httpx2
    from langchain_core.messages import BaseMessage
    from langchain_openai import ChatOpenAI
    from openai import AsyncOpenAI, AsyncStream

_log = logging.getLogger(__name__)
_CONNECT_SECONDS = 10.0
_OPENAI_MODEL = "gpt-4.1-mini"
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}

Take = Callable[[str, str], None]
"""Gets a bit of text and a bit of the arguments of a tool call; one of them may be empty."""


class Connection:
    """One chat model on one connection pool; lives on one event loop."""

    def __init__(self, settings: Settings, chat: ChatOpenAI, transport: httpx2.AsyncClient) -> None:
        self.settings = settings
        self.model = chat.model_name
        self._chat = chat
        self._transport = transport

    async def send(
        self,
        messages: Messages,
        most_tokens: int,
        take: Take,
        body: Mapping[str, Any] | None = None,
    ) -> tuple[str, wire.Wire]:
        """Stream one answer into ``take``; return the server's reason to stop, empty where it gave
        none, and what else was seen. ``body`` adds fields to the request. Raises ServerFailed."""
        trying = habits.habits_of(self.settings)
        while True:
            try:
                finish, seen = await self._stream(
                    messages, trying.fields(most_tokens) | dict(body or {}), take
                )
            except ServerFailed:
                raise
            except Exception as error:
                failure = failure_of(error, self.settings)
                said = said_by(error) if failure.kind == "request" else None
                other = habits.adapted(trying, *said) if said else None
                if other is None:
                    _log.info("model request failed: %s, %s", failure.kind, type(error).__name__)
                    raise ServerFailed(failure) from None
                trying = other
            else:
                if trying != habits.habits_of(self.settings):
                    habits.learn(self.settings, trying)
                return finish, seen

    async def models(self) -> tuple[str, ...]:
        """Names of the models the server lists. Raises ServerFailed."""
        try:
            listed = await self._chat.root_async_client.models.list()
            return tuple(model.id for model in listed.data)
        except Exception as error:
            raise ServerFailed(failure_of(error, self.settings)) from None

    async def _stream(
        self, messages: Messages, body: dict[str, Any], take: Take
    ) -> tuple[str, wire.Wire]:
        from langsmith import tracing_context

        seen, finish, begun = wire.Wire(), "", False
        wire.current.set(seen)
        first, between = self.settings.drafting_timeout, self.settings.drafting_token_timeout
        now = asyncio.get_running_loop().time
        stream = self._chat.astream(_turns(messages), extra_body=body)
        try:
            with tracing_context(enabled=False):  # what is written goes to no other host
                async with (
                    asyncio.timeout(first) as limit,
                    aclosing(cast("AsyncGenerator[Any, None]", stream)) as chunks,
                ):
                    async for chunk in chunks:
                        text, tool = chunk.content, _tool(chunk)
                        begun = begun or bool(text or tool or seen.thinking)
                        if begun:
                            limit.reschedule(now() + between)
                        finish = chunk.response_metadata.get("finish_reason") or finish
                        if text or tool:
                            take(text, tool)
        except TimeoutError:
            if not limit.expired():
                raise
            raise ServerFailed(silent(between if begun else first, begun)) from None
        return finish, seen


@asynccontextmanager
async def open_connection(settings: Settings) -> AsyncIterator[Connection]:
    """Connections that are closed at the end. Raises ServerFailed for a bad address or key."""
    try:
        transport = _transport(settings)
        chat = _chat(settings, transport)
    except Exception as error:
        raise ServerFailed(failure_of(error, settings)) from None
    async with transport:
        yield Connection(settings, chat, transport)


def _turns(messages: Messages) -> list[BaseMessage]:
    from langchain_core.messages import AIMessage, HumanMessage, SystemMessage

    kinds = {"assistant": AIMessage, "user": HumanMessage}
    then = [kinds[role](text) for role, text in messages.then]
    return [SystemMessage(messages.system), HumanMessage(messages.user), *then]


def _tool(chunk: Any) -> str:
    calls = chunk.tool_call_chunks
    return "".join(call["args"] or "" for call in calls) if calls else ""


def _chat(settings: Settings, transport: httpx2.AsyncClient) -> ChatOpenAI:
    """ChatOpenAI renames ``max_tokens``, so limits and the like go in the body of each request."""
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    key = settings.openai_api_key.get_secret_value().strip() or "none"
    chat = ChatOpenAI(
        model=settings.drafting_model or _OPENAI_MODEL,
        api_key=SecretStr(key),
        base_url=settings.openai_base_url or "https://api.openai.com/v1",
        http_async_client=transport,
        timeout=transport.timeout,
        stream_chunk_timeout=0,  # our own is cheaper, and knows the first token from the others
        stream_usage=False,
        max_retries=0,  # our own retry covers a stream as a whole
        use_responses_api=False,
    )
    chat.async_client = _PlainCompletions(chat.root_async_client)
    return chat


class _PlainCompletions:
    """In the place of openai's own: chunks stay the plain data that LangChain makes of them anyhow.
    Building openai's records of each chunk, and taking them apart, was half the work of a stream."""

    def __init__(self, client: AsyncOpenAI) -> None:
        self._client = client

    async def create(self, *, extra_body: Mapping[str, Any], **payload: Any) -> AsyncStream[object]:
        from openai import AsyncStream

        return await self._client.post(
            "/chat/completions",
            body={**payload, **extra_body},
            cast_to=object,
            stream=True,
            stream_cls=AsyncStream[object],
        )


def _transport(settings: Settings) -> httpx2.AsyncClient:
    """Own connections: LangChain's are shared by all loops. No proxy stands before loopback."""
    import httpx2

    silence = settings.drafting_timeout
    host = urlsplit(settings.openai_base_url).hostname or ""
    return httpx2.AsyncClient(
        timeout=httpx2.Timeout(None, connect=min(_CONNECT_SECONDS, silence / 2), write=silence),
        limits=httpx2.Limits(max_connections=None),
        headers={"accept-encoding": "identity"},
        event_hooks={"response": [wire.tidy]},
        trust_env=host not in _LOOPBACK,
        verify=_certificates(),
        follow_redirects=True,
    )


@cache
def _certificates() -> ssl.SSLContext:
    return ssl.create_default_context()
