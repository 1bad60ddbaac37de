"""The steps by which the tables of earlier releases become those of this one; see ``migrations/``.

A change of the tables is one more file there, with the next number, and the same change in
``tables.py``; a test holds the two together.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect

from retrieval.migrating import History, OtherTables

_TELLTALE = {"drafts": "changed", "versions": "content", "work": "beat", "work_sections": "notices"}
"""A column of each table that it has had from the beginning."""


def found(connection: Connection) -> str:
    """The step at which the releases before the first marked one left a database."""
    looked = inspect(connection)
    there = [name for name in _TELLTALE if looked.has_table(name)]
    for name in there:
        if _TELLTALE[name] not in {column["name"] for column in looked.get_columns(name)}:
            raise OtherTables("no such column")
    if not there:
        return ""
    return "0002" if "work_sections" in there else "0001"


HISTORY = History(Path(__file__).parent / "migrations", "drafting_schema", found)
