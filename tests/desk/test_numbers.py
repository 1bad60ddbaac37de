"""``/metrics``: what it counts, and to whom it is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from drafting.desk.door import Door
from drafting.desk.door import hang as hang_door
from drafting.desk.numbers import Watchers, hang, unfinished_in
from drafting.desk.own import OwnJobs
from drafting.desk.telling import told
from drafting.desk.tracking import Tracked
from drafting.engines.offline import OfflineEngine
from drafting.errors import BadInput
from drafting.jobs import Jobs
from drafting.model import Usage
from drafting.observing import metrics
from drafting.plan import plan
from drafting.store import Store, open_store
from drafting.users import single_user
from tests.briefs import shipped

TOKEN = "token-0123456789abcdef"


@pytest.fixture(autouse=True)
def _counted_anew() -> Iterator[None]:
    metrics.switch_off()
    yield
    metrics.switch_off()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "data")
    yield opened
    opened.close()


def desk(tmp_path: Path, store: Store, token: str = "", host: str = "127.0.0.1") -> TestClient:
    app = FastAPI()
    hang(app, Watchers(token, unfinished_in(store)))
    users = single_user("li", "long-password")
    hang_door(app, Door(users, b"s" * 32, tmp_path, lambda *_: False, store.engine))
    return TestClient(Tracked(app), base_url="http://127.0.0.1", client=(host, 5000))


def value(text: str, name: str) -> float:
    found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)
    assert found, name
    return float(found[1])


@pytest.mark.parametrize(
    ("host", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("::1", {}, 200),
        ("10.0.0.7", {}, 404),
        ("127.0.0.1", {"x-forwarded-for": "10.0.0.7"}, 404),
        ("127.0.0.1", {"x-real-ip": "10.0.0.7"}, 404),
        ("10.0.0.7", {"authorization": f"Bearer {TOKEN}"}, 200),
        ("10.0.0.7", {"authorization": "Bearer wrong"}, 404),
        ("10.0.0.7", {"authorization": "Bearer "}, 404),
        ("10.0.0.7", {"authorization": "Bearer 密码"}, 404),
    ],
)
def test_it_is_there_for_this_machine_and_the_token(
    tmp_path: Path, store: Store, host: str, headers: dict[str, str], status: int
) -> None:
    sent = {name: value.encode() for name, value in headers.items()}
    assert desk(tmp_path, store, TOKEN, host).get("/metrics", headers=sent).status_code == status


def test_without_a_token_none_is_right(tmp_path: Path, store: Store) -> None:
    client = desk(tmp_path, store, "", "10.0.0.7")
    assert client.get("/metrics", headers={"authorization": "Bearer "}).status_code == 404


def test_what_is_counted(tmp_path: Path, store: Store) -> None:
    client = desk(tmp_path, store)
    brief = shipped("work_summary")
    job = OwnJobs(Jobs(), store).start("d1", brief, OfflineEngine(), plan(brief), None, store)
    assert job.wait(30)
    metrics.model_call("ok", 1.5, Usage(1000, 400, 200, 1))
    metrics.model_call("busy", 0.2)
    store.work.begin("d2", brief, plan(brief), "offline")

    def refuses() -> None:
        raise BadInput("不行。")

    with pytest.raises(Exception, match="不行"):
        told(refuses)()
    client.post("/login", data={"name": "li", "password": "wrong"})
    text = client.get("/metrics").text
    assert value(text, 'drafting_jobs_total{engine="offline",outcome="finished"}') == 1
    assert value(text, "drafting_jobs_running") == 0
    assert value(text, 'drafting_unfinished{state="writing"}') == 1
    counted = {
        d: value(text, f'drafting_tokens_total{{direction="{d}"}}') for d in ("in", "out", "cached")
    }
    assert counted == {"in": 1000, "out": 200, "cached": 400}
    assert value(text, 'drafting_model_call_seconds_count{outcome="ok"}') == 1
    assert value(text, 'drafting_errors_total{kind="model_busy"}') == 1
    assert value(text, 'drafting_errors_total{kind="BadInput"}') == 1
    assert value(text, 'drafting_logins_total{outcome="login_failed"}') == 1
    assert value(text, 'drafting_request_seconds_count{place="/login",status="4xx"}') == 1
    assert "refuses" in text
    assert text.isascii()


def test_a_database_that_fails_leaves_the_other_numbers(tmp_path: Path, store: Store) -> None:
    client = desk(tmp_path, store)
    (tmp_path / "data" / "drafting.db").write_bytes(b"no database" * 1000)
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert value(answer.text, "drafting_jobs_running") == 0


def test_nothing_is_counted_before_it_is_switched_on() -> None:
    metrics.request("/", 200, 0.1)
    metrics.job_begun()
    metrics.switch_on()
    metrics.job_begun()
    assert metrics.switch_on().running._value.get() == 1
