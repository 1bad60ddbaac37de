"""Applying suggestions: one, or all mechanical ones until nothing changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from drafting.checks.accepting import without_accepted
from drafting.checks.registry import Sources, mechanical_checks, run_checks
from drafting.document import manuscript_of, markdown_of
from drafting.model import Draft, Finding
from drafting.places import Change, change

_ROUNDS = 5
"""Mending one thing can uncover another; more rounds than this have never been needed."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A mended text, and the findings whose suggestions were applied, in order."""

    text: str
    applied: tuple[Finding, ...]


def can_fix(finding: Finding) -> bool:
    """Whether a suggestion may be applied without reading: it changes form, never what is said.
    An end mark to be dropped from a title has an empty suggestion."""
    mechanical = finding.check in mechanical_checks()
    return mechanical and finding.suggestion != finding.quote and _says_what(finding)


def _says_what(finding: Finding) -> bool:
    return bool(finding.suggestion) or (
        finding.check == "end_marks" and finding.severity == "warning"
    )


def apply(text: str, findings: Iterable[Finding]) -> Fixed:
    """The text with each finding's quote replaced by its suggestion; of two that overlap the
    first one counts. Findings whose quote no longer stands there are passed over."""
    applied: list[Finding] = []
    pieces: list[str] = []
    place = 0
    for finding in sorted(findings, key=lambda f: (f.start, -f.end)):
        stands = text[finding.start : finding.end] == finding.quote
        if finding.start < place or not stands:
            continue
        pieces += [text[place : finding.start], finding.suggestion]
        place = finding.end
        applied.append(finding)
    return Fixed("".join(pieces) + text[place:], tuple(applied))


def fix(text: str, check: Callable[[str], Sequence[Finding]]) -> Fixed:
    """Apply every mechanical suggestion, check again, and go on until nothing is left to mend."""
    applied: list[Finding] = []
    for _ in range(_ROUNDS):
        done = apply(text, (finding for finding in check(text) if can_fix(finding)))
        if not done.applied or done.text == text:
            break
        text = done.text
        applied += done.applied
    return Fixed(text, tuple(applied))


def fix_draft(draft: Draft, sources: Sources | None = None) -> tuple[Draft, tuple[Finding, ...]]:
    """As :func:`fix`, on a draft: what is not touched keeps its facts, what was accepted stands."""
    sources = sources or Sources(draft.brief)
    applied: list[Finding] = []
    for _ in range(_ROUNDS):
        done = _fix_once(draft, sources)
        if not done[1] or markdown_of(done[0]) == markdown_of(draft):
            break
        draft, found = done
        applied += found
    return draft, tuple(applied)


def _fix_once(draft: Draft, sources: Sources) -> tuple[Draft, list[Finding]]:
    manuscript = manuscript_of(draft)
    accepted = {acceptance.key for acceptance in draft.accepted}
    every = without_accepted(run_checks(manuscript, sources), manuscript, accepted)
    found = [finding for finding in every if can_fix(finding)]
    return change(draft, (Change(f.start, f.end, f.suggestion) for f in found)), found
