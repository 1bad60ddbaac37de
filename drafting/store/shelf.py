"""The list of drafts, and what a person does with one as a whole: copy, archive, hand out, delete."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any, Literal

from sqlalchemy import Select, delete, exists, func, select, update
from sqlalchemy.orm import Session

from drafting.document import from_json
from drafting.store.tables import DraftRow, VersionRow, WorkRow
from drafting.store.versions import Owners, latest, missing, now_of, require, save_version, utc
from drafting.store.work import drop_work, is_alive

Standing = Literal["writing", "unfinished", "outlined", "written", "finished"]
"""Being written now; broken off; nothing but facts and an outline; written; handed out as it is."""
SessionMaker = Callable[[], AbstractContextManager[Session]]
LONGEST = 200
"""Drafts of one list; a person looks for others by their title."""


@dataclass(frozen=True, slots=True)
class DraftSummary:
    """A line of the list of drafts; ``changed`` is UTC. ``unfinished``: it was begun and is still
    being written, or can be carried on."""

    id: str
    kind: str
    title: str
    changed: dt.datetime
    versions: int
    unfinished: bool = False
    standing: Standing = "written"
    archived: bool = False


class Shelf:
    """The drafts of some owners. Every method is one transaction and may raise StoreFailed."""

    def __init__(self, session: SessionMaker, owners: Owners = None) -> None:
        self._session = session
        self._owners = owners

    def drafts(
        self, words: str = "", kind: str = "", *, archived: bool | None = None, limit: int | None = None
    ) -> list[DraftSummary]:  # fmt: skip
        """Those with all the words in their title, the last changed first."""
        query = self._wanted(_listing(), words, kind, archived)
        with self._session() as session:
            rows = session.execute(query.order_by(DraftRow.changed.desc()).limit(limit))
            now = now_of(session)
            return [_summary(row, versions, work, now) for row, versions, work in rows]

    def count(self, words: str = "", kind: str = "", *, archived: bool | None = None) -> int:
        """How many there are."""
        query = self._wanted(select(func.count()).select_from(DraftRow), words, kind, archived)
        with self._session() as session:
            return session.scalar(query) or 0

    def _wanted(
        self, query: Select[Any], words: str, kind: str, archived: bool | None
    ) -> Select[Any]:
        if self._owners is not None:
            query = query.where(DraftRow.owner.in_(self._owners))
        if kind:
            query = query.where(DraftRow.kind == kind)
        if archived is not None:
            query = query.where(DraftRow.archived == archived)
        for word in words.split():
            query = query.where(DraftRow.title.icontains(word, autoescape=True))
        return query

    def archive(self, draft_id: str, *, archived: bool) -> None:
        """Put a draft away, or take it out again; it stays as it is."""
        self._mark(draft_id, archived=archived)

    def finish(self, draft_id: str) -> None:
        """It has been handed out as it stands."""
        self._mark(draft_id, finished=True)

    def _mark(self, draft_id: str, **values: bool) -> None:
        with self._session() as session:
            require(session, draft_id, self._owners)
            session.execute(update(DraftRow).where(DraftRow.id == draft_id).values(**values))

    def copy(self, draft_id: str, note: str, suffix: str) -> str:
        """A new draft with the text of this one, ``suffix`` after its title; returns its id. Raises
        BadInput where there is none."""
        with self._session() as session:
            require(session, draft_id, self._owners)
            row = latest(session, draft_id)
            if row is None:
                raise missing(draft_id)
            draft = from_json(row.content, draft_id)
            title = f"{draft.title}{suffix}"
            new = replace(draft, id=uuid.uuid4().hex[:12], title=title)
            save_version(session, new, note, owners=self._owners)
        return new.id

    def remove(self, draft_id: str) -> None:
        """Delete a draft with its versions; nothing happens where there is none. Raises BadInput
        where it is somebody else's."""
        with self._session() as session:
            require(session, draft_id, self._owners)
            drop_work(session, draft_id)
            session.execute(delete(VersionRow).where(VersionRow.draft_id == draft_id))
            session.execute(delete(DraftRow).where(DraftRow.id == draft_id))


def _listing() -> Select[Any]:
    """Versions are counted draft by draft: only those of the drafts that are shown are read."""
    own = VersionRow.draft_id == DraftRow.id
    counted = select(func.count()).where(own).correlate(DraftRow).scalar_subquery()
    return (
        select(DraftRow, counted, WorkRow)
        .where(exists().where(own))
        .outerjoin(WorkRow, WorkRow.draft_id == DraftRow.id)
    )


def _summary(
    row: DraftRow, versions: int, work: WorkRow | None, now: dt.datetime
) -> DraftSummary:  # fmt: skip
    return DraftSummary(
        row.id, row.kind, row.title, utc(row.changed), versions, work is not None,
        _standing(row, work, now), row.archived,
    )  # fmt: skip


def _standing(row: DraftRow, work: WorkRow | None, now: dt.datetime) -> Standing:
    if work is not None:
        return "writing" if is_alive(work, now) else "unfinished"
    if not row.written:
        return "outlined"
    return "finished" if row.finished else "written"
