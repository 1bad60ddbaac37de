"""Totals over whole facts, over several of them, and over a run of figures right before."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from drafting.quantities.context import Slot, affinity, slots_of
from drafting.quantities.fitting import hits
from drafting.quantities.knowledge import Knowledge
from drafting.quantities.trials import Operand, Sum, total_of


def sum_of_named(slot: Slot, facts: Sequence[str], knowledge: Knowledge) -> Sum | None:
    """A total whose parts the text names: 40名教师和医生 for 22名教师、18名医生."""
    words = f"{slot.before}{slot.after}"
    for fact in facts:
        named = [
            Operand(k.slot.quantity, fact) for k in knowledge.by_fact.get(fact, ())
            if k.slot.quantity.unit == slot.quantity.unit and _noun(k.slot) and _noun(k.slot) in words
        ]  # fmt: skip
        if len(named) > 1 and hits(slot.quantity, (found := total_of(named)).value):
            return found.sum()
    return None


def _noun(slot: Slot) -> str:
    return (slot.after or slot.before[-2:])[:2]


def sum_of_run(slot: Slot, text: str) -> Sum | None:
    """Three figures and more right before, added up without a word for it: 民警24名、银行8名、运营商6名,
    38个人坐在一间屋里."""
    said = slot.quantity
    before = [s for s in slots_of(text) if s.offset == slot.offset and s.quantity.end <= said.start]
    run: list[Operand] = []
    for other in reversed(before):
        if other.quantity.unit != said.unit or other.quantity.kind != "amount":
            break
        run.insert(0, Operand(other.quantity, "", other))
        if len(run) > 2 and hits(said, (found := total_of(run)).value):
            return found.sum()
    return None


def whole_fact(slot: Slot, knowledge: Knowledge) -> Sum | None:
    """All quantities of one unit in a fact the sentence speaks of, added up without a word for it."""
    for items in knowledge.by_fact.values():
        same = [Operand(k.slot.quantity, k.fact) for k in items if k.fact and k.slot.quantity.unit == slot.quantity.unit
                and k.slot.quantity.kind == "amount" and not k.slot.quantity.vague]  # fmt: skip
        if len(same) > 1 and len(slot.wide & items[0].slot.wide) >= 2:
            found = total_of(same)
            if hits(slot.quantity, found.value) and not _is_among(slot, same):
                return found.sum()
    return None


def _is_among(slot: Slot, parts: Sequence[Operand]) -> bool:
    """Whether all parts of a total but one stand beside a figure, which then has the place of that
    one: 上坟6起、烧田埂2起、输电线路1起 for 3起, 2起 and 1起."""
    around = slot.neighbours
    told = sum((o.quantity.value, o.quantity.unit) in around for o in parts)
    return told == len(parts) - 1


def across_facts(slot: Slot, knowledge: Knowledge, least: float) -> Sum | None:
    """A total over two or three facts whose quantities have the unit and an affinity of ``least``."""
    said = slot.quantity
    pool = [
        (affinity(slot, k.slot), k) for k in knowledge.by_unit.get(said.unit, ())
        if k.fact and k.slot.quantity.kind == "amount" and 0 < k.slot.quantity.value < said.value and not k.slot.quantity.vague
    ]  # fmt: skip
    ranked = sorted(pool, key=lambda entry: -entry[0])[:8]
    best = [Operand(k.slot.quantity, k.fact) for score, k in ranked if score >= least]
    for length in (2, 3):
        for parts in combinations(best, length):
            if len({o.fact for o in parts}) == length and hits(
                said, sum((o.quantity.value for o in parts), Decimal(0))
            ):
                return total_of(parts).sum()
    return None
