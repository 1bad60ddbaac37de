"""The draft as it is read in the review: findings underlined, figures and names with their facts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from drafting.desk.html import escape, plain
from drafting.manuscript import Line, Manuscript
from drafting.model import Brief, Finding
from drafting.naming import name_provenance
from drafting.quantities.accounts import provenance

_GRAVEST = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Rest:
    """A figure or name of the text and what it rests on; no facts: the brief's own lines."""

    start: int
    end: int
    facts: tuple[str, ...]
    sum: str = ""


def rests_of(manuscript: Manuscript, brief: Brief) -> tuple[Rest, ...]:
    """Figures and names in order; a name in which a figure stands gives way to it."""
    figures = [Rest(p.start, p.end, p.facts, p.sum) for p in provenance(manuscript, brief)]
    taken = {at for rest in figures for at in range(rest.start, rest.end)}
    names = [
        Rest(n.start, n.end, n.facts)
        for n in name_provenance(manuscript, brief)
        if taken.isdisjoint(range(n.start, n.end))
    ]
    return tuple(sorted([*figures, *names], key=lambda rest: (rest.start, -rest.end)))


def text_html(manuscript: Manuscript, findings: Sequence[Finding], rests: Sequence[Rest]) -> str:
    """The lines of the text; ``data-f`` numbers findings, ``data-r`` what a place rests on."""
    own, held = _by_line(manuscript.lines, findings), _by_line(manuscript.lines, rests)
    seen: set[str] = set()
    return "".join(
        f'<p class="line {line.role}">{_line(line, own.get(at, ()), held.get(at, ()), seen)}</p>'
        for at, line in enumerate(manuscript.lines)
    )


_Item = TypeVar("_Item", Finding, Rest)


def _by_line(lines: Sequence[Line], items: Sequence[_Item]) -> dict[int, list[tuple[int, _Item]]]:
    """What stands in each line, numbered; a line follows upon another."""
    ends = [line.end for line in lines]
    found: dict[int, list[tuple[int, _Item]]] = {}
    for number, item in enumerate(items):
        at = bisect_right(ends, item.start)
        while at < len(lines) and lines[at].start < item.end:
            found.setdefault(at, []).append((number, item))
            at += 1
    return found


def _line(
    line: Line,
    findings: Sequence[tuple[int, Finding]],
    rests: Sequence[tuple[int, Rest]],
    seen: set[str],
) -> str:
    spans = [item for _, item in findings] + [item for _, item in rests]
    edges = {line.start, line.end}
    edges |= {min(max(at, line.start), line.end) for s in spans for at in (s.start, s.end)}
    cuts = sorted(edges)
    return "".join(
        _atom(
            line.text[a - line.start : b - line.start],
            [(n, f) for n, f in findings if f.start <= a and b <= f.end],
            next(((n, r) for n, r in rests if r.start <= a and b <= r.end), None),
            seen,
        )
        for a, b in pairwise(cuts)
    )


def _atom(
    text: str,
    findings: Sequence[tuple[int, Finding]],
    rest: tuple[int, Rest] | None,
    seen: set[str],
) -> str:
    if not findings and rest is None:
        return escape(text)
    told, looks, names = "", [], [f"f{n}" for n, _ in findings]
    if findings:
        severities = {finding.severity for _, finding in findings}
        looks.append(f"hit {next(s for s in _GRAVEST if s in severities)}")
        told += f' data-f="{" ".join(str(n) for n, _ in findings)}"'
        told += f' title="{escape(chr(10).join(plain(f.message) for _, f in findings))}"'
    if rest is not None:
        looks.append("rests")
        told += f' data-r="{rest[0]}"'
        names.append(f"r{rest[0]}")
    if not seen.issuperset(names):  # the keyboard stops once at each
        told += ' tabindex="0" role="button"'
    seen.update(names)
    return f'<span class="{" ".join(looks)}"{told}>{escape(text)}</span>'
