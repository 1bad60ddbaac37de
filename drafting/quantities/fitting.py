"""Whether a quantity may be said of a true one: equal, or fair within its bound (近, 超, 余)."""

from __future__ import annotations

import re
from decimal import Decimal

from drafting.quantities.bounds import admits, family
from drafting.quantities.reading import Quantity

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
