"""The road from brief to draft, as events: planned, text as it comes, sections done, checked."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol, cast

from drafting.checks import NO_SOURCES, Sources, run_checks, without_accepted
from drafting.cost import cost_of
from drafting.document import back_lines, front_lines, manuscript_of, markdown_of
from drafting.engines.base import Engine, Step, Task, Written
from drafting.engines.length import thinness
from drafting.kinds import Kind, load_kind
from drafting.model import (
    Brief,
    Draft,
    EngineName,
    Exemplar,
    Fact,
    Outline,
    PlannedSection,
    Section,
)
from drafting.plan import plan
from drafting.tables import tables_of, with_tables
from drafting.wording import word_count

if TYPE_CHECKING:
    from retrieval import Library
    from retrieval.model import Why

EXEMPLARS = 3
"""Passages looked up for a section."""


class Found(Protocol):
    """What the sample library answers with (see ``retrieval.Hit``)."""

    @property
    def passage(self) -> str:
        """Its id."""
        ...

    @property
    def text(self) -> str:
        """Its words."""
        ...

    @property
    def heading(self) -> str:
        """The heading it stands under."""
        ...

    @property
    def document(self) -> str:
        """Id of its sample."""
        ...

    @property
    def title(self) -> str:
        """Title of its sample."""
        ...

    @property
    def role(self) -> str:
        """What the passage does in its sample."""
        ...

    @property
    def score(self) -> float:
        """Higher is better; comparable within one answer only."""
        ...

    @property
    def why(self) -> Why:
        """Why it was found."""
        ...


class Finder(Protocol):
    """The one thing asked of a sample library."""

    def search(
        self, query: str, *, k: int = 5, kind: str | None = None, role: str | None = None
    ) -> Sequence[Found]:
        """Passages for a query, best first."""
        ...


@dataclass(frozen=True, slots=True)
class Planned:
    """The outline is made and its exemplars are found."""

    outline: Outline


@dataclass(frozen=True, slots=True)
class Finished:
    """The whole draft, checked."""

    draft: Draft


Event = Planned | Step | Finished


def draft(
    brief: Brief,
    engine: Engine,
    *,
    outline: Outline | None = None,
    finder: Finder | None = None,
    variant: int = 0,
    draft_id: str = "",
    done: tuple[Section, ...] = (),
    stop: threading.Event | None = None,
    sources: Sources = NO_SOURCES,
) -> Generator[Event, None, None]:
    """Write a document. An ``outline`` that a person has settled is kept as it is, else the engine
    makes one from the kind's; sections that are ``done`` are kept as well. Setting ``stop`` ends
    it at once. ``sources`` are what the draft is checked against beside its own facts.

    Raises ModelFailed where the engine needs a model that cannot answer, Stopped where ``stop``
    was set.
    """
    kind = load_kind(brief.kind)
    stop = stop or threading.Event()
    if outline is None:
        usual = plan(brief, kind, variant=variant)
        outline = engine.outline(Task(brief, kind, usual, variant, done, stop, sources))
        outline = consult(outline, brief, kind, finder)
    yield Planned(outline)
    written = {section.id: Written(section) for section in done}
    tables = tables_of(brief, kind, outline)
    for event in engine.write(Task(brief, kind, outline, variant, done, stop, sources)):
        if isinstance(event, Written):
            whole = with_tables(event.section, tables.get(event.section.id, ()))
            event = replace(event, section=whole)
            written[event.section.id] = event
        yield event
    ordered = [written[p.id] for p in outline.sections if p.id in written]
    notices = (*outline.notices, *(said for event in ordered for said in event.notices))
    sections = tuple(event.section for event in ordered)
    made = assemble(brief, kind, outline, engine.name, sections, notices, draft_id)
    yield Finished(check_draft(made, sources))


def assemble(
    brief: Brief,
    kind: Kind,
    outline: Outline,
    engine: EngineName,
    sections: tuple[Section, ...],
    notices: tuple[str, ...] = (),
    draft_id: str = "",
) -> Draft:
    """Sections and the lines around them as one draft; says where it stays too short or long."""
    made = Draft(
        id=draft_id or uuid.uuid4().hex[:12],
        kind=kind.id,
        title=outline.title,
        engine=engine,
        brief=brief,
        sections=sections,
        front=front_lines(brief, kind),
        back=back_lines(brief, kind, sections),
        outline=outline,
        usage=cost_of(outline, sections),
    )
    words = word_count(markdown_of(made))
    return replace(made, notices=(*notices, *thinness(brief, kind, outline, words)))


def check_draft(draft: Draft, sources: Sources = NO_SOURCES) -> Draft:
    """The draft with the findings of every check, less those a person lets stand. Its own facts
    take the place of the brief in ``sources``."""
    manuscript = manuscript_of(draft)
    found = run_checks(manuscript, replace(sources, brief=draft.brief))
    accepted = {acceptance.key for acceptance in draft.accepted}
    return replace(draft, findings=tuple(without_accepted(found, manuscript, accepted)))


def consult(
    outline: Outline, brief: Brief, kind: Kind, finder: Finder | None, most: int = EXEMPLARS
) -> Outline:
    """The outline with exemplar passages for each section, where there is a library: what a person
    has pinned first, nothing of what was dismissed."""
    if finder is None:
        return outline
    roles = {section.id: section.role for section in kind.sections}
    facts = {fact.id: fact for fact in brief.facts}
    sections = tuple(
        replace(section, exemplars=_exemplars(finder, outline, section, facts, kind, roles, most))
        for section in outline.sections
    )
    return replace(outline, sections=sections)


def _exemplars(
    finder: Finder,
    outline: Outline,
    section: PlannedSection,
    facts: dict[str, Fact],
    kind: Kind,
    roles: dict[str, str],
    most: int,
) -> tuple[Exemplar, ...]:
    from retrieval.exemplars import exemplars

    library = cast("Library", finder)
    words = " ".join(facts[i].text for i in section.facts[:4])
    query = f"{section.purpose} {outline.subject} {words}"
    role = roles.get(section.id) or None
    wanted = most + len(section.dismissed)
    hits = exemplars(library, query, kind=kind.id, role=role, k=wanted)
    hits = hits or exemplars(library, query, kind=kind.id, k=wanted)
    return chosen(section, [_exemplar(hit) for hit in hits], most)


def chosen(
    section: PlannedSection, found: Sequence[Exemplar], most: int = EXEMPLARS
) -> tuple[Exemplar, ...]:
    """The exemplars of a section: those pinned, then the best of those found; none dismissed."""
    known = {exemplar.passage: exemplar for exemplar in (*found, *section.exemplars)}
    pinned = [known[i] for i in section.pinned if i in known]
    away = {*section.pinned, *section.dismissed}
    return (*pinned, *(e for e in found if e.passage not in away))[: max(most, len(pinned))]


def _exemplar(hit: Found) -> Exemplar:
    return Exemplar(
        hit.passage, hit.document, hit.title, hit.heading, hit.text, hit.score, hit.role,
        hit.why.words, hit.why.similarity,
    )  # fmt: skip
