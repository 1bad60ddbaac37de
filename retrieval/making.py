"""Making document records from a file's text: cleaned, taken apart, understood, cut."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from retrieval.about import about
from retrieval.clean import clean, undo
from retrieval.kinds import Recognised, recognise
from retrieval.model import Document
from retrieval.parts import Part, split_documents
from retrieval.passages import split
from retrieval.structure import analyse, sections_of
from retrieval.texts import document_id, tidy


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a text comes from. ``name`` is its title if it has none; ``kind`` wins if given."""

    file: str
    name: str
    folder: str = ""
    kind: str | None = None


def make_documents(original: str, origin: Origin, without: Collection[str] = ()) -> list[Document]:
    """Return the documents a text holds. ``without`` names cleaning rules that are not applied."""
    cleaned = clean(tidy(original))
    kept = tuple(change for change in cleaned.changes if change.rule not in without)
    text = undo(tidy(original), cleaned.changes, without) if without else cleaned.text
    counts = tuple(count for count in cleaned.counts if count.rule not in without)
    parts = split_documents(text)
    return [
        replace(
            _document(part, origin, several=len(parts) > 1),
            original=tidy(original),
            changes=kept,
            cleaned=counts if part.number == 1 else (),
        )
        for part in parts
    ]


def _document(part: Part, origin: Origin, *, several: bool) -> Document:
    identifier = document_id(part.text)
    structure = analyse(part.text)
    known = about(part.text)
    title = known.title or part.title_hint or structure.title or tidy(origin.name)
    kind = _kind(title, part.text, origin)
    return Document(
        id=identifier,
        title=title,
        kind=kind.kind,
        source=f"{origin.file}（第{part.number}篇）" if several else origin.file,
        text=part.text,
        original="",
        sections=sections_of(structure),
        passages=split(structure, identifier),
        file=origin.file,
        confidence=kind.confidence,
        issuer=known.issuer,
        year=str(known.year or ""),
        fragment=part.fragment,
    )


def _kind(title: str, text: str, origin: Origin) -> Recognised:
    if origin.kind:
        return Recognised(origin.kind, 1.0, "")
    return recognise(title, text, origin.folder)


def remake_passages(document: Document) -> Document:
    """Return the document with passages cut anew from its text."""
    structure = analyse(document.text)
    return replace(
        document, sections=sections_of(structure), passages=split(structure, document.id)
    )


def with_cleaning_undone(document: Document, rules: Collection[str]) -> Document:
    """Return the document as if these rules had changed nothing in it; its id stays."""
    if document.source != document.file:
        origin = Origin(document.file, document.title, kind=document.kind or None)
        again = make_documents(document.original, origin, rules)
        same = next((one for one in again if one.source == document.source), document)
        text, changes = same.text, same.changes
    else:
        text = undo(document.original, document.changes, rules)
        changes = tuple(change for change in document.changes if change.rule not in rules)
    counts = tuple(count for count in document.cleaned if count.rule not in rules)
    return remake_passages(replace(document, text=text, changes=changes, cleaned=counts))
