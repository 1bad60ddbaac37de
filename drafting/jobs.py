"""Drafting work that lives in the server: a page may leave, come back and subscribe again.

A job runs the pipeline in a thread of its own and keeps its events, so that any number of readers
can follow from any point. Each section is saved before anybody is told that it is finished, so that
a process may die at any moment; what was begun and not finished stands in ``store.work``, and is
carried on without the sections that stand being written again: by a person, or, where processes
share a database, by another process (see ``takeover.py``; ``elsewhere.py`` watches it from there).
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from drafting.checks import NO_SOURCES, Sources
from drafting.engines.base import Engine, Stopped, Written
from drafting.errors import BadInput, DraftingError, StoreAway, StoreFailed
from drafting.model import Brief, Draft, Outline, Section
from drafting.pipeline import Event, Finder, Finished, check_draft
from drafting.pipeline import draft as run_pipeline
from drafting.recovery import PART, unfinished_draft
from drafting.store import Store, WorkState
from drafting.store.work import BEAT, BUSY
from drafting.telling import Telling

State = Literal["writing", "finished", "cancelled", "failed"]

KEPT = 64
"""This many jobs that have ended stay in memory, for pages that come back late."""
STOPPED = "已停止起草，写好的部分已经保存。"
TAKEN = "这篇文稿已在另一处接着写，这里停下了。"
UNEXPECTED = "起草时出了意外的错误，写好的部分已经保存。详情见服务器的运行日志。"
HANDED_OVER = "本机停止服务，这篇文稿由另一处接着写。"
_PATIENCE, _PAUSE = 120.0, 1.0
"""Seconds that a finished draft waits for a database server that does not answer, between tries."""
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
        self.begun = time.monotonic()
        """When it began, on the clock of :func:`time.monotonic`."""
        self._edits: dict[str, Section] = {}
        self._closed = False
        self._handed_over = False
        self._lost = False
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

    def versions(self) -> dict[str, list[Section]]:
        """What each section that stands has been so far, the last at the end: what was done before,
        each time it was written, what a person made of it."""
        with self._changed:
            found = {section.id: [section] for section in self.done}
            for event in self._events:
                if isinstance(event, Written):
                    found.setdefault(event.section.id, []).append(event.section)
            for edited in self._edits.values():
                found.setdefault(edited.id, []).append(edited)
        return found

    def edit(self, section: Section, store: Store) -> bool:
        """Put what a person made of a section that stands in its place: nothing that the engine
        does later changes it. False where the job is too far gone to take it."""
        with self._changed:
            if self._closed:
                return False
            self._edits[section.id] = section
        try:
            return store.work.keep(self.id, self.run, section)
        except StoreFailed as error:
            _log.warning("an edited section of draft %s: %s", self.id, error)
            return True

    def cancel(self) -> None:
        """Stop the job and its requests; the sections that are finished stay. Returns at once."""
        self._stop.set()

    @property
    def takes_edits(self) -> bool:
        """Whether a person may type in sections that stand."""
        return True

    def hand_over(self) -> None:
        """Stop the job, for another process to carry it on at once. Returns at once."""
        self._handed_over = True
        self._stop.set()

    def _learn(self, *, lost: bool) -> None:
        """Stop: another run holds the work, or somebody asks for it on another page."""
        self._lost = self._lost or lost
        self._stop.set()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait for the end; tells whether it came in time."""
        with self._changed:
            return self._changed.wait_for(lambda: self.ended, seconds)

    def _start(self, finder: Finder | None, store: Store, after: str = "") -> None:
        if after:
            self.run = store.work.take_over(self.id, after)
        else:
            self.run = store.work.begin(
                self.id, self.brief, self.outline, self.engine.name, self.variant, self.done
            )
        if not self.run:
            raise BadInput(BUSY)
        name = f"draft-{self.id}"
        threading.Thread(target=self._run, args=(finder, store), name=name, daemon=True).start()

    def _run(self, finder: Finder | None, store: Store) -> None:
        state, message = self._write(finder, store)
        with self._changed:
            self._closed = True
        try:
            if self._handed_over and state == "cancelled":
                counts, message = store.work.release(self.id, self.run), HANDED_OVER
            else:
                counts = self._saved(state, message, store)
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

    def _saved(self, state: State, message: str, store: Store) -> bool:
        """Save how the job ended; False where its run no longer counts. A database server may be away
        for a while, which must not cost the draft."""
        if state == "finished" and self.draft is not None:
            self.draft = self._as_edited(self.draft)
        else:
            self.draft = self._unfinished(message)
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                return self._save(state, message, store)
            except StoreAway:
                if time.monotonic() > until or self._handed_over:
                    raise
            time.sleep(_PAUSE)

    def _save(self, state: State, message: str, store: Store) -> bool:
        with store.turn(self.id):
            if state == "finished" and self.draft is not None:
                return store.work.finish(self.draft, self.run, WHOLE)
            paused: WorkState = "failed" if state == "failed" else "cancelled"
            return store.work.pause(self.id, self.run, paused, message, self.draft, PART)

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
            return "cancelled", TAKEN if self._lost else STOPPED
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
        section = self._edits.get(written.section.id, written.section)
        try:
            return store.work.keep(self.id, self.run, section, written.notices)
        except StoreFailed as error:
            _log.warning("a section of draft %s: %s", self.id, error)
            return True

    def _add(self, event: Event) -> None:
        with self._changed:
            self._events.append(event)
            self._changed.notify_all()

    def _as_edited(self, draft: Draft) -> Draft:
        if not self._edits:
            return draft
        sections = tuple(self._edits.get(section.id, section) for section in draft.sections)
        return check_draft(replace(draft, sections=sections), self.sources)

    def _unfinished(self, notice: str) -> Draft | None:
        """The sections that stand, the others empty; None where nothing new was written."""
        written = [event for event in self._events if isinstance(event, Written)]
        if not written and not self._edits:
            return None
        stand = {section.id: section for section in self.done}
        stand |= {event.section.id: event.section for event in written} | self._edits
        notices = tuple(said for event in written for said in event.notices)
        return unfinished_draft(
            self.id, self.brief, self.outline, self.engine.name, stand, (notice, *notices),
            self.sources,
        )  # fmt: skip


class Jobs:
    """The jobs of this process, by the id of the draft they write, and those that it sees
    ``elsewhere``."""

    def __init__(self, elsewhere: Callable[[str], Job | None] = lambda _: None) -> None:
        self._elsewhere = elsewhere
        self._jobs: dict[str, Job] = {}
        self._turn = threading.Lock()
        self._beating = False

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
        after: str = "",
    ) -> Job:
        """Begin to write all but the sections that are ``done``; ``after`` names the run of a dead
        process whose work is taken over. Raises BadInput where this draft is being written already,
        StoreFailed where nothing could be saved."""
        job = Job(draft_id, brief, outline, engine, done, variant, sources)
        with self._turn:
            running = self._jobs.get(draft_id)
            if running is not None and not running.ended:
                raise BadInput(BUSY)
            job._start(finder, store, after)
            self._jobs.pop(draft_id, None)
            self._jobs[draft_id] = job
            self._forget_old()
            self._begin_to_beat(store)
        return job

    def find(self, draft_id: str) -> Job | None:
        """The job that writes or last wrote this draft; None where there was none."""
        with self._turn:
            mine = self._jobs.get(draft_id)
        if mine is not None and not mine.ended:
            return mine
        return self._elsewhere(draft_id) or mine

    def close(self, seconds: float = 5.0, *, hand_over: bool = False) -> None:
        """Stop all jobs, so that each saves what it has, and hand them over to other processes where
        there may be some; wait ``seconds`` for each at most."""
        with self._turn:
            running = [job for job in self._jobs.values() if not job.ended]
        for job in running:
            job.hand_over() if hand_over else job.cancel()
        for job in running:
            if not job.wait(seconds):
                _log.warning("draft %s did not stop in time", job.id)

    def _begin_to_beat(self, store: Store) -> None:
        if not self._beating:
            self._beating = True
            threading.Thread(target=self._beat, args=(store,), name="beat", daemon=True).start()

    def _beat(self, store: Store) -> None:
        """Signs of life, so that no other process takes a running job for a dead one; between them
        other processes are told what is being written."""
        telling = Telling(store)
        while running := self._running():
            try:
                signs = store.work.beat([job.run for job in running])
            except StoreFailed as error:
                _log.warning("signs of life: %s", error)
            else:
                for job in running:
                    if job.run not in signs.counting or job.run in signs.to_stop:
                        job._learn(lost=job.run not in signs.counting)
            until = time.monotonic() + BEAT
            while (left := until - time.monotonic()) > 0:
                at_work = [job for job in running if not job.ended]
                if not at_work:
                    break
                telling.tell({job.id: job.since for job in at_work})
                at_work[0].wait(min(left, telling.pause))

    def _running(self) -> list[Job]:
        with self._turn:
            running = [job for job in self._jobs.values() if not job.ended]
            self._beating = bool(running)
            return running

    def _forget_old(self) -> None:
        ended = [draft_id for draft_id, job in self._jobs.items() if job.ended]
        for draft_id in ended[: max(0, len(ended) - KEPT)]:
            del self._jobs[draft_id]
