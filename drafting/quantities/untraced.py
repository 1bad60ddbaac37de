"""A number that no fact has: a sum, a rounded or slipped figure, a structural one, or untraced."""

from __future__ import annotations

import re
from decimal import Decimal

from drafting.quantities.account import Account, fact_ids
from drafting.quantities.context import Slot
from drafting.quantities.counting import (
    announces,
    between_years,
    counts_named,
    counts_points,
    enumerated,
)
from drafting.quantities.deriving import THAT_IS, derive
from drafting.quantities.judging import NEAR, comparable
from drafting.quantities.knowledge import Knowledge, Known
from drafting.quantities.other_units import other_unit, wrong_unit
from drafting.quantities.part_shares import rate_told
from drafting.quantities.reading import Quantity
from drafting.quantities.restating import stated_by_the_text
from drafting.quantities.slips import is_slip
from drafting.quantities.trials import Sum

_NEAR_TIME = 1.5
"""The same for how often something is done, of which facts say little else."""


def judge_untraced(
    slot: Slot, others: list[tuple[float, Known]], knowledge: Knowledge, text: str
) -> Account:
    """The account of a number that no fact has."""
    said = slot.quantity
    score, nearest = others[0] if others else (0.0, None)
    near = nearest if nearest and score >= (NEAR if said.kind == "amount" else _NEAR_TIME) else None
    if said.measure == "大" and (near is None or near.slot.quantity.measure != "大"):
        return Account(slot, "free")
    if stated := stated_by_the_text(slot, text, knowledge):
        return stated
    if near and said.bound != "exact" and comparable(said, near.slot.quantity):
        reckoned = said.unit == "%" or THAT_IS.search(slot.lead)
        if reckoned and (found := derive(slot, text, knowledge, near=True)):
            return Account(slot, "derived", found.facts, sum=found)
        return Account(slot, "bound", fact_ids([near]), near)
    unit, likeness = other_unit(slot, knowledge)
    if unit and likeness >= NEAR and likeness >= score - 0.3:
        return wrong_unit(slot, unit)
    slip = near is not None and is_slip(said, near.slot.quantity)
    if slip and said.unit == "%" and (rate := rate_told(slot, knowledge)):
        return Account(slot, "derived", rate.facts, sum=rate)
    if near is not None and said.unit == "倍" and slot.mode != near.slot.mode:
        slip = False
    if (
        said.kind == "amount"
        and not slip
        and (found := derive(slot, text, knowledge, near=_is_near(said, near)))
    ):
        if unit and _by_chance(slot, found, unit, knowledge):
            return wrong_unit(slot, unit)
        return Account(slot, "derived", found.facts, sum=found)
    if nearest and score >= 1.2 and _rounds(said, nearest.slot.quantity):
        return Account(slot, "rounded", fact_ids([nearest]), nearest, sure=False)
    if (
        nearest
        and said.bound != "exact"
        and score >= 1.2
        and comparable(said, nearest.slot.quantity)
    ):
        return Account(slot, "bound", fact_ids([nearest]), nearest)
    if unit:
        return wrong_unit(slot, unit)
    if announces(said, text):
        return Account(slot, "free")
    if households := _households(slot, knowledge):
        return Account(slot, "fact", fact_ids([households]), households)
    named = counts_named(said, slot.sentence[said.end - slot.offset :], knowledge.words)
    if named and said.measure == "个" and slot.after[:1] in tuple("县区市镇乡村"):
        return Account(slot, "free")
    if near is None and (
        _free(slot, text)
        or _half_year(slot)
        or named
        or _long_ago(slot, text)
        or between_years(said, knowledge.years)
    ):
        return Account(slot, "free")
    if said.kind != "amount":
        return Account(
            slot,
            "thing" if near else "free",
            fact_ids([near] if near else []),
            near,
            sure=score >= NEAR + 0.5,
        )
    return Account(
        slot,
        "untraced",
        fact_ids([near] if near else []),
        near,
        sure=not _doubtful(said) or near is not None,
    )


def _by_chance(slot: Slot, found: Sum, unit: Known, knowledge: Knowledge) -> bool:
    """Whether a sum gives a number that a fact has under another measure word of the same thing, and
    draws on facts of which the sentence does not speak: 打掉团伙38名 is not 24名＋8名＋6名."""
    if unit.slot.quantity.value != slot.quantity.value or not found.facts:
        return False
    if "×" in found.text:
        return True
    known = [item for fact in found.facts for item in knowledge.by_fact.get(fact, ())]
    return not any(len(slot.wide & item.slot.wide) > 1 for item in known)


def _households(slot: Slot, knowledge: Knowledge) -> Known | None:
    """两家, where a fact speaks of 两户人家."""
    if slot.quantity.measure != "家":
        return None
    own = (k for k in knowledge.by_unit.get("户", ()) if k.slot.after.startswith("人家"))
    return next((k for k in own if k.slot.quantity.value == slot.quantity.value), None)


def _is_near(said: Quantity, near: Known | None) -> bool:
    """Whether a fact has much the same figure of much the same thing."""
    return near is not None and comparable(said, near.slot.quantity)


def _free(slot: Slot, text: str) -> bool:
    said = slot.quantity
    points = counts_points(said, slot.sentence[said.end - slot.offset :])
    numbers_a_table = not said.unit and _NUMBER_OF_TABLE.search(text[: said.start])
    return points or announces(said, text) or enumerated(said, text) or bool(numbers_a_table)


_NUMBER_OF_TABLE = re.compile(r"(?:^|[见如附和、至（])(?:[图表]|附件)\s?$")
"""What stands before the number of a table, a figure or an attachment: 详见表1."""


_HALF_YEAR = re.compile(r"半年(?!内|以[内上下]|之内|前|后|多|时间|一|完成|[左上]?右)")


def _half_year(slot: Slot) -> bool:
    """Whether half a year is named as a time of work, and not measured: 对标半年目标."""
    return bool(_HALF_YEAR.match(slot.sentence, slot.quantity.start - slot.offset))


def _long_ago(slot: Slot, text: str) -> bool:
    """Whether words tell roughly how long ago something was: 一个多月前."""
    said = slot.quantity
    loose = said.loose and said.bound in ("more", "about", "under") and said.unit in ("个月", "天")
    return loose and bool(re.match(r"之?前|以?来", text[said.end : said.end + 2]))


def _doubtful(said: Quantity) -> bool:
    """Small Chinese numerals before loose measures, and words that name no number."""
    return said.vague or said.loose


def _rounds(said: Quantity, known: Quantity) -> bool:
    """95% for 95.4%: the fact rounded to fewer places."""
    if said.bound != "exact" or known.bound != "exact" or not said.value:
        return False
    step = step_of_value(said)
    return abs(said.value - known.value) <= step / 2 and step / said.value <= Decimal("0.05")


def step_of_value(quantity: Quantity) -> Decimal:
    """The last place that a quantity states, in its base unit."""
    exponent = quantity.value.normalize().as_tuple().exponent
    return Decimal(10) ** (exponent if isinstance(exponent, int) else 0)
