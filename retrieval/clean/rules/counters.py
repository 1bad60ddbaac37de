"""Counters (1、 2、 3、) that a site's preview puts into the text every few hundred characters."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule
from retrieval.clean.text.marks import BLANKS, CLOSERS, STOPS

_COUNTER = re.compile(
    r"^[ \t\u3000]{0,4}(?P<first>\d{1,3})[ \t]{0,2}(?:、|[.．](?!\d))"
    r"|(?<![\d.、第])(?P<inside>\d{1,3})[ \t]{0,2}、(?! ?\d{1,3} ?、)",
    re.MULTILINE,
)
_MOST_PLACES = 300
_NEAREST, _FARTHEST = 150, 2500
_TOLERANCE = 0.2
_LEAST_INSIDE = 0.6
"""Of a preview's counters, so many stand inside a sentence; of true numbers hardly one does."""
_LONG_ENOUGH = 100
_SHORTEST_CUT = 40
_LINES_ABOVE = 3
_ENDS = STOPS + CLOSERS + "；：;:!?"

Place = tuple[int, int]
"""Where a counter starts and ends."""


@rule("counters", "预览计数", 62)
def find(text: str) -> Iterator[Edit]:
    """Take counters out and join the sentences they cut."""
    places = _places(text)
    used: set[Place] = set()
    for number in sorted(places):
        for place in places[number]:
            chain = [] if place in used else _chain(number, place, places)
            if _is_preview(text, number, chain):
                used.update(chain)
    if not used:
        used.update(_alone(text, places))
    for start, end in used:
        yield _joined(text, start, end)


def _places(text: str) -> dict[int, list[Place]]:
    places: dict[int, list[Place]] = defaultdict(list)
    for match in _COUNTER.finditer(text):
        found = places[int(match["first"] or match["inside"])]
        if len(found) < _MOST_PLACES:
            found.append((match.start(), match.end()))
    return places


def _chain(number: int, place: Place, places: dict[int, list[Place]]) -> list[Place]:
    """Follow the numbers upwards, each about as far from the last as the first two are."""
    longest: list[Place] = []
    for second in _between(places.get(number + 1, ()), place[0] + _NEAREST, place[0] + _FARTHEST):
        step = second[0] - place[0]
        chain, following = [place, second], number + 2
        while following in places:
            target = chain[-1][0] + (chain[-1][0] - chain[0][0]) // (len(chain) - 1)
            near = _between(
                places[following],
                target - int(step * _TOLERANCE),
                target + int(step * _TOLERANCE),
            )
            if not near:
                break
            chain.append(min(near, key=lambda found: abs(found[0] - target)))
            following += 1
        longest = max(longest, chain, key=len)
    return longest


def _between(places: Sequence[Place], first: int, last: int) -> Sequence[Place]:
    return places[bisect_left(places, (first, 0)) : bisect_right(places, (last, 0))][:8]


def _is_preview(text: str, number: int, chain: list[Place]) -> bool:
    if len(chain) < 2:
        return False
    inside = sum(_inside(text, start) for start, _ in chain[1:])
    if len(chain) == 2:
        return number == 1 and inside == 1 and not text[: chain[0][0]].strip()
    steps = [b[0] - a[0] for a, b in pairwise(chain)]
    even = max(steps) - min(steps) <= 2 * _TOLERANCE * median(steps)
    return even and inside >= _LEAST_INSIDE * (len(chain) - 1)


def _inside(text: str, place: int) -> bool:
    """Tell whether the text breaks off before a place without an end of sentence."""
    before = text[max(0, place - 40) : place].rstrip()
    return bool(before) and before[-1] not in _ENDS


def _alone(text: str, places: dict[int, list[Place]]) -> list[Place]:
    """Return the one counter of a text too short for a second."""
    first = places.get(1, [])
    if 2 in places or not first or text[: first[0][0]].count("\n") > _LINES_ABOVE:
        return []
    if text[: first[0][0]].strip():
        return first[:1] if _opens_prose(text, first[0]) else []
    end = text.find("\n", first[0][0])
    line = text[first[0][1] : end if end >= 0 else len(text)]
    glued = re.match(rf"[^。！？；，,]{{4,40}}[{BLANKS}]", line)
    return first[:1] if glued and len(line) >= _LONG_ENOUGH else []


def _opens_prose(text: str, place: Place) -> bool:
    """Tell whether a first number, which no second follows, stands before the first paragraph."""
    above = text[: place[0]].split("\n")
    end = text.find("\n", place[1])
    below = text[place[1] : end if end >= 0 else len(text)]
    titles = all(len(line) <= _SHORTEST_CUT and "。" not in line for line in above)
    numbered = (
        re.search(r"(?<!\d)2[.．、)）]|二[、是]|[（(]二[)）]", text) is None or "一、" in text
    )
    return titles and above[-1] == "" and numbered and len(below) >= _LONG_ENOUGH // 2


def _joined(text: str, start: int, end: int) -> Edit:
    """Remove a counter with the line ends before it; a blank that parts paragraphs stays."""
    left = start
    while left and text[left - 1].isspace() and start - left < 20:
        left -= 1
    gap = text[left:start]
    blanks = gap[: len(gap) - len(gap.lstrip(BLANKS))]
    if left == 0:
        return Edit(0, end, "")
    if "\n" not in gap:
        return Edit(start, end, "")
    return Edit(start, end, "") if _is_label(text, left, start, end) else Edit(left, end, blanks)


def _is_label(text: str, left: int, start: int, end: int) -> bool:
    """Tell whether a short line, not the text itself, stands above the first counter."""
    line = text[text.rfind("\n", 0, left) + 1 : left]
    first = text[start:end].strip(BLANKS + "、.．") == "1"
    return first and len(line) < _SHORTEST_CUT
