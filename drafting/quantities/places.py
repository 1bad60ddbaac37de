"""Figures that changed places, and figures whose place another one already takes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafting.quantities.context import Slot, affinity
from drafting.quantities.fitting import fits
from drafting.quantities.knowledge import Known

_EXCHANGE = 1.0
"""Affinity that two quantities of one sentence must gain together by changing places."""


def stands_for(slot: Slot, slots: Sequence[Slot], item: Known, pool: Sequence[Known]) -> bool:
    """Whether another quantity of the paragraph is that of the fact, and no other's."""
    for other in slots:
        if other is slot or other.quantity.unit != slot.quantity.unit:
            continue
        if not fits(other.quantity, item.slot.quantity):
            continue
        score = affinity(other, item.slot)
        alike = (
            affinity(other, k.slot)
            for k in pool
            if k is not item and fits(other.quantity, k.slot.quantity)
        )
        if score >= 1.2 and score >= max(alike, default=0.0) - 0.15:
            return True
    return False


def out_of_order(
    slot: Slot, slots: Sequence[Slot], own: Known, items: Sequence[Known]
) -> Known | None:
    """The figure of the fact whose place this one has taken, where a list of figures of one unit
    (分别是96名、104名和118名) holds those of the fact, two or three of them in other places. What
    each is of is told by its own words or by the list before 分别; where the text names nothing,
    the order is that of the fact."""
    run = [s for s in slots if s.offset == slot.offset and _same_unit(s, slot)]
    known = [k for k in items if _same_unit(k.slot, slot) and k.slot.offset == own.slot.offset]
    size = len(known)
    if len(run) < 2 or size < 2 or len({k.slot.quantity.value for k in known}) != size:
        return None
    at = run.index(slot) if slot in run else -1
    for begin in range(max(0, at - size + 1), min(at, len(run) - size) + 1 if at >= 0 else 0):
        part = run[begin : begin + size]
        if {s.quantity.value for s in part} != {k.slot.quantity.value for k in known}:
            continue
        wanted = _in_order_of(part, known)
        if wanted is None:
            continue
        apart = sum(
            s.quantity.value != k.slot.quantity.value for s, k in zip(part, wanted, strict=True)
        )
        right = wanted[at - begin]
        if 0 < apart <= 3 and right.slot.quantity.value != slot.quantity.value:
            return right
    return None


def _same_unit(one: Slot, other: Slot) -> bool:
    return one.quantity.unit == other.quantity.unit and one.quantity.kind == "amount"


_LISTED = re.compile(r"([^，。；：！？]*?)(?:分别|依次|各)[^，。；：！？]*$")
_JOINT = re.compile(r"[、和与及]|以及")
_BARE = 1
"""Characters of the words before a figure, up to which they are a joint of a list."""


def _in_order_of(part: Sequence[Slot], known: Sequence[Known]) -> list[Known] | None:
    """The figures of the fact in the order in which the text tells of their things; None where
    that cannot be told."""
    said, given = _labels([*part]), _labels([k.slot for k in known])
    listed = _is_listed(part)
    if said and given:
        order = [max(range(len(given)), key=lambda i: _alike(label, given[i])) for label in said]
        sure = all(_alike(label, given[i]) >= _LABEL for label, i in zip(said, order, strict=True))
        return [known[i] for i in order] if sure and len(set(order)) == len(order) else None
    return list(known) if listed and not said else None


_LABEL = 0.5
_LEAD = 120
"""Characters before a list in which its things are named."""


def _is_listed(part: Sequence[Slot]) -> bool:
    return "分别" in part[0].lead or "依次" in part[0].lead


def _labels(part: Sequence[Slot]) -> list[str]:
    """What each figure of a list is of: the words right before it, else the list before 分别."""
    rest = [_letters(s.lead) for s in part[1:]]
    if all(len(words) <= _BARE for words in rest):
        before = part[0].sentence[: part[0].quantity.outer[0] - part[0].offset][-_LEAD:]
        if not (match := _LISTED.search(before)):
            return []
        named = [words for words in _JOINT.split(match[1]) if words]
        return named[-len(part) :] if len(named) >= len(part) else []
    own = [_letters(re.split(r"[，。；：、]", s.lead)[-1]) for s in part]
    return own if all(own) else []


def _letters(words: str) -> str:
    return "".join(re.findall(r"[\u4e00-\u9fff]", words)).strip("和与及")


def _alike(one: str, other: str) -> float:
    """Characters two labels share, as a share of the shorter; 城关镇 is 城关镇建成."""
    shorter, longer = sorted((one, other), key=len)
    if shorter in longer:
        return 1.0
    return sum(char in longer for char in shorter) / len(shorter) if shorter else 0.0


def exchanged(
    slot: Slot, slots: Sequence[Slot], own: Known, others: list[tuple[float, Known]]
) -> Known | None:
    """The quantity of a fact with which this one has changed places: both it and the one that
    bears its number would agree better the other way round."""
    for _, item in others[:4]:
        for other in slots:
            if (
                other is slot
                or other.sentence != slot.sentence
                or other.quantity.unit != slot.quantity.unit
            ):
                continue
            if not fits(other.quantity, item.slot.quantity) or item.fact != own.fact:
                continue
            stay = affinity(slot, own.slot, order=False), affinity(other, item.slot, order=False)
            swap = affinity(slot, item.slot, order=False), affinity(other, own.slot, order=False)
            if _clauses_exchanged(slot, other, own.slot, item.slot):
                return item
            if (
                sum(swap) - sum(stay) >= _EXCHANGE
                and min(swap[0] - stay[0], swap[1] - stay[1]) >= 0.25
            ):
                return item
    return None


_OWN_CLAUSE = 0.45
"""Likeness from which two clauses tell of one thing."""


def _clauses_exchanged(slot: Slot, other: Slot, own: Slot, item: Slot) -> bool:
    """Whether the clauses of two figures are, word by word, those of each other's fact."""
    swap = _clause_likeness(slot, item), _clause_likeness(other, own)
    stay = _clause_likeness(slot, own), _clause_likeness(other, item)
    return min(swap) >= _OWN_CLAUSE and max(stay) <= min(swap) / 3 and max(stay) < 0.2


def _clause_likeness(one: Slot, other: Slot) -> float:
    left, right = _clause_pairs(one), _clause_pairs(other)
    smaller = min(len(left), len(right))
    return len(left & right) / smaller if smaller > 1 else 0.0


def _clause_pairs(slot: Slot) -> frozenset[str]:
    """Pairs of characters of the clause a figure stands in, digits left out."""
    start, end = slot.quantity.start - slot.offset, slot.quantity.end - slot.offset
    head = re.split(r"[，。；：！？、]", slot.sentence[:start])[-1]
    tail = re.split(r"[，。；：！？、]", slot.sentence[end:])[0]
    return frozenset(
        part[i : i + 2]
        for text in (head, tail)
        for part in re.findall(r"[\u4e00-\u9fff]+", text)
        for i in range(len(part) - 1)
    )
