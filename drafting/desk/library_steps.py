"""What a person does in the sample library: parse, call, show."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import gradio as gr

from drafting.desk import html, library_html, library_tab
from drafting.desk.library_tab import ALL_KINDS, UNKNOWN_KIND, LibraryTab
from drafting.desk.service import Service
from drafting.desk.telling import complaint
from drafting.desk.words import say
from drafting.errors import BadInput
from retrieval.clean import rule_names
from retrieval.kinds import KINDS
from retrieval.model import Added, Document, DocumentSummary

HITS = 20
PAUSE = 0.15
"""Seconds between two looks at how far the adding is."""
Updates = dict[Any, Any]


class LibrarySteps:
    """The handlers of the tab. What they return is a dictionary of parts and their new values."""

    def __init__(self, tab: LibraryTab, service: Service) -> None:
        self._tab = tab
        self._service = service
        self._library = service.library
        self._visitors = service.visitors

    def show(self, query: str, kind: str, role: str) -> Updates:
        """What is searched for; the list of samples where nothing is."""
        shelf = self._tab.shelf
        documents = self._library.documents()
        choices = _kind_choices(documents)
        chosen = kind if kind in (value for _, value in choices) else ALL_KINDS
        return {
            shelf.kind: gr.update(choices=choices, value=chosen),
            shelf.roles: library_html.roles(self._library.role_counts(_as_stored(chosen))),
            shelf.listed: self._listed(documents, query, chosen, role),
        }

    def _listed(
        self, documents: Sequence[DocumentSummary], query: str, kind: str, role: str
    ) -> str:  # fmt: skip
        if not query.strip():
            wanted = _as_stored(kind)
            return library_html.samples([d for d in documents if wanted in (None, d.kind)])
        if kind == UNKNOWN_KIND:
            raise BadInput(say("library.unknown_alone"))
        found = self._library.search(query, k=HITS, kind=kind or None, role=role or None)
        return library_html.hits(found)

    async def add(self, files: list[str] | None, kind: str) -> AsyncIterator[Updates]:
        """Add what was dropped, telling how far it is, and at last what became of each file."""
        shelf = self._tab.shelf
        try:
            self._visitors.require_admin()
        except BadInput as error:
            raise complaint(error) from None
        paths = [Path(file) for file in files or ()]
        progress = Progress()
        work = asyncio.create_task(asyncio.to_thread(self._add, paths, kind, progress))
        try:
            while not work.done():
                yield {**self._busy(), shelf.progress: progress.shown()}
                await asyncio.wait([work], timeout=PAUSE)
            yield {**self._ready(), shelf.outcome: library_html.outcome(await work)}
        except Exception as error:
            yield self._ready()
            raise complaint(error) from None

    def _add(self, paths: list[Path], kind: str, progress: Progress) -> list[Added]:
        self._service.note("library", detail=f"add {len(paths)}")
        return self._library.add(paths, kind=kind or None, progress=progress, uploaded=True)

    def _busy(self) -> Updates:
        """One batch at a time: there is nothing to drop files on while one is added."""
        return {self._tab.shelf.upload: gr.update(visible=False), self._tab.shelf.outcome: ""}

    def _ready(self) -> Updates:
        shelf = self._tab.shelf
        return {shelf.upload: gr.update(visible=True, value=None), shelf.progress: ""}

    def open(self, event: gr.EventData) -> Updates:
        """Open the document whose title was clicked."""
        document = self._document(str(event.open))
        may_change = self._visitors.is_admin
        return library_tab.opened(self._tab, document, may_change=may_change)

    def correct(self, identifier: str, title: str, kind: str) -> Updates:
        """Set title and kind as a person knows them."""
        self._visitors.require_admin()
        title = " ".join(title.split())
        if not title:
            raise BadInput(say("library.title_empty"))
        self._changes("correct", identifier)
        self._library.correct(identifier, title=title, kind=kind or None)
        return self._again(identifier, say("library.saved"))

    def undo(self, identifier: str, rules: list[str]) -> Updates:
        """Take back what the chosen rules changed."""
        self._visitors.require_admin()
        if not rules:
            raise BadInput(say("library.choose_rules"))
        self._changes("undo", identifier)
        self._library.undo_cleaning(identifier, rules)
        labels = rule_names()
        return self._again(
            identifier,
            say(
                "library.undone",
                rules=say("masthead.and").join(html.plain(labels[r]) for r in rules),
            ),
        )

    def remove(self, identifier: str) -> Updates:
        """Remove the document and go back to the list."""
        self._visitors.require_admin()
        self._changes("remove", identifier)
        self._library.remove([identifier])
        return self.close()

    def close(self) -> Updates:
        """The list without a document."""
        return library_tab.closed(self._tab)

    def back(self, query: str, kind: str, role: str) -> Updates:
        """Back to the list as it is now."""
        return {**self.close(), **self.show(query, kind, role)}

    def _again(self, identifier: str, said: str) -> Updates:
        return library_tab.opened(self._tab, self._document(identifier), said)

    def _changes(self, how: str, identifier: str) -> None:
        """Record a change of a document that is there. Raises BadInput, StoreFailed."""
        self._document(identifier)
        self._service.note("library", detail=f"{how} {identifier}")

    def _document(self, identifier: str) -> Document:
        """The document, unless somebody else has removed it."""
        if all(known.id != identifier for known in self._library.documents()):
            raise BadInput(say("library.gone"))
        return self._library.document(identifier)


class Progress:
    """How far the adding is, written by one thread and read by another."""

    def __init__(self) -> None:
        self._state = (0, 0, "")

    def __call__(self, done: int, total: int, what: str) -> None:
        """What the library reports after each file."""
        self._state = (done, total, what)

    def shown(self) -> str:
        """The line on the page."""
        return library_html.reading(*self._state)


def _as_stored(kind: str) -> str | None:
    return None if kind == ALL_KINDS else "" if kind == UNKNOWN_KIND else kind


def _kind_choices(documents: Sequence[DocumentSummary]) -> list[tuple[str, str]]:
    counts = Counter(document.kind for document in documents)
    kinds = [
        (f"{html.plain(name)} {counts[kind]}", kind) for kind, name in KINDS.items() if counts[kind]
    ]
    unknown = [(f"{say('library.unknown')} {counts['']}", UNKNOWN_KIND)] if counts[""] else []
    return [(f"{say('library.all')} {len(documents)}", ALL_KINDS), *kinds, *unknown]
