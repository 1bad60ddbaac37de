"""Adding sources to the catalog: read, made into documents, compared with those there, saved.

A file and its documents are written in one transaction: killed at any moment, the library holds
the file wholly or not at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retrieval.catalog import Catalog, Entry, Known
from retrieval.duplicates import Fingerprint, Likeness, estimate, fingerprint, from_bytes
from retrieval.errors import UnreadableError
from retrieval.files import Files, Remembered, settings_of
from retrieval.making import Origin, make_documents
from retrieval.model import Added, AddedStatus, Document, Near
from retrieval.read import Source

_SAME = ("same", "duplicate")
_ALIKE = ("near", "excerpt")
_MOST_LINKS = 10


class Adding:
    """One batch being added. Knows what the catalog holds, so that comparing costs no query."""

    def __init__(self, catalog: Catalog, files: Files, kind: str | None) -> None:
        self._catalog = catalog
        self._files = files
        self._kind = kind
        self._settings = settings_of(kind)
        self._remembered = files.all()
        self._known = {known.id: known for known in catalog.known()}
        self._prints = {known.id: _print(known, catalog) for known in self._known.values()}

    def add(self, source: Source) -> list[Added]:
        """Add what one source holds; return what became of each document, or why it was refused.

        Raises :class:`LibraryError` when the catalog cannot be written.
        """
        remembered = self._remembered.get(source.source)
        if remembered is not None and self._is_unchanged(source, remembered):
            return [_again(added) for added in remembered.outcome]
        try:
            original = source.read()
        except UnreadableError as error:
            return [
                Added("", source.name, self._kind or "", source.source, 0, "rejected", str(error))
            ]
        origin = Origin(source.source, source.name, source.folder, self._kind)
        made = make_documents(original, origin)
        if not made:
            reason = "清理后没有正文，请确认文件内容"
            return [Added("", source.name, self._kind or "", source.source, 0, "rejected", reason)]
        return self._save(source, made)

    def _is_unchanged(self, source: Source, remembered: Remembered) -> bool:
        kept = (added.id for added in remembered.outcome if added.status == "added")
        return (
            source.stamp != ""
            and (source.stamp, self._settings) == (remembered.stamp, remembered.settings)
            and all(identifier in self._known for identifier in kept)
        )

    def _save(self, source: Source, made: Sequence[Document]) -> list[Added]:
        before = [known.id for known in self._known.values() if known.file == source.source]
        reason = "文件有改动，已更新" if before else ""
        entries: list[Entry] = []
        outcome: list[Added] = []
        staying: set[str] = set()
        for document in made:
            own = fingerprint(document.text)
            there = self._known.get(document.id)
            if there is not None:
                staying.add(document.id)
                outcome.append(self._met_again(document, there, source))
                continue
            twin, near = self._likeness(own, before)
            if twin is not None:
                outcome.append(_report(document, "duplicate", _told(twin), twin.document))
                continue
            document = replace(document, near=near)
            entries.append(Entry(document, own.to_bytes()))
            outcome.append(_report(document, "added", reason or _near_told(near)))
            self._learn(document, own)
        gone = [identifier for identifier in before if identifier not in staying]
        self._write(source, entries, gone, outcome)
        return outcome

    def _met_again(self, document: Document, there: Known, source: Source) -> Added:
        if there.file == source.source:
            return _report(document, "unchanged", "库中已有，内容没有变化")
        return _report(document, "duplicate", f"与已入库的《{there.title}》内容相同")

    def _likeness(
        self, own: Fingerprint, before: Sequence[str]
    ) -> tuple[Near | None, tuple[Near, ...]]:
        """The document this one is the same as, if any, and those it is much like."""
        others = [identifier for identifier in self._prints if identifier not in before]
        judged = estimate(own, [self._prints[identifier] for identifier in others])
        pairs = [
            (likeness.relation, Near(identifier, self._known[identifier].title, _share(likeness)))
            for identifier, likeness in zip(others, judged, strict=True)
        ]
        same = [near for relation, near in pairs if relation in _SAME]
        alike = [near for relation, near in pairs if relation in _ALIKE]
        alike.sort(key=lambda near: near.similarity, reverse=True)
        best = max(same, key=lambda near: near.similarity, default=None)
        return best, tuple(alike[:_MOST_LINKS])

    def _learn(self, document: Document, own: Fingerprint) -> None:
        self._known[document.id] = Known(document.id, document.title, document.file, None)
        self._prints[document.id] = own

    def _write(
        self,
        source: Source,
        entries: Sequence[Entry],
        gone: Sequence[str],
        outcome: Sequence[Added],
    ) -> None:
        note = self._files.note(source.source, source.stamp, self._settings, outcome)
        if entries or gone:
            self._catalog.add(entries, gone=gone, note=note)
        else:
            self._files.remember(note)
        for identifier in gone:
            self._known.pop(identifier, None)
            self._prints.pop(identifier, None)


def _print(known: Known, catalog: Catalog) -> Fingerprint:
    """The stored fingerprint, or one made anew for a document of an earlier release."""
    if known.fingerprint:
        return from_bytes(known.fingerprint)
    document = catalog.find(known.id)
    return fingerprint(document.text if document else "")


def _share(likeness: Likeness) -> float:
    return round(
        max(likeness.shared, likeness.contained if likeness.relation == "excerpt" else 0), 3
    )


def _told(twin: Near) -> str:
    return f"与已入库的《{twin.title}》基本相同（相似 {twin.similarity:.0%}），没有重复入库"


def _near_told(near: Sequence[Near]) -> str:
    return f"与已入库的《{near[0].title}》相近（相似 {near[0].similarity:.0%}）" if near else ""


def _again(added: Added) -> Added:
    if added.status != "added":
        return added
    return replace(added, status="unchanged", reason="库中已有，内容没有变化")


def _report(
    document: Document, status: AddedStatus, reason: str, identifier: str | None = None
) -> Added:
    return Added(
        id=identifier or document.id,
        title=document.title,
        kind=document.kind,
        source=document.source,
        passages=len(document.passages),
        status=status,
        reason=reason,
        cleaned=document.cleaned,
    )
