"""Numbers written in the manner of a figure that stands in a text."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from drafting.quantities.reading import Quantity

_NUMBER = re.compile(
    r"(?P<n>[\d０-９][\d０-９,，.．]*)(?P<scale>[万千百十]亿|[千百十]万|亿|万|千(?![瓦米克]))?"
)
_SCALE = {"千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8,
          "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12}  # fmt: skip
_CHINESE = re.compile(r"[零〇一二两三四五六七八九十百千万亿]+(?:点[零一二三四五六七八九]+)?")
_DIGITS = "零一二三四五六七八九"


def plain(value: Decimal) -> str:
    """At most two decimals, none that are nought."""
    rounded = value.quantize(Decimal("0.01"), ROUND_HALF_UP) if value.as_tuple().exponent else value
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def decimals_of(text: str) -> int:
    """Places behind the point of the number in a text."""
    match = re.search(r"[.．](\d+)|点([零一二三四五六七八九]+)", text)
    return len(match[1] or match[2]) if match else 0


def like(quantity: Quantity, value: Decimal) -> str:
    """A value of the quantity's base unit written as the quantity is: 4.8亿元 for 4.6亿元, 二十 for
    十二. Empty where it cannot be written so."""
    if not quantity.value:
        return ""
    match = _NUMBER.search(quantity.text)
    if match:
        return _in_digits(quantity, value, match)
    return _in_chinese(quantity, value)


def _in_digits(quantity: Quantity, value: Decimal, match: re.Match[str]) -> str:
    number = Decimal(match["n"].replace(",", "").replace("，", "").replace("．", "."))
    if not number:
        return ""
    places = decimals_of(quantity.text)
    scaled = value * number / quantity.value
    rounded = scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    exact = quantity.unit in ("%", "个百分点", "倍") or abs(rounded - scaled) <= abs(scaled) / 10**9
    text = f"{rounded:f}" if exact else plain(scaled)
    return quantity.text[: match.start("n")] + text + quantity.text[match.end("n") :]


def _in_chinese(quantity: Quantity, value: Decimal) -> str:
    match = None
    for match in _CHINESE.finditer(quantity.text):  # noqa: B007
        continue
    scaled = value
    if match is None or (quantity.unit in ("%",) and not quantity.text.startswith("百分之")):
        return ""
    from drafting.quantities.numerals import chinese_number

    number = chinese_number(match[0])
    if not number:
        return ""
    scaled = value * number / quantity.value
    if scaled != scaled.to_integral_value() or not 0 < scaled < 10**8:
        return ""
    word = chinese(int(scaled))
    return quantity.text[: match.start()] + word + quantity.text[match.end() :]


def chinese(number: int) -> str:
    """1 to 99,999,999 as Chinese numerals: 1200 is 一千二百."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        gap = "零" if 0 < low < 1000 else ""
        return f"{chinese(high)}万{gap}{_section(low)}"
    text = _section(number)
    return text[1:] if text.startswith("一十") else text


def _section(number: int) -> str:
    words, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            words += ("零" if gap and words else "") + _DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return words
