"""Tables as lines of JSON, counted and hashed.

What is counted is what stands in the columns, moments in UTC and JSON by its content, so that two
databases that write the same thing differently agree. The hash of a table is the sum of the hashes of
its rows, for databases sort words differently.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import DateTime, LargeBinary, Table, insert, select

from drafting.errors import StoreFailed
from drafting.holdings import files
from drafting.holdings.files import Row
from drafting.holdings.places import Place
from drafting.store.versions import utc

_AT_ONCE = 500
"""Rows held in memory."""
_WHOLE = 1 << 256


@dataclass(slots=True)
class Tally:
    """How many rows, and the sum of their hashes: the same in whatever order they are read."""

    rows: int = 0
    total: int = 0

    def counting(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """The lines, each counted as it passes."""
        for line in lines:
            self.rows += 1
            self.total += int.from_bytes(hashlib.sha256(line).digest(), "big")
            self.total %= _WHOLE
            yield line

    @property
    def told(self) -> dict[str, Any]:
        """As it stands in a manifest."""
        return {"rows": self.rows, "sum": f"{self.total:064x}"}


def tally(lines: Iterable[bytes]) -> Tally:
    """Count lines to their end."""
    counted = Tally()
    for _ in counted.counting(lines):
        pass
    return counted


def lines_of(place: Place, table: Table) -> Iterator[bytes]:
    """Every row of a table, wherever it is, as a line."""
    return map(line, _rows(place, table))


def line(row: Row) -> bytes:
    """A row as a line of JSON; half a character, which JSON may hold, is none of UTF-8."""
    record = {name: _told(value) for name, value in row.items()}
    return (
        json.dumps(record, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
        + b"\n"
    )


def bring(place: Place, table: Table, lines: Iterable[bytes], *, unchanged: bool = True) -> Tally:
    """Write rows into an empty table and read them again; returns what was brought. Columns that rows
    of an earlier release lack get their defaults: then they are not ``unchanged``.

    Raises StoreFailed where something else stands there than was brought; nothing may be kept then.
    """
    brought = Tally()
    _write(place, table, brought.counting(lines))
    if unchanged and (found := tally(lines_of(place, table))) != brought:
        raise StoreFailed(
            f"“{table.name}”写进去以后核对不上（{brought.rows}行，{found.rows}行），已全部撤回。"
            "请检查数据库后重试；是恢复备份，也可以换一份备份。"
        )
    return brought


def _rows(place: Place, table: Table) -> Iterator[Row]:
    if place.folder is not None and table.name in place.in_files:
        yield from files.kept(place.folder, table.name)
        return
    query = select(table).execution_options(yield_per=_AT_ONCE)
    for row in place.connection(table.metadata).execute(query):
        yield dict(row._mapping)


def _write(place: Place, table: Table, lines: Iterable[bytes]) -> None:
    heard = {column.name: _hearer(column.type) for column in table.columns}
    rows = ({k: heard[k](v) for k, v in json.loads(each).items()} for each in lines)
    if place.folder is not None and table.name in place.in_files:
        files.keep(place.folder, table.name, rows)
        return
    while batch := list(islice(rows, _AT_ONCE)):
        place.connection(table.metadata).execute(insert(table), batch)


def _told(value: Any) -> Any:
    """SQLite forgets the zone of moments and the sign of zero; a server tells moments in a zone of its
    own, and cannot hold U+0000."""
    if isinstance(value, dt.datetime):
        return utc(value).astimezone(dt.UTC).isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, float):
        return value + 0.0
    return value.replace("\x00", "") if isinstance(value, str) else value


def _hearer(kind: Any) -> Callable[[Any], Any]:
    if isinstance(kind, DateTime):
        return lambda value: value and dt.datetime.fromisoformat(value)
    if isinstance(kind, LargeBinary):
        return lambda value: value if value is None else base64.b64decode(value)
    return lambda value: value
