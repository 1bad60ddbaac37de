"""The sum behind a figure that no fact states: totals, differences, shares, growth, averages.

A sum is looked for where the words ask for one (合计, 其余, 占, 增长, 平均) and only among quantities
that belong together: those of one fact the sentence speaks of, those of the paragraph, and, for
totals, those of several facts of the same unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from drafting.quantities.bounds import admits
from drafting.quantities.context import Slot, affinity, slots_of
from drafting.quantities.knowledge import Knowledge
from drafting.quantities.reading import Quantity
from drafting.quantities.writing import decimals_of, plain


@dataclass(frozen=True, slots=True)
class Sum:
    """A calculation that gives a figure: ``text`` as shown, ``facts`` it draws on."""

    text: str
    facts: tuple[str, ...]
    value: Decimal
    operands: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class Operand:
    """A quantity that may enter a sum, with its fact (empty: the text itself or the brief)."""

    quantity: Quantity
    fact: str


_TOTAL = re.compile(
    r"合计|总计|以上|以下|及其|加上|共|累计|总数|总额|总量|总共|加起来|加上|[两二三四五六]项|[两二三四五六]类|全部|全市|全县|全区|全省|达"
)
_REST = re.compile(
    r"其余|剩|还有|还差|尚|仍|未|没有|另|减|增|提高|下降|降|多|少|缺|差|净|节|新增|扩大|压|缩|升|高出|超出|其他"
)
_SHARE = re.compile(r"占|率|比重|比例|成|分之|%|半")
_GROWTH = re.compile(r"增|提高|下降|减|降|上升|升|涨|扩大|压|缩|翻|多|少")
_AVERAGE = re.compile(r"平均|均|每")
_TIMES = re.compile(r"倍|番")


def derive(slot: Slot, text: str, knowledge: Knowledge, *, near: bool = False) -> Sum | None:
    """The simplest sum that gives the quantity, or None. ``near`` says that a fact has almost this
    figure: then totals over several facts are not looked for."""
    said = slot.quantity
    if said.vague or not said.value:
        return None
    cue = slot.lead + slot.after[:4]
    for group in _groups(slot, text, knowledge):
        for found in _within(said, group, cue):
            if near and said.unit == "%" and not _uses_last(slot, found):
                continue
            if hits(said, found.value):
                return found
    if near:
        return None
    return _whole_fact(slot, knowledge) or (
        _across_facts(slot, knowledge) if _TOTAL.search(cue) else None
    )


def _uses_last(slot: Slot, found: Sum) -> bool:
    """Whether a share is worked out from the figure right before it: 其中216人，占75%."""
    last = slot.beside[0]
    return last is not None and last[0] in found.operands


def _whole_fact(slot: Slot, knowledge: Knowledge) -> Sum | None:
    """All quantities of one unit in a fact the sentence speaks of, added up without a word for it."""
    for items in knowledge.by_fact.values():
        same = [Operand(k.slot.quantity, k.fact) for k in items if k.fact and k.slot.quantity.unit == slot.quantity.unit
                and k.slot.quantity.kind == "amount" and not k.slot.quantity.vague]  # fmt: skip
        if len(same) > 1 and len(slot.wide & items[0].slot.wide) >= 2:
            found = _total(same)
            if hits(slot.quantity, found.value):
                return found
    return None


def hits(said: Quantity, value: Decimal) -> bool:
    """Whether a calculated value is what is said, rounded as it is said."""
    if said.bound != "exact":
        return admits(said.low, said.high, said.bound, value)
    if said.unit in ("%", "倍"):
        slack = Decimal("0.5").scaleb(-decimals_of(said.text))
        if re.search(r"分之(?!.*点)|/|成|半", said.text) and not said.text.startswith("百分之"):
            slack = Decimal("0.7")
        return abs(value - said.value) <= slack + Decimal("0.0000001")
    return abs(value - said.value) <= abs(value) * Decimal("0.0000001")


def _groups(slot: Slot, text: str, knowledge: Knowledge) -> Iterator[list[Operand]]:
    """Quantities that belong together: those of the paragraph up to here, then of each near fact."""
    said = slot.quantity
    own = [
        other for other in slots_of(text) if other is not slot and other.quantity.kind == "amount"
    ]
    yield [
        Operand(o.quantity, _fact_of(o.quantity, knowledge))
        for o in own
        if abs(o.quantity.start - said.start) < 160
    ]
    overlap = []
    for fact, items in knowledge.by_fact.items():
        amounts = [
            k for k in items if k.slot.quantity.kind == "amount" and not k.slot.quantity.vague
        ]
        if fact and amounts:
            shared = len(slot.wide & amounts[0].slot.wide)
            quoted = sum(
                any(o.quantity.value == k.slot.quantity.value for o in own) for k in amounts
            )
            overlap.append((shared + 2 * quoted, fact, amounts))
    overlap.sort(key=lambda entry: -entry[0])
    for score, fact, amounts in overlap[:4]:
        if score >= 2:
            yield [Operand(k.slot.quantity, fact) for k in amounts]


def _fact_of(quantity: Quantity, knowledge: Knowledge) -> str:
    for item in knowledge.by_unit.get(quantity.unit, ()):
        if item.fact and item.slot.quantity.value == quantity.value:
            return item.fact
    return ""


def _within(said: Quantity, group: Sequence[Operand], cue: str) -> Iterator[Sum]:
    same = [o for o in group if o.quantity.unit == said.unit and o.quantity.value]
    if _REST.search(cue):
        yield from _differences(said, group, same)
    if said.unit == "%":
        yield from _shares(group, cue)
        if _TOTAL.search(cue) or "占" in cue:
            yield from _totals(same)
    elif said.unit in ("倍", "番"):
        yield from _multiples(group, said.unit)
    else:
        if _TOTAL.search(cue):
            yield from _totals(same)
        if _AVERAGE.search(cue):
            yield from _averages(said, group, same)
        if re.search(r"共|总|累计|合计", cue):
            yield from _products(group, same)


def _totals(same: Sequence[Operand]) -> Iterator[Sum]:
    for length in range(2, min(6, len(same)) + 1):
        for start in range(len(same) - length + 1):
            yield _total(same[start : start + length])


def _total(parts: Sequence[Operand]) -> Sum:
    value = sum((o.quantity.value for o in parts), Decimal(0))
    return Sum(
        f"{shown(value, parts[0])}＝{'＋'.join(_show(o, parts[0]) for o in parts)}",
        _facts(parts),
        value,
    )


def _differences(
    said: Quantity, group: Sequence[Operand], same: Sequence[Operand]
) -> Iterator[Sum]:
    operands = (
        [o for o in group if o.quantity.unit == "%"] if said.unit == "个百分点" else list(same)
    )
    for one, other in combinations(operands, 2):
        high, low = (one, other) if one.quantity.value >= other.quantity.value else (other, one)
        value = high.quantity.value - low.quantity.value
        if value:
            yield Sum(
                f"{shown(value, high)}＝{_show(high, high)}－{_show(low, high)}",
                _facts([high, low]),
                value,
            )
    for high in operands:
        rest = [o for o in operands if o is not high and o.quantity.value < high.quantity.value]
        for length in (2, 3):
            for start in range(len(rest) - length + 1):
                parts = rest[start : start + length]
                value = high.quantity.value - sum((o.quantity.value for o in parts), Decimal(0))
                if value > 0:
                    minus = "－".join(_show(o, high) for o in parts)
                    yield Sum(
                        f"{shown(value, high)}＝{_show(high, high)}－{minus}",
                        _facts([high, *parts]),
                        value,
                    )
    if said.unit == "%":
        for one in operands:
            if one.quantity.value < 100:
                value = 100 - one.quantity.value
                yield Sum(
                    f"{plain(value)}%＝100%－{plain(one.quantity.value)}%", _facts([one]), value
                )


def _shares(group: Sequence[Operand], cue: str) -> Iterator[Sum]:
    for one, other in combinations(
        [o for o in group if o.quantity.unit not in ("%", "个百分点", "倍", "番")], 2
    ):
        if (
            one.quantity.unit != other.quantity.unit
            or not one.quantity.value
            or not other.quantity.value
        ):
            continue
        small, large = sorted((one, other), key=lambda o: o.quantity.value)
        if _SHARE.search(cue):
            value = small.quantity.value * 100 / large.quantity.value
            yield Sum(
                f"{plain(value)}%＝{_show(small, large)}÷{_show(large, large)}",
                _facts([small, large]),
                value,
                (small.quantity.value, large.quantity.value),
            )
        if _GROWTH.search(cue):
            for base, end in ((small, large), (large, small)):
                value = abs(end.quantity.value - base.quantity.value) * 100 / base.quantity.value
                sign = f"（{_show(large, base)}－{_show(small, base)}）÷{_show(base, base)}"
                yield Sum(
                    f"{plain(value)}%＝{sign}",
                    _facts([small, large]),
                    value,
                    (small.quantity.value, large.quantity.value),
                )


def _multiples(group: Sequence[Operand], unit: str) -> Iterator[Sum]:
    for one, other in combinations(group, 2):
        if (
            one.quantity.unit != other.quantity.unit
            or not one.quantity.value
            or not other.quantity.value
        ):
            continue
        small, large = sorted((one, other), key=lambda o: o.quantity.value)
        ratio = large.quantity.value / small.quantity.value
        if unit == "番":
            for n in (1, 2, 3):
                if abs(ratio - 2**n) < Decimal("0.05") * 2**n:
                    yield Sum(
                        f"{_show(large, large)}÷{_show(small, large)}＝{plain(ratio)}倍",
                        _facts([small, large]),
                        Decimal(n),
                    )
            continue
        yield Sum(
            f"{plain(ratio)}倍＝{_show(large, large)}÷{_show(small, large)}",
            _facts([small, large]),
            ratio,
        )
        more = ratio - 1
        yield Sum(
            f"{plain(more)}倍＝（{_show(large, large)}－{_show(small, large)}）÷{_show(small, large)}",
            _facts([small, large]),
            more,
        )


def _averages(said: Quantity, group: Sequence[Operand], same: Sequence[Operand]) -> Iterator[Sum]:
    for total in same:
        for number in group:
            if (
                number is total
                or number.quantity.unit in ("%", "个百分点", "元")
                or number.quantity.value <= 1
            ):
                continue
            value = total.quantity.value / number.quantity.value
            places = decimals_of(said.text)
            scale = _scale_of(said)
            rounded = (value / scale).quantize(Decimal(1).scaleb(-places)) * scale
            yield Sum(f"{shown(rounded, total, said)}≈{_show(total, total)}÷{_show(number, number)}" if rounded != value
                      else f"{shown(value, total, said)}＝{_show(total, total)}÷{_show(number, number)}",
                      _facts([total, number]), rounded)  # fmt: skip


def _products(group: Sequence[Operand], same: Sequence[Operand]) -> Iterator[Sum]:
    for each in same:
        for number in group:
            if number is each or number.quantity.unit in ("%", "个百分点", "元", "倍", "番"):
                continue
            value = each.quantity.value * number.quantity.value
            yield Sum(
                f"{shown(value, each)}＝{_show(each, each)}×{_show(number, number)}",
                _facts([each, number]),
                value,
            )


def _across_facts(slot: Slot, knowledge: Knowledge) -> Sum | None:
    """A total over two to four facts that have one quantity of the unit near the sentence."""
    said = slot.quantity
    pool = [
        (affinity(slot, k.slot), k) for k in knowledge.by_unit.get(said.unit, ())
        if k.fact and k.slot.quantity.kind == "amount" and 0 < k.slot.quantity.value < said.value and not k.slot.quantity.vague
    ]  # fmt: skip
    best = [Operand(k.slot.quantity, k.fact) for _, k in sorted(pool, key=lambda e: -e[0])[:8]]
    for length in (2, 3):
        for parts in combinations(best, length):
            if len({o.fact for o in parts}) == length and hits(
                said, sum((o.quantity.value for o in parts), Decimal(0))
            ):
                return _total(parts)
    return None


def _scale_of(quantity: Quantity) -> Decimal:
    match = re.match(r"[\d.,]+", quantity.text)
    if not match or not quantity.value:
        return Decimal(1)
    number = Decimal(match[0].replace(",", "").rstrip(".") or 1)
    return quantity.value / number if number else Decimal(1)


def _show(operand: Operand, like: Operand) -> str:
    """An operand in the scale of the first, so that a sum reads 4.6＋1.2 and not 4.6＋12000."""
    return shown(operand.quantity.value, like)


def shown(value: Decimal, like: Operand, said: Quantity | None = None) -> str:
    """A value in the scale of an operand, with 万 or 亿 where the operand has it."""
    return shown_in(value, said or like.quantity)


def shown_in(value: Decimal, quantity: Quantity) -> str:
    """A value in the scale of a quantity, with 万 or 亿 where that has it."""
    scale = _scale_of(quantity)
    name = {Decimal(10**4): "万", Decimal(10**8): "亿"}.get(scale.normalize(), "")
    sign = "%" if quantity.unit == "%" else ""
    return f"{plain(value / (scale or 1))}{name}{sign}"


def _facts(operands: Sequence[Operand]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(o.fact for o in operands if o.fact))
