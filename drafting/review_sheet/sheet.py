"""The record of a review."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from drafting.checks import Sources, run_checks, without_accepted
from drafting.manuscript import Manuscript
from drafting.model import Acceptance, Brief, Fact, Finding
from drafting.quantities.accounts import provenance
from drafting.wording import word_count

SEVERITIES = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Rest:
    """A figure of the text with its place, the facts it rests on, and the sum where it is derived."""

    section: str
    text: str
    facts: tuple[str, ...]
    sum: str = ""


@dataclass(frozen=True, slots=True)
class ReviewSheet:
    """All that a 审校单 tells. ``words`` is in 字, ``at`` this machine's time; ``facts`` are those
    that findings and figures name, and ``traced`` is False where there were none to check by."""

    title: str
    name: str
    words: int
    at: dt.datetime
    findings: tuple[Finding, ...]
    accepted: tuple[Acceptance, ...] = ()
    figures: tuple[Rest, ...] = ()
    facts: Mapping[str, Fact] | None = None
    samples: Mapping[str, str] | None = None
    """Titles of the samples that findings name, by document id."""

    @property
    def traced(self) -> bool:
        """Whether there were facts to check by."""
        return self.facts is not None


def sheet_of(
    manuscript: Manuscript,
    sources: Sources,
    accepted: Sequence[Acceptance] = (),
    *,
    name: str = "",
    at: dt.datetime | None = None,
) -> ReviewSheet:
    """Check a text and put down what is found. No model, no network."""
    found = run_checks(manuscript, sources)
    left = without_accepted(found, manuscript, {acceptance.key for acceptance in accepted})
    title = next((line.text for line in manuscript.lines if line.role == "title"), "")
    brief = sources.brief
    return ReviewSheet(
        title=title or name,
        name=name,
        words=word_count(manuscript.text),
        at=at or dt.datetime.now(),
        findings=tuple(left),
        accepted=tuple(accepted),
        figures=_figures(manuscript, brief) if brief else (),
        facts={fact.id: fact for fact in brief.facts} if brief else None,
        samples={sample.document: sample.title for sample in sources.samples.texts},
    )


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """How many of each severity, the gravest first."""
    severities: list[str] = [finding.severity for finding in findings]
    return {severity: severities.count(severity) for severity in SEVERITIES}


def _figures(manuscript: Manuscript, brief: Brief) -> tuple[Rest, ...]:
    headings = [line for line in manuscript.lines if line.role.startswith("heading")]
    return tuple(
        Rest(
            next((h.text for h in reversed(headings) if h.start <= item.start), ""),
            item.text, item.facts, item.sum,
        )
        for item in provenance(manuscript, brief)
    )  # fmt: skip
