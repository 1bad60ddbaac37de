"""Numbers that differ as a slip of the pen makes them differ."""

from __future__ import annotations

from decimal import Decimal

from drafting.quantities.reading import Quantity


def is_slip(said: Quantity, known: Quantity | Decimal) -> bool:
    """Whether a number is the other with a digit changed, two exchanged or the scale shifted."""
    return is_slip_of(said.value, known if isinstance(known, Decimal) else known.value)


def is_slip_of(said: Decimal, right: Decimal) -> bool:
    """The same for bare values; false where they are equal or the right one is not positive."""
    if said == right or right <= 0 or said <= 0:
        return False
    one, other = _digits(said), _digits(right)
    if len(one.rstrip("0")) < 2 and len(other.rstrip("0")) < 2:
        return one.rstrip("0") == other.rstrip("0")
    if one.rstrip("0") == other.rstrip("0"):
        return True
    if len(one) != len(other):
        return False
    unlike = [i for i, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    return len(unlike) == 1 or (
        len(unlike) == 2
        and one[unlike[0]] == other[unlike[1]]
        and one[unlike[1]] == other[unlike[0]]
    )


def _digits(value: Decimal) -> str:
    _, digits, exponent = value.normalize().as_tuple()
    text = "".join(map(str, digits))
    return (text + "0" * exponent if isinstance(exponent, int) and exponent > 0 else text).lstrip(
        "0"
    )


def slips_of(value: Decimal) -> list[Decimal]:
    """The values that one changed digit makes of a value."""
    digits = _digits(value)
    scale = value / Decimal(digits) if digits else Decimal(1)
    return [
        Decimal(digits[:at] + digit + digits[at + 1 :]) * scale
        for at in range(len(digits))
        for digit in "0123456789"
        if digit != digits[at] and (at or digit != "0")
    ]
