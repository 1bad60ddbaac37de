"""Making a finding of a span in a line."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache, wraps

from drafting.manuscript import Line, Role
from drafting.model import Brief, Finding, Severity


@dataclass(frozen=True, eq=False)
class Ground:
    """A brief known by identity, so that what is remembered by it is found at once."""

    brief: Brief


@lru_cache(maxsize=64)
def ground_of(brief: Brief) -> Ground:
    """The same record for equal briefs."""
    return Ground(brief)


def mark(
    check: str,
    line: Line,
    span: tuple[int, int],
    severity: Severity,
    message: str,
    suggestion: str = "",
) -> Finding:
    """A finding on ``line.text[start:end]``; its section is named by the registry."""
    start, end = span
    return Finding(
        check=check,
        severity=severity,
        section="",
        quote=line.text[start:end],
        start=line.start + start,
        end=line.start + end,
        message=message,
        suggestion=suggestion,
    )


def kept(find: Callable[..., Iterable[Finding]]) -> Callable[..., Iterator[Finding]]:
    """Remember what a function of a line finds, by the words of the line: after an edit only the
    lines that changed are read anew. Its first argument is the line, the others are hashable, and
    by identity where that would be slow."""

    @lru_cache(maxsize=8_000)
    def at_nought(role: Role, text: str, *others: Hashable) -> tuple[Finding, ...]:
        return tuple(find(Line(role, text), *others))

    @wraps(find)
    def found(line: Line, *others: Hashable) -> Iterator[Finding]:
        for finding in at_nought(line.role, line.text, *others):
            yield replace(finding, start=finding.start + line.start, end=finding.end + line.start)

    return found
