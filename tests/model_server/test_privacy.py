"""What is written goes to the model's server alone."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.model_server.serving import TEXT, serving, write
from tests.servers.replies import Reply

pytestmark = [
    pytest.mark.network,
    pytest.mark.enable_socket,
    pytest.mark.allow_hosts(["127.0.0.1"]),
]


def test_a_tracing_service_in_the_environment_learns_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from langchain_core.tracers.langchain import wait_for_all_tracers
    from langsmith import utils

    with _eavesdropper() as (address, heard), serving(Reply(TEXT)) as server:
        monkeypatch.setenv("LANGSMITH_TRACING", "true")
        monkeypatch.setenv("LANGSMITH_ENDPOINT", address)
        monkeypatch.setenv("LANGSMITH_API_KEY", "key")
        utils.get_env_var.cache_clear()  # type: ignore[attr-defined]
        try:
            assert write(server.base_url).text == TEXT
            wait_for_all_tracers()
        finally:
            monkeypatch.undo()
            utils.get_env_var.cache_clear()  # type: ignore[attr-defined]
    assert heard == []


@contextmanager
def _eavesdropper() -> Iterator[tuple[str, list[bytes]]]:
    """An address, and what anybody said to it."""
    heard: list[bytes] = []

    class Listening(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            heard.append(self.rfile.readline())

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Listening) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}", heard
        server.shutdown()
