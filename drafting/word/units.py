"""Lengths as people write them (``16pt``, ``37mm``) and as Word stores them (twips, half-points).

1 pt = 20 twips = 1/72 inch; 1 inch = 25.4 mm (ECMA-376 part 1, 22.9.2.14).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import BeforeValidator

_WRITTEN = re.compile(r"(-?\d+(?:\.\d+)?)\s*(pt|mm)")
_POINTS_PER = {"pt": 1.0, "mm": 72 / 25.4}


@dataclass(frozen=True, slots=True)
class Length:
    """A length, held in points (pt)."""

    points: float

    @property
    def twips(self) -> int:
        """The length in twips (1/20 pt), rounded: the unit of indents, margins and pitch."""
        return round(self.points * 20)

    @property
    def half_points(self) -> int:
        """The length in half-points, rounded: the unit of ``w:sz``."""
        return round(self.points * 2)

    @property
    def millimetres(self) -> float:
        """The length in mm."""
        return self.points / _POINTS_PER["mm"]


def parse_length(value: object) -> Length:
    """Read ``"16pt"`` or ``"37mm"``; anything else raises ``ValueError``."""
    if isinstance(value, Length):
        return value
    match = _WRITTEN.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise ValueError(f"长度应写成 “16pt” 或 “37mm”，现为 {value!r}")
    return Length(float(match[1]) * _POINTS_PER[match[2]])


WrittenLength = Annotated[Length, BeforeValidator(parse_length)]
"""A profile's field holding a length, written with its unit."""
