"""The bytes of an answer, put right before the libraries read them.

Servers differ from the protocol in ways that openai's reader takes for the end of an answer or for
an error: events without data, keepalives, fields in the place of others, one whole JSON body where
a stream was asked for. :func:`tidy` hooks into the transport and passes on plain events only. What
LangChain drops (thinking, a refusal, cached tokens, the closing mark) is noted on the way, in the
:class:`Wire` of the request.
"""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator, Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from drafting.model import Usage

if TYPE_CHECKING:
    import httpx2

_DONE = b"[DONE]"
_THINKING = ("reasoning_content", "reasoning", "thinking")
_SECONDS = 0.04
"""Between two events with text; nobody reads faster."""
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
    begun, rest, gathering = False, b"", Gathering(wire)
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
        if passed := b"".join([gathering.take(_data(event)) for event in events]):
            yield passed
    yield _streamed(rest, wire) if wire.whole else gathering.take(_data(rest)) + gathering.end()


def _split(rest: bytes) -> tuple[list[bytes], bytes]:
    """Whole events, and what is left of an unfinished one; a last CR may be half a line end."""
    if b"\r" in rest:
        half = rest.endswith(b"\r")
        rest = rest.removesuffix(b"\r").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        rest += b"\r" if half else b""
    *events, rest = rest.split(b"\n\n")
    return events, rest


def _data(event: bytes) -> bytes:
    """What the event holds, as one line; empty where that is no part of an answer."""
    plain = event.startswith(b"data: {") and b"\n" not in event
    data = event[6:] if plain else _joined(event)
    return data if data.startswith(b"{") or data == _DONE else b""


def _joined(event: bytes) -> bytes:
    """The data of an event in lines; llama.cpp once wrote ``error:`` in the place of ``data:``."""
    lines = [line.partition(b":") for line in event.split(b"\n")]
    data = b" ".join(value.strip() for name, _, value in lines if name == b"data").strip()
    errors = [value.strip() for name, _, value in lines if name == b"error"]
    return b'{"error": ' + errors[0] + b"}" if errors and not data else data


class Gathering:
    """Notes the events of one answer and passes them on, text a few times a second: what LangChain
    spends on an event is more than the event is worth. The first text is passed at once, and so is
    a sign of life while the model thinks."""

    def __init__(self, wire: Wire, now: Callable[[], float] = time.monotonic) -> None:
        self._wire, self._now = wire, now
        self._held: dict[str, Any] | None = None
        self._last = 0.0

    def take(self, data: bytes) -> bytes:
        """Lines to pass on now, empty for none yet."""
        if not data:
            return b""
        if data == _DONE:
            self._wire.done = True
            return self.end() + _line(data)
        event = _righted(_parsed(data))
        _note(event, self._wire)
        text = _text_of(event)
        if text is None:
            return self.end() + _line(json.dumps(event).encode())
        self._hold(event, text)
        return self.end() if self._now() - self._last >= _SECONDS else b""

    def end(self) -> bytes:
        """What was held."""
        held, self._held = self._held, None
        if held is None:
            return b""
        self._last = self._now()
        return _line(json.dumps(held).encode())

    def _hold(self, event: dict[str, Any], text: str) -> None:
        if self._held is not None:
            text = self._held["choices"][0]["delta"]["content"] + text
        event["choices"][0]["delta"] = {"content": text}
        self._held = event


def _line(data: bytes) -> bytes:
    return b"data: " + data + b"\n\n"


def _text_of(event: dict[str, Any]) -> str | None:
    """The text of an event that holds text, or thinking, and nothing else."""
    choices: list[dict[str, Any]] = event.get("choices") or []
    if len(choices) != 1 or event.get("usage") or choices[0].get("finish_reason"):
        return None
    delta = choices[0]["delta"]
    if delta.get("tool_calls") or not (delta.get("content") or _thinks(delta)):
        return None
    text = delta.get("content") or ""
    return text if isinstance(text, str) else None


def _thinks(delta: dict[str, Any]) -> bool:
    return any(delta.get(name) for name in _THINKING)


def _parsed(data: bytes) -> dict[str, Any]:
    parsed = json.loads(data)
    if not isinstance(parsed, dict):
        raise NoAnswer
    return parsed


def _note(event: dict[str, Any], wire: Wire) -> None:
    if isinstance(counted := event.get("usage"), dict):
        wire.usage = _usage(counted, wire)
    for choice in event.get("choices") or ():
        wire.refusal += choice["delta"].get("refusal") or ""
        wire.thinking += _thinks(choice["delta"])


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
    event = _righted(event)
    _note(event, wire)
    if not event.get("error") and not event.get("choices"):
        raise NoAnswer
    event.pop("usage", None)
    wire.done = True
    return _line(json.dumps(event | {"object": "chat.completion.chunk"}).encode()) + _line(_DONE)
