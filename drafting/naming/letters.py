"""Texts as names are compared: letters and digits alone, half width, lower case."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


@lru_cache(maxsize=20_000)
def letters(text: str) -> str:
    """The letters, digits and characters of a text: no blanks, no punctuation."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text))).lower()


@lru_cache(maxsize=20_000)
def figures_in(text: str) -> frozenset[str]:
    """The digits of each arabic figure of a text, points and commas left out."""
    return frozenset(map(letters, _FIGURE.findall(unicodedata.normalize("NFKC", text))))


def is_one_off(text: str, other: str) -> bool:
    """Tell whether one character is wrong, lacking, too much, or two stand the wrong way round."""
    if text == other or abs(len(text) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(text, other, strict=False)) if a != b), None)
    if start is None:
        return True
    rest, others = text[start:], other[start:]
    if len(text) == len(other):
        swapped = rest[:2] == others[1::-1] and rest[2:] == others[2:]
        return rest[1:] == others[1:] or swapped
    return rest[1:] == others if len(text) > len(other) else rest == others[1:]


def is_shortened(short: str, long: str) -> bool:
    """Tell whether one name is the other with characters left out (青石镇政府, 青石镇人民政府)."""
    rest = iter(long)
    return len(short) < len(long) and all(char in rest for char in short)
