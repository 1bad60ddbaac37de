"""Figures that say again what stands beside them, and sums that the text itself states."""

from __future__ import annotations

import re

from drafting.quantities.account import Account
from drafting.quantities.context import Slot, slots_of
from drafting.quantities.fitting import fits
from drafting.quantities.knowledge import Knowledge
from drafting.quantities.reading import Quantity
from drafting.quantities.relations import relations_in
from drafting.quantities.trials import Sum


def stated_by_the_text(slot: Slot, text: str, knowledge: Knowledge) -> Account | None:
    """A sum that the text itself states and that comes out, from figures of the facts."""
    for relation in relations_in(text):
        if relation.slot is slot and relation.holds and relation.right is not None:
            traced = [_traced(o.quantity, knowledge) for o in relation.operands]
            if all(traced):
                facts = tuple(dict.fromkeys(fact for fact in traced if fact))
                return Account(
                    slot, "derived", facts, sum=Sum(relation.text, facts, relation.right)
                )
    return None


def _traced(quantity: Quantity, knowledge: Knowledge) -> str:
    """The fact that has this very value."""
    for item in knowledge.by_unit.get(quantity.unit, ()):
        if item.fact and item.slot.quantity.value == quantity.value:
            return item.fact
    return ""


_AGAIN = re.compile(
    r"[，、（]?(?:也就?是|即|就是|相当于|[已还都]|占比?|比例|达到?|为|[近约超过不足到将接逾整]|仅|只有){0,5}"
)


_EQUATED = re.compile(r"[人户]?(?:家)?，?(?:就是|便是|就等于|背后[就都]?是|连着|牵着|意味着)")


def equated(slot: Slot, text: str) -> Account | None:
    """A number said again of what stands for the same: 92个人就是92个家."""
    said, last = slot.quantity, slot.beside[0]
    if said.kind != "amount" or last is None or last[0] != said.value:
        return None
    before = [s.quantity for s in slots_of(text) if s.quantity.end <= said.start]
    if not before or not _EQUATED.fullmatch(text[before[-1].end : said.start]):
        return None
    return Account(slot, "derived", sum=Sum(f"{before[-1].text}，{said.text}", (), said.value))


def said_again(slot: Slot, text: str) -> Account | None:
    """A share in words right behind its percentage: 24%，不到四分之一."""
    said, last = slot.quantity, slot.beside[0]
    if said.unit != "%" or last is None or last[1] != "%" or not _IN_WORDS.search(said.text):
        return None
    before = [s for s in slots_of(text) if s.quantity.end <= said.start]
    given = before[-1] if before else None
    if given is None or _IN_WORDS.search(given.quantity.text):
        return None
    if not _AGAIN.fullmatch(text[given.quantity.end : said.start]):
        return None
    if fits(said, given.quantity):
        words = f"{given.quantity.text}，{slot.sentence[said.outer[0] - slot.offset : said.outer[1] - slot.offset]}"
        return Account(slot, "derived", sum=Sum(words, (), given.quantity.value))
    return Account(slot, "untraced")


_IN_WORDS = re.compile(r"(?<!百)分之|成|半")
