"""Exemplars consulted for the sections of an outline: looked for in the sample library, remembered,
and let go with the samples they came from."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace

from drafting.desk.words import room, say
from drafting.kinds import load_kind
from drafting.model import Brief, Outline, PlannedSection
from drafting.pipeline import EXEMPLARS, Found, chosen, consult
from drafting.plan import plan
from retrieval import Library, LibraryError

REMEMBERED = 32
"""Outlines whose exemplars are remembered."""
SEARCHES = 256
"""Searches whose passages are remembered: of some twenty outlines."""
_log = logging.getLogger(__name__)


_State = tuple[int, bool] | str


class Samples:
    """The library as the pipeline asks it; one that fails costs the examples, not the draft."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def search(
        self, query: str, *, k: int = 5, kind: str | None = None, role: str | None = None
    ) -> Sequence[Found]:
        """Passages for a query, best first; none where the library cannot be used."""
        try:
            return self._library.search(query, k=k, kind=kind, role=role)
        except LibraryError as error:
            _log.warning("sample library: %s", error)
            return ()


class Remembered:
    """Samples that are asked once for the same words as long as the library stays as it is: a fact
    more or less changes what is looked for in one section of six."""

    def __init__(self, samples: Samples) -> None:
        self._samples = samples
        self._found = functools.lru_cache(SEARCHES)(self._search)

    def at(self, state: _State) -> _AtState:
        """The samples of one state of the library."""
        return _AtState(self._found, state)

    def _search(
        self, _: _State, query: str, k: int, kind: str | None, role: str | None
    ) -> Sequence[Found]:
        return self._samples.search(query, k=k, kind=kind, role=role)


@dataclass(frozen=True, slots=True)
class _AtState:
    find: Callable[[_State, str, int, str | None, str | None], Sequence[Found]]
    state: _State

    def search(
        self, query: str, *, k: int = 5, kind: str | None = None, role: str | None = None
    ) -> Sequence[Found]:
        """As :meth:`Samples.search`."""
        return self.find(self.state, query, k, kind, role)


class Consulting:
    """The library as outlines consult it. Safe to use from several threads. No model is asked; the
    network only where the library's vectors need it."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.samples = Samples(library)
        self._remembered = Remembered(self.samples)
        self._consulted = functools.lru_cache(REMEMBERED)(self._consult)
        self._consulted_own = functools.lru_cache(REMEMBERED)(self._consult_own)

    def consulted(self, brief: Brief, outline: Outline | None = None) -> Outline:
        """The outline, or the plan of the brief, with exemplars. Searching takes a second or two, so
        what was found is remembered as long as the library stays as it is. Never raises for a library
        that fails: there are no exemplars then."""
        state = _state(self.library)
        found = self._consulted(brief, state)
        if outline is None:
            return found
        exemplars = {section.id: section.exemplars for section in found.sections}
        own = tuple(_bare(s) for s in outline.sections if s.id not in exemplars)
        if own:  # added by hand, or split off
            more = self._consulted_own(brief, replace(found, sections=own), state)
            exemplars |= {section.id: section.exemplars for section in more.sections}
        sections = tuple(
            replace(s, exemplars=chosen(s, exemplars.get(s.id, ()))) for s in outline.sections
        )
        return replace(outline, sections=sections)

    def without_gone(self, outline: Outline) -> tuple[Outline, tuple[str, ...]]:
        """As :func:`without_gone` by the samples that are there now; all stay where the library cannot
        be asked."""
        try:
            documents = {document.id for document in self.library.documents()}
        except LibraryError:
            return outline, ()
        return without_gone(outline, documents)

    def _consult(self, brief: Brief, state: _State) -> Outline:
        kind = load_kind(brief.kind)
        samples = self._remembered.at(state)
        return consult(plan(brief, kind), brief, kind, samples, 2 * EXEMPLARS)

    def _consult_own(self, brief: Brief, outline: Outline, state: _State) -> Outline:
        samples = self._remembered.at(state)
        return consult(outline, brief, load_kind(brief.kind), samples, 2 * EXEMPLARS)


def _state(library: Library) -> _State:
    """What a search depends on: which documents there are, and whether vectors count."""
    try:
        return library.database.version(), library.status().by_meaning
    except LibraryError as error:
        return str(error)


def library_line(library: Library) -> tuple[str, bool]:
    """How a library stands, in words, and whether that will still change. Never raises for a library
    that fails: that is what is said then."""
    try:
        status = library.status()
    except LibraryError as error:
        return say("service.library_unusable", why=error), False
    vectors = (
        say("service.vectors", done=status.vectors, all=status.passages)
        if status.embedder
        else say("service.by_words")
    )
    if status.embedder and status.error:
        vectors = say("service.words_for_now")
    return say(
        "service.library", count=status.documents, way=vectors
    ), not status.documents or status.working


def without_gone(outline: Outline, documents: Container[str]) -> tuple[Outline, tuple[str, ...]]:
    """The outline without passages of samples that are not in the library any more, and what is said
    of those that were pinned: Chinese, for it is kept with the draft."""
    lost = [
        e for s in outline.sections for e in s.exemplars
        if e.document not in documents and e.passage in s.pinned
    ]  # fmt: skip
    if not lost:
        return outline, ()
    ids = {exemplar.passage for exemplar in lost}
    sections = tuple(
        replace(
            s,
            pinned=tuple(each for each in s.pinned if each not in ids),
            exemplars=tuple(e for e in s.exemplars if e.passage not in ids),
        )
        for s in outline.sections
    )
    titles = dict.fromkeys(exemplar.title for exemplar in lost)
    sentence = room("told_desk")["sample_gone"]["zh"]
    return replace(outline, sections=sections), tuple(sentence.format(title=t) for t in titles)


def _bare(section: PlannedSection) -> PlannedSection:
    """A section as exemplars are looked for: by its task and its facts alone."""
    return PlannedSection(
        section.id, "", section.level, section.purpose, 0, section.facts, section.form
    )
