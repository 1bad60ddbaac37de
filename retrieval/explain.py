"""Why a passage was found, as a record for a person to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from retrieval.model import Repeat, Why
from retrieval.wording import synonyms_of

if TYPE_CHECKING:
    from retrieval.catalog import IndexedPassage

_MOST_WORDS = 12


def explain(
    query: str,
    group: Sequence[IndexedPassage],
    words: Mapping[str, float],
    meaning: Mapping[str, float],
) -> Why:
    """Return why the first passage of a group was found; the others repeat it.

    ``words`` and ``meaning`` are the scores of each ranking, best first.
    """
    found = group[0]
    text = f"{found.text}\n{found.heading}\n{found.title}"
    return Why(
        words=tuple(common_words(query, text)),
        synonyms=tuple(word for word in synonyms_of(query) if word in text)[:_MOST_WORDS],
        similarity=round(meaning[found.id], 4) if found.id in meaning else None,
        rank_by_words=_rank(found.id, words),
        rank_by_meaning=_rank(found.id, meaning),
        repeated_in=tuple(Repeat(p.id, p.document, p.title) for p in group[1:]),
    )


def common_words(query: str, text: str) -> list[str]:
    """Return the longest pieces of two characters or more that query and text share."""
    pieces: list[str] = []
    start = 0
    while start < len(query) - 1:
        end = start
        while end < len(query) and query[end].isalnum() and query[start : end + 1] in text:
            end += 1
        if end - start >= 2:
            pieces.append(query[start:end])
        start = max(end, start + 1)
    return list(dict.fromkeys(pieces))[:_MOST_WORDS]


def _rank(identifier: str, scores: Mapping[str, float]) -> int | None:
    if identifier not in scores:
        return None
    return list(scores).index(identifier) + 1
