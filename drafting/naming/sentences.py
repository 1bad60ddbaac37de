"""The sentences that names are looked for in; one of monstrous length is read in pieces."""

from __future__ import annotations

from functools import lru_cache

from drafting.wording import sentence_spans

_LONGEST = 400
_MARKS = "，；、：,; "


@lru_cache(maxsize=10_000)
def spans_of(text: str) -> tuple[tuple[int, int], ...]:
    """Half-open spans of the sentences of a paragraph, none over 400 characters."""
    return tuple(piece for span in sentence_spans(text) for piece in _pieces(text, *span))


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces = []
    while end - start > _LONGEST:
        cut = max(text.rfind(mark, start + _LONGEST // 2, start + _LONGEST) for mark in _MARKS) + 1
        cut = cut or start + _LONGEST
        pieces.append((start, cut))
        start = cut
    return [*pieces, (start, end)]
