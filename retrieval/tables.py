"""The tables of the catalog, named apart from those of the drafts in one database.

How they came to be: ``migrations/``.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    false,
)

from retrieval.connecting import LongWords, Words

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
    Column("title", LongWords, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("source", LongWords, nullable=False, index=True),
    Column("text", LongWords, nullable=False),
    Column("original", LongWords, nullable=False),
    Column("file", LongWords, nullable=False, server_default="", index=True),
    Column("confidence", Float, nullable=False, server_default="1"),
    Column("issuer", LongWords, nullable=False, server_default=""),
    Column("year", String(8), nullable=False, server_default=""),
    Column("fragment", Boolean, nullable=False, server_default=false()),
    Column("changes", JSON, nullable=True),
    Column("signature", LargeBinary, nullable=True),
)

files = Table(
    "library_files",
    metadata,
    Column("path", Words(700), primary_key=True),
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
    Column("text", LongWords, nullable=False),
    Column("heading", LongWords, nullable=False),
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
    Column("path", Words(400), primary_key=True),
    Column("stamp", String(60), nullable=False),
    Column("content_hash", String(64), nullable=False),
)
