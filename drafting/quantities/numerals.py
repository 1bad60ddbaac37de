"""Chinese numerals as numbers."""

from __future__ import annotations

from decimal import Decimal

NUMERAL = "零〇一二两三四五六七八九十百千万亿"
SCALES = {"千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8,
           "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12, "": 1}  # fmt: skip
_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "○": 0}
_LONGEST = 24
_TENS = {"十": 10, "百": 100, "千": 1000}


def chinese_number(numeral: str) -> Decimal | None:
    """一百二十万 → 1200000, 十二点五 → 12.5, 二〇二五 → 2025; None where it is no number."""
    if len(numeral) > _LONGEST:
        return None
    whole, _, fraction = numeral.partition("点")
    value = _positional(whole) if len(whole) > 1 and set(whole) <= set(_DIGIT) else _additive(whole)
    if value is None:
        return None
    digits = "".join(str(_DIGIT[char]) for char in fraction)
    return Decimal(f"{value}.{digits}") if digits else Decimal(value)


def _positional(numeral: str) -> int:
    return int("".join(str(_DIGIT[char]) for char in numeral))


def _place_of_last(numeral: str) -> int:
    """What a last digit counts: ones, but in 一万五 thousands and in 三百二 tens."""
    unit = numeral[-2:-1]
    return (_TENS.get(unit) or SCALES[unit]) // 10 if unit in ("百", "千", "万", "亿") else 1


def _additive(numeral: str) -> int | None:
    total, section, digit = 0, 0, 0
    for char in numeral:
        if char in _DIGIT:
            digit = _DIGIT[char]
        elif char in _TENS:
            section += (digit or 1) * _TENS[char]
            digit = 0
        else:
            scale = 10**4 if char == "万" else 10**8
            total = (
                (total + section + digit) * scale
                if scale > 10**4
                else total + (section + digit) * scale
            )
            section = digit = 0
    return total + section + digit * _place_of_last(numeral)
