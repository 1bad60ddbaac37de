"""Which paragraph became which, and which characters of it stayed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate

from drafting.wording import bigrams, similarity

_ALIKE = 0.35
"""Share of character pairs from which two paragraphs are one that was changed."""
_WORD = re.compile(r"\d[\d,.]*%?|[A-Za-z]+|.", re.DOTALL)
_ISLAND = 2
"""An unchanged stretch up to this many characters between two changes is part of them: a reader
follows one change of a phrase, not five of its letters."""

Pair = tuple[int | None, int | None]
Stretch = tuple[bool, int, int, int, int]
"""(same, start and end in the old, start and end in the new)"""


def pairs(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Indices side by side, in order; None where a paragraph was added or taken out."""
    result: list[Pair] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            result += zip(range(a, b), range(c, d), strict=True)
        else:
            result += _changed(old, new, range(a, b), range(c, d))
    return result


def _changed(old: Sequence[str], new: Sequence[str], left: range, right: range) -> Iterator[Pair]:
    """The best pairing in order of two unequal stretches (longest common subsequence by weight)."""
    weights = [[_likeness(old[i], new[j]) for j in right] for i in left]
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in reversed(range(len(left))):
        for j in reversed(range(len(right))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], weights[i][j] + best[i + 1][j + 1])
    i = j = 0
    while i < len(left) and j < len(right):
        if weights[i][j] and best[i][j] == weights[i][j] + best[i + 1][j + 1]:
            yield left[i], right[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            yield left[i], None
            i += 1
        else:
            yield None, right[j]
            j += 1
    yield from ((k, None) for k in left[i:])
    yield from ((None, k) for k in right[j:])


def _likeness(old: str, new: str) -> float:
    alike = similarity(bigrams(old), bigrams(new))
    return alike if alike >= _ALIKE else 0.0


def stretches(old: str, new: str) -> list[Stretch]:
    """What stayed and what changed, in order, small islands of unchanged text taken in. A figure
    or a western word is changed as a whole."""
    left, right = _words(old), _words(new)
    codes = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    at, bt = _offsets(left), _offsets(right)
    found: list[Stretch] = []
    for index, (kind, a, b, c, d) in enumerate(codes):
        inner = 0 < index < len(codes) - 1
        start, end, begin, stop = at[a], at[b], bt[c], bt[d]
        same = kind == "equal" and not (inner and end - start <= _ISLAND)
        if found and not same and not found[-1][0]:
            _, start, _, begin, _ = found.pop()
        found.append((same, start, end, begin, stop))
    return found


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _offsets(words: Sequence[str]) -> list[int]:
    return list(accumulate(map(len, words), initial=0))
