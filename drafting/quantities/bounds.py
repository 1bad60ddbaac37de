"""近, 余, 超, 约, 以上: what true values an approximate figure may be said of."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

Bound = Literal["exact", "over", "under", "below", "least", "most", "about", "more", "vague"]
"""over 超, 突破 · under 近 · below 不足, 不到 · least 不少于, 以上 · most 不超过, 以内 · more 余, 多 · about 约."""

_BEFORE: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    (
        "least",
        re.compile(
            r"(?:不少于|不低于|至少|不小于|最少|起码)$|(?:至少|最少|最低)(?![增减提降压缩下上多少差相])[\u4e00-\u9fff]{1,2}$"
        ),
    ),
    (
        "most",
        re.compile(
            r"(?:不超过|不多于|不高于|至多|最多|不大于|控制在)$|(?:至多|最多|最高)(?![增减提降压缩下上多少差相])[\u4e00-\u9fff]{1,2}$"
        ),
    ),
    (
        "under",
        re.compile(r"(?:将近|接近|不足|不到|未满|未达到|低于|少于|(?<![最相临远附靠新晚])近)$"),
    ),
    ("over", re.compile(r"(?:超过|突破|超出|高达|高于|多于|逾|(?<![高赶])超|(?<!不)过)$")),
    ("about", re.compile(r"(?:大约|大概|约|约为|约占)$")),
)
_AFTER: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    ("over", re.compile(r"(?<=半)还?多(?![数年天个])|还多")),
    ("about", re.compile(r"左右|上下(?!联动|同心|一心|贯通)")),
    ("least", re.compile(r"及?以上")),
    ("most", re.compile(r"及?以下|以内|之内|(?<=天|日|月|年|时|钟)内")),
    ("more", re.compile(r"余(?=[^\d])|多(?=[^少样方元数种\d])|有余")),
)
_EXACTLY = {"高达"}


def bound_around(text: str, start: int, end: int) -> tuple[Bound, tuple[int, int]]:
    """The bound that the words around a number give it, and the span with those words."""
    if re.search(r"\d[余多]|[十百千万亿][余多]|[多余](?:$|[^\d])", text[start:end]):
        return "more", (start, end)
    before = text[max(0, start - 5) : start]
    for bound, pattern in _BEFORE:
        if (match := pattern.search(before)) and match[0] not in _EXACTLY:
            return bound, (start - len(match[0]), end)
    for bound, pattern in _AFTER:
        if match := pattern.match(text, end):
            return bound, (start, match.end())
    return "exact", (start, end)


def step_of(text: str, value: Decimal) -> Decimal:
    """What one more in the last place that is not nought would add: 400 → 100, 3.2万 → 1000."""
    if not value:
        return Decimal(1)
    if match := re.search(r"\d+\.(\d+)", text):
        scale = value / Decimal(match[0]) if Decimal(match[0]) else Decimal(1)
        return scale * Decimal(10) ** -len(match[1])
    exponent = value.normalize().as_tuple().exponent
    return Decimal(10) ** (exponent if isinstance(exponent, int) else 0)


def interval(value: Decimal, bound: Bound, step: Decimal) -> tuple[Decimal, Decimal]:
    """The true values, from and to, that a figure with this bound is fair to. ``over``, ``under``
    and ``more`` leave the value itself out; see :func:`admits`."""
    if bound == "over":
        return value, max(value + step, value * Decimal("1.3"))
    if bound == "least":
        return value, max(value + step, value * Decimal("1.3"))
    if bound == "more":
        return value, value + step
    if bound == "under":
        return max(value - step * Decimal("0.6"), value * Decimal("0.8")), value
    if bound == "below":
        return max(value - step, value / 2), value
    if bound == "most":
        return value * Decimal("0.7"), value
    if bound == "about":
        slack = max(value / 20, min(step / 2, value / 10))
        return value - slack, value + slack
    return value, value


_TINY = Decimal("0.000000001")


def admits(
    low: Decimal, high: Decimal, bound: Bound, true: Decimal, slack: Decimal = Decimal(0)
) -> bool:
    """Whether a true value lies in the interval of a bound; 超500 is not said of 500. ``slack``
    widens an exact value by its own rounding."""
    if bound == "over":
        return low < true <= high
    if bound == "more":
        return low < true < high
    if bound in ("under", "below"):
        return low <= true < high
    margin = abs(high) * _TINY + slack
    return low - margin <= true <= high + margin


def family(bound: Bound) -> int:
    """1 for bounds from below (超, 余, 以上), -1 from above (近, 不足, 以内), else 0."""
    if bound in ("over", "more", "least"):
        return 1
    return -1 if bound in ("under", "below", "most") else 0
