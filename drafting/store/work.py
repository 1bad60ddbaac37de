"""Writing that is not finished: what is being written and what of it stands, a transaction each.

A run holds its work by a lease: it gives a sign of life every ``BEAT`` seconds, and one that has
given none for ``STALE`` seconds may be taken over by another process. Only the run that holds it may
add to it: one that was taken for dead finds that its word no longer counts. Signs of life are told by
the clock of the database server where there is one, so that processes need not agree on the time.
"""

from __future__ import annotations

import datetime as dt
import os
import socket
import uuid
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Update, delete, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from drafting.errors import BadInput
from drafting.model import Brief, Draft, EngineName, Outline, Section
from drafting.store.news import told
from drafting.store.tables import WorkRow, WorkSectionRow
from drafting.store.versions import Owners, now_of, require, save_version, utc

WorkState = Literal["writing", "cancelled", "failed", "interrupted"]
BEAT = 2.0
"""Seconds between two signs of life of a process that writes."""
STALE = 3 * BEAT
"""Seconds without a sign of life after which a run counts as dead."""
BUSY = "这篇文稿正在起草，请等它写完，或先点“停止”。"
_STOP = "正在停止……"
"""Stands in the message of work whose process is asked to stop it."""
_LONG_AGO = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
_Record = TypeVar("_Record")


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What is known of a draft that was begun: enough to carry on. ``sections`` are those that
    stand, in the order of the outline; ``saved`` tells whether they have become a version of the
    draft, ``alive`` whether a process is at work on it, ``takeovers`` how often one has carried it on
    by itself, ``seconds`` how long ago it was begun."""

    draft_id: str
    run: str
    state: WorkState
    message: str
    engine: EngineName
    variant: int
    brief: Brief
    outline: Outline
    sections: tuple[Section, ...]
    notices: tuple[str, ...]
    saved: bool
    alive: bool
    takeovers: int = 0
    seconds: float = field(default=0.0, compare=False)


@dataclass(frozen=True, slots=True)
class Signs:
    """What a process learns when it gives signs of life: those of its runs that still count, and
    those of them that somebody asks to stop."""

    counting: frozenset[str]
    to_stop: frozenset[str]


class Work:
    """The rows of unfinished work. Every method is one transaction and may raise StoreFailed."""

    def __init__(
        self, session: Callable[[], AbstractContextManager[Session]], owners: Owners = None
    ) -> None:
        self._session = session
        self._owners = owners

    def begin(
        self,
        draft_id: str,
        brief: Brief,
        outline: Outline,
        engine: EngineName,
        variant: int = 0,
        done: Sequence[Section] = (),
    ) -> str:
        """A new run, in place of what was begun before; returns its name. Raises BadInput where
        another run is at work."""
        run = uuid.uuid4().hex
        with self._session() as session:
            session.execute(_any(draft_id).values(variant=WorkRow.variant))  # waits its turn
            require(session, draft_id, self._owners)
            now = now_of(session)
            before = session.get(WorkRow, draft_id)
            if before is not None and is_alive(before, now):
                raise BadInput(BUSY)
            session.expunge_all()
            drop_work(session, draft_id)
            session.add(
                WorkRow(
                    draft_id=draft_id, run=run, state="writing", message="", saved=False,
                    engine=engine, variant=variant, brief=_written(brief), outline=_written(outline),
                    begun=now, beat=now, holder=_holder(), takeovers=0,
                )
            )  # fmt: skip
            try:
                session.flush()
            except IntegrityError:  # another process began it at the same moment
                raise BadInput(BUSY) from None
            told(session, draft_id)
            session.add_all(_row(draft_id, section, ()) for section in done)
        return run

    def keep(self, draft_id: str, run: str, section: Section, notices: Sequence[str] = ()) -> bool:
        """Save a section; False where the run no longer counts."""
        with self._session() as session:
            if not _beats(session, [run]):
                return False
            session.merge(_row(draft_id, section, notices))
            told(session, draft_id)
        return True

    def beat(self, runs: Sequence[str]) -> Signs:
        """A sign of life of these runs."""
        query = select(WorkRow.run, WorkRow.message)
        query = query.where(WorkRow.run.in_(runs), WorkRow.state == "writing")
        with self._session() as session:
            _beats(session, runs)
            messages = {row.run: row.message for row in session.execute(query)}
        stopping = frozenset(run for run, message in messages.items() if message == _STOP)
        return Signs(frozenset(messages), stopping)

    def ask_to_stop(self, draft_id: str) -> None:
        """Whichever process is at work is told to stop with its next sign of life."""
        with self._session() as session:
            require(session, draft_id, self._owners)
            session.execute(_any(draft_id).where(WorkRow.state == "writing").values(message=_STOP))

    def release(self, draft_id: str, run: str) -> bool:
        """Hand the work over: another process may take it at once. False as for ``keep``."""
        mine = _any(draft_id).where(WorkRow.run == run, WorkRow.state == "writing")
        with self._session() as session:
            return _touched(session.execute(mine.values(beat=_LONG_AGO)))

    def orphans(self) -> list[tuple[str, str]]:
        """Draft and run of work that is being written and gives no sign of life."""
        query = select(WorkRow.draft_id, WorkRow.run).where(WorkRow.state == "writing")
        with self._session() as session:
            query = query.where(_is_stale(now_of(session))).order_by(WorkRow.begun)
            return [(draft_id, run) for draft_id, run in session.execute(query)]

    def take_over(self, draft_id: str, run: str) -> str:
        """Hold the work of a run that gives no sign of life, all that stands included; returns the
        name of the new run, empty where another process was quicker or the old one lives."""
        new = uuid.uuid4().hex
        with self._session() as session:
            now = now_of(session)
            dead = _any(draft_id).where(WorkRow.run == run, WorkRow.state == "writing")
            taken = dead.where(_is_stale(now)).values(
                run=new, beat=now, holder=_holder(), takeovers=WorkRow.takeovers + 1
            )
            if not _touched(session.execute(taken)):
                return ""
            told(session, draft_id)
        return new

    def finish(self, draft: Draft, run: str, note: str) -> bool:
        """Save the whole draft as a version and forget the work; False as for ``keep``."""
        with self._session() as session:
            if not _beats(session, [run]):
                return False
            save_version(session, draft, note, owners=self._owners)
            drop_work(session, draft.id)
            told(session, draft.id)
        return True

    def pause(
        self, draft_id: str, run: str, state: WorkState, message: str,
        draft: Draft | None = None, note: str = "",
    ) -> bool:  # fmt: skip
        """Put the work down to be carried on later, with what stands as a version of the draft."""
        with self._session() as session:
            row = session.get(WorkRow, draft_id, with_for_update=True)
            if row is None or row.run != run:
                return False
            row.state, row.message = state, message[:500]
            told(session, draft_id)
            if draft is not None:
                row.saved = True
                save_version(session, draft, note, owners=self._owners)
        return True

    def find(self, draft_id: str) -> Unfinished | None:
        """The unfinished work on a draft, if any."""
        query = (
            select(WorkRow, WorkSectionRow)
            .outerjoin(WorkSectionRow, WorkSectionRow.draft_id == WorkRow.draft_id)
            .where(WorkRow.draft_id == draft_id)
        )
        with self._session() as session:
            require(session, draft_id, self._owners)
            rows = session.execute(query).all()  # one statement: all of it at one moment
            if not rows:
                return None
            sections = {each.section_id: each for _, each in rows if each}
            return _unfinished(rows[0][0], sections, now_of(session))

    def drop(self, draft_id: str) -> None:
        """Forget that the draft is not finished; its versions stay."""
        with self._session() as session:
            require(session, draft_id, self._owners)
            drop_work(session, draft_id)


def drop_work(session: Session, draft_id: str) -> None:
    """Delete the rows of a draft's unfinished work."""
    session.execute(delete(WorkSectionRow).where(WorkSectionRow.draft_id == draft_id))
    session.execute(delete(WorkRow).where(WorkRow.draft_id == draft_id))


def is_alive(row: WorkRow, now: dt.datetime) -> bool:
    """Whether a process is at work. A sign of life from the future is one of before the clock was
    set back."""
    return row.state == "writing" and abs((now - utc(row.beat)).total_seconds()) < STALE


def _is_stale(now: dt.datetime) -> ColumnElement[bool]:
    lease = dt.timedelta(seconds=STALE)
    return or_(WorkRow.beat <= now - lease, WorkRow.beat >= now + lease)


def _any(draft_id: str) -> Update:
    return update(WorkRow).where(WorkRow.draft_id == draft_id)


@cache
def _holder() -> str:
    return f"{socket.gethostname()[:60]}:{os.getpid()}"


def _beats(session: Session, runs: Sequence[str]) -> bool:
    now = now_of(session)
    alive = (WorkRow.run.in_(runs), WorkRow.state == "writing")
    return _touched(session.execute(update(WorkRow).where(*alive).values(beat=now)))


def _touched(result: Any) -> bool:
    return bool(result.rowcount)


def _row(draft_id: str, section: Section, notices: Sequence[str]) -> WorkSectionRow:
    return WorkSectionRow(
        draft_id=draft_id, section_id=section.id, content=_written(section), notices=list(notices)
    )


def _unfinished(
    row: WorkRow, rows: dict[str, WorkSectionRow], now: dt.datetime
) -> Unfinished:  # fmt: skip
    outline = _read(Outline, row.outline)
    stand = [rows[planned.id] for planned in outline.sections if planned.id in rows]
    return Unfinished(
        row.draft_id, row.run, _state(row.state), row.message, _engine(row.engine), row.variant,
        _read(Brief, row.brief), outline,
        tuple(_read(Section, each.content) for each in stand),
        tuple(notice for each in stand for notice in each.notices),
        row.saved, is_alive(row, now), row.takeovers,
        max(0.0, (now - utc(row.begun)).total_seconds()),
    )  # fmt: skip


def _state(text: str) -> WorkState:
    return next(s for s in ("writing", "cancelled", "failed", "interrupted") if s == text)


def _engine(text: str) -> EngineName:
    return "offline" if text == "offline" else "model"


@cache
def _adapters() -> dict[type, TypeAdapter[Any]]:
    return {record: TypeAdapter(record) for record in (Brief, Outline, Section)}


def _written(record: Brief | Outline | Section) -> Any:
    return _adapters()[type(record)].dump_python(record, mode="json")


def _read(record: type[_Record], data: Any) -> _Record:
    read: _Record = _adapters()[record].validate_python(data)
    return read
