"""All tables from a place that is open to one that is filled."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from drafting.errors import BadInput
from drafting.holdings.places import Place, all_tables
from drafting.holdings.rows import Tally, bring, lines_of
from drafting.store.tables import WorkRow
from drafting.store.versions import now_of
from drafting.store.work import is_alive


def carry(source: Place, target: Place) -> dict[str, Tally]:
    """Carry all rows and read them again on the other side; returns the tallies, which both sides
    have, by table. Raises BadInput where something is being written, StoreFailed where both sides are
    not the same; then nothing may be kept."""
    _refuse_while_writing(source)
    return {table.name: bring(target, table, lines_of(source, table)) for table in all_tables()}


def _refuse_while_writing(source: Place) -> None:
    with Session(source.drafts) as session:
        now = now_of(session)
        if any(is_alive(row, now) for row in session.scalars(select(WorkRow))):
            raise BadInput("有文稿正在起草，这时搬会漏。请等写完，或先停下程序，再搬。")
