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
    return admits(said.low, said.high, said.bound, known.value)


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
    if said.bound != "exact" and len(said.value.normalize().as_tuple().digits) > 2:
        slack = abs(value) * Decimal("0.001") if said.bound in ("about", "more") else Decimal(0)
        return abs(value - said.value) <= slack + abs(value) * Decimal("0.0000001")
    if said.bound != "exact":
        close = abs(value - said.value) <= abs(said.value) * Decimal("0.2")
        return close and admits(said.low, said.high, said.bound, value)
    if said.unit in ("%", "倍"):
        slack = Decimal("0.5").scaleb(-decimals_of(said.text))
        if re.search(r"分之(?!.*点)|/|成|半", said.text) and not said.text.startswith("百分之"):
            slack = Decimal("0.7")
        return abs(value - said.value) <= slack + Decimal("0.0000001")
    return abs(value - said.value) <= abs(value) * Decimal("0.0000001")
