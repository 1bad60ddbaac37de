"""Where 署名 and date stand at the end: without a seal (GB/T 9704-2012, 7.3.5.2) or under one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from drafting.word.profile import Style
from drafting.word.text import width

SHIFT = 2
"""Characters between the first character of 署名 and that of the date below it."""
ALONE = 4
"""Characters right of a date that stands without 署名 (7.3.5.1)."""
_LEEWAY = 24.0
"""Width in pt a date may gain where a word processor spaces digits from Chinese regardless."""


class Place(NamedTuple):
    """Distance in pt of a line from the ``side`` it is aligned to; ``beyond`` pt of the other
    margin are open to it."""

    side: Literal["left", "right"]
    distance: float
    beyond: float = 0.0


class Signoff(NamedTuple):
    """The places of 署名 and date."""

    signature: Place
    date: Place


def place(
    signatures: Sequence[str], date: str, signature_style: Style, date_style: Style, room: float
) -> Signoff:
    """Place the last of ``signatures`` and the ``date`` in a type area ``room`` pt wide.

    署名 ends ``right`` characters from the edge and the date begins two characters right of it.
    A date longer than 署名 ends there instead, and 署名 moves left to keep the two characters.
    """
    edge = signature_style.right * signature_style.character.points
    date_edge = date_style.right * date_style.character.points
    ordinary = Place("right", edge)
    if not signatures:
        return Signoff(ordinary, Place("right", ALONE * date_style.character.points))
    shift = SHIFT * date_style.character.points
    name_width = _width(signatures[-1], signature_style)
    date_width = _width(date, date_style)
    if date_width > name_width:
        start = max(0.0, room - date_edge - date_width - shift)
        return Signoff(Place("left", start), Place("right", date_edge))
    start = room - edge - name_width
    if start < 0:  # 署名 fills more than a line
        return Signoff(ordinary, Place("right", date_edge))
    beyond = max(0.0, start + shift + date_width + _LEEWAY - room)
    return Signoff(ordinary, Place("left", start + shift, beyond))


def place_sealed(
    signatures: Sequence[str], date: str, signature_style: Style, date_style: Style, room: float
) -> Signoff:
    """Place 署名 and date under a seal (7.3.5.1): the date four characters from the edge, 署名
    centred over it; a 署名 too long for that ends at the edge, and the date is centred under it."""
    date_edge = ALONE * date_style.character.points
    if not signatures:
        return Signoff(Place("right", date_edge), Place("right", date_edge))
    name_width, date_width = _width(signatures[-1], signature_style), _width(date, date_style)
    name_edge = date_edge + (date_width - name_width) / 2
    if name_edge < 0:
        name_edge, date_edge = 0.0, max(0.0, min(name_width, room) - date_width) / 2
    return Signoff(Place("right", name_edge), Place("right", date_edge))


def _width(text: str, style: Style) -> float:
    return width(text, style.size.points, style.tracking.points)
