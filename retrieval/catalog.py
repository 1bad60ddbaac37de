"""The catalog: the documents and their passages in SQL. All rankings are made from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, func, insert, or_, select, union_all, update

from retrieval.database import Database
from retrieval.model import (
    Change,
    Cleaned,
    Document,
    DocumentSummary,
    DocumentText,
    Near,
    Passage,
)
from retrieval.structure import analyse, sections_of
from retrieval.tables import documents, links, passages
from retrieval.texts import indexed_text, text_hash


class IndexedPassage(NamedTuple):
    """A passage with what ranking and results need to know of its document.

    A tuple: 20,000 of them are made, and compared with those before, in a third of the time.
    """

    id: str
    text: str
    heading: str
    role: str
    text_hash: str
    document: str
    title: str
    kind: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A document to be written, with its stored fingerprint."""

    document: Document
    fingerprint: bytes


@dataclass(frozen=True, slots=True)
class Known:
    """What tells a document of the catalog from others."""

    id: str
    title: str
    file: str
    fingerprint: bytes | None


_COLUMNS = ("id", "title", "kind", "source", "text", "original", "file", "confidence", "issuer",
            "year", "fragment")  # fmt: skip


class Catalog:
    """Reads and writes documents; every document is written in one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        new: Sequence[Entry],
        *,
        gone: Sequence[str] = (),
        note: Callable[[Connection], None] | None = None,
    ) -> None:
        """Write the documents of one file, and take out those it no longer holds, in one
        transaction; ``note`` writes beside them what is to be remembered of the file."""
        with self._database.changing() as connection:
            if gone:
                _delete(connection, gone)
            for entry in new:
                _insert(connection, entry)
            if note is not None:
                note(connection)

    def correct(self, identifier: str, *, kind: str | None, title: str | None) -> None:
        """Set what a person knows better; the kind is sure from now on."""
        values: dict[str, Any] = {"title": title} if title else {}
        values |= {"kind": kind, "confidence": 1.0} if kind else {}
        with self._database.changing() as connection:
            connection.execute(
                update(documents).where(documents.c.id == identifier).values(**values)
            )

    def rewrite(self, document: Document) -> None:
        """Write text, changes and passages of a document anew; its id stays."""
        values = {"text": document.text, "changes": _stored(document)}
        with self._database.changing() as connection:
            connection.execute(
                update(documents).where(documents.c.id == document.id).values(**values)
            )
            connection.execute(delete(passages).where(passages.c.document == document.id))
            _insert_passages(connection, document)

    def known(self) -> list[Known]:
        """Return what tells documents apart: id, title, file and fingerprint."""
        query = select(*(documents.c[name] for name in ("id", "title", "file", "signature")))
        with self._database.reading() as connection:
            return [Known(*row) for row in connection.execute(query)]

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
            near = _near(connection, identifier)
        stored = row.changes or {}
        names = ("id", "title", "kind", "source", "text", "original", "file", "confidence")
        return Document(
            **{name: getattr(row, name) for name in names},
            sections=sections_of(analyse(row.text)),
            passages=tuple(Passage(p.id, p.text, p.heading, p.role) for p in found),
            issuer=row.issuer,
            year=row.year,
            fragment=row.fragment,
            cleaned=tuple(Cleaned(*count) for count in stored.get("counts", ())),
            changes=tuple(Change(*change) for change in stored.get("changes", ())),
            near=near,
        )

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
                *(documents.c[name] for name in ("confidence", "issuer", "year", "fragment")),
            )
            .outerjoin(count, count.c.document == documents.c.id)
            .order_by(documents.c.number)
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).mappings().all()
        return [DocumentSummary(**row) for row in rows]

    def texts(self) -> list[DocumentText]:
        """Return the text of every document, in the order they were added."""
        query = select(*(documents.c[name] for name in ("id", "title", "text")))
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(documents.c.number))
            return [DocumentText(*row) for row in rows]

    def role_counts(self, kind: str | None) -> dict[str, int]:
        """Return how many passages have each role, of one kind or of all documents."""
        query = select(passages.c.role, func.count()).group_by(passages.c.role)
        if kind is not None:
            joined = query.join_from(passages, documents, passages.c.document == documents.c.id)
            query = joined.where(documents.c.kind == kind)
        with self._database.reading() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

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
            return [IndexedPassage(*row) for row in connection.execute(query).all()]

    def counts(self) -> tuple[int, int]:
        """Return how many documents and passages there are."""
        with self._database.reading() as connection:
            return (
                int(connection.execute(select(func.count(documents.c.id))).scalar_one()),
                int(connection.execute(select(func.count(passages.c.id))).scalar_one()),
            )


def _delete(connection: Connection, ids: Sequence[str]) -> None:
    connection.execute(delete(links).where(or_(links.c.document.in_(ids), links.c.other.in_(ids))))
    connection.execute(delete(passages).where(passages.c.document.in_(ids)))
    connection.execute(delete(documents).where(documents.c.id.in_(ids)))


def _near(connection: Connection, identifier: str) -> tuple[Near, ...]:
    pairs = union_all(
        select(links.c.other.label("other"), links.c.similarity).where(
            links.c.document == identifier
        ),
        select(links.c.document.label("other"), links.c.similarity).where(
            links.c.other == identifier
        ),
    ).subquery()
    query = (
        select(documents.c.id, documents.c.title, pairs.c.similarity)
        .join(pairs, pairs.c.other == documents.c.id)
        .order_by(pairs.c.similarity.desc())
    )
    return tuple(Near(*row) for row in connection.execute(query))


def _stored(document: Document) -> dict[str, Any]:
    """What cleaning did, as it is kept."""
    return {
        "counts": [[count.rule, count.count] for count in document.cleaned],
        "changes": [[c.rule, c.start, c.end, c.replacement] for c in document.changes],
    }


def _insert(connection: Connection, entry: Entry) -> None:
    document = entry.document
    last = connection.execute(select(func.coalesce(func.max(documents.c.number), 0))).scalar_one()
    row = {name: getattr(document, name) for name in _COLUMNS}
    connection.execute(
        insert(documents).values(
            **row, number=last + 1, changes=_stored(document), signature=entry.fingerprint
        )
    )
    _insert_passages(connection, document)
    rows = [
        {"document": document.id, "other": near.document, "similarity": near.similarity}
        for near in document.near
    ]
    if rows:
        connection.execute(insert(links), rows)


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
