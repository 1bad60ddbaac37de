from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from drafting.engines.base import Piece, Task, Written
from drafting.engines.offline import OfflineEngine
from drafting.errors import BadInput, ModelFailed
from drafting.facts import read_facts
from drafting.jobs import STOPPED, UNEXPECTED, Job, Jobs, text_so_far
from drafting.model import Brief, EngineName, Section
from drafting.pipeline import Finished, Planned
from drafting.plan import plan
from drafting.store import Store, open_store

SECONDS = 20


class HeldEngine:
    """Writes one section, then waits until it is let go on; may fail after that."""

    name: EngineName = "model"

    def __init__(self, failure: Exception | None = None, sections: int = 1) -> None:
        self.go_on = threading.Event()
        self._failure = failure
        self._sections = sections

    def write(self, task: Task) -> Iterator[Piece | Written]:
        for number, planned in enumerate(task.outline.sections):
            if number == self._sections:
                assert self.go_on.wait(SECONDS)
                if self._failure:
                    raise self._failure
            yield Piece(planned.id, "写了一")
            yield Piece(planned.id, "半")
            yield Written(Section(planned.id, planned.heading, planned.level, "写完了。"))


@pytest.fixture
def brief(facts_folder: Path) -> Brief:
    return read_facts(facts_folder / "work_summary.yaml").brief


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path)
    yield opened
    opened.close()


def _start(jobs: Jobs, brief: Brief, store: Store, engine: OfflineEngine | HeldEngine) -> Job:
    return jobs.start("d1", brief, engine, plan(brief), None, store)


def test_a_job_writes_and_saves(brief: Brief, store: Store) -> None:
    job = _start(Jobs(), brief, store, OfflineEngine())
    events = list(job.events())
    assert isinstance(events[0], Planned)
    assert isinstance(events[-1], Finished)
    assert (job.state, job.message, job.saved) == ("finished", "", True)
    assert store.load("d1") == job.draft


def test_late_and_many_readers_see_everything(brief: Brief, store: Store) -> None:
    engine = HeldEngine()
    job = _start(Jobs(), brief, store, engine)
    seen: list[list[object]] = []
    readers = [
        threading.Thread(target=lambda: seen.append(list(job.events()))) for _ in range(8)
    ]  # fmt: skip
    for reader in readers:
        reader.start()
    engine.go_on.set()
    for reader in readers:
        reader.join(SECONDS)
    assert len(seen) == 8
    assert all(events == list(job.events()) for events in seen)
    assert list(job.events(len(seen[0]) - 1)) == seen[0][-1:]
    assert job.since(len(seen[0])) == ([], True)


def test_text_grows_and_finished_text_replaces_it() -> None:
    pieces = [Piece("a", "一"), Piece("b", "甲"), Piece("a", "二")]
    assert text_so_far(pieces) == {"a": "一二", "b": "甲"}
    assert text_so_far([*pieces, Written(Section("a", "", 0, "三"))])["a"] == "三"


def test_a_stopped_job_keeps_what_is_written(brief: Brief, store: Store) -> None:
    engine = HeldEngine()
    job = _start(Jobs(), brief, store, engine)
    job.cancel()
    engine.go_on.set()
    assert job.wait(SECONDS)
    assert (job.state, job.message) == ("cancelled", STOPPED)
    saved = store.load("d1")
    assert [s.id for s in saved.sections] == [s.id for s in plan(brief).sections]
    assert saved.sections[0].text in ("写完了。", "")
    assert STOPPED in saved.notices


def test_a_failed_model_keeps_finished_sections(brief: Brief, store: Store) -> None:
    engine = HeldEngine(ModelFailed("模型没有回应，请稍后再试。"), sections=2)
    engine.go_on.set()
    job = _start(Jobs(), brief, store, engine)
    assert job.wait(SECONDS)
    assert (job.state, job.message) == ("failed", "模型没有回应，请稍后再试。")
    assert [bool(s.text) for s in store.load("d1").sections[:3]] == [True, True, False]


def test_nothing_written_is_nothing_saved(brief: Brief, store: Store) -> None:
    engine = HeldEngine(ModelFailed("模型没有回应。"), sections=0)
    engine.go_on.set()
    job = _start(Jobs(), brief, store, engine)
    assert job.wait(SECONDS)
    assert job.draft is None
    assert store.drafts() == []


def test_an_unforeseen_error_is_logged_and_told(
    brief: Brief, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    engine = HeldEngine(ZeroDivisionError("boom"))
    engine.go_on.set()
    with caplog.at_level(logging.ERROR):
        job = _start(Jobs(), brief, store, engine)
        assert job.wait(SECONDS)
    assert (job.state, job.message) == ("failed", UNEXPECTED)
    assert "ZeroDivisionError" in caplog.text


def test_a_store_that_refuses_leaves_the_draft_in_memory(brief: Brief, store: Store) -> None:
    with store.engine.begin() as connection:
        connection.execute(text("DROP TABLE versions"))
    job = _start(Jobs(), brief, store, OfflineEngine())
    assert job.wait(SECONDS)
    assert (job.state, job.saved) == ("failed", False)
    assert "读写失败" in job.message
    assert job.draft is not None


def test_one_draft_is_written_once_at_a_time(brief: Brief, store: Store) -> None:
    jobs, engine = Jobs(), HeldEngine()
    job = _start(jobs, brief, store, engine)
    with pytest.raises(BadInput, match="正在起草"):
        _start(jobs, brief, store, OfflineEngine())
    engine.go_on.set()
    assert job.wait(SECONDS)
    assert jobs.find("d1") is job
    again = _start(jobs, brief, store, OfflineEngine())
    assert again.wait(SECONDS)
    assert jobs.find("d1") is again
    assert jobs.find("other") is None


def test_closing_stops_all_jobs(brief: Brief, store: Store) -> None:
    jobs, engine = Jobs(), HeldEngine()
    job = _start(jobs, brief, store, engine)
    threading.Timer(0.2, engine.go_on.set).start()
    jobs.close(SECONDS)
    assert job.state == "cancelled"
    assert job.saved
