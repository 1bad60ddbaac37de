"""The catalog: the documents and their passages in SQL. All rankings are made from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select

from retrieval.database import Database
from retrieval.model import Document, DocumentSummary, Passage
from retrieval.structure import analyse, sections_of
from retrieval.tables import documents, passages
from retrieval.texts import indexed_text, text_hash


@dataclass(frozen=True, slots=True)
class IndexedPassage:
    """A passage with what ranking and results need to know of its document."""

    id: str
    text: str
    heading: str
    role: str
    text_hash: str
    document: str
    title: str
    kind: str


class Catalog:
    """Reads and writes documents; every document is written in one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, document: Document, replacing: str | None = None) -> bool:
        """Write a document. False, with nothing written, when one with its id is there.

        ``replacing`` is the id of a document that goes in the same transaction.
        """
        with self._database.changing() as connection:
            there = select(documents.c.id).where(documents.c.id == document.id)
            if connection.execute(there).first() is not None:
                connection.rollback()
                return False
            if replacing:
                _delete(connection, [replacing])
            _insert(connection, document)
            return True

    def replace_passages(self, document: Document) -> None:
        """Write the passages of a document anew."""
        with self._database.changing() as connection:
            connection.execute(delete(passages).where(passages.c.document == document.id))
            _insert_passages(connection, document)

    def remove(self, ids: Sequence[str]) -> None:
        """Remove documents with their passages, all or none."""
        with self._database.changing() as connection:
            _delete(connection, ids)

    def find(self, identifier: str) -> Document | None:
        """Return a document by its id, None when there is none."""
        with self._database.reading() as connection:
            row = connection.execute(
                select(documents).where(documents.c.id == identifier)
            ).one_or_none()
            if row is None:
                return None
            found = connection.execute(
                select(passages).where(passages.c.document == identifier).order_by("number")
            ).all()
        return Document(
            id=row.id,
            title=row.title,
            kind=row.kind,
            source=row.source,
            text=row.text,
            original=row.original,
            sections=sections_of(analyse(row.text)),
            passages=tuple(Passage(p.id, p.text, p.heading, p.role) for p in found),
        )

    def find_source(self, source: str) -> str | None:
        """Return the id of the document that was read from ``source``, None if there is none."""
        with self._database.reading() as connection:
            query = select(documents.c.id).where(documents.c.source == source)
            return connection.execute(query).scalars().first()

    def summaries(self) -> list[DocumentSummary]:
        """Return all documents in the order they were added."""
        count = (
            select(passages.c.document, func.count().label("count"))
            .group_by(passages.c.document)
            .subquery()
        )
        query = (
            select(
                *(documents.c[name] for name in ("id", "title", "kind", "source")),
                func.coalesce(count.c["count"], 0).label("passages"),
                func.length(documents.c.text).label("characters"),
            )
            .outerjoin(count, count.c.document == documents.c.id)
            .order_by(documents.c.number)
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).mappings().all()
        return [DocumentSummary(**row) for row in rows]

    def indexed_passages(self) -> list[IndexedPassage]:
        """Return every passage, in the order of documents and text."""
        query = (
            select(
                *(passages.c[name] for name in ("id", "text", "heading", "role", "text_hash")),
                *(documents.c[name] for name in ("id", "title", "kind")),
            )
            .join_from(passages, documents, passages.c.document == documents.c.id)
            .order_by(documents.c.number, passages.c.number)
        )
        with self._database.reading() as connection:
            return [IndexedPassage(*row) for row in connection.execute(query)]

    def counts(self) -> tuple[int, int]:
        """Return how many documents and passages there are."""
        with self._database.reading() as connection:
            return (
                int(connection.execute(select(func.count(documents.c.id))).scalar_one()),
                int(connection.execute(select(func.count(passages.c.id))).scalar_one()),
            )


def _delete(connection: Connection, ids: Sequence[str]) -> None:
    connection.execute(delete(passages).where(passages.c.document.in_(ids)))
    connection.execute(delete(documents).where(documents.c.id.in_(ids)))


def _insert(connection: Connection, document: Document) -> None:
    last = connection.execute(select(func.coalesce(func.max(documents.c.number), 0))).scalar_one()
    row = {name: getattr(document, name) for name in ("id", "title", "kind", "source", "text")}
    connection.execute(insert(documents).values(**row, original=document.original, number=last + 1))
    _insert_passages(connection, document)


def _insert_passages(connection: Connection, document: Document) -> None:
    rows = [
        {
            "id": passage.id,
            "document": document.id,
            "number": number,
            "text": passage.text,
            "heading": passage.heading,
            "role": passage.role,
            "text_hash": text_hash(indexed_text(passage.heading, passage.text)),
        }
        for number, passage in enumerate(document.passages, start=1)
    ]
    if rows:
        connection.execute(insert(passages), rows)
