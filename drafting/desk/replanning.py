"""A new plan for changed facts that keeps what a person has settled in the old outline. Pure."""

from __future__ import annotations

from dataclasses import replace

from drafting.model import Brief, Fact, Outline, PlannedSection
from drafting.plan import plan, renumber, unnumbered


def replanned(brief: Brief, before: Outline, old: Brief) -> Outline:
    """The plan of a brief; where the outline ``before`` differs from the plan of its own brief
    ``old``, it was moved, renamed, weighed, added to or cut by hand, and that stays. Facts are known
    by their words, for rows that are moved are numbered anew; those that are new go where the plan
    puts them."""
    usual = {s.id: s for s in plan(old).sections}
    known = {section.id: section for section in before.sections}
    fresh = _same_sections(plan(brief), before, usual)
    owners = _owners(brief, fresh, before, old)
    sections = [
        _settled(s, known.get(s.id), usual.get(s.id), owners, brief) for s in fresh.sections
    ]
    place = {section.id: number for number, section in enumerate(before.sections)}
    if [s.id for s in before.sections] != [i for i in usual if i in known]:
        sections.sort(key=lambda s: place.get(s.id, len(place)))
    same = before.title == plan(old).title
    return replace(
        fresh, title=fresh.title if same else before.title, sections=renumber(sections)
    )  # fmt: skip


def _same_sections(fresh: Outline, before: Outline, usual: dict[str, PlannedSection]) -> Outline:
    """The plan without the sections that a person has removed, and with those added, empty still."""
    there = {section.id for section in before.sections}
    planned = tuple(s for s in fresh.sections if s.id in there or s.id not in usual)
    have = {section.id for section in planned}
    more = (s for s in before.sections if s.id not in have and s.id not in usual)
    return replace(fresh, sections=(*planned, *more))


def _owners(brief: Brief, fresh: Outline, before: Outline, old: Brief) -> dict[str, str]:
    """Fact id -> section id; none for a fact that a person has put away."""
    there = {section.id for section in fresh.sections}
    held = {key: section.id for section in before.sections for key in section.facts}
    was = {_words(fact): held.get(fact.id, "") for fact in old.facts}
    planned = {key: section.id for section in fresh.sections for key in section.facts}
    owners = {}
    for fact in brief.facts:
        home = was.get(_words(fact), planned.get(fact.id, ""))
        owners[fact.id] = home if home in there or not home else planned.get(fact.id, "")
    return owners


def _words(fact: Fact) -> tuple[str, str]:
    return fact.topic, fact.text


def _settled(
    section: PlannedSection,
    before: PlannedSection | None,
    usual: PlannedSection | None,
    owners: dict[str, str],
    brief: Brief,
) -> PlannedSection:
    facts = tuple(fact.id for fact in brief.facts if owners[fact.id] == section.id)
    section = replace(section, facts=facts)
    if before is None or usual is None:
        return section
    named = before.locked or unnumbered(before.heading) != unnumbered(usual.heading)
    return replace(
        section,
        heading=before.heading if named else section.heading,
        length=before.length if before.length != usual.length else section.length,
        locked=before.locked, pinned=before.pinned, dismissed=before.dismissed,
        exemplars=before.exemplars,
    )  # fmt: skip
