"""Quotas of tokens: counted over processes, refused in Chinese, never got round in silence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pydantic import SecretStr

from drafting.desk.service import Service
from drafting.model import Usage
from drafting.observing import spending
from drafting.observing.context import about
from drafting.plan import plan
from drafting.quotas import Quota, Quotas
from drafting.settings import Settings
from drafting.store import Store, open_store
from retrieval import Library
from tests.briefs import shipped
from tests.conftest import is_clear
from tests.model_server.serving import TEXT, serving, write
from tests.servers.replies import Reply

DAY = dt.date(2026, 12, 31)
COST = Usage(900, 300, 100, 1)


@pytest.fixture(autouse=True)
def _nobody_keeps_account() -> Iterator[None]:
    yield
    spending.keep_account(None)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path)
    yield opened
    opened.close()


def quotas(store: Store, quota: Quota, day: dt.date = DAY) -> Quotas:
    return Quotas(store.engine, quota, lambda: day)


def test_what_one_spends_is_not_the_others(store: Store) -> None:
    account = quotas(store, Quota(user=2000))
    account.spent("li", COST)
    account.spent("li", COST)
    assert [s.used for s in account.standings("li")] == [2000]
    assert [s.used for s in account.standings("wang")] == [0]
    account.admit("wang")


def test_a_user_who_has_used_all_is_told_when_it_begins_anew(
    store: Store, refused: Callable[..., str]
) -> None:
    account = quotas(store, Quota(user=1000))
    account.spent("li", COST)
    said = refused(account.admit, "li")
    assert "您本月的模型用量已用完" in said
    assert "用了 1,000 词元" in said
    assert "1月1日零时" in said
    assert "离线引擎" in said
    account = quotas(store, Quota(user=1000), DAY + dt.timedelta(days=1))
    account.admit("li")


def test_the_office_is_everybody(store: Store, refused: Callable[..., str]) -> None:
    account = quotas(store, Quota(office=1500, period="day"))
    account.spent("li", COST)
    account.spent("wang", COST)
    assert "本单位今天的模型用量已用完" in refused(account.admit, "zhao")
    assert [s.line() for s in account.standings("zhao")] == [
        "本单位今天模型用量 2,000 / 1,500 词元，1月1日零时重新计算"
    ]


def test_many_at_once_are_added_up(store: Store, tmp_path: Path) -> None:
    other = open_store(tmp_path)
    accounts = [quotas(each, Quota(user=1)) for each in (store, other)]
    with ThreadPoolExecutor(6) as threads:
        list(threads.map(lambda n: accounts[n % 2].spent("li", COST), range(30)))
    other.close()
    assert accounts[0].standings("li")[0].used == 30_000


def test_what_could_not_be_written_is_owed(store: Store, tmp_path: Path) -> None:
    account = quotas(store, Quota(user=1))
    file = tmp_path / "drafting.db"
    kept = file.read_bytes()
    file.write_bytes(b"no database" * 1000)
    account.spent("li", COST)
    store.engine.dispose()
    file.write_bytes(kept)
    account.spent("li", COST)
    assert account.standings("li")[0].used == 2000


@pytest.fixture
def service(store: Store, tmp_path: Path) -> Iterator[Service]:
    settings = Settings(openai_base_url="http://127.0.0.1:9/v1", openai_api_key=SecretStr("k"))
    library = Library(tmp_path / "library")
    opened = Service(store, library, tmp_path / "files", settings, quota=Quota(user=1000))
    yield opened
    opened.close()


def test_drafting_with_the_model_is_refused_and_offline_is_a_choice(
    service: Service, refused: Callable[..., str]
) -> None:
    brief = shipped("work_summary")
    draft_id = service.keep("", brief, plan(brief), "model")
    Quotas(service.engine_of_store, Quota(user=1000)).spent("", COST)
    said = refused(service.start, draft_id, brief, plan(brief), "model")
    assert "已用完" in said
    assert is_clear(said)
    assert service.jobs.find(draft_id) is None
    job = service.start(draft_id, brief, plan(brief), "offline")
    assert job.wait(30)
    assert job.draft is not None
    assert job.draft.engine == "offline"
    [line] = service.quota_lines()
    assert "1,000 / 1,000 词元" in line


@pytest.mark.network
@pytest.mark.enable_socket
@pytest.mark.parametrize("usage", ["asked", "never"])
def test_every_request_to_a_model_is_counted(store: Store, usage: str) -> None:
    account = quotas(store, Quota(user=1_000_000))
    spending.keep_account(account)
    reply = Reply(TEXT, usage=usage)  # type: ignore[arg-type]
    with serving(reply) as server, about(user="li"):
        assert write(server.base_url).text == TEXT
    assert account.standings("li")[0].used > 10


@pytest.mark.network
@pytest.mark.enable_socket
def test_no_request_is_sent_when_all_is_used(store: Store) -> None:
    account = quotas(store, Quota(user=10))
    account.spent("li", COST)
    spending.keep_account(account)
    with serving(Reply(TEXT)) as server, about(user="li"):
        with pytest.raises(spending.UsedUp):
            write(server.base_url)
        assert server.requests == []
