"""The rows, table by table, and what proves that they are the same on both sides.

What is compared is what stands in the columns: moments in UTC, JSON by its content, so that two
databases that write the same thing differently agree. The hash of a table is the sum of the hashes of
its rows, for databases sort words differently.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, text

from drafting.errors import BadInput, StoreFailed
from drafting.move.places import Place, Row, all_tables
from drafting.store.tables import WorkRow
from drafting.store.versions import utc
from drafting.store.work import is_alive
from retrieval import tables

BATCH = 200
"""Rows that are carried at once."""
_WHOLE = 1 << 256


@dataclass(frozen=True, slots=True)
class Carried:
    """A table that was carried: how many rows, and the hash that both sides have."""

    table: str
    rows: int
    digest: str


def carry(source: Place, target: Place) -> list[Carried]:
    """Carry all rows and read them again on the other side. Raises BadInput where something is being
    written, StoreFailed where both sides are not the same; then nothing may be kept."""
    _refuse_while_writing(source)
    target.connection(tables.state).execute(delete(tables.state))
    carried = []
    for table in all_tables():
        before = _carry(source, target, table)
        after = _proof(rows_of(target, table))
        if before != after:
            raise StoreFailed(
                f"“{table.name}”搬过去以后核对不上（{before[0]}行，{after[0]}行），已全部撤回，"
                "两边都没有变。请检查两边的数据库后重试。"
            )
        carried.append(Carried(table.name, before[0], f"{before[1]:064x}"))
    return carried


def rows_of(place: Place, table: Table) -> Iterator[Row]:
    """The rows of a table, wherever they are."""
    if place.is_in_files(table):
        yield from place.files.get(table.name, ())
        return
    options = {"yield_per": BATCH}
    for row in place.connection(table).execute(select(table), execution_options=options):
        yield dict(row._mapping)


def _carry(source: Place, target: Place, table: Table) -> tuple[int, int]:
    count, total = 0, 0
    rows = rows_of(source, table)
    while batch := [_utc(row) for row in islice(rows, BATCH)]:
        if target.is_in_files(table):
            target.files.setdefault(table.name, []).extend(batch)
        else:
            target.connection(table).execute(insert(table), batch)
        found, more = _proof(batch)
        count, total = count + found, (total + more) % _WHOLE
    return count, total


def _utc(row: Row) -> Row:
    """A server tells moments in a zone of its own, and SQLite forgets the zone of what it is given."""
    moments = {k: utc(v).astimezone(dt.UTC) for k, v in row.items() if isinstance(v, dt.datetime)}
    return row | moments


def _proof(rows: Iterable[Row]) -> tuple[int, int]:
    """How many there are, and the sum of their hashes."""
    count, total = 0, 0
    for row in rows:
        count += 1
        written = json.dumps(
            {key: _plain(value) for key, value in row.items()}, sort_keys=True, ensure_ascii=True
        )
        total = (total + int.from_bytes(hashlib.sha256(written.encode()).digest())) % _WHOLE
    return count, total


def _plain(value: Any) -> Any:
    """A value as both databases give it."""
    if isinstance(value, dt.datetime):
        return utc(value).astimezone(dt.UTC).isoformat()
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if isinstance(value, str):
        return value.replace("\x00", "")
    return value


def _refuse_while_writing(source: Place) -> None:
    now = _now(source.drafts)
    for row in source.drafts.execute(select(WorkRow.__table__)):
        if is_alive(WorkRow(**row._mapping), now):
            raise BadInput("有文稿正在起草，这时搬会漏。请等写完，或先停下程序，再搬。")


def _now(connection: Connection) -> dt.datetime:
    if connection.dialect.name != "postgresql":
        return dt.datetime.now(dt.UTC)
    now: dt.datetime = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
    return now
