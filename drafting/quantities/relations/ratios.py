"""Ratios said in small numbers: 4200名老人与2100名老人结对，两个帮一个."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafting.quantities.context import Slot
from drafting.quantities.numerals import chinese_number
from drafting.quantities.relations.base import Relation, exact
from drafting.quantities.writing import plain

_NUMBER = r"[一二两三四五六七八九十]|[1-9]|10"
_UNITS = {
    "个": ("人", "个"),
    "名": ("人",),
    "人": ("人",),
    "位": ("人",),
    "户": ("户",),
    "家": ("家", "户"),
}
_HELPS = re.compile(
    rf"(?<![多少超每第\d十百])(?P<n>{_NUMBER})(?P<m>[个名人位户家])[\u4e00-\u9fff]{{0,3}}?(?:帮|带|包|联|管|照顾|照看)"
    rf"[\u4e00-\u9fff]{{0,2}}?(?P<k>{_NUMBER})(?P<u>[个名人位户家])"
)
_NEAR = Decimal("0.025")
"""Share by which two counts may miss a ratio of whole numbers that is theirs."""


def ratios(slots: list[Slot], _text: str) -> Iterator[Relation]:
    """Who helps how many: the two counts of the sentence are to each other as the two numbers are.
    One is told only of counts whose ratio is of whole numbers itself."""
    if not slots:
        return
    sentence, offset = slots[0].sentence, slots[0].offset
    for match in _HELPS.finditer(sentence):
        at = {offset + match.start("n"), offset + match.start("k")}
        said = next((s for s in slots if s.quantity.start in at), None)
        before = [s for s in slots if s.quantity.end <= offset + match.start() and exact(s)]
        pair = _pair(before, match["m"], match["u"])
        if said is None or pair is None:
            continue
        helpers, helped = pair
        told = _value(match["n"]) / _value(match["k"])
        true = helpers.quantity.value / helped.quantity.value
        if abs(true / told - 1) <= _NEAR or not _is_plain(true):
            continue
        words = f"{helpers.quantity.text}对{helped.quantity.text}，是{plain(true)}比1"
        yield Relation(said, False, None, words, pair, "ratio")


def _pair(before: list[Slot], helps: str, helped: str) -> tuple[Slot, Slot] | None:
    """The last two counts of the sentence that have the units of a ratio."""
    for one, other in zip(before[-2:-1], before[-1:], strict=True):
        fits = one.quantity.unit in _UNITS[helps] and other.quantity.unit in _UNITS[helped]
        if fits and min(one.quantity.value, other.quantity.value) > 10:
            return one, other
    return None


def _is_plain(ratio: Decimal) -> bool:
    """Whether a ratio is of a small whole number to one, or of one to it."""
    large = ratio if ratio >= 1 else 1 / ratio
    whole = large.to_integral_value()
    return whole <= 10 and abs(large / whole - 1) <= _NEAR


def _value(number: str) -> Decimal:
    value = Decimal(number) if number.isdigit() else chinese_number(number)
    return value if value else Decimal(1)
