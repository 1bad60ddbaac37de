"""Tables as lines of JSON: read at one moment, written back in one transaction, counted and summed."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    DateTime,
    Engine,
    LargeBinary,
    MetaData,
    Table,
    create_engine,
    insert,
    select,
    text,
)
from sqlalchemy.pool import NullPool

_AT_ONCE = 500
"""Rows held in memory."""
_MODULUS = 1 << 256


@dataclass(slots=True)
class Tally:
    """How many rows, and the sum of their digests: the same in whatever order they are read."""

    rows: int = 0
    total: int = 0

    def add(self, line: bytes) -> None:
        """Count a row."""
        self.rows += 1
        digest = hashlib.sha256(line).digest()
        self.total = (self.total + int.from_bytes(digest, "big")) % _MODULUS

    @property
    def told(self) -> dict[str, Any]:
        """As it stands in a manifest."""
        return {"rows": self.rows, "sum": f"{self.total:064x}"}


@contextmanager
def at_one_moment(engine: Engine, folder: Path) -> Iterator[Connection]:
    """A connection that sees the database as it is now, whatever others write meanwhile. SQLite is
    copied into ``folder`` by its online backup, so that nobody waits while the copy is read; other
    databases are read in a transaction at repeatable read."""
    if engine.dialect.name == "sqlite":
        copy = folder / f"{Path(str(engine.url.database)).name}.copy"
        with (
            closing(sqlite3.connect(str(engine.url.database), timeout=30)) as original,
            closing(sqlite3.connect(copy)) as into,
        ):
            original.backup(into)
        copied = create_engine(f"sqlite:///{copy}", poolclass=NullPool)
        with copied.connect() as connection:
            yield connection
        copy.unlink()
        return
    steady = engine.connect().execution_options(isolation_level="REPEATABLE READ")
    with steady as connection, connection.begin():
        yield connection


def lines(connection: Connection, table: Table) -> Iterator[bytes]:
    """Every row as a line of JSON, fields in the order of the columns."""
    query = select(table).execution_options(yield_per=_AT_ONCE)
    told = [_teller(column.type) for column in table.columns]
    for row in connection.execute(query):
        values = [
            None if value is None else tell(value) for tell, value in zip(told, row, strict=True)
        ]
        record = dict(zip(table.columns.keys(), values, strict=True))
        yield json.dumps(record, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def load(connection: Connection, table: Table, read: Iterable[bytes]) -> int:
    """Write rows into an empty table; returns how many. Columns that a row lacks, being of an
    earlier release, get their defaults."""
    heard = {column.name: _hearer(column.type) for column in table.columns}
    count, waiting = 0, list[Mapping[str, Any]]()
    for line in read:
        record = json.loads(line)
        waiting.append({k: v if v is None else heard[k](v) for k, v in record.items()})
        count += 1
        if len(waiting) == _AT_ONCE:
            connection.execute(insert(table), waiting)
            waiting.clear()
    if waiting:
        connection.execute(insert(table), waiting)
    return count


def clear_beginnings(connection: Connection, metadata: MetaData) -> list[str]:
    """Make room in a database that was just made: what it begins with gives way. Returns the names
    of the tables that hold more than that."""
    filled = []
    for table in metadata.sorted_tables:
        if table.name == "library_state":
            connection.execute(table.delete())
        elif connection.execute(select(text("1")).select_from(table).limit(1)).first():
            filled.append(table.name)
    return filled


def _teller(kind: Any) -> Callable[[Any], Any]:
    if isinstance(kind, DateTime):
        return _moment
    if isinstance(kind, LargeBinary):
        return lambda value: base64.b64encode(value).decode("ascii")
    return lambda value: value


def _moment(value: dt.datetime) -> str:
    """UTC in either database: SQLite forgets the zone, which is always UTC here."""
    aware = value if value.tzinfo else value.replace(tzinfo=dt.UTC)
    return aware.astimezone(dt.UTC).isoformat()


def _hearer(kind: Any) -> Callable[[Any], Any]:
    if isinstance(kind, DateTime):
        return dt.datetime.fromisoformat
    if isinstance(kind, LargeBinary):
        return base64.b64decode
    return lambda value: value
