"""Against servers on 127.0.0.1: an OpenAI-compatible endpoint and the real Chroma server."""

from __future__ import annotations

import json
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import numpy as np
import pytest

from retrieval import Library, background, vectors
from retrieval.embed import EmbedderError
from retrieval.embed.openai import OpenAIEmbedder
from retrieval.embed.paired import PairedEmbedder
from tests.servers.chroma import Chroma

pytestmark = [pytest.mark.network, pytest.mark.allow_hosts(["127.0.0.1"])]
KEY = "sk-very-secret"


class Endpoint(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.headers["Authorization"] != f"Bearer {KEY}":
            self._answer(401, {"error": {"message": self.headers["Authorization"]}})
            return
        vectors = [{"index": i, "embedding": [len(t), 1.0]} for i, t in enumerate(asked["input"])]
        self._answer(200, {"object": "list", "model": asked["model"], "data": vectors[::-1]})

    def _answer(self, status: int, body: object) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Keep standard error clean."""


@pytest.fixture
def endpoint() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Endpoint)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    thread.join()
    server.server_close()


def test_vectors_come_back_in_the_order_asked(endpoint: str) -> None:
    embedder = OpenAIEmbedder("some-model", base_url=endpoint, key=KEY)
    assert embedder.passages(["甲", "乙乙"]).tolist() == [[1, 1], [2, 1]]
    assert embedder.query("丙丙丙").dtype == np.float32
    assert embedder.name == "openai-some-model"


def test_a_refusal_never_shows_the_key(endpoint: str) -> None:
    embedder = OpenAIEmbedder(base_url=endpoint, key="sk-wrong-key")
    with pytest.raises(EmbedderError, match="OPENAI_API_KEY") as refused:
        embedder.query("甲")
    assert "sk-wrong" not in str(refused.value)


def test_an_absent_server_is_told() -> None:
    embedder = OpenAIEmbedder(base_url="http://127.0.0.1:9/v1", key=KEY)
    with pytest.raises(EmbedderError, match="连接不上"):
        embedder.query("甲")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Chroma]:
    with closing(Chroma(tmp_path / "srv")) as started:
        yield started


@pytest.fixture
def chroma(server: Chroma) -> str:
    return server.url


def test_libraries_share_a_chroma_server(chroma: str, tmp_path: Path, samples: Path) -> None:
    embedder = PairedEmbedder()
    for name in ("mobilization_speech", "situation_report"):
        with Library(tmp_path / name, embedder=embedder, chroma_url=chroma) as library:
            library.add([samples / name])
            library.make_vectors()
            assert {hit.kind for hit in library.search("工作安排", k=20)} == {name}
            assert library.status().by_meaning
            assert not (tmp_path / name / "chroma").exists()


def test_a_chroma_server_that_is_down_leaves_words(tmp_path: Path, samples: Path) -> None:
    down = "http://127.0.0.1:9"
    with Library(tmp_path / "l", embedder=PairedEmbedder(), chroma_url=down) as library:
        library.add([samples / "situation_report"])
        library.start_vectors()
        until = time.monotonic() + 30
        while library.status().working and time.monotonic() < until:
            time.sleep(0.05)
        assert library.search("养老")
        assert "CHROMA_URL" in library.status().error


@pytest.mark.parametrize("lost", [False, True], ids=["kept", "lost"])
def test_a_chroma_server_that_goes_away_is_told_and_found_again(
    server: Chroma, tmp_path: Path, samples: Path, monkeypatch: pytest.MonkeyPatch, lost: bool
) -> None:
    """Without a person, and whether or not it still has what it held."""
    for module in (background, vectors):
        monkeypatch.setattr(module, "RETRY_SECONDS", 0.5)
    with Library(tmp_path / "l", embedder=PairedEmbedder(), chroma_url=server.url) as library:
        library.add([samples / "situation_report"])
        library.start_vectors()
        _until(lambda: library.status().by_meaning)
        server.stop()
        assert library.search("养老")
        for _ in range(3):
            time.sleep(0.3)
            assert library.search("养老")
            assert "按词语" in library.status().error
            assert not library.status().by_meaning
        if lost:
            shutil.rmtree(tmp_path / "srv")
        server.start()
        _until(lambda: library.status().by_meaning and not library.status().error)
        assert any(hit.why.similarity for hit in library.search("养老"))


def test_a_password_in_the_address_is_not_shown(tmp_path: Path, samples: Path) -> None:
    down = "http://office:secret-word@127.0.0.1:9"
    with Library(tmp_path / "l", embedder=PairedEmbedder(), chroma_url=down) as library:
        library.add([samples / "situation_report"])
        library.start_vectors()
        _until(lambda: library.status().error)
        assert "secret-word" not in library.status().error


def _until(found: Callable[[], object]) -> None:
    until = time.monotonic() + 60
    while not found():
        assert time.monotonic() < until, "it did not come in time"
        time.sleep(0.05)
