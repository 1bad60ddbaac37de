"""Expressions of an earlier time, renamed offices, repealed laws, words to avoid."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from drafting.checks.marking import mark
from drafting.checks.registry import Sources, check
from drafting.expressions import Expression, Use, shipped_expressions, uses
from drafting.manuscript import Manuscript
from drafting.model import Finding, Severity

_DATED = re.compile(r"(\d{4})年(\d{1,2})月(?:(\d{1,2})日)?")


@check("expressions")
def find_outdated(manuscript: Manuscript, sources: Sources) -> Iterator[Finding]:
    """What is certain is an error, the rest warnings; judged by the date of the document (the
    brief's, else its own date line, else today). History is no error."""
    today = document_date(manuscript, sources)
    known = _known(sources.expressions)
    taken: list[tuple[int, int]] = []
    for line in manuscript.lines:
        for use in _uses(line.text, known, today):
            span = (line.start + use.start, line.start + use.end)
            if any(a < span[1] and span[0] < b for a, b in taken):
                continue
            taken.append(span)
            severity: Severity = "error" if use.expression.certain else "warning"
            yield mark("expressions", line, (use.start, use.end), severity,
                       _message(line.text[use.start : use.end], use.expression),
                       use.expression.instead)  # fmt: skip


def document_date(manuscript: Manuscript, sources: Sources) -> dt.date:
    """The day a document speaks from."""
    if sources.brief is not None and sources.brief.date is not None:
        return sources.brief.date
    for line in reversed(manuscript.lines):
        match = _DATED.search(line.text) if line.role in ("date", "dateline") else None
        if match:
            year, month, day = int(match[1]), int(match[2]), int(match[3] or 1)
            try:
                return dt.date(year, month, day)
            except ValueError:
                break
    return dt.date.today()


@dataclass(frozen=True, eq=False)
class _Known:
    """The entries looked for, as one record."""

    entries: tuple[Expression, ...]


@lru_cache(maxsize=8)
def _known(own: tuple[Expression, ...]) -> _Known:
    """The office's own entries before ours, which they replace where the id is the same."""
    named = {entry.id for entry in own}
    return _Known((*own, *(entry for entry in shipped_expressions() if entry.id not in named)))


@lru_cache(maxsize=8_000)
def _uses(text: str, known: _Known, today: dt.date) -> tuple[Use, ...]:
    return tuple(uses(text, known.entries, today))


def _message(quote: str, expression: Expression) -> str:
    advice = f"现应写“{expression.instead}”。" if expression.instead else "请核对或改写。"
    return f"“{quote}”：{expression.reason}{advice}"
