"""Advertising behind the text: far from the document's own words, and alike to what ads say."""

from __future__ import annotations

from collections.abc import Iterator

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule
from retrieval.clean.text.advertising import AGAINST, ad_words, is_official, is_sure
from retrieval.clean.text.marks import han_count
from retrieval.clean.text.pieces import Piece, pieces
from retrieval.clean.text.words import bigrams, genre

Vocabulary = frozenset[str]
Seen = tuple[Piece, set[str]]
"""A piece with the words of advertisements in it."""

_FAR, _RATHER_FAR, _VERY_FAR = 0.3, 0.2, 0.12
"""Share of pairs of characters that the document or the genre knows: below, text is foreign."""
_LEAST_HAN = 8
_LEAST_BODY = 100
_SEVERAL, _MANY = 2, 4
_MOST_PIECES = 2000
_LONG_RUN, _MANY_SENTENCES = 120, 5


@rule("spam", "无关内容", 96)
def find(text: str) -> Iterator[Edit]:
    """Take out advertising lines, and the run of foreign lines a file ends with."""
    found = [(piece, ad_words(piece.text)) for piece in pieces(text)]
    tail = _tail(found)
    for piece, _ in found[tail:]:
        yield Edit(piece.start, piece.end, "")
    if any(words for _, words in found[:tail]):
        body = _vocabulary([piece for piece, words in found if not words])
        for index, (piece, words) in enumerate(found[:tail]):
            alone = len(words) >= _SEVERAL or _stands_alone(found, index)
            if alone and is_sure(words) and _is_ad(piece.text, words, body):
                yield Edit(piece.start, piece.end, "")


def _stands_alone(found: list[Seen], index: int) -> bool:
    """A single word of advertising condemns a line of its own, not a sentence among others."""
    begins = index == 0 or found[index - 1][0].text.endswith("\n")
    ends = index + 1 == len(found) or found[index][0].text.endswith("\n")
    return begins and ends


def _tail(found: list[Seen]) -> int:
    """Return where the foreign run at the end begins, ``len(found)`` when there is none."""
    start = index = len(found)
    while index and not is_official(found[index - 1][0].text):
        index -= 1
        piece, words = found[index]
        if _may_be_foreign(piece.text, words):
            start = index
        elif han_count(piece.text) >= _LEAST_HAN:
            break
    while start < len(found) and not _begins(found, start):
        start += 1
    run = found[start:]
    text, words = "".join(piece.text for piece, _ in run), set().union(*(w for _, w in run))
    body = _vocabulary([piece for piece, _ in found[:start]]) if run else None
    return start if _is_ad(text, words, body) or _is_stray(text, len(run), body) else len(found)


def _may_be_foreign(text: str, words: set[str]) -> bool:
    if han_count(text) < _LEAST_HAN:
        return bool(words)
    return _known(text, genre()) < (_FAR if words else _RATHER_FAR)


def _begins(found: list[Seen], index: int) -> bool:
    """A foreign run begins on a line of its own, or with an advertisement."""
    at_line_start = index == 0 or found[index - 1][0].text.endswith("\n")
    return at_line_start or bool(found[index][1])


def _is_ad(text: str, words: set[str], body: Vocabulary | None) -> bool:
    """Tell whether a text says what ads say, and hardly anything of what the document does."""
    if body is None or not words or not (len(words) >= _SEVERAL or is_sure(words)):
        return False
    if AGAINST.search(text) and len(words) < _MANY:
        return False
    certain = len(words) >= _SEVERAL and is_sure(words)
    return _known(text, body) < (_FAR if certain else _RATHER_FAR)


def _is_stray(text: str, sentences: int, body: Vocabulary | None) -> bool:
    """Tell whether a long run without a word of advertising is about something else entirely."""
    if body is None or han_count(text) < _LONG_RUN or sentences < _MANY_SENTENCES:
        return False
    return _known(text, body) < _VERY_FAR


def _vocabulary(body: list[Piece]) -> Vocabulary | None:
    """Return the pairs a document and its genre know, None when there is too little of it."""
    text = "".join(piece.text for piece in body[:_MOST_PIECES])
    return genre() | bigrams(text) if len(text) >= _LEAST_BODY else None


def _known(text: str, words: Vocabulary) -> float:
    own = bigrams(text)
    return len(own & words) / len(own) if own else 0.0
