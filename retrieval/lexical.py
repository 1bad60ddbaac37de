"""Ranking by words: BM25 over single characters and pairs of them, kept in memory.

No segmenter is needed and none can err; words in Latin letters and numbers count as one token.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_RUN = re.compile(r"[A-Za-z]+|\d+(?:\.\d+)?|[\u3400-\u9fff\U00020000-\U000323af]+")


def tokens(text: str) -> list[str]:
    """Return the tokens of a text: each Chinese character, each pair, each word and number."""
    found: list[str] = []
    for run in _RUN.findall(unicodedata.normalize("NFKC", text).lower()):
        if run[0] >= "\u3400":
            found.extend(run)
            found.extend(run[start : start + 2] for start in range(len(run) - 1))
        else:
            found.append(run)
    return found


class LexicalIndex:
    """BM25 over texts that do not change; a changed library gets a new one."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Index texts; ranks refer to their positions."""
        self._size = len(texts)
        self._vocabulary: dict[str, int] = {}
        number = self._vocabulary.setdefault
        numbered = [[number(t, len(self._vocabulary)) for t in tokens(text)] for text in texts]
        self._bm25 = _index(numbered, self._vocabulary) if self._vocabulary else None

    def rank(
        self, query: str, *, limit: int, allowed: NDArray[np.bool_] | None = None
    ) -> list[int]:
        """Return the positions of texts that share a token with the query, best first.

        ``allowed`` (shape: number of texts) leaves out the texts where it is False.
        """
        import numpy as np

        known = [self._vocabulary[t] for t in tokens(query) if t in self._vocabulary]
        if self._bm25 is None or not known:
            return []
        scores = self._bm25.get_scores_from_ids(known)
        if allowed is not None:
            scores = np.where(allowed, scores, 0.0)
        order = np.argsort(-scores, kind="stable")[:limit]
        return [int(position) for position in order if scores[position] > 0]


def _index(numbered: list[list[int]], vocabulary: dict[str, int]) -> Any:
    import bm25s

    # bm25s sets its own logger to DEBUG when imported.
    logging.getLogger("bm25s").setLevel(logging.WARNING)
    bm25 = bm25s.BM25(backend="numpy", csc_backend="numpy")
    bm25.index((numbered, vocabulary), create_empty_token=False, show_progress=False)
    return bm25
