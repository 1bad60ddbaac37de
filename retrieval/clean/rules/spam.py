"""Advertising behind the text: far from the document's own words, and alike to what ads say."""

from __future__ import annotations

from collections.abc import Iterator

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule
from retrieval.clean.text.advertising import ad_words, is_official, is_sure
from retrieval.clean.text.marks import han_count
from retrieval.clean.text.pieces import Piece, pieces
from retrieval.clean.text.words import bigrams, genre

_FAR, _VERY_FAR = 0.3, 0.12
"""Share of pairs of characters that the document or the genre knows: below, text is foreign."""
_LEAST_HAN = 8
_LEAST_BODY = 100
_SEVERAL = 2
_LONG_RUN, _MANY_SENTENCES = 150, 5


@rule("spam", "无关内容", 96)
def find(text: str) -> Iterator[Edit]:
    """Take out advertising lines, and the run of foreign lines a file ends with."""
    found = list(pieces(text))
    tail = _tail(found)
    for index, piece in enumerate(found):
        if index >= tail or _is_ad([piece], found[:index]):
            yield Edit(piece.start, piece.end, "")


def _tail(found: list[Piece]) -> int:
    """Return where the foreign run at the end begins, ``len(found)`` when there is none."""
    start = index = len(found)
    while index and not is_official(found[index - 1].text):
        index -= 1
        if _may_be_foreign(found[index]):
            start = index
        elif han_count(found[index].text) >= _LEAST_HAN:
            break
    while start < len(found) and not _begins(found, start):
        start += 1
    run, body = found[start:], found[:start]
    return start if _is_ad(run, body) or _is_stray(run, body) else len(found)


def _may_be_foreign(piece: Piece) -> bool:
    if han_count(piece.text) < _LEAST_HAN:
        return bool(ad_words(piece.text))
    return _known(piece.text, set()) < (_FAR if ad_words(piece.text) else _VERY_FAR + 0.08)


def _begins(found: list[Piece], index: int) -> bool:
    """A foreign run begins on a line of its own, or with an advertisement."""
    at_line_start = index == 0 or found[index - 1].text.endswith("\n")
    return at_line_start or bool(ad_words(found[index].text))


def _is_ad(run: list[Piece], body: list[Piece]) -> bool:
    words = set().union(*(ad_words(piece.text) for piece in run))
    if not words or not (len(words) >= _SEVERAL or is_sure(words)):
        return False
    if len(run) == 1 and not (len(words) >= _SEVERAL and is_sure(words)):
        return len(body) > 0 and _share(run, body) < _FAR / 2
    return _share(run, body) < _FAR


def _is_stray(run: list[Piece], body: list[Piece]) -> bool:
    """Tell whether a long run without a word of advertising is about something else entirely."""
    size = sum(han_count(piece.text) for piece in run)
    if size < _LONG_RUN or len(run) < _MANY_SENTENCES:
        return False
    return _share(run, body) < _VERY_FAR


def _share(run: list[Piece], body: list[Piece]) -> float:
    """Return how much of a run the genre and the text before it know; all, if that is little."""
    before = "".join(piece.text for piece in body)
    if len(before) < _LEAST_BODY:
        return 1.0
    return _known("".join(piece.text for piece in run), bigrams(before))


def _known(text: str, words: set[str]) -> float:
    own = bigrams(text)
    return sum(pair in words or pair in genre() for pair in own) / len(own) if own else 0.0
