"""Changes: 由84人增加到105人，增长25%; 降到3159件，比2022年减少1701件，下降35.0%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafting.quantities.context import Slot
from drafting.quantities.relations.base import Relation, agrees, alike, between, exact
from drafting.quantities.trials import shown_in
from drafting.quantities.writing import plain

_COMPARED = re.compile(r"(?:比|较|同比|环比)")
_VERB = r"增长|增加|提高|上升|提升|扩大|新增|净增|增幅|增|升|多|下降|减少|降低|压减|压缩|缩短|缩减|回落|降幅|减|降|少|节省"
_CHANGED = re.compile(
    rf"^，?[^，。；、]{{0,3}}(?:{_VERB})(?:率|幅度?)?(?:了|约|近|超过|达到?|为|达)?$"
)


def changes(slots: list[Slot], text: str) -> Iterator[Relation]:
    """由84人增加到105人，增长25%；由42%提高到78%，提高36个百分点."""
    for index, base in enumerate(slots[:-1]):
        end = slots[index + 1]
        if not ("from" in base.roles and alike(base, end) and exact(base) and exact(end)):
            continue
        gap = between(text, base, end)
        if not re.search(r"[到至为]", gap) or re.search(r"[。；]", gap):
            continue
        yield from _course(base, end, gap)
        difference = abs(end.quantity.value - base.quantity.value)
        last = end
        for result in [s for s in slots[index + 2 : index + 6] if not _is_time(s)][:3]:
            if not _CHANGED.match(between(text, last, result)):
                break
            yield from _check_change(base, end, difference, result)
            last = result


def _is_time(slot: Slot) -> bool:
    """Whether a figure only says how long a change took: 由91.6%提高到94.3%，半年提升2.7个百分点."""
    return slot.quantity.unit in ("个月", "天") and not slot.mode


def _course(base: Slot, end: Slot, gap: str) -> Iterator[Relation]:
    """由105人增加到84人: the verb says the opposite of the figures."""
    rises = end.quantity.value > base.quantity.value
    verb = re.findall(
        r"增长|增加|提高|上升|提升|扩大|增|升|下降|减少|降低|压减|压缩|缩短|回落|缩减|降|减|跌", gap
    )
    if not verb or end.quantity.value == base.quantity.value:
        return
    up = bool(re.search(r"增|升|提|扩", verb[-1]))
    if up != rises:
        words = f"{base.quantity.text}到{end.quantity.text}是{'增加' if rises else '减少'}"
        yield Relation(end, False, None, words, (base,), "course")


def _check_change(base: Slot, end: Slot, difference: Decimal, result: Slot) -> Iterator[Relation]:
    unit = result.quantity.unit
    high, low = (end, base) if end.quantity.value >= base.quantity.value else (base, end)
    minus = f"{shown_in(high.quantity.value, high.quantity)}－{shown_in(low.quantity.value, high.quantity)}"
    if unit == base.quantity.unit and unit != "%":
        words = f"{minus}＝{shown_in(difference, high.quantity)}"
        yield Relation(result, agrees(result, difference), difference, words, (base, end), "change")
    elif unit == "个百分点" and base.quantity.unit == "%":
        words = f"{minus}＝{plain(difference)}个百分点"
        yield Relation(result, agrees(result, difference), difference, words, (base, end), "change")
    elif unit == "%" and base.quantity.unit == "%":
        words = f"{minus}＝{plain(difference)}个百分点"
        growth = difference * 100 / base.quantity.value
        if not agrees(result, growth):
            yield Relation(
                result,
                False,
                None,
                f"{words}，百分比之差应说“{plain(difference)}个百分点”",
                (base, end),
                "points",
            )
    elif unit == "%":
        value = difference * 100 / base.quantity.value
        words = f"（{shown_in(end.quantity.value, high.quantity)}－{shown_in(base.quantity.value, high.quantity)}）÷{shown_in(base.quantity.value, high.quantity)}＝{plain(value if end is high else -value)}%"
        yield Relation(result, agrees(result, value), value, words, (base, end), "change")
    elif unit == "倍" and end is high:
        value = difference / base.quantity.value
        words = f"（{shown_in(end.quantity.value, high.quantity)}－{shown_in(base.quantity.value, high.quantity)}）÷{shown_in(base.quantity.value, high.quantity)}＝{plain(value)}倍"
        yield Relation(result, agrees(result, value), value, words, (base, end), "change")


def compared(slots: list[Slot], text: str) -> Iterator[Relation]:
    """降到3159件，比2022年减少1701件，下降35.0%；43.2亿元，比上年的36.0亿元增长20.0%."""
    for index in range(len(slots) - 2):
        end, second, third = slots[index : index + 3]
        lead = between(text, end, second)
        tail = between(text, second, third)
        if (
            not _COMPARED.search(lead)
            or re.search(r"[。；]", lead + tail)
            or not (alike(end, second) and exact(end) and exact(second))
        ):
            continue
        if (
            second.mode == "by"
            and second.direction
            and third.quantity.unit == "%"
            and third.direction == second.direction
            and not _COMPARED.search(tail)
        ):
            base = end.quantity.value - second.direction * second.quantity.value
            if base > 0:
                value = second.quantity.value * 100 / base
                sign = "－" if second.direction > 0 else "＋"
                words = f"{shown_in(second.quantity.value, end.quantity)}÷（{shown_in(end.quantity.value, end.quantity)}{sign}{shown_in(second.quantity.value, end.quantity)}）＝{plain(value)}%"
                yield Relation(third, agrees(third, value), value, words, (end, second), "change")
        elif not second.mode and third.mode == "by" and len(tail) < 8:
            yield from _check_change(
                second, end, abs(end.quantity.value - second.quantity.value), third
            )
