"""Making a finding of a span in a line."""

from __future__ import annotations

from drafting.manuscript import Line
from drafting.model import Finding, Severity


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
