"""The database server goes away and comes back: told plainly, recovered without a person."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from drafting.elsewhere import Elsewhere
from drafting.errors import StoreAway
from drafting.jobs import Jobs
from drafting.model import Brief, Draft, Section
from drafting.plan import plan
from drafting.recovery import is_written
from drafting.store import Store
from drafting.store.work import STALE
from retrieval import Library, LibraryError
from tests.conftest import is_clear
from tests.servers.postgres import Postgres, one_for_tests
from tests.test_jobs import HeldEngine

pytestmark = [pytest.mark.network, pytest.mark.allow_hosts(["127.0.0.1"])]

SECONDS = 60
DRAFT = Draft(
    "one", "work_summary", "题", "offline", Brief("work_summary"), (Section("a", "", 0, "文。"),)
)


@pytest.fixture
def own_server() -> Iterator[Postgres]:
    """A server that a test may stop."""
    with one_for_tests() as server:
        yield server


def test_a_server_that_is_restarted_costs_nothing(own_server: Postgres, tmp_path: Path) -> None:
    url = own_server.new_database()
    with closing(Store(url)) as store, Library(tmp_path, database_url=url) as library:
        store.save(DRAFT)
        assert library.documents() == []
        own_server.stop()
        for refused in (store.drafts, lambda: store.save(DRAFT)):
            with pytest.raises(StoreAway) as told:
                refused()
            assert is_clear(str(told.value)), told.value
            assert "secret-word" not in str(told.value)
        with pytest.raises(LibraryError, match="数据库连不上"):
            library.documents()
        own_server.start()
        assert store.load("one") == DRAFT
        assert store.save(DRAFT) == 2
        with store.turn("one"):
            store.amend(store.load("one"))
        assert library.documents() == []


def test_a_job_outlives_a_restart_of_the_server(own_server: Postgres) -> None:
    url = own_server.new_database()
    brief = Brief("work_summary")
    engine = HeldEngine(sections=2)
    with closing(Store(url)) as store:
        job = Jobs().start("d1", brief, engine, plan(brief), None, store)
        assert engine.held.wait(SECONDS)
        own_server.stop()
        engine.go_on.set()
        time.sleep(2)
        assert not job.ended
        own_server.start()
        assert job.wait(SECONDS)
        assert (job.state, job.message, job.saved) == ("finished", "", True)
        assert all(is_written(section) for section in store.load("d1").sections)
        _join()


def test_a_watcher_goes_on_after_a_restart(own_server: Postgres) -> None:
    url = own_server.new_database()
    brief = Brief("work_summary")
    engine = HeldEngine(sections=2)
    with closing(Store(url)) as store, closing(Store(url)) as other:
        job = Jobs().start("d1", brief, engine, plan(brief), None, store)
        assert engine.held.wait(SECONDS)
        watching = Elsewhere(other)
        seen = watching("d1")
        assert seen is not None
        own_server.stop()
        time.sleep(1)
        own_server.start()
        assert watching("d1") is seen
        engine.go_on.set()
        assert job.wait(SECONDS)
        assert seen.wait(SECONDS)
        assert len(seen.versions()) >= 2
        watching.close()
        _join()


def test_a_clock_that_is_moved_neither_kills_the_living_nor_keeps_the_dead(
    own_server: Postgres,
) -> None:
    """Signs of life from the future, as after a clock was set back, count as none."""
    url = own_server.new_database()
    brief = Brief("work_summary")
    with closing(Store(url)) as store:
        run = store.work.begin("d1", brief, plan(brief), "offline")
        assert store.work.orphans() == []
        with store.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE work SET beat = beat + interval '1 hour'")
        assert store.work.orphans() == [("d1", run)]
        store.work.beat([run])
        assert store.work.orphans() == []
        assert not store.work.take_over("d1", run)
    assert STALE < SECONDS


def _join() -> None:
    for thread in threading.enumerate():
        if thread.name in ("beat", "elsewhere") or thread.name.startswith("draft-"):
            thread.join(SECONDS)
