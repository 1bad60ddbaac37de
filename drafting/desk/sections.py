"""Sections that a person adds to a draft, takes out of it, or splits at the cursor. Pure."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import replace

from drafting.desk.forms import ADDED, MOST_SECTIONS
from drafting.desk.texts import marked, shown
from drafting.desk.words import say
from drafting.document import trace
from drafting.errors import BadInput
from drafting.model import Draft, PlannedSection, Section
from drafting.plan import plan, renumber, unnumbered

FRESH, PART_TWO = "新的一节", "（续）"
"""Headings of a section that is new, and of the second half of one: Chinese as the draft is."""
_ENDS = re.compile(r"[。！？\n][”’）]*")
_USUAL = 200
"""字 of a section that is added."""


def added(draft: Draft, after: str) -> Draft:
    """The draft with an empty section after another. Raises BadInput."""
    at = _place(draft, after)
    new = Section(_identifier(), FRESH, 1, "")
    planned = PlannedSection(new.id, FRESH, 1, FRESH, _USUAL, (), "paragraphs")
    return _inserted(draft, at, draft.sections[at], new, planned)


def removed(draft: Draft, identifier: str) -> Draft:
    """The draft without a section; its facts stay in the brief, told nowhere. Raises BadInput where
    it is not there, or the last one."""
    _place(draft, identifier)
    if len(draft.sections) == 1:
        raise BadInput(say("section.only_one"))
    outline = draft.outline or plan(draft.brief)
    rest = tuple(s for s in outline.sections if s.id != identifier)
    open_ = tuple(r for r in draft.revisions if r.section != identifier or r.state != "proposed")
    return replace(
        draft,
        sections=_numbered([s for s in draft.sections if s.id != identifier]),
        outline=replace(outline, sections=renumber(rest)),
        revisions=open_,
    )


def split(draft: Draft, identifier: str, at: int) -> Draft:
    """The draft with a section cut in two at character ``at`` of its text as it is shown, or at the
    end of the sentence before; each half takes the facts it tells. Raises BadInput where one half
    would be empty."""
    place = _place(draft, identifier)
    old = draft.sections[place]
    text = shown(old)
    at = _sentence_end(text, at)
    halves = [marked(text[:at]), marked(text[at:])]
    if not all(halves):
        raise BadInput(say("section.no_cursor"))
    first, second = (trace(half, old.sentences, draft.brief.facts) for half in halves)
    heading = f"{unnumbered(old.heading)}{PART_TWO}" if old.heading else FRESH
    new = replace(
        old, id=_identifier(), heading=heading, level=1, text=halves[1], sentences=second, making=None
    )  # fmt: skip
    told = {fact for sentence in second for fact in sentence.facts}
    told -= {fact for sentence in first for fact in sentence.facts}
    planned = _planned(draft, identifier)
    share = len(halves[1]) / (len(halves[0]) + len(halves[1]))
    length = round(planned.length * share)
    after = PlannedSection(
        new.id, heading, 1, unnumbered(heading), length,
        tuple(fact for fact in planned.facts if fact in told), "paragraphs",
    )  # fmt: skip
    outline = draft.outline or plan(draft.brief)
    kept = replace(
        planned, length=planned.length - length,
        facts=tuple(fact for fact in planned.facts if fact not in told),
    )  # fmt: skip
    sections = tuple(kept if s.id == identifier else s for s in outline.sections)
    cut = replace(draft, outline=replace(outline, sections=sections))
    return _inserted(cut, place, replace(old, text=halves[0], sentences=first), new, after)


def _sentence_end(text: str, at: int) -> int:
    return max((m.end() for m in _ENDS.finditer(text) if m.end() <= at), default=0)


def _inserted(draft: Draft, at: int, old: Section, new: Section, planned: PlannedSection) -> Draft:
    if len(draft.sections) >= MOST_SECTIONS:
        raise BadInput(say("section.too_many", most=MOST_SECTIONS))
    outline = draft.outline or plan(draft.brief)
    where = next((n for n, s in enumerate(outline.sections, 1) if s.id == old.id), at + 1)
    plans = (*outline.sections[:where], planned, *outline.sections[where:])
    sections = [*draft.sections[:at], old, new, *draft.sections[at + 1 :]]
    return replace(
        draft, sections=_numbered(sections), outline=replace(outline, sections=renumber(plans))
    )


def _numbered(sections: Sequence[Section]) -> tuple[Section, ...]:
    """The headings 一、二、in order, where any is numbered."""
    if all(s.heading == unnumbered(s.heading) for s in sections):
        return tuple(sections)
    return renumber(sections)


def _place(draft: Draft, identifier: str) -> int:
    at = next((n for n, s in enumerate(draft.sections) if s.id == identifier), None)
    if at is None:
        raise BadInput(say("people.section_gone"))
    return at


def _planned(draft: Draft, identifier: str) -> PlannedSection:
    outline = draft.outline or plan(draft.brief)
    empty = PlannedSection(identifier, "", 0, "", 0, (), "paragraphs")
    return next((s for s in outline.sections if s.id == identifier), empty)


def _identifier() -> str:
    return f"{ADDED}{uuid.uuid4().hex[:8]}"
