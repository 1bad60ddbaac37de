"""Which fact each quantity of a text rests on, and what is wrong where it rests on none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from drafting.quantities.account import Account, Verdict, fact_ids
from drafting.quantities.context import Slot, affinity, slots_of
from drafting.quantities.deriving import derive
from drafting.quantities.fact_totals import sum_of_named
from drafting.quantities.fitting import fits
from drafting.quantities.judging import NEAR, UNLIKE, judge_fitting
from drafting.quantities.knowledge import Knowledge, Known
from drafting.quantities.moment_matching import match_moment
from drafting.quantities.other_units import other_unit, wrong_unit
from drafting.quantities.places import exchanged, out_of_order, stands_for
from drafting.quantities.reading import Quantity
from drafting.quantities.restating import equated, said_again
from drafting.quantities.retold import retold
from drafting.quantities.said_to_be import is_no_such, is_of_a_shift
from drafting.quantities.untraced import judge_untraced
from drafting.quantities.writing import plain

_AROUND = 20
"""Quantities to each side of one that are looked at beside it."""


@lru_cache(maxsize=5_000)
def account(text: str, knowledge: Knowledge) -> tuple[Account, ...]:
    """One account for each quantity of a paragraph, in order."""
    slots = slots_of(text)
    return tuple(
        _looked_again(
            _account(slot, slots[max(0, at - _AROUND) : at + _AROUND + 1], knowledge, text),
            knowledge,
        )
        for at, slot in enumerate(slots)
    )


def _looked_again(found: Account, knowledge: Knowledge) -> Account:
    """An account that finds a ground, unless the figure stands in the words of another."""
    if found.verdict not in ("fact", "derived", "free"):
        return found
    right = retold(found.slot, knowledge)
    if right is None or _adds_up(found, right):
        return found
    verdict: Verdict = "thing" if found.verdict == "fact" else "untraced"
    return Account(found.slot, verdict, fact_ids([right]), right)


def _adds_up(found: Account, known: Known) -> bool:
    """Whether a figure is a total that holds the fact's own: 40名教师和医生 for 22名教师、18名医生."""
    words = found.sum.text if found.sum else ""
    return "＋" in words and plain(known.slot.quantity.value) in re.findall(r"[\d.]+", words)


def _account(slot: Slot, slots: Sequence[Slot], knowledge: Knowledge, text: str) -> Account:
    if slot.quantity.kind == "moment":
        verdict, known, sure = match_moment(slot, slots, knowledge)
        return Account(slot, verdict, fact_ids([known] if known else []), known, sure=sure)
    if (restated := said_again(slot, text) or equated(slot, text)) is not None:
        return restated
    if verbatim := _verbatim(slot, knowledge):
        return Account(slot, "fact", fact_ids(verbatim), verbatim[0])
    pool = _pool(slot.quantity, knowledge)
    scored = sorted(((affinity(slot, item.slot), i, item) for i, item in enumerate(pool)), reverse=True,
                    key=lambda entry: (entry[0], -entry[1]))  # fmt: skip
    fitting = [
        (score, item) for score, _, item in scored if fits(slot.quantity, item.slot.quantity)
    ]
    others = [
        (score, item)
        for score, _, item in scored[:12]
        if not fits(slot.quantity, item.slot.quantity)
    ]
    if fitting:
        best = fitting[0][0]
        unit, likeness = other_unit(slot, knowledge, same_value=best >= UNLIKE)
        if unit and likeness >= best + 0.7 and (likeness >= NEAR or best < UNLIKE):
            return wrong_unit(slot, unit)
        swapped = exchanged(slot, slots, fitting[0][1], others) or _disordered(
            slot, slots, fitting, knowledge
        )
        if is_no_such(slot, [item for _, item in fitting]):
            found = derive(slot, text, knowledge)
            if found is not None and ("%" in found.text or not is_of_a_shift(slot)):
                return Account(slot, "derived", found.facts, sum=found)
            near = fitting[0][1]
            return Account(slot, "elsewhere", fact_ids([near]), near, sure=False)
        free = [(score, item) for score, item in others if not stands_for(slot, slots, item, pool)]
        judged = judge_fitting(slot, fitting, free, swapped, knowledge)
        if judged.verdict in ("thing", "elsewhere") and swapped is None:
            return _rescued(slot, slots, judged, fitting[0][1], knowledge, text) or judged
        return judged
    return judge_untraced(slot, others, knowledge, text)


def _disordered(
    slot: Slot, slots: Sequence[Slot], fitting: list[tuple[float, Known]], knowledge: Knowledge
) -> Known | None:
    own = fitting[0][1]
    if not own.fact or slot.quantity.kind != "amount":
        return None
    return out_of_order(slot, slots, own, knowledge.by_fact[own.fact])


_REACHED = re.compile(r"^[，、]?(?:达到?|为|实际|总数|累计|实现)")


def _rescued(
    slot: Slot, slots: Sequence[Slot], judged: Account, own: Known, knowledge: Knowledge, text: str
) -> Account | None:
    """A number that only looks misplaced: a sum over the very fact, or a round word (突破2000万元)
    for the figure said beside it."""
    if slot.quantity.bound != "exact":
        value = own.slot.quantity.value
        beside = any(
            o.quantity.value == value
            and _REACHED.match(o.lead)
            and o.beside[0] == (slot.quantity.value, slot.quantity.unit)
            for o in slots
        )
        return Account(slot, "fact", fact_ids([own]), own) if beside else None
    if together := sum_of_named(slot, judged.facts, knowledge):
        return Account(slot, "derived", together.facts, sum=together)
    near = judged.verdict == "thing"
    found = derive(slot, text, knowledge, near=near)
    if found is None or (
        near and (re.search("[÷×]", found.text) or not set(judged.facts) & set(found.facts))
    ):
        return None
    return Account(slot, "derived", found.facts, sum=found)


def _pool(quantity: Quantity, knowledge: Knowledge) -> list[Known]:
    if not quantity.unit:
        return [k for k in knowledge.known if k.slot.quantity.kind == quantity.kind]
    own = knowledge.by_unit.get(quantity.unit, ())
    bare = knowledge.by_unit.get("", ()) if quantity.kind == "amount" else ()
    return [*own, *bare]


def _verbatim(slot: Slot, knowledge: Knowledge) -> list[Known]:
    """Known quantities whose near words are these very words."""
    said = slot.quantity
    around = (
        slot.before[-8:]
        + slot.sentence[said.outer[0] - slot.offset : said.outer[1] - slot.offset]
        + slot.after[:8]
    )
    if len(slot.bag) < 7 or around not in knowledge.words:
        return []
    return [
        item for item in knowledge.by_unit.get(said.unit, ())
        if item.slot.quantity.value == said.value and around in item.slot.sentence
    ]  # fmt: skip
