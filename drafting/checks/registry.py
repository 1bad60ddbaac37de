"""The registry of checks. Kept apart from the checks, which import the decorator from here."""

from __future__ import annotations

import importlib
import pkgutil
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from drafting.manuscript import Manuscript
from drafting.model import Brief, Finding


@dataclass(frozen=True, slots=True)
class Sources:
    """What a text may rest on; ``brief`` is None where a file is checked without facts."""

    brief: Brief | None = None


Check = Callable[[Manuscript, Sources], Iterable[Finding]]

_CHECKS: dict[str, Check] = {}


def check(name: str) -> Callable[[Check], Check]:
    """Register a check under the name its findings carry."""

    def register(function: Check) -> Check:
        _CHECKS[name] = function
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


def run_checks(manuscript: Manuscript, sources: Sources) -> list[Finding]:
    """Findings of every check, in the order of the text; each names the heading it stands under."""
    found = [finding for run in _load().values() for finding in run(manuscript, sources)]
    headings = [line for line in manuscript.lines if line.role.startswith("heading")]
    starts = [line.start for line in headings]
    placed = []
    for finding in found:
        index = bisect_right(starts, finding.start) - 1
        section = finding.section or (headings[index].text if index >= 0 else "")
        placed.append(replace(finding, section=section))
    return sorted(placed, key=lambda finding: (finding.start, finding.end, finding.check))
