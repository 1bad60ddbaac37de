"""The steps by which the catalogs of earlier releases become those of this one; see ``migrations/``.

A change of the tables is one more file there, with the next number, and the same change in
``tables.py``; a test holds the two together.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect

from retrieval.migrating import History, OtherTables


def found(connection: Connection) -> str:
    """The step at which the releases before the first marked one left a catalog."""
    looked = inspect(connection)
    if not looked.has_table("library_documents"):
        return ""
    if "original" not in {column["name"] for column in looked.get_columns("library_documents")}:
        raise OtherTables("no such column")
    return "0001"


HISTORY = History(Path(__file__).parent / "migrations", "library_schema", found)
