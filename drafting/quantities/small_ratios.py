"""Ratios said in small numbers: 每4个孩子才有一个托位."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from drafting.quantities.context import Slot
from drafting.quantities.each import RATIOS, told_together
from drafting.quantities.numerals import chinese_number
from drafting.quantities.trials import Operand, Trial
from drafting.quantities.units import MEASURES, normal_unit
from drafting.quantities.writing import plain

_RATIO = re.compile(
    rf"(?<![第\d])(?:每(?:花|用|投|支出|收入)?(?P<n>[\d一二两三四五六七八九十]{{1,4}})(?:{MEASURES})[^，。；、：]{{0,9}}?(?:有|帮|才|就|带|管|摊|配)"
    rf"|(?P<n2>[\d一二两三四五六七八九十]{{1,4}})(?P<of>{MEASURES})[^，。；、：]{{0,9}}?(?:[中里]就?才?只?有|帮|带|管|摊))[^，。；、：]{{0,5}}?"
    rf"(?P<m>[\d一二两三四五六七八九十]{{1,4}})(?:(?P=of)|(?(of)(?!)|(?:{MEASURES})))"
)


_MONEY = re.compile(r"[\d一二两三四五六七八九十]{1,4}(?:元|块|毛|分|角)钱?")


def ratios(said: Slot, text: str, group: Sequence[Operand]) -> Iterator[Trial]:
    """每4个孩子才有一个托位: two counts are to each other as the two small numbers are."""
    clause = _clause(said, text)
    for match in _RATIO.finditer(clause):
        n, m = _number(match["n"] or match["n2"]), _number(match["m"])
        if not n or not m or n == m or said.quantity.text.rstrip() not in match[0]:
            continue
        unit = normal_unit(match["of"]) if match["of"] else ""
        if _MONEY.match(clause, match.start("n")):
            unit = "元"
        if unit == "个" and clause.startswith("人", match.end("of")):
            unit = "人"
        numbers = [
            o
            for o in group
            if (unit == "元") == (o.quantity.unit == "元")
            and o.quantity.unit not in RATIOS
            and o.quantity.value > max(n, m)
            and (unit in ("", "个") or o.quantity.unit == unit)
        ]
        for one in numbers:
            for other in numbers:
                if one is other or not other.quantity.value or not told_together(one, other):
                    continue
                if unit and one.quantity.unit != other.quantity.unit:
                    continue
                off = one.quantity.value / other.quantity.value / (n / m) - 1
                if abs(off) <= Decimal("0.025"):
                    sign = "＝" if not off else "≈"
                    yield Trial(
                        said.quantity.value, f"{{0}}÷{{1}}{sign}{plain(n / m)}", (one, other)
                    )


def _clause(said: Slot, text: str) -> str:
    start = (
        max(
            text.rfind(mark, max(0, said.quantity.start - 80), said.quantity.start)
            for mark in "，。；：！？\n"
        )
        + 1
    )
    ends = [
        at
        for mark in "，。；：！？\n"
        if (at := text.find(mark, said.quantity.end, said.quantity.end + 80)) >= 0
    ]
    return text[start : min(ends, default=said.quantity.end + 80)]


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text.isdigit() else chinese_number(text)
