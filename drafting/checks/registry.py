"""The registry of checks. Kept apart from the checks, which import the decorator from here."""

from __future__ import annotations

import importlib
import pkgutil
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from drafting.borrowing.samples import NO_SAMPLES, Samples
from drafting.expressions import Expression
from drafting.manuscript import Manuscript
from drafting.model import Brief, Finding


@dataclass(frozen=True, slots=True)
class Sources:
    """What a text may rest on, and what it must not borrow from. ``brief`` is None where a file is
    checked without facts, ``samples`` are empty without a library."""

    brief: Brief | None = None
    samples: Samples = NO_SAMPLES
    expressions: tuple[Expression, ...] = ()
    """An office's own expressions with dates of validity, beside those that come with the program."""
    speaking_rate: int = 200
    """字 a speaker says in a minute."""


NO_SOURCES = Sources()

Check = Callable[[Manuscript, Sources], Iterable[Finding]]

_CHECKS: dict[str, Check] = {}
_MECHANICAL: set[str] = set()


def check(name: str, *, mechanical: bool = False) -> Callable[[Check], Check]:
    """Register a check under the name its findings carry. Suggestions of a ``mechanical`` one may
    be applied without reading: they change form, never what is said."""

    def register(function: Check) -> Check:
        _CHECKS[name] = function
        if mechanical:
            _MECHANICAL.add(name)
        return function

    return register


@cache
def _load() -> dict[str, Check]:
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        if module.name != "registry":
            importlib.import_module(f"drafting.checks.{module.name}")
    return _CHECKS


def check_names() -> list[str]:
    """Names of the registered checks, sorted."""
    return sorted(_load())


def mechanical_checks() -> frozenset[str]:
    """Names of the checks whose suggestions may be applied without reading."""
    _load()
    return frozenset(_MECHANICAL)


def run_checks(manuscript: Manuscript, sources: Sources) -> list[Finding]:
    """Findings of every check, in the order of the text; each names the heading it stands under."""
    if sources.brief is not None:
        sources = replace(sources, brief=_same(sources.brief))
    found = [finding for run in _load().values() for finding in run(manuscript, sources)]
    found = _without_doubles(found)
    headings = [line for line in manuscript.lines if line.role.startswith("heading")]
    starts = [line.start for line in headings]
    placed = []
    for finding in found:
        index = bisect_right(starts, finding.start) - 1
        section = finding.section or (headings[index].text if index >= 0 else "")
        placed.append(replace(finding, section=section))
    return sorted(placed, key=lambda finding: (finding.start, finding.end, finding.check))


@lru_cache(maxsize=64)
def _same(brief: Brief) -> Brief:
    """Equal briefs as one record: what is remembered by brief is then found without comparing
    fact by fact, which costs more than some checks when a draft is read anew each time."""
    return brief


def _without_doubles(found: list[Finding]) -> list[Finding]:
    """One finding a place: a name known to come from a sample is no longer merely unknown, and a
    word that turns a figure round is told by the check of figures."""
    spans = {
        name: [(f.start, f.end) for f in found if f.check == name and f.severity != "info"]
        for name in ("borrowed", "figures")
    }
    return [
        finding
        for finding in found
        if not (
            finding.check == "names" and not finding.suggestion and _in(finding, spans["borrowed"])
        )
        and not (finding.check == "coverage" and _in(finding, spans["figures"]))
    ]


def _in(finding: Finding, spans: list[tuple[int, int]]) -> bool:
    return any(start <= finding.start and finding.end <= end for start, end in spans)
