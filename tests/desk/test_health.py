"""``/healthz`` and ``/readyz``: what they answer, to whom, and how little they tell."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError
from starlette.testclient import TestClient

from drafting.desk import health as health_pages
from drafting.desk.door import Door, hang
from drafting.desk.health import Health, Look, database_reachable, library_open
from drafting.desk.tracking import Tracked, place_of
from drafting.errors import StoreFailed
from drafting.store import Store, open_store
from drafting.users import single_user
from retrieval import Library


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "data")
    yield opened
    opened.close()


def desk(tmp_path: Path, **looks: Look) -> tuple[TestClient, Health]:
    """A desk with users, seen by somebody who has not logged in."""
    app, health = FastAPI(), Health(looks)
    health_pages.hang(app, health)
    users = single_user("li", "long-password")
    hang(app, Door(users, b"s" * 32, tmp_path, lambda *_: False, create_engine("sqlite://")))
    return TestClient(Tracked(app), base_url="http://127.0.0.1"), health


def fails(error: Exception) -> Look:
    def look() -> None:
        raise error

    return look


def test_a_desk_that_works_is_ready(tmp_path: Path, store: Store) -> None:
    with Library(tmp_path / "library") as library:
        looks = {"database": database_reachable(store), "library": library_open(library)}
        client, _ = desk(tmp_path, **looks)
        assert client.get("/healthz").json() == {"status": "alive"}
        answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ready"})


@pytest.mark.parametrize(
    "error",
    [StoreFailed("数据库（postgresql://user@host）读写失败"), OperationalError("q", {}, OSError()),
     OSError(28, "/secret/place")],
)  # fmt: skip
def test_what_fails_is_told_by_a_code_alone(tmp_path: Path, error: Exception) -> None:
    client, _ = desk(tmp_path, database=fails(error), library=lambda: None)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "not ready", "reasons": ["database"]}
    assert client.get("/healthz").status_code == 200


def test_a_database_that_is_gone_is_noticed(tmp_path: Path, store: Store) -> None:
    (tmp_path / "data" / "drafting.db").write_bytes(b"no database" * 1000)
    client, _ = desk(tmp_path, database=database_reachable(store))
    assert client.get("/readyz").json()["reasons"] == ["database"]


def test_a_desk_that_stops_wants_no_more_work(tmp_path: Path) -> None:
    client, health = desk(tmp_path)
    health.stop()
    assert client.get("/readyz").json()["reasons"] == ["stopping"]
    assert client.get("/healthz").status_code == 200


def test_a_look_that_hangs_is_told_and_not_begun_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health_pages, "PATIENCE", 0.05)
    over, begun = threading.Event(), []

    def look() -> None:
        begun.append(1)
        over.wait(10)

    client, _ = desk(tmp_path, database=look)
    for _ in range(3):
        assert client.get("/readyz").json()["reasons"] == ["database"]
    assert len(begun) == 1
    over.set()


def test_an_answer_names_its_request(tmp_path: Path) -> None:
    client, _ = desk(tmp_path)
    given = client.get("/healthz", headers={"X-Request-ID": "from-proxy-1"})
    assert given.headers["x-request-id"] == "from-proxy-1"
    made = client.get("/healthz", headers={"X-Request-ID": "<script>alert(1)</script>"})
    assert len(made.headers["x-request-id"]) == 32


@pytest.mark.parametrize(
    ("path", "place"),
    [("/", "/"), ("/en/", "/"), ("/gradio_api/queue/join", "/gradio_api/queue/join"),
     ("/gradio_api/file=/tmp/x/在动员会上的讲话.docx", "/gradio_api/file"),
     ("/en/gradio_api/heartbeat/abc", "/gradio_api/heartbeat"), ("/在动员会上的讲话", "other"),
     ("/loginother", "other"), ("/assets/index-1.js", "/assets")],
)  # fmt: skip
def test_a_path_is_told_by_its_kind(path: str, place: str) -> None:
    assert place_of(path) == place
