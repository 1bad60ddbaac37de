"""What a reviewed file brought back: changes to take or not, remarks to deal with. (No gradio.)"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from drafting import returning
from drafting.desk.service import Service
from drafting.desk.words import say
from drafting.errors import BadInput
from drafting.model import Draft, Remark, Revision
from drafting.returning import Returned


def bring_back(service: Service, draft: Draft, path: Path) -> Returned:
    """Compare a reviewed file with the draft as it stands; what it brought is kept with the draft,
    in the place of what an earlier file brought and nobody has answered. Raises BadInput."""
    from drafting.word.review import read_review

    if path.suffix.lower() != ".docx":
        raise BadInput(say("finish.not_docx", name=path.name))
    known = {(r.quote, r.text, r.author) for r in draft.remarks}
    returned = returning.bring_back(draft, read_review(path))
    new = tuple(r for r in returned.remarks if (r.quote, r.text, r.author) not in known)
    kept = replace(returned.draft, remarks=(*draft.remarks, *new))
    service.amend(kept)
    return replace(returned, draft=kept, remarks=new)


def waiting(draft: Draft) -> list[Revision]:
    """Changes that a reviewed file brought and nobody has answered, in the order of the text."""
    return [r for r in draft.revisions if r.state == "proposed" and returning.is_returned(r)]


def is_waiting(draft: Draft, identifier: str) -> bool:
    """Whether this is such a change."""
    return any(revision.id == identifier for revision in waiting(draft))


def open_remarks(draft: Draft) -> list[Remark]:
    """Remarks that nobody has dealt with."""
    return [remark for remark in draft.remarks if not remark.done]


def accepted(draft: Draft, identifier: str) -> Draft:
    """The draft with one change taken. Raises BadInput where it was answered already, or the text
    has changed since."""
    revision = _waiting(draft, identifier)
    if revision.change in ("text", "removed") and _now(draft, revision) != revision.before:
        raise BadInput(say("finish.changed_since"))
    return returning.accept(draft, revision)


def refused(draft: Draft, identifier: str) -> Draft:
    """The draft with one change put away. Raises BadInput where it was answered already."""
    return returning.refuse(draft, _waiting(draft, identifier))


def all_accepted(draft: Draft) -> tuple[Draft, int]:
    """The draft with every change taken that fits, and how many there were: what adds or moves
    first, in order, so that places hold."""
    count = 0
    for revision in waiting(draft):
        try:
            draft = accepted(draft, revision.id)
        except BadInput:
            continue
        count += 1
    return draft, count


def done(draft: Draft, identifier: str) -> Draft:
    """The draft with a remark dealt with."""
    remarks = tuple(replace(r, done=True) if r.id == identifier else r for r in draft.remarks)
    return replace(draft, remarks=remarks)


def remark(draft: Draft, identifier: str) -> Remark:
    """A remark by its id. Raises BadInput where there is none that is open."""
    for one in open_remarks(draft):
        if one.id == identifier:
            return one
    raise BadInput(say("finish.gone"))


def _waiting(draft: Draft, identifier: str) -> Revision:
    for revision in waiting(draft):
        if revision.id == identifier:
            return revision
    raise BadInput(say("finish.gone"))


def _now(draft: Draft, revision: Revision) -> str | None:
    around = {
        "@title": draft.title,
        "@front": "\n".join(draft.front),
        "@back": "\n".join(draft.back),
    }
    if revision.section in around:
        return around[revision.section]
    return next((s.text for s in draft.sections if s.id == revision.section), None)
