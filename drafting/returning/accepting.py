"""A revision taken over or refused. What it does not change stays byte for byte."""

from __future__ import annotations

from dataclasses import replace

from drafting.errors import BadInput
from drafting.model import Draft, Revision, RevisionState, Section

TAKEN = "采用批改"
"""The note of the version that taking over a revision makes."""


def accept(draft: Draft, revision: Revision) -> Draft:
    """The draft with a revision taken over and marked so. Raises BadInput where its section is no
    longer there."""
    changed = _changed(draft, revision)
    return _marked(changed, revision, "accepted")


def refuse(draft: Draft, revision: Revision) -> Draft:
    """The draft as it is, the revision marked as refused."""
    return _marked(draft, revision, "refused")


def _marked(draft: Draft, revision: Revision, state: RevisionState) -> Draft:
    revisions = tuple(
        replace(one, state=state) if one.id == revision.id else one for one in draft.revisions
    )
    return replace(draft, revisions=revisions)


def _changed(draft: Draft, revision: Revision) -> Draft:
    after = revision.after
    if revision.section == "@title":
        return replace(draft, title=after.text)
    if revision.section == "@front":
        return replace(draft, front=tuple(after.text.split("\n")) if after.text else ())
    if revision.section == "@back":
        return replace(draft, back=tuple(after.text.split("\n")) if after.text else ())
    return replace(draft, sections=_sections(draft, revision))


def _sections(draft: Draft, revision: Revision) -> tuple[Section, ...]:
    sections = list(draft.sections)
    if revision.change == "added":
        return (*sections[: revision.place], revision.after, *sections[revision.place :])
    at = next((k for k, s in enumerate(sections) if s.id == revision.section), None)
    if at is None:
        raise BadInput("这处修改针对的小节已经不在文稿里了，只能不采用。")
    if revision.change == "removed":
        return (*sections[:at], *sections[at + 1 :])
    if revision.change == "moved":
        moved = sections.pop(at)
        return (*sections[: revision.place], moved, *sections[revision.place :])
    sections[at] = revision.after
    return tuple(sections)
