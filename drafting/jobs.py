"""Drafting work that lives in the server: a page may leave, come back and subscribe again.

A job runs the pipeline in a thread of its own and keeps its events, so that any number of readers
can follow from any point. Each section is saved before anybody is told that it is finished, so that
a process may die at any moment; what was begun and not finished stands in ``store.work``, and is
carried on without the sections that stand being written again.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Sequence
from typing import Literal

from drafting.checks import NO_SOURCES, Sources
from drafting.engines.base import Engine, Stopped, Written
from drafting.errors import BadInput, DraftingError, StoreFailed
from drafting.model import Brief, Draft, Outline, Section
from drafting.pipeline import Event, Finder, Finished
from drafting.pipeline import draft as run_pipeline
from drafting.recovery import PART, unfinished_draft
from drafting.store import Store, WorkState
from drafting.store.work import BEAT

State = Literal["writing", "finished", "cancelled", "failed"]

KEPT = 64
"""This many jobs that have ended stay in memory, for pages that come back late."""
STOPPED = "已停止起草，写好的部分已经保存。"
TAKEN = "这篇文稿已在另一处接着写，这里停下了。"
UNEXPECTED = "起草时出了意外的错误，写好的部分已经保存。详情见服务器的运行日志。"
WHOLE = "起草"
"""The note of the version that a job saves."""
_log = logging.getLogger(__name__)


class Job:
    """One document being written. Safe to read from several threads."""

    def __init__(
        self,
        draft_id: str,
        brief: Brief,
        outline: Outline,
        engine: Engine,
        done: tuple[Section, ...] = (),
        variant: int = 0,
        sources: Sources = NO_SOURCES,
    ) -> None:
        self.id = draft_id
        self.run = ""
        self.brief = brief
        self.outline = outline
        self.engine = engine
        self.done = done
        self.variant = variant
        self.sources = sources
        self.state: State = "writing"
        self.message = ""
        """One Chinese sentence where the job was stopped or has failed, or could not be saved."""
        self.draft: Draft | None = None
        self.saved = False
        self._events: list[Event] = []
        self._changed = threading.Condition()
        self._stop = threading.Event()

    def events(self, start: int = 0) -> Iterator[Event]:
        """The events from the ``start``-th on, waiting for those to come; ends with the job."""
        while True:
            with self._changed:
                while len(self._events) <= start and not self.ended:
                    self._changed.wait()
                fresh = self._events[start:]
            if not fresh:
                return
            yield from fresh
            start += len(fresh)

    def since(self, start: int) -> tuple[Sequence[Event], bool]:
        """The events from the ``start``-th on, without waiting, and whether they are the last."""
        with self._changed:
            return self._events[start:], self.ended

    @property
    def ended(self) -> bool:
        """Whether nothing more will come."""
        return self.state != "writing"

    def cancel(self) -> None:
        """Stop the job and its requests; the sections that are finished stay. Returns at once."""
        self._stop.set()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait for the end; tells whether it came in time."""
        with self._changed:
            return self._changed.wait_for(lambda: self.ended, seconds)

    def _start(self, finder: Finder | None, store: Store) -> None:
        engine, done = self.engine.name, self.done
        self.run = store.work.begin(
            self.id, self.brief, self.outline, engine, self.variant, done
        )  # fmt: skip
        name = f"draft-{self.id}"
        threading.Thread(target=self._run, args=(finder, store), name=name, daemon=True).start()

    def _run(self, finder: Finder | None, store: Store) -> None:
        state, message = self._write(finder, store)
        try:
            if state == "finished" and self.draft is not None:
                counts = store.work.finish(self.draft, self.run, WHOLE)
            else:
                self.draft = self._unfinished(message)
                paused: WorkState = "failed" if state == "failed" else "cancelled"
                counts = store.work.pause(self.id, self.run, paused, message, self.draft, PART)
            self.saved = True
            state, message = (state, message) if counts else ("cancelled", TAKEN)
        except DraftingError as error:
            state, message = "failed", str(error)
        except Exception:
            _log.exception("saving draft %s", self.id)
            state, message = "failed", UNEXPECTED
        with self._changed:
            self.state, self.message = state, message
            self._changed.notify_all()

    def _write(self, finder: Finder | None, store: Store) -> tuple[State, str]:
        steps = run_pipeline(
            self.brief, self.engine, outline=self.outline, finder=finder, draft_id=self.id,
            variant=self.variant, done=self.done, stop=self._stop, sources=self.sources,
        )  # fmt: skip
        try:
            for event in steps:
                if isinstance(event, Finished):
                    self.draft = event.draft
                elif self._stop.is_set():
                    raise Stopped
                elif isinstance(event, Written) and not self._keep(event, store):
                    return "cancelled", TAKEN
                self._add(event)
        except Stopped:
            return "cancelled", STOPPED
        except DraftingError as error:
            return "failed", str(error)
        except Exception:
            _log.exception("writing draft %s", self.id)
            return "failed", UNEXPECTED
        finally:
            steps.close()
        return "finished", ""

    def _keep(self, written: Written, store: Store) -> bool:
        """Save a section before it is told of. Where it cannot be saved the writing goes on: the
        whole draft is saved at the end, or held in memory."""
        try:
            return store.work.keep(self.id, self.run, written.section, written.notices)
        except StoreFailed as error:
            _log.warning("a section of draft %s: %s", self.id, error)
            return True

    def _add(self, event: Event) -> None:
        with self._changed:
            self._events.append(event)
            self._changed.notify_all()

    def _unfinished(self, notice: str) -> Draft | None:
        """The sections that stand, the others empty; None where nothing new was written."""
        written = [event for event in self._events if isinstance(event, Written)]
        if not written:
            return None
        stand = {section.id: section for section in self.done}
        stand |= {event.section.id: event.section for event in written}
        notices = tuple(said for event in written for said in event.notices)
        return unfinished_draft(
            self.id, self.brief, self.outline, self.engine.name, stand, (notice, *notices),
            self.sources,
        )  # fmt: skip


class Jobs:
    """The jobs of this process, by the id of the draft they write."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._turn = threading.Lock()
        self._beating = False
        self._closing = threading.Event()

    def start(
        self,
        draft_id: str,
        brief: Brief,
        engine: Engine,
        outline: Outline,
        finder: Finder | None,
        store: Store,
        *,
        done: tuple[Section, ...] = (),
        variant: int = 0,
        sources: Sources = NO_SOURCES,
    ) -> Job:
        """Begin to write all but the sections that are ``done``. Raises BadInput where this draft
        is being written already, StoreFailed where nothing could be saved."""
        job = Job(draft_id, brief, outline, engine, done, variant, sources)
        with self._turn:
            running = self._jobs.get(draft_id)
            if running is not None and not running.ended:
                raise BadInput("这篇文稿正在起草，请等它写完，或先点“停止”。")
            job._start(finder, store)
            self._jobs.pop(draft_id, None)
            self._jobs[draft_id] = job
            self._forget_old()
            self._begin_to_beat(store)
        return job

    def find(self, draft_id: str) -> Job | None:
        """The job that writes or last wrote this draft; None where there was none."""
        with self._turn:
            return self._jobs.get(draft_id)

    def close(self, seconds: float = 5.0) -> None:
        """Stop all jobs, so that each saves what it has; wait ``seconds`` for each at most."""
        with self._turn:
            running = [job for job in self._jobs.values() if not job.ended]
        self._closing.set()
        for job in running:
            job.cancel()
        for job in running:
            if not job.wait(seconds):
                _log.warning("draft %s did not stop in time", job.id)

    def _begin_to_beat(self, store: Store) -> None:
        if not self._beating:
            self._beating = True
            threading.Thread(target=self._beat, args=(store,), name="beat", daemon=True).start()

    def _beat(self, store: Store) -> None:
        """Signs of life, so that no other process takes a running job for a dead one."""
        while True:
            with self._turn:
                runs = [job.run for job in self._jobs.values() if not job.ended]
                if not runs:
                    self._beating = False
                    return
            try:
                store.work.beat(runs)
            except StoreFailed as error:
                _log.warning("signs of life: %s", error)
            self._closing.wait(BEAT)

    def _forget_old(self) -> None:
        ended = [draft_id for draft_id, job in self._jobs.items() if job.ended]
        for draft_id in ended[: max(0, len(ended) - KEPT)]:
            del self._jobs[draft_id]
