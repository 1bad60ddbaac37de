"""What a person does with a finding: take its suggestion, undo that, let it stand with a reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from drafting.checks import finding_key, finding_keys
from drafting.checks.fixing import can_fix, fix_draft
from drafting.desk.service import Service
from drafting.desk.words import say
from drafting.document import manuscript_of
from drafting.errors import BadInput
from drafting.manuscript import Manuscript
from drafting.model import Acceptance, Draft, Finding
from drafting.places import Change, change

FIXED, UNDONE = "采用审校建议", "撤销审校建议"
"""Notes of the versions that a suggestion and its undoing make."""
_LONGEST_REASON = 200


def has_suggestion(finding: Finding) -> bool:
    """Whether the suggestion can be put in the place of the quote with one click."""
    differs = bool(finding.quote and finding.suggestion) and finding.suggestion != finding.quote
    return differs or can_fix(finding)


def keyed(draft: Draft) -> Iterator[tuple[str, Finding]]:
    """The draft's findings with names that stay when the text around them moves; the same slip
    twice in a sentence is numbered."""
    manuscript: Manuscript = manuscript_of(draft)
    seen: dict[str, int] = {}
    keys = finding_keys(draft.findings, manuscript)
    for key, finding in zip(keys, draft.findings, strict=True):
        seen[key] = seen.get(key, 0) + 1
        yield f"{key}-{seen[key]}", finding


def fix_one(service: Service, draft: Draft, name: str) -> Draft:
    """The draft with one suggestion taken, checked and saved. Raises BadInput where the place has
    changed meanwhile."""
    finding = _named(service.checked(draft), name)
    if not has_suggestion(finding):
        raise BadInput(say("review.no_suggestion"))
    fixed = change(draft, [Change(finding.start, finding.end, finding.suggestion)])
    if fixed == draft:
        raise BadInput(say("review.across"))
    return service.save(fixed, FIXED)


def fix_all(service: Service, draft: Draft) -> tuple[Draft, int]:
    """The draft with every mechanical suggestion taken, and how many there were."""
    fixed, applied = fix_draft(draft, replace(service.sources, brief=draft.brief))
    return (service.save(fixed, FIXED) if applied else draft), len(applied)


def undo(service: Service, draft: Draft) -> Draft:
    """The draft as it was before the last suggestion was taken; again and again, across sessions.
    Raises BadInput where there is none, or the text was changed since."""
    before = service.store.load(draft.id, _before_last_fix(service, draft.id))
    texts = {"title": before.title, "front": before.front, "back": before.back}
    return service.save(replace(draft, **texts, sections=before.sections), UNDONE)  # type: ignore[arg-type]


def _before_last_fix(service: Service, draft_id: str) -> int:
    undone = 0
    versions = service.store.versions(draft_id)
    for version, older in pairwise(versions):
        if version.note == UNDONE:
            undone += 1
        elif version.note != FIXED:
            break
        elif undone:
            undone -= 1
        else:
            return older.number
    raise BadInput(say("review.nothing_to_undo"))


def accept(service: Service, draft: Draft, name: str, reason: str) -> Draft:
    """The draft with a finding let stand; it does not return while its sentence stays. Raises
    BadInput without a reason."""
    reason = " ".join(reason.split())[:_LONGEST_REASON]
    if not reason:
        raise BadInput(say("review.say_why"))
    checked = service.checked(draft)
    finding = _named(checked, name)
    at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    key = finding_key(finding, manuscript_of(checked))
    service.note("accept", draft.id, finding.check)
    kept = Acceptance(key, finding.check, finding.quote, reason, at=at)
    return _amended(service, replace(draft, accepted=(*draft.accepted, kept)))


def revoke(service: Service, draft: Draft, key: str) -> Draft:
    """The draft with an acceptance taken back; the finding returns where it still holds."""
    left = tuple(acceptance for acceptance in draft.accepted if acceptance.key != key)
    service.note("revoke", draft.id)
    return _amended(service, replace(draft, accepted=left))


def rechecked(service: Service, draft: Draft) -> Draft:
    """The draft with its findings as they are now, samples and expressions included."""
    checked = service.checked(draft)
    if checked.findings != draft.findings:
        service.amend(checked)
    return checked


def _amended(service: Service, draft: Draft) -> Draft:
    checked = service.checked(draft)
    service.amend(checked)
    return checked


def _named(draft: Draft, name: str) -> Finding:
    for key, finding in keyed(draft):
        if key == name:
            return finding
    raise BadInput(say("review.gone"))
