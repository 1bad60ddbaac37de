"""The passes over a document whose sections are all written: neighbours that say the same, and a
document that has come out too long or too short. Each asks only where something was measured."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence

from drafting.engines.model_engine.commission import Commission
from drafting.engines.model_engine.composing import Version, again, rebased, tell
from drafting.engines.model_engine.lengths import DOCUMENT_SPARE, length_of, off, text_length
from drafting.engines.model_engine.neighbours import Overlap, overlaps
from drafting.model import Section
from drafting.wording import word_count
from prompts import load_prompt

_NEAR = 0.03
"""A section this near to its length is not asked to make up for others."""
_EDGE = 120
"""Characters shown of a neighbour's end and beginning."""

Versions = dict[str, Version]
"""The sections that were written here, by id; those that were done before are not among them."""


async def smooth(commission: Commission, versions: Versions) -> None:
    """Mend what neighbours both say: even sections first, odd ones beside what these have become.
    A text that is worse in any way is not taken. Changes ``versions``."""
    for parity in (0, 1):
        found = await asyncio.to_thread(overlaps, commission.task, _sections(commission, versions))
        turn = {p.id for p in commission.task.outline.sections[parity::2]}
        guilty = {o.section for o in found if o.section in turn and o.section in versions}
        mended = await asyncio.gather(
            *(
                _beside(commission, versions, key, [o for o in found if o.section == key])
                for key in guilty
            )
        )
        _take(commission, versions, mended)


async def balance(commission: Commission, versions: Versions) -> None:
    """Bring a document that is off its length as a whole nearer to it, by the sections that are
    off the most. Changes ``versions``."""
    task = commission.task
    wanted = {p.id: text_length(task, p) for p in task.outline.sections}
    words = {section.id: length_of(section) for section in _sections(commission, versions)}
    beyond = off(sum(words.values()), sum(wanted[key] for key in words), DOCUMENT_SPARE)
    if not beyond:
        return
    surplus = {key: words[key] - wanted[key] for key in versions}
    away = sorted(
        (key for key in surplus if surplus[key] * beyond > 0 and _is_off(surplus, wanted, key)),
        key=lambda key: -abs(surplus[key]),
    )
    mended = await asyncio.gather(
        *(_to_length(commission, versions[key]) for key in _enough(away, surplus, beyond))
    )
    _take(commission, versions, mended)


def _is_off(surplus: dict[str, int], wanted: dict[str, int], key: str) -> bool:
    return abs(surplus[key]) > _NEAR * wanted[key]


def _enough(keys: Sequence[str], surplus: dict[str, int], beyond: int) -> list[str]:
    """As many of the sections as together can give what is wanted."""
    chosen: list[str] = []
    for key in keys:
        if abs(sum(surplus[other] for other in chosen)) >= abs(beyond):
            break
        chosen.append(key)
    return chosen


async def _beside(
    commission: Commission, versions: Versions, key: str, found: Sequence[Overlap]
) -> Version:
    version = versions[key]
    before, after = _edges(commission, versions, key)
    order = load_prompt("neighbours").render(
        complaints=[overlap.complaint for overlap in found],
        before=before,
        after=after,
        length=text_length(commission.task, version.planned),
    )
    async with commission.room:
        new = await again(commission, version, "neighbours", order)
    left = overlaps(commission.task, _sections(commission, {**versions, key: new}))
    fewer = sum(overlap.section == key for overlap in left) < len(found)
    if fewer and not version.judgement.betters(new.judgement):
        return rebased(new, version)
    return version.at_cost_of(new.making)


async def _to_length(commission: Commission, version: Version) -> Version:
    wanted = text_length(commission.task, version.planned)
    words = word_count(version.section.text)
    word = "长" if words > wanted else "短"
    order = load_prompt("repair").render(
        complaints=[f"全文写{word}了，这一节请写到{wanted}字左右。"], length=wanted, words=words
    )
    async with commission.room:
        new = await again(commission, version, "repair", order)
    nearer = abs(length_of(new.section) - wanted) < abs(words - wanted)
    if nearer and new.judgement.holds_beside(version.judgement):
        return rebased(new, version)
    return version.at_cost_of(new.making)


def _edges(commission: Commission, versions: Versions, key: str) -> tuple[str, str]:
    """The end of the section before and the beginning of the one behind."""
    sections = _sections(commission, versions)
    at = next(n for n, section in enumerate(sections) if section.id == key)
    before = sections[at - 1].text[-_EDGE:] if at else ""
    after = sections[at + 1].text[:_EDGE] if at + 1 < len(sections) else ""
    return before, after


def _sections(commission: Commission, versions: Versions) -> list[Section]:
    """All that stands, in the order of the outline."""
    there = {section.id: section for section in commission.task.done}
    there |= {key: version.section for key, version in versions.items()}
    return [there[p.id] for p in commission.task.outline.sections if p.id in there]


def _take(commission: Commission, versions: Versions, mended: Iterable[Version]) -> None:
    for version in mended:
        if version.section != versions[version.planned.id].section:
            versions[version.planned.id] = version
            tell(commission, version)
