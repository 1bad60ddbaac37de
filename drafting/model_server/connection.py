"""LangChain over any OpenAI-compatible server: one request, one stream. Uses the network."""

from __future__ import annotations

import logging
import ssl
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from drafting.model import Usage
from drafting.model_server.failures import ServerFailed, failure_of
from drafting.model_server.messages import Messages
from drafting.settings import Settings

if TYPE_CHECKING:
    import httpx2
    from langchain_core.messages import BaseMessage
    from langchain_openai import ChatOpenAI

_log = logging.getLogger(__name__)
_CONNECT_SECONDS = 10.0
_TEMPERATURE = 0.4
"""Low enough to keep to the facts, high enough for prose."""
_OPENAI_MODEL = "gpt-4.1-mini"
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True)
class Chunk:
    """A bit of answer; ``finish`` is the server's reason to stop, empty until it says one."""

    text: str
    finish: str = ""
    tool: str = ""
    usage: Usage | None = None


class Connection:
    """One chat model on one connection pool; lives on one event loop."""

    def __init__(self, settings: Settings, chat: ChatOpenAI) -> None:
        self._settings = settings
        self._chat = chat
        self.model = chat.model_name

    async def stream(
        self, messages: Messages, most_tokens: int, body: Mapping[str, Any] | None = None
    ) -> AsyncGenerator[Chunk, None]:
        """Yield the answer as it comes; ``body`` adds fields to the request. Raises ServerFailed;
        closing it ends the request."""
        options = _options(self._settings, most_tokens, body or {})
        try:
            stream = cast(
                "AsyncGenerator[Any, None]", self._chat.astream(_turns(messages), **options)
            )
            async with aclosing(stream) as chunks:
                async for chunk in chunks:
                    finish = str(chunk.response_metadata.get("finish_reason") or "")
                    tool = "".join(call["args"] or "" for call in chunk.tool_call_chunks)
                    yield Chunk(str(chunk.text), finish, tool, _usage(chunk.usage_metadata))
        except Exception as error:
            _log.warning("model request failed: %s", type(error).__name__)
            raise ServerFailed(failure_of(error, self._settings)) from None


@asynccontextmanager
async def open_connection(settings: Settings) -> AsyncIterator[Connection]:
    """Connections that are closed at the end. Raises ServerFailed for a bad address or key."""
    try:
        transport = _transport(settings)
        chat = _chat(settings, transport)
    except Exception as error:
        raise ServerFailed(failure_of(error, settings)) from None
    async with transport:
        yield Connection(settings, chat)


def _turns(messages: Messages) -> list[BaseMessage]:
    from langchain_core.messages import AIMessage, HumanMessage, SystemMessage

    kinds = {"assistant": AIMessage, "user": HumanMessage}
    then = [kinds[role](text) for role, text in messages.then]
    return [SystemMessage(messages.system), HumanMessage(messages.user), *then]


def _usage(counted: Any) -> Usage | None:
    if not counted:
        return None
    details = counted.get("input_token_details") or {}
    cached = int(details.get("cache_read") or 0)
    return Usage(int(counted["input_tokens"]), cached, int(counted["output_tokens"]))


def _chat(settings: Settings, transport: httpx2.AsyncClient) -> ChatOpenAI:
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    key = settings.openai_api_key.get_secret_value().strip() or "none"
    return ChatOpenAI(
        model=settings.drafting_model or _OPENAI_MODEL,
        api_key=SecretStr(key),
        base_url=settings.openai_base_url or "https://api.openai.com/v1",
        temperature=None if _is_openai(settings) else _TEMPERATURE,
        http_async_client=transport,
        timeout=transport.timeout,
        stream_chunk_timeout=settings.drafting_timeout,
        stream_usage=False,
        max_retries=0,  # our own retry covers a stream as a whole
        use_responses_api=False,
    )


def _transport(settings: Settings) -> httpx2.AsyncClient:
    """Own connections: LangChain's are shared by all loops. No proxy stands before loopback."""
    import httpx2

    silence = settings.drafting_timeout
    host = urlsplit(settings.openai_base_url).hostname or ""
    return httpx2.AsyncClient(
        timeout=httpx2.Timeout(silence, connect=min(_CONNECT_SECONDS, silence)),
        trust_env=host not in _LOOPBACK,
        verify=_certificates(),
        follow_redirects=True,
    )


@cache
def _certificates() -> ssl.SSLContext:
    return ssl.create_default_context()


def _options(settings: Settings, most_tokens: int, body: Mapping[str, Any]) -> dict[str, Any]:
    """OpenAI knows ``max_completion_tokens``; many other servers know only ``max_tokens``, which
    ChatOpenAI would rename unless it goes in the extra body."""
    word = "max_completion_tokens" if _is_openai(settings) else "max_tokens"
    return {"extra_body": {word: most_tokens, **body}}


def _is_openai(settings: Settings) -> bool:
    host = urlsplit(settings.openai_base_url).hostname or "api.openai.com"
    return host == "api.openai.com"
