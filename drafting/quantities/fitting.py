"""Whether a quantity may be said of a true one: equal, or fair within its bound (近, 超, 余)."""

from __future__ import annotations

import re
from decimal import Decimal

from drafting.quantities.bounds import admits, family
from drafting.quantities.reading import Quantity
from drafting.quantities.writing import decimals_of

_LOOSE_SHARE = re.compile(r"分之|/|半")


_LIMITS = ("least", "most")


def fits(said: Quantity, known: Quantity) -> bool:
    """Whether a quantity may be said of a true one: equal, or within what its bound allows."""
    if said.vague or known.vague:
        return said.low <= known.high and known.low <= said.high
    if said.bound == "exact" or known.bound != "exact":
        if said.value == known.value:
            return said.bound == "exact" or known.bound == "exact" or _same_family(said, known)
        if said.bound != "exact":
            if said.bound in _LIMITS or known.bound in _LIMITS:
                return False
            if len(_number(said)) >= len(_number(known)):
                return False
            return _same_family(said, known) and admits(
                said.low, said.high, said.bound, known.value
            )
        slack = (
            Decimal("0.5") if said.unit == "%" and _LOOSE_SHARE.search(said.text) else Decimal(0)
        )
        return abs(said.value - known.value) <= max(slack, abs(known.value) * Decimal("0.000001"))
    if _finer(said, known):
        return False
    return admits(said.low, said.high, said.bound, known.value)


_TIMES = ("个月", "天", "分钟")


def _finer(said: Quantity, known: Quantity) -> bool:
    """Whether a rounded figure has a place more than the one it would round: 12.7元以上 is not said
    of 13元, nor 1480多 of 1500."""
    if said.value == known.value or said.unit in _TIMES or not _DIGITS.match(said.text):
        return False
    return bool(_DIGITS.match(known.text)) and _last_place(said) < _stated_place(known)


_DIGITS = re.compile(r"\d")


def _last_place(quantity: Quantity) -> int:
    """The power of ten of the last digit that is not nought."""
    exponent = quantity.value.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _stated_place(quantity: Quantity) -> int:
    """The power of ten of the last digit that is written, noughts too: 7 for 4.6亿元."""
    number = re.match(r"[\d.,]+", quantity.text)
    digits = Decimal(number[0].replace(",", "").rstrip(".") or 0) if number else Decimal(0)
    lift = (quantity.value / digits).normalize().as_tuple() if digits else None
    if lift is None or lift.digits != (1,) or not isinstance(lift.exponent, int):
        return -9
    return lift.exponent - decimals_of(quantity.text)


def _same_family(said: Quantity, known: Quantity) -> bool:
    one, other = family(said.bound), family(known.bound)
    return not one or not other or one == other


def _number(quantity: Quantity) -> tuple[int, ...]:
    """Significant digits: 突破200亿元 is coarser than 突破204亿元, 突破100亿元 is another figure."""
    return quantity.value.normalize().as_tuple().digits


def hits(said: Quantity, value: Decimal) -> bool:
    """Whether a calculated value is what is said, rounded as it is said."""
    tenths = said.unit == "%" and said.text.endswith("成")
    if tenths and said.bound in ("over", "least", "more") and value >= said.value + 10:
        return False
    if said.bound != "exact" and said.unit == "%" and re.search(r"分之(?!.*点)|成|半", said.text):
        return abs(value - said.value) <= Decimal("0.7") or admits(
            said.low, said.high, said.bound, value
        )
    if said.bound == "most":
        return abs(value - said.value) <= abs(value) * Decimal("0.0000001")
    if said.bound != "exact" and len(said.value.normalize().as_tuple().digits) > 2:
        slack = abs(value) * Decimal("0.001") if said.bound in ("about", "more") else Decimal(0)
        return abs(value - said.value) <= slack + abs(value) * Decimal("0.0000001")
    if said.bound != "exact":
        close = abs(value - said.value) <= abs(said.value) * Decimal("0.2")
        close = close or (said.bound == "more" and said.value < 10)
        return close and admits(said.low, said.high, said.bound, value)
    if said.unit in ("%", "倍"):
        places = decimals_of(said.text)
        half = Decimal("0.25") if said.unit == "倍" and not places else Decimal("0.5")
        slack = half.scaleb(-places)
        if re.search(r"分之(?!.*点)|/|成|半", said.text) and not said.text.startswith("百分之"):
            slack = Decimal("0.7")
        return abs(value - said.value) <= slack + Decimal("0.0000001")
    return abs(value - said.value) <= abs(value) * Decimal("0.0000001")
