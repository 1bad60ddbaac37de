"""Making a document record from a file's text."""

from __future__ import annotations

from dataclasses import replace

from retrieval.kinds import recognise_kind
from retrieval.model import Document
from retrieval.passages import split
from retrieval.structure import analyse, sections_of
from retrieval.texts import document_id, tidy


def make_document(
    original: str, *, source: str, name: str, folder: str = "", kind: str | None = None
) -> Document:
    """Return the record of a text. ``name`` is its title if it has none, ``kind`` wins if given."""
    text = tidy(original)
    identifier = document_id(text)
    structure = analyse(text)
    title = structure.title or tidy(name)
    return Document(
        id=identifier,
        title=title,
        kind=kind or recognise_kind(title, text, folder),
        source=source,
        text=text,
        original=original,
        sections=sections_of(structure),
        passages=split(structure, identifier),
    )


def remake_passages(document: Document) -> Document:
    """Return the document with passages cut anew from its text."""
    structure = analyse(document.text)
    return replace(
        document, sections=sections_of(structure), passages=split(structure, document.id)
    )
