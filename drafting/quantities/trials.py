"""Calculations that may stand behind a figure, tried one after another over quantities that belong
together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from drafting.quantities.context import Slot
from drafting.quantities.reading import Quantity
from drafting.quantities.writing import decimals_of, plain

SHARE = re.compile(r"占|率|比重|比例|成|分之|%|半|完成|相当于|为[^，。；]{1,10}的$")
_UP = re.compile(r"增|提高|上升|升|涨|扩大|翻|多|高")
_DOWN = re.compile(r"下降|减|降|压|缩|少|低")
GROWTH = re.compile(r"增|提高|下降|减|降|上升|升|涨|扩大|压|缩|翻|多|少")


@dataclass(frozen=True, slots=True)
class Sum:
    """A calculation that gives a figure: ``text`` as shown, ``facts`` it draws on."""

    text: str
    facts: tuple[str, ...]
    value: Decimal


@dataclass(frozen=True, slots=True)
class Operand:
    """A quantity that may enter a sum, with its fact (empty: the text itself or the brief)."""

    quantity: Quantity
    fact: str
    slot: Slot | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """A calculation before it is known to be the one: ``form`` names its operands by number and
    its result as ``{v}``; all are shown in the scale of the operand ``scale``."""

    value: Decimal
    form: str
    operands: tuple[Operand, ...]
    scale: int = 0
    mark: str = ""

    def sum(self) -> Sum:
        """The calculation written out."""
        like = self.operands[self.scale]
        words = [_shown(o.quantity.value, o.quantity, like.quantity) for o in self.operands]
        value = (
            f"{plain(self.value)}{self.mark}"
            if self.mark
            else _shown(self.value, like.quantity, like.quantity)
        )
        facts = tuple(dict.fromkeys(o.fact for o in self.operands if o.fact))
        return Sum(self.form.format(*words, v=value), facts, self.value)


def totals(same: Sequence[Operand]) -> Iterator[Trial]:
    """Neighbouring quantities added up, two to six of them."""
    for length in range(2, min(6, len(same)) + 1):
        for start in range(len(same) - length + 1):
            yield total_of(same[start : start + length])


def total_of(parts: Sequence[Operand]) -> Trial:
    """All the parts added up."""
    value = sum((o.quantity.value for o in parts), Decimal(0))
    return Trial(value, "{v}＝" + "＋".join(f"{{{i}}}" for i in range(len(parts))), tuple(parts))


def differences(
    said: Quantity, group: Sequence[Operand], same: Sequence[Operand]
) -> Iterator[Trial]:
    """One less another, less two, less three; what a share leaves of the whole."""
    points = said.unit == "个百分点"
    operands = [o for o in group if o.quantity.unit == "%"] if points else list(same)
    for high in operands:
        if said.unit == "%" and high.quantity.value != 100:
            if high.quantity.value < 100:
                yield Trial(100 - high.quantity.value, "{v}＝100%－{0}", (high,))
            continue
        rest = [o for o in operands if o.quantity.value < high.quantity.value]
        for length in (1, 2, 3):
            for start in range(len(rest) - length + 1):
                parts = rest[start : start + length]
                value = high.quantity.value - sum((o.quantity.value for o in parts), Decimal(0))
                if value > 0:
                    form = "{v}＝{0}－" + "－".join(f"{{{i + 1}}}" for i in range(length))
                    yield Trial(value, form, (high, *parts), mark="个百分点" if points else "")


def _pairs(group: Sequence[Operand]) -> Iterator[tuple[Operand, Operand]]:
    """Two counts of one unit, the smaller first."""
    counts = [
        o
        for o in group
        if o.quantity.unit not in ("%", "个百分点", "倍", "番") and o.quantity.value
    ]
    for one, other in combinations(counts, 2):
        if one.quantity.unit == other.quantity.unit:
            yield (one, other) if one.quantity.value <= other.quantity.value else (other, one)


def shares(group: Sequence[Operand], cue: str) -> Iterator[Trial]:
    """One count as a share of another, and growth from one to another, in per cent."""
    for small, large in _pairs(group):
        less, more = small.quantity.value, large.quantity.value
        if SHARE.search(cue):
            yield Trial(less * 100 / more, "{v}＝{0}÷{1}", (small, large), 1, "%")
            yield Trial(more * 100 / less, "{v}＝{1}÷{0}", (small, large), 1, "%")
        if any(o.slot and o.slot.mode == "by" for o in (small, large)):
            continue
        if GROWTH.search(cue) and not (_DOWN.search(cue) and not _UP.search(cue)):
            yield Trial((more - less) * 100 / less, "{v}＝（{1}－{0}）÷{0}", (small, large), 0, "%")
        if GROWTH.search(cue) and not (_UP.search(cue) and not _DOWN.search(cue)):
            yield Trial((more - less) * 100 / more, "{v}＝（{1}－{0}）÷{1}", (small, large), 1, "%")


def multiples(group: Sequence[Operand], unit: str, mode: str = "") -> Iterator[Trial]:
    """One count as a multiple of another; ``mode`` by: what was added to it (增长2.2倍)."""
    if unit == "倍" and mode:
        yield from _reckoned_otherwise(group, mode)
    pairs = [(s, t, t.quantity.value / s.quantity.value) for s, t in _pairs(group)]
    if unit == "倍":
        if mode != "by":
            yield from (Trial(r, "{v}＝{1}÷{0}", (s, t), 1, "倍") for s, t, r in pairs)
        if mode != "to":
            yield from (Trial(r - 1, "{v}＝（{1}－{0}）÷{0}", (s, t), 1, "倍") for s, t, r in pairs)
        return
    for small, large, ratio in pairs:
        for times in (1, 2, 3):
            if abs(ratio - 2**times) < Decimal("0.05") * 2**times:
                yield Trial(
                    Decimal(times), f"{{1}}÷{{0}}≈{plain(ratio)}倍", (small, large), 1, "番"
                )


def _reckoned_otherwise(group: Sequence[Operand], mode: str) -> Iterator[Trial]:
    """是上年的2.1倍 is 比上年增长1.1倍, and the other way round."""
    for other in group:
        by = other.slot is not None and other.slot.mode == "by"
        if other.quantity.unit == "倍" and by != (mode == "by") and other.quantity.value > 1:
            value = other.quantity.value + (1 if by else -1)
            yield Trial(value, f"{{v}}＝{{0}}{'＋' if by else '－'}1", (other,), mark="倍")


def averages(said: Quantity, group: Sequence[Operand], same: Sequence[Operand]) -> Iterator[Trial]:
    """A total divided by a number, rounded as the figure is."""
    scale, places = _scale_of(said), decimals_of(said.text)
    for total in same:
        for number in group:
            if (
                number is total
                or number.quantity.unit in ("%", "个百分点", "元")
                or number.quantity.value <= 1
                or number.quantity.value == total.quantity.value
            ):
                continue
            value = total.quantity.value / number.quantity.value
            rounded = (value / scale).quantize(Decimal(1).scaleb(-places)) * scale
            if abs(rounded - value) > abs(value) * Decimal("0.04"):
                continue
            sign = "＝" if rounded == value else "≈"
            yield Trial(
                rounded, f"{{0}}÷{plain(number.quantity.value)}{sign}{{v}}", (total, number)
            )


def products(group: Sequence[Operand], same: Sequence[Operand]) -> Iterator[Trial]:
    """So much for each, times a number."""
    for each in same:
        for number in group:
            if number is each or number.quantity.unit in ("%", "个百分点", "元", "倍", "番"):
                continue
            value = each.quantity.value * number.quantity.value
            yield Trial(value, f"{{v}}＝{{0}}×{plain(number.quantity.value)}", (each, number))


def _scale_of(quantity: Quantity) -> Decimal:
    match = re.match(r"[\d.,]+", quantity.text)
    if not match or not quantity.value:
        return Decimal(1)
    number = Decimal(match[0].replace(",", "").rstrip(".") or 1)
    return quantity.value / number if number else Decimal(1)


def _shown(value: Decimal, own: Quantity, like: Quantity) -> str:
    """A value in the scale of another of its unit; plain where that would leave hardly a digit."""
    if own.unit != like.unit:
        like = own
    small = value < _scale_of(like) / 10 and like.unit != "%"
    return plain(value) if small else shown_in(value, like)


def shown_in(value: Decimal, quantity: Quantity) -> str:
    """A value in the scale of a quantity, with 万 or 亿 where that has it."""
    scale = _scale_of(quantity)
    name = {Decimal(10**4): "万", Decimal(10**8): "亿"}.get(scale.normalize(), "")
    sign = "%" if quantity.unit == "%" else ""
    return f"{plain(value / (scale or 1))}{name}{sign}"
