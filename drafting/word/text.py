"""Characters: which may stand in a file, which font they take, how wide they are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

# Everything but the characters of XML 1.0 (production 2); marks of byte order and soft hyphens.
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\ufeff\xad]")
_LINE_ENDS = re.compile(r"\r\n?|[\n\v\f\x1c-\x1e\x85\u2028\u2029]")

# Marks that Chinese and western text share: quotes, dashes, ellipses, · × ÷ ° ± ℃ ① Ⅰ → ….
# Word asks the hint, LibreOffice the character before; the apostrophe of a western word stays.
_SHARED = re.compile(
    r"(?:(?!(?<=[A-Za-z])’(?=[A-Za-z]))"
    r"[\u2010-\u2027\u2030-\u205e\u2100-\u24ff\u2500-\u27bf\u00a7\u00b0\u00b1\u00b7\u00d7\u00f7])+"
)
_WIDE = "WFA"


class Piece(NamedTuple):
    """A stretch of text in one font; ``shared`` marks are forced into the Chinese font."""

    text: str
    shared: bool


def clean(text: str) -> list[str]:
    """The lines of ``text`` without what XML cannot hold, without outer spaces, none empty."""
    lines = _LINE_ENDS.split(text)
    cleaned = (_FORBIDDEN.sub("", line).replace("\t", " ").strip() for line in lines)
    return [line for line in cleaned if line]


def pieces(text: str) -> Iterator[Piece]:
    """Cut ``text`` where the font changes hands between shared marks and the rest."""
    end = 0
    for match in _SHARED.finditer(text):
        if match.start() > end:
            yield Piece(text[end : match.start()], False)
        yield Piece(match[0], True)
        end = match.end()
    if end < len(text):
        yield Piece(text[end:], False)


def ems(text: str) -> float:
    """Width of ``text`` in characters (em): Chinese and shared marks 1, western 0.5.

    Digits of Times New Roman are 0.5 em wide; its letters come near that on average.
    """
    return sum(map(em, text))


def width(text: str, size: float, tracking: float) -> float:
    """Width in pt of ``text`` set at ``size`` pt with ``tracking`` pt after each character."""
    return ems(text) * size + len(text) * tracking


@cache
def em(character: str) -> float:
    """Width of one character in em, as :func:`ems` has it."""
    if unicodedata.combining(character):
        return 0.0
    if _SHARED.match(character) or unicodedata.east_asian_width(character) in _WIDE:
        return 1.0
    return 0.5
