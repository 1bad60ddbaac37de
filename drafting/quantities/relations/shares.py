"""Rates and shares: 收集5820件、办结5529件、办结率95%; 职工480人，其中女职工120人，占25%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from drafting.quantities.context import Slot, slots_of
from drafting.quantities.relations.base import (
    RATIOS,
    Relation,
    agrees,
    alike,
    between,
    exact,
    rounded_like,
)
from drafting.quantities.slips import is_slip, slips_of
from drafting.quantities.trials import shown_in
from drafting.quantities.writing import decimals_of, plain

_BARE_SHARE = re.compile(
    r"(?:占[了到去]?|占比|占比为|占比达|占总数的?|占全部的?|比例为|比重为|占其)(?:约|近|超过|达到?|为)?$"
)
EXCEPT = re.compile(r"剔除|扣除|除去|去掉|不含|不包括|不计|排除")
_RATE_NAME = re.compile(r"([\u4e00-\u9fff]{1,8})率(?:为|达到?|约|近|超过|高达|是)?$")


def rates(slots: list[Slot], text: str) -> Iterator[Relation]:
    """A rate named after what was done: 办结5529件, 办结率95%."""
    for index, rate in enumerate(slots):
        match = _RATE_NAME.search(rate.lead)
        if rate.quantity.unit != "%" or not match or rate.quantity.bound not in ("exact", "about"):
            continue
        name = match[1][-2:]
        done = next(
            (
                s
                for s in reversed(slots[:index])
                if name in f"{s.before}{s.after}" and _countable(s)
            ),
            None,
        )
        if done is None or not exact(done) or len(between(text, done, rate)) > 30:
            continue
        whole = [
            s for s in slots[: slots.index(done)]
            if alike(s, done) and exact(s) and not re.search(r"[；。]", between(text, s, done))
            and len(between(text, s, done)) <= 40
        ]  # fmt: skip
        if whole and not EXCEPT.search(text[done.quantity.end : rate.quantity.start]):
            yield from _check(rate, done, whole, "rate")


def _countable(slot: Slot) -> bool:
    return slot.quantity.unit not in (*RATIOS, "元")


def shares(slots: list[Slot], text: str) -> Iterator[Relation]:
    """A bare 占25% is of the count before it, within the larger count before that."""
    for index, share in enumerate(slots):
        if share.quantity.unit != "%" or index < 2 or not _BARE_SHARE.search(share.lead):
            continue
        part = _part_before(slots, index)
        if part is None or not exact(part):
            continue
        gap = between(text, part, share)
        if re.search(r"[；。]", gap) or len(gap) > 48:
            continue
        before = [s for s in slots[: slots.index(part)] if alike(s, part) and exact(s)]
        larger = [
            s for s in before if s.quantity.value > part.quantity.value and not _has_share(s, slots)
        ]
        every = [
            s for s in slots_of(text) if s.quantity.kind == "amount" and alike(s, part) and exact(s)
        ]
        right = [
            s for s in every if s.quantity.value > part.quantity.value and _is_share(share, part, s)
            and not _is_beside(s, part, slots, text)
        ]  # fmt: skip
        if right and before:
            yield from _check(share, part, right, "share")
        elif larger and (part is slots[index - 1] or len(gap) <= 20):
            yield from _check(share, part, larger, "share")


def _has_share(slot: Slot, slots: list[Slot]) -> bool:
    """Whether a share follows a count at once: then it is itself a part, not the whole."""
    index = slots.index(slot)
    after = slots[index + 1] if index + 1 < len(slots) else None
    return after is not None and after.quantity.unit == "%" and bool(_BARE_SHARE.search(after.lead))


def _is_beside(slot: Slot, part: Slot, slots: list[Slot], text: str) -> bool:
    """Whether a count stands beside the part, and holds it not: 9984万元，占80%；2496万元，占20%."""
    held = slot in slots and _has_share(slot, slots)
    return held and "其中" not in between(text, slot, part)


def _part_before(slots: list[Slot], index: int) -> Slot | None:
    """The count a share is of: the last before it, or the last that has a larger one before it."""
    for at in range(index - 1, -1, -1):
        if slots[at].quantity.unit in RATIOS:
            return None
        if at == index - 1 and any(alike(s, slots[at]) for s in slots[:at]):
            return slots[at]
        if any(
            alike(s, slots[at]) and s.quantity.value > slots[at].quantity.value for s in slots[:at]
        ):
            return slots[at]
    return None


def _is_share(share: Slot, part: Slot, whole: Slot) -> bool:
    return agrees(share, part.quantity.value * 100 / whole.quantity.value)


def _check(share: Slot, part: Slot, wholes: Sequence[Slot], rule: str) -> Iterator[Relation]:
    good = next((w for w in wholes if _is_share(share, part, w)), None)
    whole = good or wholes[-1]
    value = part.quantity.value * 100 / whole.quantity.value
    words = (
        f"{shown_in(part.quantity.value, whole.quantity)}÷"
        f"{shown_in(whole.quantity.value, whole.quantity)}＝{plain(value)}%"
    )
    if good:
        yield Relation(share, True, value, words, (part, whole), rule)
        return
    linked = len({w.quantity.value for w in wholes}) == 1 or rule == "rate"
    if linked and value <= 150:
        off = abs(value - share.quantity.value)
        slip = is_slip(share.quantity, rounded_like(share, value)) or _repairable(
            share, part, whole
        )
        if slip or off <= 12:
            yield Relation(share, False, value, words, (part, whole), rule, sure=slip or off <= 8)


def _repairable(share: Slot, part: Slot, whole: Slot) -> bool:
    """Whether one digit changed in part or whole makes a share of one decimal or more right."""
    if not decimals_of(share.quantity.text):
        return False
    one, other = part.quantity.value, whole.quantity.value
    return any(agrees(share, changed * 100 / other) for changed in slips_of(one)) or any(
        agrees(share, one * 100 / changed) for changed in slips_of(other)
    )


def listed_shares(slots: list[Slot], _text: str) -> Iterator[Relation]:
    """54名、36名、30名，分别占45%、30%、25%: the shares are to each other as the counts are, whatever the
    whole; one that is not, where the others are, is wrong."""
    for at, first in enumerate(slots):
        if first.quantity.unit != "%" or not re.search(r"分别占[^，。；、]{0,8}$", first.lead):
            continue
        run = _run(slots, at)
        counts = slots[max(0, at - len(run)) : at]
        alike_all = len(counts) == len(run) > 2 and all(alike(c, counts[0]) for c in counts)
        if not alike_all or not all(map(exact, (*run, *counts))):
            continue
        yield from _one_apart(run, counts)


def _run(slots: list[Slot], start: int) -> list[Slot]:
    """The shares of a list from here on, parted by 、 or 和."""
    run = [slots[start]]
    for slot in slots[start + 1 :]:
        if slot.quantity.unit != "%" or not re.fullmatch(r"[、和与及]|以及", slot.lead):
            break
        run.append(slot)
    return run


def _one_apart(run: list[Slot], counts: list[Slot]) -> Iterator[Relation]:
    wholes = [c.quantity.value * 100 / s.quantity.value for s, c in zip(run, counts, strict=True)]
    for at, (share, count) in enumerate(zip(run, counts, strict=True)):
        others = [w for n, w in enumerate(wholes) if n != at]
        whole = sum(others, start=others[0] * 0) / len(others)
        agreed = all(_is_of_whole(run[n], counts[n], whole) for n in range(len(run)) if n != at)
        value = count.quantity.value * 100 / whole
        if agreed and not agrees(share, value) and abs(value - share.quantity.value) > 1:
            words = f"{count.quantity.text}按其余各项的比例是{plain(value)}%"
            yield Relation(share, False, value, words, (count,), "share")


def _is_of_whole(share: Slot, count: Slot, whole: Decimal) -> bool:
    return abs(count.quantity.value * 100 / whole - share.quantity.value) <= Decimal("0.5")
