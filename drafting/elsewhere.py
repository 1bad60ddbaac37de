"""Jobs that another process works on, as a page of this one follows them.

What stands is read from the tables: when the database server tells of a change, and in any case every
few seconds. The text so far of sections that are being written is heard.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from drafting.engines.base import Cleared, Piece, Step, Task, Written
from drafting.errors import BadInput, StoreFailed
from drafting.jobs import Job
from drafting.model import EngineName, Outline, Section
from drafting.store import Store, Unfinished
from drafting.store.news import News, heard, hearing
from drafting.store.work import BUSY

LOOK = 2.0
"""Seconds between two looks at the tables where nothing is heard."""
_FORGOTTEN = 600.0
"""Seconds after which a job is no longer watched that nobody has asked for."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Absent:
    """The engine of a job elsewhere: known by name."""

    name: EngineName

    def outline(self, _: Task) -> Outline:
        """Never called: the other process has one."""
        raise BadInput(BUSY)

    def write(self, _: Task) -> Iterator[Step]:
        """Never called: the other process writes."""
        raise BadInput(BUSY)


class JobElsewhere(Job):
    """A job of another process. It may be followed and stopped; its sections cannot be typed into
    before it ends."""

    def __init__(self, work: Unfinished, store: Store) -> None:
        super().__init__(work.draft_id, work.brief, work.outline, _Absent(work.engine))
        self.begun = time.monotonic() - work.seconds
        self.saved = True
        self.asked = time.monotonic()
        self._store = store
        self._stand: dict[str, Section] = {}
        self._heard: dict[str, str] = {}

    @property
    def takes_edits(self) -> bool:
        """A page elsewhere would not see them."""
        return False

    def edit(self, section: Section, store: Store) -> bool:  # noqa: ARG002
        """Refused; what was typed is settled when the job has ended."""
        return False

    def cancel(self) -> None:
        """Ask the other process to stop, which it does within seconds. Raises StoreFailed."""
        self._store.work.ask_to_stop(self.id)

    def learn(self, work: Unfinished | None) -> None:
        """How it stands in the tables now."""
        if work is None or work.state != "writing":
            with self._changed:
                self.state = "finished" if work is None else "cancelled"
                self._changed.notify_all()
            return
        for section in work.sections:
            if self._stand.get(section.id) != section:
                self._stand[section.id] = section
                self._add(Written(section))

    def hear(self, news: News) -> None:
        """The text so far of a section."""
        before = self._heard.get(news.section, "")
        if news.section in self._stand or news.text == before:
            return
        if not news.text.startswith(before):
            self._add(Cleared(news.section))
            before = ""
        self._heard[news.section] = news.text
        self._add(Piece(news.section, news.text[len(before) :]))


class Elsewhere:
    """The jobs of other processes on one database; called with a draft's id, gives the one at work
    on it, or None."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._jobs: dict[str, JobElsewhere] = {}
        self._turn = threading.Lock()
        self._watching = False
        self._closing = threading.Event()

    def __call__(self, draft_id: str) -> Job | None:
        """The job; None where no other process is at work. Raises StoreFailed."""
        with self._turn:
            known = self._jobs.get(draft_id)
        if known is not None and not known.ended:
            known.asked = time.monotonic()
            return known
        if not draft_id or self._closing.is_set():
            return None
        work = self._store.work.find(draft_id)
        if work is None or work.state != "writing":
            return None
        job = JobElsewhere(work, self._store)
        job.learn(work)
        with self._turn:
            self._jobs[draft_id] = job
            self._begin_to_watch()
        return job

    def forget(self, draft_id: str) -> None:
        """This process has the job now: whoever follows the other one looks again."""
        with self._turn:
            job = self._jobs.pop(draft_id, None)
        if job is not None:
            job.learn(None)

    def close(self) -> None:
        """Watch no more; whoever follows a job is let go."""
        self._closing.set()
        with self._turn:
            jobs = list(self._jobs.values())
        for job in jobs:
            job.learn(None)

    def _begin_to_watch(self) -> None:
        if not self._watching:
            self._watching = True
            threading.Thread(target=self._watch, name="elsewhere", daemon=True).start()

    def _watch(self) -> None:
        while self._under_way():
            try:
                with hearing(self._store.engine) as connection:
                    self._hear(connection)
            except (SQLAlchemyError, OSError) as error:
                self._unheard(error)
            except Exception as error:  # psycopg's own, which is loaded with the first connection
                self._unheard(error)

    def _unheard(self, error: Exception) -> None:
        """The server is away: look again later."""
        _log.warning("news of other processes: %s", type(error).__name__)
        self._closing.wait(LOOK)
        with suppress(StoreFailed):
            self._look(self._under_way())

    def _hear(self, connection: Any) -> None:
        looked = 0.0
        while jobs := self._under_way():
            changed = set()
            if time.monotonic() - looked > LOOK:
                changed, looked = set(jobs), time.monotonic()
            for news in heard(connection, 0.5):
                if news.draft_id in jobs and news.section:
                    jobs[news.draft_id].hear(news)
                elif news.draft_id in jobs:
                    changed.add(news.draft_id)
            try:
                self._look({key: jobs[key] for key in changed})
            except StoreFailed as error:
                _log.warning("work of other processes: %s", error)

    def _look(self, jobs: dict[str, JobElsewhere]) -> None:
        for draft_id, job in jobs.items():
            job.learn(self._store.work.find(draft_id))

    def _under_way(self) -> dict[str, JobElsewhere]:
        since = time.monotonic() - _FORGOTTEN
        with self._turn:
            self._jobs = {
                key: job for key, job in self._jobs.items() if not job.ended and job.asked > since
            }
            self._watching = bool(self._jobs) and not self._closing.is_set()
            return dict(self._jobs) if self._watching else {}
