"""The bytes of an answer, put right before the libraries read them.

Servers differ from the protocol in ways that openai's reader takes for the end of an answer or for
an error: events without data, keepalives, fields in the place of others, one whole JSON body where
a stream was asked for. :func:`tidy` hooks into the transport and passes on plain events only. What
LangChain drops (thinking, a refusal, cached tokens, the closing mark) is noted on the way, in the
:class:`Wire` of the request.
"""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from drafting.model import Usage

if TYPE_CHECKING:
    import httpx2

_REFUSAL = re.compile(rb'"refusal":\s*"')
_REASONING = re.compile(rb'"(?:reasoning|reasoning_content|thinking)":\s*"(?!")')
_USAGE = re.compile(rb'"usage":\s*\{')
_RARE = re.compile(rb'"tool_calls"|"error"|"message"')
_LARGEST = 16 * 1024 * 1024
"""Bytes of a body that is no stream; no answer is longer."""


class NoAnswer(ValueError):
    """A body that is neither a stream of events nor an answer: the page of a proxy, say."""


@dataclass(slots=True)
class Wire:
    """What was seen of one answer beside its text. ``thinking`` counts events of reasoning;
    ``done``: the server said that the stream is complete; ``whole``: it did not stream;
    ``tidied``: the body could be read here (it was not compressed)."""

    thinking: int = 0
    refusal: str = ""
    usage: Usage = field(default_factory=Usage)
    tells_cached: bool = False
    done: bool = False
    whole: bool = False
    tidied: bool = False


current: ContextVar[Wire] = ContextVar("drafting_model_wire")
"""The wire of the request that the running task sends."""


async def tidy(response: httpx2.Response) -> None:
    """A hook for the transport: good answers are rewritten as they are read."""
    wire = current.get(None)
    if not wire or response.status_code != 200 or "content-encoding" in response.headers:
        return
    import httpx2

    class Tidied(httpx2.AsyncByteStream):
        def __init__(self, stream: httpx2.AsyncByteStream, wire: Wire) -> None:
            self._stream, self._wire = stream, wire

        async def __aiter__(self) -> AsyncIterator[bytes]:
            async for event in _tidied(self._stream, self._wire):
                yield event

        async def aclose(self) -> None:
            await self._stream.aclose()

    wire.tidied = True
    stream = response.stream
    assert isinstance(stream, httpx2.AsyncByteStream)
    response.stream = Tidied(stream, wire)
    response.headers.pop("content-length", None)


async def _tidied(stream: httpx2.AsyncByteStream, wire: Wire) -> AsyncIterator[bytes]:
    """Raises NoAnswer for a body that is none."""
    begun, rest = False, b""
    async for part in stream:
        rest += part
        if not begun:
            rest = rest.removeprefix(b"\xef\xbb\xbf").lstrip()
            begun, wire.whole = bool(rest), rest.startswith((b"{", b"<"))
        if wire.whole:
            if rest.startswith(b"<") or len(rest) > _LARGEST:
                raise NoAnswer
            continue
        events, rest = _split(rest)
        for event in events:
            if data := _data(event, wire):
                yield data
    if wire.whole:
        yield _streamed(rest, wire)
    elif rest and (data := _data(rest, wire)):
        yield data


def _split(rest: bytes) -> tuple[list[bytes], bytes]:
    """Whole events, and what is left of an unfinished one; a last CR may be half a line end."""
    if b"\r" in rest:
        half = rest.endswith(b"\r")
        rest = rest.removesuffix(b"\r").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        rest += b"\r" if half else b""
    *events, rest = rest.split(b"\n\n")
    return events, rest


def _data(event: bytes, wire: Wire) -> bytes:
    """The event as one plain line, empty where it holds no answer."""
    plain = event.startswith(b"data: {") and b"\n" not in event
    data = event[6:] if plain else _joined(event)
    if data == b"[DONE]":
        wire.done = True
    elif not data.startswith(b"{"):
        return b""
    else:
        data = _noted(data, wire)
    return b"data: " + data + b"\n\n"


def _joined(event: bytes) -> bytes:
    """The data of an event in lines; llama.cpp once wrote ``error:`` in the place of ``data:``."""
    lines = [line.partition(b":") for line in event.split(b"\n")]
    data = b" ".join(value.strip() for name, _, value in lines if name == b"data").strip()
    errors = [value.strip() for name, _, value in lines if name == b"error"]
    return b'{"error": ' + errors[0] + b"}" if errors and not data else data


def _noted(data: bytes, wire: Wire) -> bytes:
    if _REASONING.search(data):
        wire.thinking += 1
    if _USAGE.search(data) or _REFUSAL.search(data):
        _note(_parsed(data), wire)
    if b'"delta"' in data and not _RARE.search(data):
        return data
    return json.dumps(_righted(_parsed(data))).encode()


def _parsed(data: bytes) -> dict[str, Any]:
    parsed = json.loads(data)
    if not isinstance(parsed, dict):
        raise NoAnswer
    return parsed


def _note(event: dict[str, Any], wire: Wire) -> None:
    if isinstance(counted := event.get("usage"), dict):
        wire.usage = _usage(counted, wire)
    for choice in event.get("choices") or ():
        said = choice.get("delta") or choice.get("message") or {}
        wire.refusal += said.get("refusal") or ""
        if any(said.get(name) for name in ("reasoning", "reasoning_content", "thinking")):
            wire.thinking = max(wire.thinking, 1)


def _usage(counted: dict[str, Any], wire: Wire) -> Usage:
    """DeepSeek tells cached tokens in a place of its own."""
    details = counted.get("prompt_tokens_details") or {}
    cached = details.get("cached_tokens", counted.get("prompt_cache_hit_tokens"))
    wire.tells_cached = wire.tells_cached or cached is not None
    read, written = counted.get("prompt_tokens"), counted.get("completion_tokens")
    return Usage(_count(read), _count(cached), _count(written))


def _count(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0


def _righted(event: dict[str, Any]) -> dict[str, Any]:
    """Events as LangChain reads them: each choice has a delta, each tool call a place, an error is
    called so."""
    if event.get("object") == "error" and not event.get("error"):
        return {"error": event}
    for choice in event.get("choices") or ():
        if choice.get("delta") is None:
            choice["delta"] = choice.pop("message", None) or {}
        for at, call in enumerate(choice["delta"].get("tool_calls") or ()):
            call.setdefault("index", at)
    return event


def _streamed(body: bytes, wire: Wire) -> bytes:
    """A whole answer as one event. Raises NoAnswer where it is none."""
    try:
        event = _parsed(body)
    except ValueError:
        raise NoAnswer from None
    _note(event, wire)
    event = _righted(event)
    if not event.get("error") and not event.get("choices"):
        raise NoAnswer
    event.pop("usage", None)
    wire.done = True
    data = json.dumps(event | {"object": "chat.completion.chunk"}).encode()
    return b"data: " + data + b"\n\ndata: [DONE]\n\n"
