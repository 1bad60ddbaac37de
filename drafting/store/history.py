"""The versions of a draft: listed, named, gone back to and forward again.

Nothing is ever taken out of it: undoing, redoing and restoring each add a version that is like an
earlier one. Where undo and redo lead to follows from the versions alone, so that it is the same in
another session, on another machine.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from drafting.store.shelf import SessionMaker
from drafting.store.tables import VersionRow
from drafting.store.versions import Owners, require, utc

UNDO, REDO = "undo", "redo"


@dataclass(frozen=True, slots=True)
class VersionSummary:
    """A line of a draft's history; ``created`` is UTC. ``note`` tells what happened, ``name`` is
    what a person calls it, ``step`` is ``undo``, ``redo`` or empty."""

    number: int
    note: str
    created: dt.datetime
    name: str = ""
    step: str = ""


@dataclass(frozen=True, slots=True)
class Ways:
    """The versions that undo and redo lead to; None where there is nothing to go to."""

    back: int | None = None
    forth: int | None = None


class History:
    """The versions of drafts of some owners. Every method is one transaction."""

    def __init__(self, session: SessionMaker, owners: Owners = None) -> None:
        self._session = session
        self._owners = owners

    def versions(self, draft_id: str) -> list[VersionSummary]:
        """The history of a draft, the latest first."""
        row = VersionRow
        query = select(row.number, row.note, row.created, row.name, row.step)
        query = query.where(row.draft_id == draft_id).order_by(row.number.desc())
        with self._session() as session:
            require(session, draft_id, self._owners)
            return [
                VersionSummary(number, note, utc(created), name, step)
                for number, note, created, name, step in session.execute(query)
            ]

    def name(self, draft_id: str, number: int, name: str) -> None:
        """Call a version by a name of at most 60 characters; an empty one takes it back. A version
        with a name is never changed by later edits."""
        with self._session() as session:
            require(session, draft_id, self._owners)
            row = session.get(VersionRow, (draft_id, number))
            if row is not None:
                row.name = " ".join(name.split())[:60]


def ways(versions: Iterable[VersionSummary]) -> Ways:
    """Where undo and redo lead to; ``versions`` with the latest first, as they are listed."""
    past: list[int] = []
    future: list[int] = []
    for version in reversed(list(versions)):
        if version.step == UNDO and len(past) > 1:
            future.append(past.pop())
        elif version.step == REDO and future:
            past.append(future.pop())
        else:
            past.append(version.number)
            future.clear()
    return Ways(past[-2] if len(past) > 1 else None, future[-1] if future else None)
