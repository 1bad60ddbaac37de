"""Two texts beside each other: what was taken out of the one, what was put into the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
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


Sides = tuple[list[Span], list[Span]]


def sides(before: str, after: str) -> Sides:
    """Both texts in spans, which joined give the texts again. Sentence by sentence first, then
    character by character where sentences differ."""
    olds, news = _PIECE.findall(before), _PIECE.findall(after)
    left: list[Span] = []
    right: list[Span] = []
    matcher = SequenceMatcher(None, olds, news, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        old, new = "".join(olds[a:b]), "".join(news[c:d])
        if tag == "equal":
            _add(left, old, changed=False)
            _add(right, new, changed=False)
        else:
            for was, becomes, same in _characters(old, new):
                _add(left, was, changed=not same)
                _add(right, becomes, changed=not same)
    return left, right


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
