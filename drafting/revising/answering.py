"""What becomes of a revision. Pure: a draft in, a draft out; nothing is checked or saved here."""

from __future__ import annotations

from dataclasses import replace

from drafting.cost import total
from drafting.errors import BadInput
from drafting.model import Draft, Revision, RevisionState


def propose(draft: Draft, revision: Revision) -> Draft:
    """The draft with a revision beside its text, and what it took. An older proposal for the same
    section gives way to it."""
    older = tuple(
        replace(r, state="refused")
        if r.section == revision.section and r.state == "proposed"
        else r
        for r in draft.revisions
        if r.id != revision.id
    )
    usage = total((draft.usage, revision.usage))
    return replace(draft, revisions=(*older, revision), usage=usage)


def accept(draft: Draft, revision: Revision | str) -> Draft:
    """The draft with the revised section in place of the old one. Raises BadInput where the section
    has been changed since, or is gone."""
    taken = _found(draft, revision)
    old = next((section for section in draft.sections if section.id == taken.section), None)
    if old is None:
        raise BadInput("文稿里已经没有这一节，这份改稿用不上了。")
    if old.locked:
        raise BadInput("这一节已经锁定。要采用改稿，请先解除锁定。")
    if old.text != taken.before:
        raise BadInput("提出修改以后这一节又动过，改稿对不上了。请按现在的文字重新修改一次。")
    new = replace(taken.after, heading=old.heading, level=old.level, locked=old.locked)
    sections = tuple(new if section.id == old.id else section for section in draft.sections)
    return _answered(replace(draft, sections=sections), taken, "accepted")


def refuse(draft: Draft, revision: Revision | str) -> Draft:
    """The draft as it stands, with the revision put away. Raises BadInput for an unknown one."""
    return _answered(draft, _found(draft, revision), "refused")


def _found(draft: Draft, revision: Revision | str) -> Revision:
    if isinstance(revision, Revision):
        return revision
    found = next((r for r in draft.revisions if r.id == revision), None)
    if found is None:
        raise BadInput("没有找到这份改稿，请刷新页面后再试。")
    return found


def _answered(draft: Draft, revision: Revision, state: RevisionState) -> Draft:
    answered = replace(revision, state=state)
    known = any(r.id == revision.id for r in draft.revisions)
    revisions = draft.revisions if known else (*draft.revisions, revision)
    return replace(
        draft, revisions=tuple(answered if r.id == revision.id else r for r in revisions)
    )
