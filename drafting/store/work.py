"""Writing that is not finished: what is being written and what of it stands, a transaction each.

Only the run that began last may add to it: one that was taken for dead and carried on elsewhere
finds that its word no longer counts.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from drafting.model import Brief, Draft, EngineName, Outline, Section
from drafting.store.tables import WorkRow, WorkSectionRow
from drafting.store.versions import save_version, utc

WorkState = Literal["writing", "cancelled", "failed", "interrupted"]
BEAT = 2.0
"""Seconds between two signs of life of a process that writes."""
STALE = 3 * BEAT
"""Seconds without a sign of life after which a run counts as dead."""
_Record = TypeVar("_Record")


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What is known of a draft that was begun: enough to carry on. ``sections`` are those that
    stand, in the order of the outline; ``saved`` tells whether they have become a version of the
    draft, ``alive`` whether a process is at work on it."""

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


class Work:
    """The rows of unfinished work. Every method is one transaction and may raise StoreFailed."""

    def __init__(self, session: Callable[[], AbstractContextManager[Session]]) -> None:
        self._session = session

    def begin(
        self,
        draft_id: str,
        brief: Brief,
        outline: Outline,
        engine: EngineName,
        variant: int = 0,
        done: Sequence[Section] = (),
    ) -> str:
        """A new run, in place of what was begun before; returns its name."""
        run, now = uuid.uuid4().hex, dt.datetime.now(dt.UTC)
        with self._session() as session:
            drop_work(session, draft_id)
            session.add(
                WorkRow(
                    draft_id=draft_id, run=run, state="writing", message="", saved=False,
                    engine=engine, variant=variant, brief=_written(brief), outline=_written(outline),
                    begun=now, beat=now,
                )
            )  # fmt: skip
            session.flush()
            session.add_all(_row(draft_id, section, ()) for section in done)
        return run

    def keep(self, draft_id: str, run: str, section: Section, notices: Sequence[str] = ()) -> bool:
        """Save a section; False where the run no longer counts."""
        with self._session() as session:
            if not _beats(session, [run]):
                return False
            session.merge(_row(draft_id, section, notices))
        return True

    def beat(self, runs: Sequence[str]) -> None:
        """A sign of life of these runs."""
        with self._session() as session:
            _beats(session, runs)

    def finish(self, draft: Draft, run: str, note: str) -> bool:
        """Save the whole draft as a version and forget the work; False as for ``keep``."""
        with self._session() as session:
            if not _beats(session, [run]):
                return False
            save_version(session, draft, note)
            drop_work(session, draft.id)
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
            if draft is not None:
                row.saved = True
                save_version(session, draft, note)
        return True

    def find(self, draft_id: str) -> Unfinished | None:
        """The unfinished work on a draft, if any."""
        query = (
            select(WorkRow, WorkSectionRow)
            .outerjoin(WorkSectionRow, WorkSectionRow.draft_id == WorkRow.draft_id)
            .where(WorkRow.draft_id == draft_id)
        )
        with self._session() as session:
            rows = session.execute(query).all()  # one statement: all of it at one moment
            if not rows:
                return None
            return _unfinished(rows[0][0], {each.section_id: each for _, each in rows if each})

    def drop(self, draft_id: str) -> None:
        """Forget that the draft is not finished; its versions stay."""
        with self._session() as session:
            drop_work(session, draft_id)


def drop_work(session: Session, draft_id: str) -> None:
    """Delete the rows of a draft's unfinished work."""
    session.execute(delete(WorkSectionRow).where(WorkSectionRow.draft_id == draft_id))
    session.execute(delete(WorkRow).where(WorkRow.draft_id == draft_id))


def _beats(session: Session, runs: Sequence[str]) -> bool:
    now = dt.datetime.now(dt.UTC)
    alive = (WorkRow.run.in_(runs), WorkRow.state == "writing")
    return _touched(session.execute(update(WorkRow).where(*alive).values(beat=now)))


def _touched(result: Any) -> bool:
    return bool(result.rowcount)


def _row(draft_id: str, section: Section, notices: Sequence[str]) -> WorkSectionRow:
    return WorkSectionRow(
        draft_id=draft_id, section_id=section.id, content=_written(section), notices=list(notices)
    )


def _unfinished(row: WorkRow, rows: dict[str, WorkSectionRow]) -> Unfinished:
    outline = _read(Outline, row.outline)
    stand = [rows[planned.id] for planned in outline.sections if planned.id in rows]
    age = (dt.datetime.now(dt.UTC) - utc(row.beat)).total_seconds()
    return Unfinished(
        row.draft_id, row.run, _state(row.state), row.message, _engine(row.engine), row.variant,
        _read(Brief, row.brief), outline,
        tuple(_read(Section, each.content) for each in stand),
        tuple(notice for each in stand for notice in each.notices),
        row.saved, row.state == "writing" and age < STALE,
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
