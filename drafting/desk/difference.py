"""Two texts beside each other: what was taken out of the one, what was put into the other."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_PIECE = re.compile(r"[^。！？；\n]*[。！？；\n]+|[^。！？；\n]+")
_STRAY = 2
"""So many equal characters between two changes are no common ground: a reader sees confetti."""
_ALIKE = 0.3
"""Sentences less alike than this, from 0 to 1, are shown as wholly new."""


@dataclass(frozen=True, slots=True)
class Span:
    """Neighbouring characters of one text; ``changed`` where the other text has not got them."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """The same place in both texts; where they differ there, a change to be taken or not."""

    old: str
    new: str
    same: bool


Sides = tuple[list[Span], list[Span]]


def sides(before: str, after: str) -> Sides:
    """Both texts in spans, which joined give the texts again."""
    left: list[Span] = []
    right: list[Span] = []
    for piece in pieces(before, after):
        _add(left, piece.old, changed=not piece.same)
        _add(right, piece.new, changed=not piece.same)
    return left, right


def pieces(before: str, after: str) -> list[Piece]:
    """Both texts piece by piece: sentence by sentence first, then character by character where
    sentences differ. Two pieces that follow each other are never both alike, nor both changed."""
    olds, news = _PIECE.findall(before), _PIECE.findall(after)
    found: list[Piece] = []
    matcher = SequenceMatcher(None, olds, news, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        old, new = "".join(olds[a:b]), "".join(news[c:d])
        parts = [(old, new, True)] if tag == "equal" else _characters(old, new)
        for was, becomes, same in parts:
            _join(found, was, becomes, same=same)
    return found


def merged(before: str, after: str, left_out: Collection[int]) -> str:
    """The new text with some of its changes left out, by their number from 0."""
    text, number = "", 0
    for piece in pieces(before, after):
        text += piece.old if not piece.same and number in left_out else piece.new
        number += not piece.same
    return text


def _join(found: list[Piece], old: str, new: str, *, same: bool) -> None:
    if not old and not new:
        return
    if found and found[-1].same == same:
        last = found.pop()
        old, new = last.old + old, last.new + new
    found.append(Piece(old, new, same))


def _characters(old: str, new: str) -> Iterator[tuple[str, str, bool]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    steps = matcher.get_opcodes()
    alike = 2 * sum(b - a for tag, a, b, _, _ in steps if tag == "equal")
    if alike < _ALIKE * (len(old) + len(new)):
        yield old, new, False
        return
    for number, (tag, a, b, c, d) in enumerate(steps):
        stray = b - a <= _STRAY and 0 < number < len(steps) - 1
        yield old[a:b], new[c:d], tag == "equal" and not stray


def _add(spans: list[Span], text: str, *, changed: bool) -> None:
    if not text:
        return
    if spans and spans[-1].changed == changed:
        text = spans.pop().text + text
    spans.append(Span(text, changed))
