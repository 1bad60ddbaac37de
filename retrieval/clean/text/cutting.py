"""Taking a piece out of a text and joining the sentence it stood in."""

from __future__ import annotations

from retrieval.clean.records import Edit
from retrieval.clean.text.marks import BLANKS, CLOSERS, STOPS, is_numbered

_WHITE = BLANKS + "\n"
_MOST_WHITE = 60
_ENDS = STOPS + CLOSERS + "；：;:.．｡!?"
_SHORTEST_WRAPPED = 16
"""Characters; a shorter line that ends without a stop is a title or a heading."""


def cut(text: str, start: int, end: int) -> Edit:
    """Return the edit that takes out a piece with the blanks around it.

    Line ends go too when the sentence before it goes on behind it.
    """
    left, right = _before(text, start), _after(text, end)
    before, after = text[left:start], text[end:right]
    if left == 0 or right == len(text):
        return Edit(left, right, "")
    if "\n" not in before + after:
        return Edit(start, end, "") if not (before and after) else Edit(left, end, "")
    if _goes_on(text, left, right):
        return Edit(left, right, "")
    return Edit(left, right, "\n\n" if "\n\n" in before or "\n\n" in after else "\n")


def _before(text: str, place: int) -> int:
    stop = max(0, place - _MOST_WHITE)
    while place > stop and text[place - 1] in _WHITE:
        place -= 1
    return place


def _after(text: str, place: int) -> int:
    stop = min(len(text), place + _MOST_WHITE)
    while place < stop and text[place] in _WHITE:
        place += 1
    return place


def _goes_on(text: str, left: int, right: int) -> bool:
    start = text.rfind("\n", max(0, left - 400), left) + 1
    if text[left - 1] in _ENDS or left - start < _SHORTEST_WRAPPED:
        return False
    return not is_numbered(text[right : right + 12]) and not is_numbered(text[start : start + 12])
