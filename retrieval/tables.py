"""The tables of the catalog, named apart from those of the drafts in one database.

``create_missing`` is safe to run from several processes at once, and adds to a catalog of an
earlier release the columns it lacks.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    false,
    insert,
    inspect,
    select,
    text,
)
from sqlalchemy.schema import CreateColumn, CreateIndex, CreateTable

metadata = MetaData()

state = Table(
    "library_state",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
)

documents = Table(
    "library_documents",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("source", Text, nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("original", Text, nullable=False),
    Column("file", Text, nullable=False, server_default="", index=True),
    Column("confidence", Float, nullable=False, server_default="1"),
    Column("issuer", Text, nullable=False, server_default=""),
    Column("year", String(8), nullable=False, server_default=""),
    Column("fragment", Boolean, nullable=False, server_default=false()),
    Column("changes", JSON, nullable=True),
    Column("signature", LargeBinary, nullable=True),
)

files = Table(
    "library_files",
    metadata,
    Column("path", String(700), primary_key=True),
    Column("stamp", String(80), nullable=False),
    Column("settings", String(60), nullable=False),
    Column("outcome", JSON, nullable=False),
)

links = Table(
    "library_links",
    metadata,
    Column("document", ForeignKey("library_documents.id"), primary_key=True),
    Column("other", ForeignKey("library_documents.id"), primary_key=True),
    Column("similarity", Float, nullable=False),
)

passages = Table(
    "library_passages",
    metadata,
    Column("id", String(24), primary_key=True),
    Column("document", ForeignKey("library_documents.id"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("heading", Text, nullable=False),
    Column("role", String(8), nullable=False),
    Column("text_hash", String(64), nullable=False, index=True),
)

vectors = Table(
    "library_vectors",
    metadata,
    Column("text_hash", String(64), primary_key=True),
    Column("embedder", String(120), primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)

shipped = Table(
    "library_shipped",
    metadata,
    Column("path", String(400), primary_key=True),
    Column("stamp", String(60), nullable=False),
    Column("content_hash", String(64), nullable=False),
)


def create_missing(connection: Connection) -> None:
    """Create the tables and indexes that are not there, and the one row of ``state``."""
    for table in metadata.sorted_tables:
        connection.execute(CreateTable(table, if_not_exists=True))
        _add_missing_columns(connection, table)
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            connection.execute(CreateIndex(index, if_not_exists=True))
    if connection.execute(select(state.c.id)).first() is None:
        connection.execute(insert(state).values(id=1, version=1))


def _add_missing_columns(connection: Connection, table: Table) -> None:
    there = {column["name"] for column in inspect(connection).get_columns(table.name)}
    for column in table.columns:
        if column.name not in there:
            definition = CreateColumn(column).compile(dialect=connection.dialect)
            connection.execute(text(f"ALTER TABLE {table.name} ADD COLUMN {definition}"))
