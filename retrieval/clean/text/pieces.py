"""A text in sentences that keep their line ends and blanks: together they are the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_PIECE = re.compile(
    r"[^。！？!?\n]*?(?:(?<=\d日)[ \t\u3000]{1,20}(?=\S)|(?<=\n20\d\d年\d月\d日)(?=\S)|(?<=\n20\d\d年\d\d月\d日)(?=\S)|(?<=\n20\d\d年\d月\d\d日)(?=\S)|(?<=\n20\d\d年\d\d月\d\d日)(?=\S)|(?:[。！？!?]+[”’）)》】]*|\n+|\Z)\s*)"
)


class Piece(NamedTuple):
    """A sentence, a line without one, or what stands on a line as far as a date."""

    start: int
    end: int
    text: str


def pieces(text: str) -> Iterator[Piece]:
    """Yield every sentence and every line without full stop."""
    for match in _PIECE.finditer(text):
        if match[0]:
            yield Piece(match.start(), match.end(), match[0])
