"""Making edits, and composing those of one rule with the changes made before it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from retrieval.clean.records import Change, Edit


class _Cluster(NamedTuple):
    """Edits that reach into the same earlier changes: those numbered ``first`` to ``last``."""

    edits: list[Edit]
    first: int
    last: int


class _Placed:
    """Earlier changes, with their places in the text as it stands now."""

    def __init__(self, changes: list[Change]) -> None:
        sizes = [len(change.replacement) for change in changes]
        growths = (n - (c.end - c.start) for n, c in zip(sizes, changes, strict=True))
        self.shifts = list(accumulate(growths, initial=0))
        self.starts = [c.start + s for c, s in zip(changes, self.shifts, strict=False)]
        self.ends = [start + size for start, size in zip(self.starts, sizes, strict=True)]

    def clusters(self, edits: Iterable[Edit]) -> Iterator[_Cluster]:
        """Yield edits with the changes they overlap; what merely touches stays apart."""
        cluster: _Cluster | None = None
        for edit in edits:
            first = bisect_right(self.ends, edit.start)
            last = max(first, bisect_left(self.starts, edit.end))
            if cluster and first < cluster.last:
                edits_so_far, first = [*cluster.edits, edit], cluster.first
                cluster = _Cluster(edits_so_far, first, max(last, cluster.last))
                continue
            if cluster:
                yield cluster
            cluster = _Cluster([edit], first, last)
        if cluster:
            yield cluster


def apply(text: str, edits: Iterable[Edit | Change]) -> str:
    """Return text with edits made that are in order and do not overlap."""
    parts: list[str] = []
    done = 0
    for edit in edits:
        parts += (text[done : edit.start], edit.replacement)
        done = edit.end
    parts.append(text[done:])
    return "".join(parts)


def compose(
    original: str, current: str, changes: list[Change], edits: list[Edit], rule: str
) -> list[Change]:
    """Return the changes that make of ``original`` what ``edits`` make of ``current``.

    An edit around earlier removals leaves them to their rules. Where it reaches into other earlier
    changes, they become one change of the later rule.
    """
    placed = _Placed(changes)
    composed: list[Change] = []
    done = 0
    for cluster in placed.clusters(edits):
        composed += changes[done : cluster.first]
        done = cluster.last
        found = _resolved(cluster, changes[cluster.first : done], placed, current, rule)
        composed += (c for c in found if original[c.start : c.end] != c.replacement)
    composed += changes[done:]
    return composed


def _resolved(
    cluster: _Cluster, changes: list[Change], placed: _Placed, current: str, rule: str
) -> list[Change]:
    left, right = cluster.edits[0].start, cluster.edits[-1].end
    if not changes:
        shift = placed.shifts[cluster.first]
        return [Change(rule, e.start - shift, e.end - shift, e.replacement) for e in cluster.edits]
    left = min(left, placed.starts[cluster.first])
    right = max(right, placed.ends[cluster.last - 1])
    merged = Change(
        rule, left - placed.shifts[cluster.first], right - placed.shifts[cluster.last], ""
    )
    inner = [Edit(e.start - left, e.end - left, e.replacement) for e in cluster.edits]
    if len(inner) == 1 and inner[0].end - inner[0].start == right - left:
        merged = replace(merged, replacement=inner[0].replacement)
        if all(not change.replacement.strip() for change in changes):
            return _around(merged, changes)
        return [merged]
    return [replace(merged, replacement=apply(current[left:right], inner))]


def _around(merged: Change, removals: list[Change]) -> list[Change]:
    """Return the parts of a change before, between and behind removals, and these themselves."""
    parts: list[Change] = []
    done = merged.start
    for removal in removals:
        if removal.start > done:
            parts.append(Change(merged.rule, done, removal.start, ""))
        parts.append(replace(removal, replacement=""))
        done = removal.end
    if done < merged.end or not parts:
        parts.append(Change(merged.rule, done, merged.end, ""))
    return [replace(parts[0], replacement=merged.replacement), *parts[1:]]
