"""The sums that a paragraph states itself: totals and their parts, rates, growth, averages, rests.

Each rule looks for words that say how quantities hang together and works the sum out. A relation
that holds is kept for the reader; one that does not names the figure at fault and its right value.
A list of parts need not be whole: a sum that differs by more than a slip is left alone unless the
words say that it is whole (合计, 其余, 由…增加到). A rule is a function from the amounts of one
sentence and their paragraph to relations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import groupby

from drafting.quantities.context import Slot, slots_of
from drafting.quantities.relations.averages import averages
from drafting.quantities.relations.base import Relation
from drafting.quantities.relations.changes import changes, compared
from drafting.quantities.relations.ratios import ratios
from drafting.quantities.relations.shares import listed_shares, rates, shares
from drafting.quantities.relations.totals import parts_of_total, rest_of_total, total_of_parts

__all__ = ["Relation", "relations_in"]

_MOST = 40
"""Figures of one sentence that are looked at together."""

_RULES: tuple[Callable[[list[Slot], str], Iterator[Relation]], ...] = (
    parts_of_total, total_of_parts, rest_of_total, rates, shares, changes, compared, averages,
    ratios, listed_shares,
)  # fmt: skip


@lru_cache(maxsize=20_000)
def relations_in(text: str) -> tuple[Relation, ...]:
    """The relations between the quantities of a paragraph, sentence by sentence."""
    slots = [s for s in slots_of(text) if s.quantity.kind == "amount" and not s.quantity.vague]
    if len(slots) < 2:
        return ()
    return tuple(
        relation
        for _, sentence in groupby(slots, key=_heads(slots).__getitem__)
        for part in _portions(list(sentence))
        for rule in _RULES
        for relation in rule(part, text)
    )


def _heads(slots: list[Slot]) -> dict[Slot, int]:
    """Where the sentence of each figure begins; one that goes on with 其中 belongs to the last."""
    heads: dict[Slot, int] = {}
    head = own = -1
    for slot in slots:
        if slot.offset != own:
            own = slot.offset
            goes_on = head >= 0 and slot.sentence.lstrip().startswith("其中")
            head = head if goes_on else own
        heads[slot] = head
    return heads


def _portions(slots: list[Slot]) -> Iterator[list[Slot]]:
    """A sentence, or pieces of one that has more figures than a sentence can."""
    for start in range(0, len(slots), _MOST):
        yield slots[start : start + _MOST]
