"""The road from brief to draft, as events: planned, text as it comes, sections done, checked."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from drafting.borrowing import NO_SAMPLES, Samples
from drafting.checks import Sources, run_checks
from drafting.document import back_lines, front_lines, manuscript_of, markdown_of
from drafting.engines.base import Engine, Step, Task, Written
from drafting.engines.length import thinness
from drafting.kinds import Kind, load_kind
from drafting.model import Brief, Draft, Exemplar, Fact, Outline, PlannedSection, Section
from drafting.plan import plan
from drafting.wording import word_count

EXEMPLARS = 3
"""Passages shown for a section, at most two of one document."""
_OF_ONE_DOCUMENT = 2


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
    def score(self) -> float:
        """Higher is better; comparable within one answer only."""
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
) -> Iterator[Event]:
    """Write a document. An ``outline`` that a person has settled is kept as it is.

    Raises ModelFailed where the engine needs a model that cannot answer.
    """
    kind = load_kind(brief.kind)
    outline = outline or consult(plan(brief, kind, variant=variant), brief, kind, finder)
    yield Planned(outline)
    sections: dict[str, Section] = {}
    notices = list(outline.notices)
    for event in engine.write(Task(brief, kind, outline, variant)):
        if isinstance(event, Written):
            sections[event.section.id] = event.section
            notices += event.notices
        yield event
    ordered = tuple(sections[p.id] for p in outline.sections if p.id in sections)
    made = assemble(brief, kind, outline, engine, ordered, tuple(notices), draft_id)
    yield Finished(check_draft(made))


def assemble(
    brief: Brief,
    kind: Kind,
    outline: Outline,
    engine: Engine,
    sections: tuple[Section, ...],
    notices: tuple[str, ...] = (),
    draft_id: str = "",
) -> Draft:
    """Sections and the lines around them as one draft; says where it stays too short or long."""
    made = Draft(
        id=draft_id or uuid.uuid4().hex[:12],
        kind=kind.id,
        title=outline.title,
        engine=engine.name,
        brief=brief,
        sections=sections,
        front=front_lines(brief, kind),
        back=back_lines(brief, kind, sections),
        outline=outline,
    )
    words = word_count(markdown_of(made))
    return replace(made, notices=(*notices, *thinness(brief, kind, outline, words)))


def check_draft(draft: Draft, samples: Samples = NO_SAMPLES) -> Draft:
    """The draft with the findings of every check."""
    sources = Sources(draft.brief, samples)
    return replace(draft, findings=tuple(run_checks(manuscript_of(draft), sources)))


def consult(outline: Outline, brief: Brief, kind: Kind, finder: Finder | None) -> Outline:
    """The outline with exemplar passages for each section, where there is a library."""
    if finder is None:
        return outline
    roles = {section.id: section.role for section in kind.sections}
    facts = {fact.id: fact for fact in brief.facts}
    sections = tuple(
        replace(section, exemplars=_exemplars(finder, outline, section, facts, kind, roles))
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
) -> tuple[Exemplar, ...]:
    words = " ".join(facts[i].text for i in section.facts[:4])
    query = f"{section.purpose} {outline.subject} {words}"
    role = roles.get(section.id) or None
    hits = list(finder.search(query, k=2 * EXEMPLARS, kind=kind.id, role=role))
    hits = hits or list(finder.search(query, k=2 * EXEMPLARS, kind=kind.id))
    chosen: list[Exemplar] = []
    for hit in hits:
        if sum(e.document == hit.document for e in chosen) < _OF_ONE_DOCUMENT:
            chosen.append(
                Exemplar(hit.passage, hit.document, hit.title, hit.heading, hit.text, hit.score)
            )
    return tuple(chosen[:EXEMPLARS])
