from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from drafting.document import edit_section
from drafting.engines.base import Piece, Stopped, Task, Written
from drafting.engines.offline import OfflineEngine
from drafting.errors import BadInput, ModelFailed
from drafting.facts import read_facts
from drafting.jobs import STOPPED, TAKEN, UNEXPECTED, Job, Jobs
from drafting.model import Brief, EngineName, Section
from drafting.pipeline import Finished, Planned
from drafting.plan import plan
from drafting.recovery import BROKEN_OFF, is_written, recover, standing
from drafting.store import Store

SECONDS = 20


class HeldEngine:
    """Writes one section, then waits until it is let go on or told to stop; may fail after that."""

    name: EngineName = "model"

    def __init__(self, failure: Exception | None = None, sections: int = 1) -> None:
        self.go_on = threading.Event()
        self.held = threading.Event()
        self.asked: list[str] = []
        self.closed = False
        self._failure = failure
        self._sections = sections

    def write(self, task: Task) -> Iterator[Piece | Written]:
        done = {section.id for section in task.done}
        try:
            for number, planned in enumerate(task.outline.sections):
                if number == self._sections:
                    self._hold(task)
                if planned.id not in done:
                    self.asked.append(planned.id)
                    yield Piece(planned.id, "写了一半")
                    yield Written(Section(planned.id, planned.heading, planned.level, "写完了。"))
        finally:
            self.closed = True

    def _hold(self, task: Task) -> None:
        self.held.set()
        until = time.monotonic() + 2 * SECONDS  # a test that failed does not hold up the others
        while not self.go_on.wait(0.01):
            if task.stop.is_set() or time.monotonic() > until:
                raise Stopped
        if self._failure:
            raise self._failure


@pytest.fixture
def brief(facts_folder: Path) -> Brief:
    return read_facts(facts_folder / "work_summary.yaml").brief


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    opened = Store(database_url)
    yield opened
    for thread in threading.enumerate():
        if thread.name == "beat" or thread.name.startswith("draft-"):
            thread.join(SECONDS)
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


def test_a_stopped_job_keeps_what_is_written(brief: Brief, store: Store) -> None:
    engine = HeldEngine()
    job = _start(Jobs(), brief, store, engine)
    assert engine.held.wait(SECONDS)
    job.cancel()
    assert job.wait(SECONDS)
    assert engine.closed
    assert (job.state, job.message) == ("cancelled", STOPPED)
    saved = store.load("d1")
    assert [s.id for s in saved.sections] == [s.id for s in plan(brief).sections]
    assert [s.text for s in saved.sections][:2] == ["写完了。", ""]
    assert STOPPED in saved.notices
    work = store.work.find("d1")
    assert work is not None
    assert (work.state, work.message, work.alive) == ("cancelled", STOPPED, False)


def test_a_finished_section_is_saved_before_anybody_is_told(brief: Brief, store: Store) -> None:
    engine = HeldEngine(sections=3)
    job = _start(Jobs(), brief, store, engine)
    told = 0
    for event in job.events():
        if isinstance(event, Written) and told < 3:
            told += 1
            work = store.work.find("d1")
            assert work is not None
            assert event.section in work.sections
            if told == 3:
                engine.go_on.set()
    assert store.work.find("d1") is None


def test_what_stands_is_not_written_again(brief: Brief, store: Store) -> None:
    jobs, first = Jobs(), HeldEngine(ModelFailed("模型没有回应。"), sections=2)
    first.go_on.set()
    assert _start(jobs, brief, store, first).wait(SECONDS)
    work = recover("d1", store)
    assert work is not None
    mended = edit_section(store.load("d1"), work.sections[0].id, text="手工改过。")
    store.save(mended)
    done = standing(work, store.load("d1"))
    second = HeldEngine(sections=99)
    job = jobs.start("d1", brief, second, work.outline, None, store, done=done)
    assert job.wait(SECONDS)
    assert len(first.asked) == 2
    assert set(first.asked).isdisjoint(second.asked)
    texts = [section.text for section in store.load("d1").sections]
    assert texts == ["手工改过。", *["写完了。"] * (len(texts) - 1)]
    assert recover("d1", store) is None


def test_a_dead_process_leaves_its_sections(brief: Brief, store: Store) -> None:
    run = store.work.begin("d1", brief, plan(brief), "model")
    first = plan(brief).sections[0]
    store.work.keep(
        "d1", run, Section(first.id, first.heading, first.level, "写完了。"), ("提醒。",)
    )
    alive = recover("d1", store)
    assert alive is not None
    assert (alive.alive, alive.saved) == (True, False)
    _died_long_ago(store)
    work = recover("d1", store)
    assert work is not None
    assert (work.state, work.alive, work.saved) == ("interrupted", False, True)
    draft = store.load("d1")
    assert [bool(section.text) for section in draft.sections].count(True) == 1
    assert draft.notices == (BROKEN_OFF, "提醒。")
    assert recover("d1", store) == work
    assert len(store.versions("d1")) == 1


def test_a_text_that_stood_before_is_unharmed_where_nothing_was_written(
    brief: Brief, store: Store
) -> None:
    assert _start(Jobs(), brief, store, OfflineEngine()).wait(SECONDS)
    before = store.load("d1")
    store.work.begin("d1", brief, plan(brief), "model")
    _died_long_ago(store)
    work = recover("d1", store)
    assert work is not None
    assert store.load("d1") == before
    assert standing(work, before) == ()


def test_a_run_that_was_carried_on_elsewhere_stops_and_saves_nothing(
    brief: Brief, store: Store
) -> None:
    engine = HeldEngine(sections=2)
    job = _start(Jobs(), brief, store, engine)
    assert engine.held.wait(SECONDS)
    with pytest.raises(BadInput, match="正在起草"):
        store.work.begin("d1", brief, plan(brief), "model")
    assert not store.work.take_over("d1", job.run)
    run = _taken_over(store, job)
    assert not store.work.take_over("d1", job.run)
    engine.go_on.set()
    assert job.wait(SECONDS)
    assert (job.state, job.message) == ("cancelled", TAKEN)
    assert store.drafts() == []
    work = store.work.find("d1")
    assert work is not None
    assert (work.run, work.takeovers, len(work.sections)) == (run, 1, 2)


def test_a_section_that_failed_is_still_to_be_written() -> None:
    assert not is_written(Section("a", "", 0, "【本节未写成：连接中断，请重试】"))
    assert not is_written(Section("a", "", 0, " \n"))
    assert is_written(Section("a", "", 0, "写完了。"))


def _taken_over(store: Store, job: Job) -> str:
    """The run that carries the job on; the job may give a sign of life just before."""
    for _ in range(20):
        _died_long_ago(store)
        if run := store.work.take_over("d1", job.run):
            return run
    raise AssertionError("the job gives signs of life without end")


def _died_long_ago(store: Store) -> None:
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE work SET beat = '2026-01-01 00:00:00'"))


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
        connection.execute(text("ALTER TABLE versions RENAME TO gone"))
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
    assert engine.held.wait(SECONDS)
    jobs.close(SECONDS)
    assert job.state == "cancelled"
    assert job.saved


class MendingEngine(HeldEngine):
    """Writes the first section once more after it was let go on."""

    def write(self, task: Task) -> Iterator[Piece | Written]:
        yield from super().write(task)
        first = task.outline.sections[0]
        yield Written(Section(first.id, first.heading, first.level, "通读后改过。"))


def _own(job: Job) -> Section:
    (versions, *_) = job.versions().values()
    return Section(versions[-1].id, versions[-1].heading, versions[-1].level, "手工改的。")


def test_what_is_typed_meanwhile_stands_against_later_passes(brief: Brief, store: Store) -> None:
    engine = MendingEngine()
    job = _start(Jobs(), brief, store, engine)
    assert engine.held.wait(SECONDS)
    own = _own(job)
    assert job.edit(own, store)
    work = store.work.find("d1")
    assert work is not None
    assert work.sections[0].text == "手工改的。"
    engine.go_on.set()
    assert job.wait(SECONDS)
    assert store.load("d1").sections[0].text == "手工改的。"
    assert [s.text for s in job.versions()[own.id]] == ["写完了。", "通读后改过。", "手工改的。"]
    assert not job.edit(own, store)


def test_what_is_typed_meanwhile_stays_when_the_job_is_stopped(brief: Brief, store: Store) -> None:
    engine = HeldEngine()
    job = _start(Jobs(), brief, store, engine)
    assert engine.held.wait(SECONDS)
    assert job.edit(_own(job), store)
    job.cancel()
    assert job.wait(SECONDS)
    assert [s.text for s in store.load("d1").sections][:2] == ["手工改的。", ""]
