"""The tables of the catalog, named apart from those of the drafts in one database. ``create_missing`` is safe to run from several processes at once."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    insert,
    select,
)
from sqlalchemy.schema import CreateIndex, CreateTable

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
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            connection.execute(CreateIndex(index, if_not_exists=True))
    if connection.execute(select(state.c.id)).first() is None:
        connection.execute(insert(state).values(id=1, version=1))
