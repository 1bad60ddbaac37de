"""Drafting work that lives in the server: a page may leave, come back and subscribe again.

A job runs the pipeline in a thread of its own and keeps its events, so that any number of readers
can follow from any point. What is written is saved when the job ends, however it ends: whole,
stopped by a person, or broken off by a model.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Sequence
from typing import Literal

from drafting.engines.base import Cleared, Engine, Piece, Written
from drafting.errors import BadInput, DraftingError
from drafting.kinds import load_kind
from drafting.model import Brief, Draft, Outline, Section
from drafting.pipeline import Event, Finder, Finished, assemble, check_draft
from drafting.pipeline import draft as run_pipeline
from drafting.store import Store

State = Literal["writing", "finished", "cancelled", "failed"]

KEPT = 64
"""This many jobs that have ended stay in memory, for pages that come back late."""
STOPPED = "已停止起草，写好的部分已经保存。"
UNEXPECTED = "起草时出了意外的错误，写好的部分已经保存。详情见服务器的运行日志。"
_log = logging.getLogger(__name__)


class Job:
    """One document being written. Safe to read from several threads."""

    def __init__(self, draft_id: str, brief: Brief, outline: Outline, engine: Engine) -> None:
        self.id = draft_id
        self.brief = brief
        self.outline = outline
        self.engine = engine
        self.state: State = "writing"
        self.message = ""
        """One Chinese sentence where the job was stopped or has failed, or could not be saved."""
        self.draft: Draft | None = None
        self.saved = False
        self._events: list[Event] = []
        self._changed = threading.Condition()
        self._asked_to_stop = threading.Event()

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
        """Ask the job to stop at its next word; what it has written is saved. Returns at once."""
        self._asked_to_stop.set()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait for the end; tells whether it came in time."""
        with self._changed:
            return self._changed.wait_for(lambda: self.ended, seconds)

    def _start(self, finder: Finder | None, store: Store) -> None:
        name = f"draft-{self.id}"
        threading.Thread(target=self._run, args=(finder, store), name=name, daemon=True).start()

    def _run(self, finder: Finder | None, store: Store) -> None:
        state, message = self._write(finder)
        try:
            self.draft = self.draft or self._unfinished(message)
            if self.draft is not None:
                store.save(self.draft, "起草" if state == "finished" else "起草（未完成）")
                self.saved = True
        except DraftingError as error:
            state, message = "failed", str(error)
        except Exception:
            _log.exception("saving draft %s", self.id)
            state, message = "failed", UNEXPECTED
        with self._changed:
            self.state, self.message = state, message
            self._changed.notify_all()

    def _write(self, finder: Finder | None) -> tuple[State, str]:
        steps = run_pipeline(
            self.brief, self.engine, outline=self.outline, finder=finder, draft_id=self.id
        )
        try:
            for event in steps:
                if isinstance(event, Finished):
                    self.draft = event.draft
                self._add(event)
                if self._asked_to_stop.is_set() and self.draft is None:
                    return "cancelled", STOPPED
        except DraftingError as error:
            return "failed", str(error)
        except Exception:
            _log.exception("writing draft %s", self.id)
            return "failed", UNEXPECTED
        return "finished", ""

    def _add(self, event: Event) -> None:
        with self._changed:
            self._events.append(event)
            self._changed.notify_all()

    def _unfinished(self, notice: str) -> Draft | None:
        """The sections that are done, the others empty; None where nothing is done yet."""
        done = {e.section.id: e.section for e in self._events if isinstance(e, Written)}
        if not done:
            return None
        sections = tuple(
            done.get(planned.id) or Section(planned.id, planned.heading, planned.level, "")
            for planned in self.outline.sections
        )
        kind = load_kind(self.brief.kind)
        made = assemble(
            self.brief, kind, self.outline, self.engine, sections, (notice,), self.id
        )  # fmt: skip
        return check_draft(made)


class Jobs:
    """The jobs of this process, by the id of the draft they write."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._turn = threading.Lock()

    def start(
        self,
        draft_id: str,
        brief: Brief,
        engine: Engine,
        outline: Outline,
        finder: Finder | None,
        store: Store,
    ) -> Job:
        """Begin to write. Raises BadInput where this draft is being written already."""
        job = Job(draft_id, brief, outline, engine)
        with self._turn:
            running = self._jobs.get(draft_id)
            if running is not None and not running.ended:
                raise BadInput("这篇文稿正在起草，请等它写完，或先点“停止”。")
            self._jobs.pop(draft_id, None)
            self._jobs[draft_id] = job
            self._forget_old()
        job._start(finder, store)
        return job

    def find(self, draft_id: str) -> Job | None:
        """The job that writes or last wrote this draft; None where there was none."""
        with self._turn:
            return self._jobs.get(draft_id)

    def close(self, seconds: float = 5.0) -> None:
        """Stop all jobs, so that each saves what it has; wait ``seconds`` for each at most."""
        with self._turn:
            running = [job for job in self._jobs.values() if not job.ended]
        for job in running:
            job.cancel()
        for job in running:
            if not job.wait(seconds):
                _log.warning("draft %s did not stop in time", job.id)

    def _forget_old(self) -> None:
        ended = [draft_id for draft_id, job in self._jobs.items() if job.ended]
        for draft_id in ended[: max(0, len(ended) - KEPT)]:
            del self._jobs[draft_id]


def text_so_far(events: Sequence[Event]) -> dict[str, str]:
    """What each section shows after these events: pieces appended, finished text in their place."""
    shown: dict[str, str] = {}
    for event in events:
        if isinstance(event, Cleared):
            shown[event.section] = ""
        elif isinstance(event, Piece):
            shown[event.section] = shown.get(event.section, "") + event.text
        elif isinstance(event, Written):
            shown[event.section.id] = event.section.text
    return shown


__all__ = ["STOPPED", "UNEXPECTED", "Job", "Jobs", "State", "text_so_far"]
