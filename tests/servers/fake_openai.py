"""A server that speaks the OpenAI chat protocol on a free port of 127.0.0.1, by script."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Reply:
    """What the server answers. ``cut``: the connection ends after so many chunks; ``pause``:
    seconds before each chunk; ``declared``: the length is announced, so that a cut is an error."""

    text: str = ""
    status: int = 200
    chunk: int = 3
    pause: float = 0.0
    cut: int | None = None
    finish: str = "stop"
    body: str | None = None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Request:
    """What was asked, and whether the client went away before the end."""

    body: dict[str, Any]
    headers: dict[str, str]
    begun: float
    ended: float = 0.0
    dropped: bool = False

    @property
    def prompt(self) -> str:
        return "\n".join(message["content"] for message in self.body["messages"])


Script = Callable[[Request], Reply]


class FakeOpenAI:
    """``requests`` in order of arrival; ``most_at_once`` is the peak of concurrent answers."""

    def __init__(self, script: Script) -> None:
        self.requests: list[Request] = []
        self.most_at_once = 0
        self._at_once = 0
        self._lock = threading.Lock()
        self._script = script
        self._server = _Server(("127.0.0.1", 0), self)

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    @contextmanager
    def running(self) -> Iterator[FakeOpenAI]:
        thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            thread.join()
            self._server.server_close()

    def answer(self, request: Request) -> Reply:
        with self._lock:
            self.requests.append(request)
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        return self._script(request)

    def done(self, request: Request) -> None:
        with self._lock:
            request.ended = time.monotonic()
            self._at_once -= 1


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], fake: FakeOpenAI) -> None:
        super().__init__(address, _Handler)
        self.fake = fake


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        data = self.rfile.read(int(self.headers.get("content-length", "0")))
        request = Request(json.loads(data), dict(self.headers.items()), time.monotonic())
        reply = self.server.fake.answer(request)
        try:
            if not self.path.endswith("/v1/chat/completions"):
                self._send_error(Reply(status=404))
            elif reply.status != 200:
                self._send_error(reply)
            else:
                self._stream(request, reply)
        except OSError:
            request.dropped = True
        finally:
            self.server.fake.done(request)

    def _send_error(self, reply: Reply) -> None:
        key = self.headers.get("authorization", "")
        body = reply.body or json.dumps({"error": {"message": f"no: {key}", "type": "bad"}})
        self.send_response(reply.status)
        self.send_header("content-type", "application/json")
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body.encode())

    def _stream(self, request: Request, reply: Reply) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.end_headers()
        if reply.body is not None:
            self.wfile.write(reply.body.encode())
            return
        pieces = [
            reply.text[at : at + reply.chunk] for at in range(0, len(reply.text), reply.chunk)
        ]
        for number, piece in enumerate(pieces):
            if number == reply.cut:
                return
            time.sleep(reply.pause)
            self._event(request, {"content": piece}, None)
        self._event(request, {}, reply.finish)
        self.wfile.write(b"data: [DONE]\n\n")

    def _event(self, request: Request, delta: dict[str, str], finish: str | None) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        event = {
            "id": "fake",
            "object": "chat.completion.chunk",
            "created": 0,
            "model": request.body["model"],
            "choices": [choice],
        }
        self.wfile.write(f"data: {json.dumps(event)}\n\n".encode())
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""
