"""What of a fact a text leaves out while it tells the rest: a whole sentence, or one figure (维修1160处、
新建46处、修缮18处 without its 46处). Writers seldom do; a clause that fell away mostly does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafting.model import Fact
from drafting.naming.letters import letters
from drafting.quantities.context import Slot, clause_of, slots_of
from drafting.quantities.fitting import fits
from drafting.quantities.reading import Quantity
from drafting.tracing.alignment import marks_of

_TOLD = 2
"""Figures of a fact that a text must tell before one is missed; small ones are no sign."""
_TIMES = ("个月", "天", "分钟")
_SMALL = 10
"""Figures up to this may be told in words that count nothing."""
_FORMER = re.compile(r"[上去前]年|同期|以前|原[来有]?|此前|过去|20\d\d年|目标|计划")
"""What a figure is compared with: its comparison may stand for it."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A figure of a fact, with the words of its clause."""

    fact: str
    words: str


def left_out(facts: Sequence[Fact], texts: Sequence[str], sums: Sequence[str]) -> Iterator[LeftOut]:
    """The facts of which a text (its lines) tells all figures but one; ``sums`` are the calculations
    its figures rest on, whose terms are told too."""
    said = [slot.quantity for text in texts for slot in slots_of(text)]
    terms = {term for text in sums for term in re.findall(r"\d[\d.]*", text)}
    for fact in facts:
        amounts = [s for s in slots_of(fact.text) if _counts(s)]
        missing = [s for s in amounts if not _is_told(s.quantity, said, terms)]
        told = [s for s in amounts if s not in missing and s.quantity.value > _SMALL]
        if len(told) >= _TOLD and len(missing) == 1 and not _may_be_left(missing[0]):
            yield LeftOut(fact.id, _words(missing[0]))


_SHORTEST = 10
"""Letters of a sentence that can be looked for."""
_AMOUNT = re.compile(r"\d+(?:\.\d+)?(?:[%％]|[万亿]?[\u4e00-\u9fff])(?<![年月日])")


def untold_sentences(fact: Fact, text: str) -> Iterator[str]:
    """The sentences of a fact of several of whose figures and words hardly any stand in a text."""
    parts = [part for part in re.split(r"[；。]", fact.text) if len(letters(part)) >= _SHORTEST]
    said = marks_of(text)
    for part in parts if len(parts) > 1 else ():
        words = {mark for mark in marks_of(part) if mark[0] != "#"}
        if _lacks_amounts(part, text) and len(words & said) < len(words) / 2:
            yield part.strip()


def _lacks_amounts(part: str, text: str) -> bool:
    """Whether less than half the amounts of a part stand in a text with their units."""
    amounts = set(_AMOUNT.findall(part))
    return bool(amounts) and 2 * sum(amount in text for amount in amounts) < len(amounts)


def _counts(slot: Slot) -> bool:
    return slot.quantity.kind == "amount" and not slot.quantity.vague and slot.quantity.value > 1


def _is_told(known: Quantity, said: Sequence[Quantity], terms: set[str]) -> bool:
    number = re.match(r"\d[\d.]*", known.text)
    if number and number[0] in terms:
        return True
    return any(q.value == known.value or (q.unit == known.unit and fits(q, known)) for q in said)


def _may_be_left(slot: Slot) -> bool:
    clause = clause_of(slot).split("\0")[0]
    small = slot.quantity.value <= _SMALL or slot.quantity.unit in _TIMES
    return small or bool(_FORMER.search(clause))


def _words(slot: Slot) -> str:
    start, end = slot.quantity.start - slot.offset, slot.quantity.end - slot.offset
    head = re.split(r"[，。；：！？、]", slot.sentence[:start])[-1]
    tail = re.split(r"[，。；：！？、]", slot.sentence[end:])[0]
    return f"{head}{slot.quantity.text}{tail[:8]}"
