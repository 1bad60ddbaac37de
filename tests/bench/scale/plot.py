"""A plot of how figures grow, as SVG: both axes are logarithmic, each figure is a line."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, log10
from xml.sax.saxutils import escape

_WIDTH, _HEIGHT = 640, 320
_LEFT, _RIGHT, _TOP, _BOTTOM = 60, 190, 20, 40
_COLOURS = ("#9c3a2b", "#2b5d9c", "#3f7d3a", "#8a6d1c", "#6a3d8f")
_NEAR = 14
"""px between the names of two lines, at least."""
Grown = Sequence[tuple[int, dict[str, float]]]


def svg(grown: Grown, unit: str) -> str:
    """The lines of ``grown``, over the counts of ``unit``."""
    names = list(grown[0][1])
    values = [max(found[name], 0.01) for _, found in grown for name in names]
    across = _Axis(grown[0][0], grown[-1][0], _LEFT, _WIDTH - _RIGHT)
    up = _Axis(
        10 ** floor(log10(min(values))), 10 ** ceil(log10(max(values))), _HEIGHT - _BOTTOM, _TOP
    )
    parts = [_rules(across, up, [count for count, _ in grown]), _text(_LEFT, _HEIGHT - 4, unit)]
    ends = sorted(names, key=lambda name: -grown[-1][1][name])
    at = 0.0
    for name in ends:
        points = [(across.place(count), up.place(found[name])) for count, found in grown]
        colour = _COLOURS[names.index(name) % len(_COLOURS)]
        at = max(at + _NEAR, points[-1][1])
        parts.append(_line(points, colour))
        parts.append(_text(_WIDTH - _RIGHT + 8, at + 4, name, f' fill="{colour}"'))
    size = f'viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="12">\n'
        f'<rect width="100%" height="100%" fill="white"/>\n{"".join(parts)}</svg>\n'
    )


class _Axis:
    """From values to px, in equal steps for equal factors."""

    def __init__(self, low: float, high: float, start: float, end: float) -> None:
        self.low, self.high = log10(max(low, 0.01)), log10(max(high, 0.01))
        self.start, self.end = start, end

    def place(self, value: float) -> float:
        """Where a value stands, in px."""
        share = (log10(max(value, 0.01)) - self.low) / ((self.high - self.low) or 1)
        return self.start + share * (self.end - self.start)


def _rules(across: _Axis, up: _Axis, counts: Sequence[int]) -> str:
    drawn = ""
    for power in range(round(up.low), round(up.high) + 1):
        y = up.place(10**power)
        drawn += f'<path d="M{across.start:.0f} {y:.0f}H{across.end:.0f}" stroke="#ddd"/>\n'
        drawn += _text(_LEFT - 8, y + 4, f"{10**power:,g}", ' text-anchor="end"')
    for count in counts:
        middle = ' text-anchor="middle"'
        drawn += _text(across.place(count), up.start + 18, f"{count:,}", middle)
    return drawn


def _line(points: Sequence[tuple[float, float]], colour: str) -> str:
    path = " ".join(f"{x:.0f},{y:.0f}" for x, y in points)
    dots = "".join(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="3" fill="{colour}"/>' for x, y in points)
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>{dots}\n'


def _text(x: float, y: float, text: str, more: str = "") -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}"{more}>{escape(text)}</text>\n'
