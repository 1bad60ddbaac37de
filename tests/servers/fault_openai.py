"""A server of the OpenAI chat protocol on a free port of 127.0.0.1 that fails on demand.

In a test: ``with FaultOpenAI(script).running() as server``. As a process of its own, so that a
benchmark measures our own work alone: ``python -m tests.servers.fault_openai --first 0.3 --rate 40
--tokens 300`` prints its address and serves until its input ends; ``--script module:name`` takes
the answers from a function ``Request -> Reply``. ``GET /counters`` tells what it has done.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gzip
import importlib
import json
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from tests.servers.embedding import embedded
from tests.servers.replies import Prompted, Reply, Request, Script

_KNOWN = ("stream_options", "max_tokens", "max_completion_tokens", "temperature", "tools",
          "json_schema", "json_object")  # fmt: skip


class FaultOpenAI:
    """``requests`` in order of arrival; ``most_at_once`` is the peak of concurrent answers.
    ``models`` are those it lists and
    takes; without, it lists none and takes any. What it ``refuses`` (see ``_KNOWN``) it answers with 400; what it ``ignores`` it does not see."""

    def __init__(
        self,
        script: Script,
        *,
        refuses: Iterable[str] = (),
        ignores: Iterable[str] = (),
        models: tuple[str, ...] | None = None,
        honours_limit: bool = True,
        port: int = 0,
    ) -> None:
        self.requests: list[Request] = []
        self.counted: Counter[str] = Counter()
        self.most_at_once = 0
        self._script, self._models, self._port = script, models, port
        self._refuses, self._ignores = frozenset(refuses), frozenset(ignores)
        assert (self._refuses | self._ignores) <= frozenset(_KNOWN)
        self._honours_limit = honours_limit
        self._at_once = 0

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._port}/v1"

    async def listen(self) -> asyncio.Server:
        server = await asyncio.start_server(self._serve, "127.0.0.1", self._port, backlog=512)
        self._port = server.sockets[0].getsockname()[1]
        return server

    @contextmanager
    def running(self) -> Iterator[FaultOpenAI]:
        """Serve from a thread of its own."""
        ready, loop = threading.Event(), asyncio.new_event_loop()
        stop = asyncio.Event()

        async def main() -> None:
            async with await self.listen():
                ready.set()
                await stop.wait()
            others = asyncio.all_tasks() - {asyncio.current_task()}
            for other in others:
                other.cancel()
            await asyncio.gather(*others, return_exceptions=True)

        thread = threading.Thread(target=lambda: (loop.run_until_complete(main()), loop.close()))
        thread.start()
        ready.wait()
        try:
            yield self
        finally:
            loop.call_soon_threadsafe(stop.set)
            thread.join()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await self._one(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in head[1:] if ": " in line)
        original = dict(line.split(": ", 1) for line in head[1:] if ": " in line)
        data = await reader.readexactly(int(headers.get("content-length", "0")))
        method, path, _ = head[0].split(" ")
        if method == "GET":
            return self._get(writer, path)
        if path.endswith("/v1/embeddings"):
            self.counted["embeddings"] += 1
            _send(writer, 200, json.dumps(embedded(json.loads(data))))
            return True
        request = Request(json.loads(data), original, time.monotonic())
        return await self._answer(request, path, reader, writer)

    def _get(self, writer: asyncio.StreamWriter, path: str) -> bool:
        if path == "/counters":
            _send(writer, 200, json.dumps(self.counters()))
        elif path == "/v1/models" and self._models is not None:
            listed = [{"id": name, "object": "model"} for name in self._models]
            _send(writer, 200, json.dumps({"object": "list", "data": listed}))
        else:
            _send(writer, 404, _error("no such path"))
        return True

    def counters(self) -> dict[str, int]:
        return {
            "requests": len(self.requests), "at_once": self._at_once,
            "most_at_once": self.most_at_once, **self.counted,
        }  # fmt: skip

    async def _answer(
        self,
        request: Request,
        path: str,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> bool:
        self.requests.append(request)
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            if not path.endswith("/v1/chat/completions"):
                _send(writer, 404, _error("no such path"))
                return True
            return await _Answering(self, request, reader, writer).run(self._reply(request))
        except (ConnectionError, _Gone):
            request.dropped = True
            self.counted["dropped"] += 1
            return False
        finally:
            self._at_once -= 1
            request.ended = time.monotonic()

    def _reply(self, request: Request) -> Reply:
        """What the script says, where the server takes the request at all."""
        body = request.body
        kind = body.get("response_format", {}).get("type", "")
        asked = {name for name in (*body, kind) if name in _KNOWN}
        if refused := sorted(asked & self._refuses):
            key = request.headers.get("Authorization", "")
            said = f"Unsupported parameter: '{refused[0]}' is not supported. {key}"
            return Reply(status=400, body=_error(said))
        for name in asked & self._ignores:
            body.pop("response_format" if name.startswith("json") else name, None)
        if body.get("model") not in (self._models or (body.get("model"),)):
            return Reply(status=404, body=_error("The model does not exist"))
        return self._script(request)

    def limit(self, body: dict[str, Any]) -> int | None:
        limits = [body[name] for name in ("max_tokens", "max_completion_tokens") if name in body]
        return min(limits) if limits and self._honours_limit else None


class _Gone(Exception):
    """The client has closed its end."""


class _Answering:
    """One answer on one connection."""

    def __init__(
        self,
        server: FaultOpenAI,
        request: Request,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        self._server, self._request = server, request
        self._reader, self._writer = reader, writer
        self._head = json.dumps({
            "id": "fault", "object": "chat.completion.chunk", "created": 0,
            "model": request.body["model"],
        })[:-1]  # fmt: skip
        self._sent = 0

    async def run(self, reply: Reply) -> bool:
        """Whether the connection can serve another request."""
        limit = self._server.limit(self._request.body)
        pieces = [
            reply.text[at : at + reply.chunk] for at in range(0, len(reply.text), reply.chunk)
        ]
        finish = reply.finish
        if limit is not None and len(pieces) > limit:
            pieces, finish = pieces[:limit], "length"
        if reply.status != 200 or reply.body is not None:
            await self._wait(reply.first or 0.0)
            key = self._request.headers.get("Authorization", "")
            body = _error(f"no: {key}") if reply.body is None else reply.body
            _send(self._writer, reply.status, body, reply.content_type, reply.headers)
            return True
        if reply.whole or not self._request.body.get("stream"):
            await self._wait((reply.first or 0.0) + reply.pause * len(pieces))
            _send(self._writer, 200, json.dumps(self._completion(reply, pieces, finish)))
            return True
        return await self._stream(reply, pieces, finish)

    async def _stream(self, reply: Reply, pieces: list[str], finish: str | None) -> bool:
        self._writer.write(
            b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n"
            + b"".join(f"{n}: {v}\r\n".encode() for n, v in reply.headers.items())
            + b"\r\n"
        )
        deltas = [{"role": "assistant", "content": ""}] if reply.style != "events" else []
        deltas += [{"reasoning_content": t} for t in _cut(reply.thinking, reply.chunk)]
        deltas += [{"refusal": t} for t in _cut(reply.refusal, reply.chunk)]
        deltas += self._texts(pieces)
        due = time.monotonic()
        for delta in deltas:
            first = self._sent == 0
            if "role" not in delta:
                if self._sent == reply.stall:
                    await self._reader.read(1)
                    raise _Gone
                if self._sent == reply.cut:
                    return await self._break(reply)
                pause = reply.first if first and reply.first is not None else reply.pause
                due += pause
                await self._wait(due - time.monotonic(), watch=first)
                self._sent += 1
            self._event({"choices": [{"index": 0, "delta": delta, "finish_reason": None}]}, reply)
        self._server.counted["chunks"] += self._sent
        return self._end(reply, finish, len(pieces))

    def _texts(self, pieces: list[str]) -> list[dict[str, Any]]:
        if not self._request.body.get("tools"):
            return [{"content": piece} for piece in pieces]
        name = self._request.body["tools"][0]["function"]["name"]
        calls: list[dict[str, Any]] = [
            {"index": 0, "function": {"arguments": piece}} for piece in pieces
        ]
        calls[0] |= {"id": "call", "type": "function"}
        calls[0]["function"]["name"] = name
        return [{"tool_calls": [call]} for call in calls]

    def _end(self, reply: Reply, finish: str | None, written: int) -> bool:
        if finish is not None:
            choice = {"index": 0, "delta": {}, "finish_reason": finish}
            self._event({"choices": [choice]}, reply)
        asked = self._request.body.get("stream_options", {}).get("include_usage")
        if asked and reply.usage == "asked":
            self._event({"choices": [], "usage": self._usage(reply, written)}, reply)
        if reply.done:
            self._chunk(b"data: [DONE]\n\n")
        self._writer.write(b"0\r\n\r\n")
        return True

    async def _break(self, reply: Reply) -> bool:
        if reply.how == "error":
            self._event({"error": {"message": "engine died", "code": 500}}, reply)
        if reply.how in ("end", "error"):
            self._writer.write(b"0\r\n\r\n")
            return True
        await self._writer.drain()
        if reply.how == "reset":
            await asyncio.sleep(0.01)  # what was written must arrive before the reset does
            self._writer.transport.abort()
        return False

    async def _wait(self, seconds: float, watch: bool = True) -> None:
        """Sleep; long waits end at once when the client goes away."""
        if seconds > 0 and watch:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._reader.read(1), seconds)
                raise _Gone
        elif seconds > 0:
            await asyncio.sleep(seconds)
        if self._writer.is_closing() or self._reader.at_eof():
            raise _Gone

    def _completion(self, reply: Reply, pieces: list[str], finish: str | None) -> dict[str, Any]:
        text = "".join(pieces)
        message: dict[str, Any] = {"role": "assistant", "content": text}
        if reply.thinking:
            message["reasoning_content"] = reply.thinking
        if tools := self._request.body.get("tools"):
            called = {"name": tools[0]["function"]["name"], "arguments": text}
            call = {"id": "call", "type": "function", "function": called}
            message |= {"content": None, "tool_calls": [call]}
        choice = {"index": 0, "message": message, "finish_reason": finish}
        whole = json.loads(self._head + "}") | {"object": "chat.completion", "choices": [choice]}
        return (
            whole if reply.usage == "never" else whole | {"usage": self._usage(reply, len(pieces))}
        )

    def _usage(self, reply: Reply, written: int) -> dict[str, Any]:
        read = len(self._request.prompt)
        counted: dict[str, Any] = {
            "prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written
        }  # fmt: skip
        if reply.cached is not None:
            counted["prompt_tokens_details"] = {"cached_tokens": reply.cached}
        return counted

    def _event(self, fields: dict[str, Any], reply: Reply) -> None:
        data = (
            f"{self._head}, {json.dumps(fields)[1:]}"
            if "error" not in fields
            else json.dumps(fields)
        )
        self._chunk(_styled(data, reply.style, self._sent))

    def _chunk(self, data: bytes) -> None:
        self._writer.write(b"%x\r\n%b\r\n" % (len(data), data))


def _styled(data: str, style: str, number: int) -> bytes:
    if style == "crlf":
        return f"data:{data}\r\n\r\n".encode()
    if style == "comments":
        return f": PROCESSING\n\n:\n\ndata: {data}\n\n: keepalive\n\n".encode()
    if style == "lines":
        return data.replace(', "', ',\ndata: "').join(("data: ", "\n\n")).encode()
    if style == "events":
        return f"event: ping\n\nid: {number}\nevent: message\ndata: {data}\n\ndata:\n\n".encode()
    return f"data: {data}\n\n".encode()


def _cut(text: str, size: int) -> list[str]:
    return [text[at : at + size] for at in range(0, len(text), size)]


def _error(message: str) -> str:
    return json.dumps({"error": {"message": message, "type": "invalid_request_error"}})


def _send(
    writer: asyncio.StreamWriter,
    status: int,
    body: str,
    content_type: str = "",
    headers: dict[str, str] | None = None,
) -> None:
    data = body.encode()
    if (headers or {}).get("content-encoding") == "gzip":
        data = gzip.compress(data)
    given = {"content-type": content_type or "application/json", "content-length": str(len(data))}
    lines = [
        f"HTTP/1.1 {status} Status",
        *(f"{n}: {v}" for n, v in (given | (headers or {})).items()),
    ]
    writer.write("\r\n".join([*lines, "", ""]).encode() + data)


async def _main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--first", type=float, default=0.0)
    parser.add_argument("--rate", type=float, default=0.0)
    parser.add_argument("--tokens", type=int, default=40)
    parser.add_argument("--script", default="")
    parser.add_argument("--refuses", nargs="*", default=[])
    parser.add_argument("--ignores", nargs="*", default=[])
    given = parser.parse_args()
    script: Script = Prompted(given.first, given.rate, given.tokens)
    if given.script:
        module, name = given.script.split(":")
        script = getattr(importlib.import_module(module), name)
    server = FaultOpenAI(script, refuses=given.refuses, ignores=given.ignores, port=given.port)
    async with await server.listen():
        print(server.base_url, flush=True)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(_main())
