"""A difference or a total that is said right behind a figure of its unit is reckoned from that figure:
达到90家, 比去年多19家; 12名……10名, 一共22名. A sum of other figures that comes out the same is none."""

from __future__ import annotations

import re
from decimal import Decimal

from drafting.quantities.context import Slot, slots_of
from drafting.quantities.part_shares import lead_to
from drafting.quantities.trials import Sum
from drafting.quantities.writing import plain

_DIFFERENCE = re.compile(
    r"(?:(?:比|较)[^，。；：]{0,12}(?:多|少|增加|减少|提高|上升|下降|降低)|高出|多出)[了出近约]{0,2}$"
)
_TOTAL = re.compile(r"，(?:一共|总共|合计|共计|加起来)[有是为达约]{0,2}$")
"""Behind a comma: 青砚、梨川两县合计 is of the two alone."""
_SCALES = (Decimal(1), Decimal(10**4), Decimal(10**8))
_NUMBER = re.compile(r"\d[\d.]*")


def is_sound(slot: Slot, found: Sum) -> bool:
    """Whether a sum may be what the words say: it adds no whole to its own parts, and is reckoned
    from the figure right before where the words ask for that."""
    if _adds_a_whole_to_its_parts(found):
        return False
    asked = _reckoned_from(slot)
    if not asked or "×" in found.text:
        return True
    shown = _NUMBER.findall(found.text)
    return all(any(plain(value / scale) in shown for scale in _SCALES) for value in asked)


def _reckoned_from(slot: Slot) -> list[Decimal]:
    """The figures that the words ask to reckon from: the last of the unit in the sentence, for a
    total the last two."""
    lead = lead_to(slot)
    total = _TOTAL.search(lead) is not None
    if not (total or slot.mode == "by" or _DIFFERENCE.search(lead)):
        return []
    unit = "%" if slot.quantity.unit == "个百分点" else slot.quantity.unit
    here = slot.quantity.start - slot.offset
    before = [
        other.quantity
        for other in slots_of(slot.sentence)
        if other.quantity.end <= here
        and other.quantity.unit == unit
        and other.quantity.kind == "amount"
        and other.mode != "by"
    ]
    if not before or re.search(r"[；：]|分别|各", slot.sentence[before[-1].end : here]):
        return []
    if total:
        return [quantity.value for quantity in before[-2:]] if len(before) > 1 else []
    return [before[-1].value]


def _adds_a_whole_to_its_parts(found: Sum) -> bool:
    if "＋" not in found.text or re.search("[－÷×]", found.text):
        return False
    terms = [Decimal(number.rstrip(".")) for number in _NUMBER.findall(found.text)[1:]]
    return len(terms) > 2 and any(2 * term == sum(terms) for term in terms)
