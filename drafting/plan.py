"""Brief + Kind -> Outline: every fact owned by exactly one section, a length for each section.

Pure and fast: neither model nor network is used, so the page can plan again at each change.
"""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from drafting.kinds import Kind, SectionKind, load_kind
from drafting.model import Brief, Fact, Outline, PlannedSection, Section
from drafting.slots import fill, slots_of
from drafting.subject import FALLBACK, subject_of
from drafting.tables import notices_of
from drafting.topics import guess_topic
from drafting.wording import chinese_ordinal, word_count

Headed = TypeVar("Headed", PlannedSection, Section)
_ROOM_PER_FACT = 1.25
"""A section is at least this many times as long as its facts: they need joining words."""
_SHORTEST = 40
"""No section is planned shorter than this, in 字."""


def seed_of(brief: Brief, variant: int = 0) -> int:
    """A number that stays the same for the same brief, so that a draft can be made again."""
    return zlib.crc32(
        f"{brief.kind}|{brief.title}|{brief.occasion}|{brief.date}|{variant}".encode()
    )


def plan(brief: Brief, kind: Kind | None = None, *, variant: int = 0) -> Outline:
    """Plan the document. ``variant`` picks another of the kind's sets of headings."""
    kind = kind or load_kind(brief.kind)
    owners = assign(brief.facts, kind)
    sections = [
        section
        for section in kind.sections
        if owners[section.id] or section.required or not section.headed
    ]
    lengths = _lengths(sections, owners, brief.length or kind.length)
    headings = _headings(kind, brief, seed_of(brief, variant))
    planned = tuple(
        _planned(section, owners[section.id], lengths[section.id], headings, kind)
        for section in sections
    )
    outline = Outline(
        title=brief.title or _title(kind, brief),
        subject=subject_of(brief),
        sections=renumber(planned),
        notices=_notices(brief, kind),
    )
    return replace(outline, notices=(*outline.notices, *notices_of(brief, kind, outline)))


def assign(facts: Sequence[Fact], kind: Kind) -> dict[str, list[Fact]]:
    """Section id -> its facts. A topic the kind has no room for goes by its wording, else to the
    longest section."""
    home = {topic: section.id for section in kind.sections for topic in section.topics}
    longest = max((s for s in kind.sections if s.headed), key=lambda s: s.share).id
    owners: dict[str, list[Fact]] = {section.id: [] for section in kind.sections}
    for fact in facts:
        section_id = home.get(fact.topic) or home.get(guess_topic(fact.text)) or longest
        owners[section_id].append(fact)
    return owners


def renumber(sections: Sequence[Headed]) -> tuple[Headed, ...]:
    """Number the level-one headings 一、二、三、 in order, whatever numbers they carried."""
    result: list[Headed] = []
    number = 0
    for section in sections:
        if section.level == 1:
            number += 1
            heading = f"{chinese_ordinal(number)}、{unnumbered(section.heading)}"
            section = replace(section, heading=heading)
        result.append(section)
    return tuple(result)


def unnumbered(heading: str) -> str:
    """A level-one heading without its 一、."""
    number, mark, rest = heading.partition("、")
    return rest if mark and set(number) <= set("一二三四五六七八九十") else heading


def _lengths(
    sections: Sequence[SectionKind], owners: Mapping[str, list[Fact]], total: int
) -> dict[str, int]:
    """Share the total out by the kind's shares, but give facts the room they need: what a
    section with many facts takes beyond its share, the others give up in proportion."""
    need = {
        s.id: max(_SHORTEST, round(_ROOM_PER_FACT * sum(word_count(f.text) for f in owners[s.id])))
        for s in sections
    }
    share = {s.id: s.share for s in sections}
    fixed: dict[str, int] = {}
    while True:
        free = [s.id for s in sections if s.id not in fixed]
        left = max(0, total - sum(fixed.values()))
        whole = sum(share[i] for i in free) or 1.0
        tight = {i: need[i] for i in free if left * share[i] / whole < need[i]}
        if not tight or not free:
            return fixed | {i: round(left * share[i] / whole) for i in free}
        fixed |= tight


@dataclass(frozen=True, slots=True)
class _Headings:
    texts: Mapping[str, str]


def _headings(kind: Kind, brief: Brief, seed: int) -> _Headings:
    slots = slots_of(brief)
    usable = [
        filled
        for headings in kind.heading_sets
        if all(
            (filled := {key: fill(text, slots) or "" for key, text in headings.items()}).values()
        )
    ]
    return _Headings(usable[seed % len(usable)])


def _planned(
    section: SectionKind, facts: list[Fact], length: int, headings: _Headings, kind: Kind
) -> PlannedSection:
    present = {fact.topic for fact in facts}
    required = [topic for topic in section.topics if topic in kind.required_topics]
    return PlannedSection(
        id=section.id,
        heading=headings.texts.get(section.id, ""),
        level=1 if section.headed else 0,
        purpose=section.purpose,
        length=length,
        facts=tuple(fact.id for fact in facts),
        form=section.form,
        missing=tuple(topic for topic in required if topic not in present),
    )


def _title(kind: Kind, brief: Brief) -> str:
    slots = slots_of(brief)
    if slots["subject"] == FALLBACK:
        slots["subject"] = ""
    filled = [fill(pattern, slots) for pattern in kind.title_patterns]
    return next((title for title in filled if title), f"{brief.issuer}{brief.period}{kind.name}")


def _notices(brief: Brief, kind: Kind) -> tuple[str, ...]:
    present = {fact.topic for fact in brief.facts}
    notices = [lacking(topic) for topic in kind.required_topics if topic not in present]
    if subject_of(brief) == FALLBACK:
        notices.append("没有写明主题（subject），标题中暂以“各项工作”代替。")
    return tuple(notices)


def lacking(topic: str) -> str:
    """What is said of a required topic without a fact."""
    return f"缺少“{topic}”类事实。"


def chinese_date(date: dt.date | None) -> str:
    """2026年3月12日, without padding (GB/T 9704-2012, 7.3.5.2); empty for None."""
    return f"{date.year}年{date.month}月{date.day}日" if date else ""


LEFT_OUT = "没有归入任何一节，不会写进文稿。"


def left_out_notice(facts: Sequence[str]) -> str:
    """What is said of facts that a person has left out of the outline; nothing where there is none."""
    return f"事实“{'、'.join(facts)}”{LEFT_OUT}" if facts else ""
