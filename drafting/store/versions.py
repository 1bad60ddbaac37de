"""Versions within a transaction that somebody else has begun."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from drafting.document import to_json
from drafting.errors import BadInput, Conflict
from drafting.model import Draft
from drafting.store.tables import DraftRow, VersionRow

Owners = tuple[str, ...] | None
"""Those whose drafts may be seen; a new draft is the first one's. None: everybody's."""
_CHANGED = "这篇文稿刚在别处改过，这一次没有保存。请刷新页面再试。"


def save_version(
    session: Session,
    draft: Draft,
    note: str,
    within: dt.timedelta | None = None,
    *,
    owners: Owners = None,
    since: int | None = None,
    step: str = "",
) -> int:
    """Add a version and return its number; see ``Store.save``."""
    now = now_of(session)
    _begin(session, draft, now, owners, since)
    last, note, content = latest(session, draft.id), note[:200], to_json(draft)
    if last and within and _goes_on(last, note, now - within):
        last.content = content
        return last.number
    number = last.number + 1 if last else 1
    session.add(
        VersionRow(
            draft_id=draft.id, number=number, note=note, created=now, content=content, name="",
            step=step,
        )
    )  # fmt: skip
    return number


def _goes_on(last: VersionRow, note: str, since: dt.datetime) -> bool:
    return last.note == note and not last.name and not last.step and utc(last.created) > since


def _begin(
    session: Session, draft: Draft, now: dt.datetime, owners: Owners, since: int | None
) -> None:
    """Take the draft's turn in the database, or make it. The row is written before anything is read,
    so that of two transactions the later one waits, and then sees what the earlier has done."""
    written = any(section.text for section in draft.sections)
    values: dict[str, Any] = {
        "kind": draft.kind, "title": draft.title[:500], "changed": now, "finished": False,
        "written": written,
    }  # fmt: skip
    if touch(session, draft.id, since, **values):
        require(session, draft.id, owners)
        return
    if since:
        raise changed()
    there = select(DraftRow.id).where(DraftRow.id == draft.id)
    if session.scalar(there) is not None:
        # Named as new, or made by another process since we looked: on a server that shows at once.
        if since is not None or not touch(session, draft.id, **values):
            raise changed()
        require(session, draft.id, owners)
        return
    owner = owners[0] if owners else ""
    session.add(
        DraftRow(id=draft.id, created=now, owner=owner, revision=1, archived=False, **values)
    )
    session.flush()


def touch(session: Session, draft_id: str, since: int | None = None, **values: Any) -> bool:
    """Change the row of a draft and its revision; False where it is not there, or has another
    revision than ``since``."""
    rows = update(DraftRow).where(DraftRow.id == draft_id)
    rows = rows if since is None else rows.where(DraftRow.revision == since)
    done: Any = session.execute(rows.values(revision=DraftRow.revision + 1, **values))
    return bool(done.rowcount)


def require(session: Session, draft_id: str, owners: Owners) -> None:
    """Raises BadInput where the draft is somebody else's, as if it were not there."""
    if owners is None:
        return
    owner = session.scalar(select(DraftRow.owner).where(DraftRow.id == draft_id))
    if owner is not None and owner not in owners:
        raise missing(draft_id)


def changed() -> Conflict:
    """What is said where somebody else has saved a draft meanwhile."""
    return Conflict(_CHANGED)


def missing(draft_id: str) -> BadInput:
    """What is said of a draft that is not there."""
    return BadInput(f"没有找到编号为“{draft_id}”的文稿，可能已被删除。请刷新列表再试。")


def latest(session: Session, draft_id: str) -> VersionRow | None:
    """The last version of a draft."""
    query = select(VersionRow).where(VersionRow.draft_id == draft_id)
    return session.scalar(query.order_by(VersionRow.number.desc()).limit(1))


def now_of(session: Session) -> dt.datetime:
    """The time by the clock that all processes share."""
    if session.get_bind().dialect.name != "postgresql":
        return dt.datetime.now(dt.UTC)
    now: dt.datetime = session.execute(select(func.clock_timestamp())).scalar_one()
    return now


def utc(moment: dt.datetime) -> dt.datetime:
    """SQLite forgets the zone, which is always UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
