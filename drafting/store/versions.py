"""Versions within a transaction that somebody else has begun."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from drafting.document import to_json
from drafting.model import Draft
from drafting.store.tables import DraftRow, VersionRow


def save_version(
    session: Session, draft: Draft, note: str, within: dt.timedelta | None = None
) -> int:
    """Add a version and return its number; see ``Store.save``."""
    now = dt.datetime.now(dt.UTC)
    row = session.get(DraftRow, draft.id)
    if row is None:
        row = DraftRow(id=draft.id, created=now)
        session.add(row)
    row.kind, row.title, row.changed = draft.kind, draft.title[:500], now
    session.flush()
    last, note, content = latest(session, draft.id), note[:200], to_json(draft)
    if last and within and last.note == note and now - utc(last.created) < within:
        last.content = content
        return last.number
    number = last.number + 1 if last else 1
    session.add(
        VersionRow(draft_id=draft.id, number=number, note=note, created=now, content=content)
    )
    return number


def latest(session: Session, draft_id: str) -> VersionRow | None:
    """The last version of a draft."""
    query = select(VersionRow).where(VersionRow.draft_id == draft_id)
    return session.scalar(query.order_by(VersionRow.number.desc()).limit(1))


def utc(moment: dt.datetime) -> dt.datetime:
    """SQLite forgets the zone, which is always UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
