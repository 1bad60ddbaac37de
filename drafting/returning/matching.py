"""Which chapter of the file is which group of sections, and where a chapter's parts begin."""

from __future__ import annotations

from collections.abc import Sequence

from drafting.manuscript import Line
from drafting.model import Section
from drafting.plan import unnumbered
from drafting.returning.chapters import Chapter, words_of
from drafting.word.alignment import pairs
from drafting.wording import bigrams, similarity

ALIKE = 0.3
"""Shared character pairs from which a chapter under another heading is the same one rewritten."""


def groups_of(sections: Sequence[Section]) -> list[list[Section]]:
    """Sections as a Word file shows them: one without a heading hides under the one before it."""
    groups: list[list[Section]] = []
    for section in sections:
        if section.heading or not groups:
            groups.append([section])
        else:
            groups[-1].append(section)
    return groups


def match(
    groups: Sequence[Sequence[Section]], chapters: Sequence[Chapter], lines: Sequence[Line]
) -> dict[int, int]:
    """Chapter index -> group index; a chapter that matches none was added, a group none was taken
    out. First by equal headings, then by the words under them."""
    headings = [_plain(group[0].heading) for group in groups]
    found: dict[int, int] = {}
    for number, chapter in enumerate(chapters):
        name = "" if chapter.heading is None else _plain(lines[chapter.heading].text)
        free = [
            g for g, heading in enumerate(headings) if heading == name and g not in found.values()
        ]
        if free:
            found[number] = free[0]
    taken = set(found.values())
    known = {
        g: set[str]().union(*(words_of(section) for section in group))
        for g, group in enumerate(groups)
        if g not in taken
    }
    left = {n: _words(chapter, lines) for n, chapter in enumerate(chapters) if n not in found}
    scored = sorted(
        (-similarity(known[g], words), n, g) for n, words in left.items() for g in known
    )
    for score, number, g in scored:
        if -score >= ALIKE and number not in found and g not in found.values():
            found[number] = g
    return found


def parts(
    group: Sequence[Section], chapter: Chapter, lines: Sequence[Line]
) -> list[tuple[Section, tuple[int, ...]]]:
    """The lines of a chapter shared out among the sections of its group: each section without a
    heading begins at the first line that is one of its own."""
    if len(group) == 1:
        return [(group[0], chapter.lines)]
    starts = [0, *(_start_of(section, chapter, lines) for section in group[1:])]
    for at in reversed(range(1, len(starts))):
        after = starts[at + 1] if at + 1 < len(starts) else len(chapter.lines)
        starts[at] = min(starts[at], after)
    ends = [*starts[1:], len(chapter.lines)]
    return [
        (section, chapter.lines[max(0, start) : max(start, end)])
        for section, start, end in zip(group, starts, ends, strict=True)
    ]


def _start_of(section: Section, chapter: Chapter, lines: Sequence[Line]) -> int:
    """Where a closing begins; the end of the chapter where nothing of it is left."""
    own = [part for part in section.text.split("\n") if part.strip()]
    there = [lines[i].text for i in chapter.lines]
    met = [j for i, j in pairs(own, there) if i is not None and j is not None]
    return min(met, default=len(there))


def in_order(matched: dict[int, int]) -> set[int]:
    """Chapters that keep their order: a longest increasing run; the others were moved."""
    best: list[tuple[list[int], int]] = []
    for number in sorted(matched):
        before: list[int] = []
        for run, last in best:
            before = run if last < matched[number] and len(run) > len(before) else before
        best.append(([*before, number], matched[number]))
    longest: list[int] = []
    for run, _ in best:
        longest = run if len(run) > len(longest) else longest
    return set(longest)


def _words(chapter: Chapter, lines: Sequence[Line]) -> set[str]:
    indices = chapter.lines if chapter.heading is None else (chapter.heading, *chapter.lines)
    return bigrams("".join(lines[i].text for i in indices))


def _plain(heading: str) -> str:
    return unnumbered(heading).strip()
