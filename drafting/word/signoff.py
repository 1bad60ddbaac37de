"""Where 署名 and date stand at the end of an unsealed document (GB/T 9704-2012, 7.3.5.2)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from drafting.word.profile import Style
from drafting.word.text import width

SHIFT = 2
"""Characters between the first character of 署名 and that of the date below it."""
ALONE = 4
"""Characters right of a date that stands without 署名 (7.3.5.1)."""


class Place(NamedTuple):
    """Distances from the right edge of the type area, in pt."""

    signature: float
    date: float


def place(
    signatures: Sequence[str], date: str, signature_style: Style, date_style: Style, room: float
) -> Place:
    """Place the last of ``signatures`` and the ``date`` in a type area ``room`` pt wide.

    署名 ends ``right`` characters from the edge and the date begins two characters right of it.
    A date longer than 署名 ends there instead, and 署名 moves left to keep the two characters.
    """
    edge = signature_style.right * signature_style.character.points
    if not signatures:
        return Place(edge, ALONE * date_style.character.points)
    shift = SHIFT * date_style.character.points
    name_width = _width(signatures[-1], signature_style)
    date_width = _width(date, date_style)
    if date_width > name_width:
        right = date_style.right * date_style.character.points
        return Place(max(0.0, right + date_width + shift - name_width), right)
    start = room - edge - name_width
    if start < 0:  # 署名 fills more than a line
        return Place(edge, edge)
    return Place(edge, max(0.0, room - start - shift - date_width))


def _width(text: str, style: Style) -> float:
    return width(text, style.size.points, style.tracking.points)
