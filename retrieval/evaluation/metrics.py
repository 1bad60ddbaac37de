"""The measures, each of one ranking; relevance is yes or no."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from retrieval.evaluation.questions import letters

CUT = 10
"""nDCG looks at this many hits."""


@dataclass(frozen=True, slots=True)
class Figures:
    """nDCG@10, and the shares of queries with an answer first and among the first five.

    ``r1`` and ``r5`` are success@k, not recall: one of several answers is enough.
    """

    ndcg10: float
    r1: float
    r5: float


def ndcg(ranking: Sequence[str], relevant: Collection[str]) -> float:
    """Return nDCG@10: 1 when all relevant items come first (Järvelin and Kekäläinen, 2002).

    Each relevant item gains 1; the ideal has all of them on top, up to ``CUT``.
    """
    gained = sum(_gain(rank) for rank, item in enumerate(ranking[:CUT], 1) if item in relevant)
    ideal = sum(_gain(rank) for rank in range(1, min(len(relevant), CUT) + 1))
    return gained / ideal if ideal else 0.0


def found(ranking: Sequence[str], relevant: Collection[str], depth: int) -> float:
    """Return 1 when any relevant item is among the first ``depth``, else 0 (success@depth)."""
    return float(any(item in relevant for item in ranking[:depth]))


def figures(answers: Iterable[tuple[Sequence[str], Collection[str]]]) -> Figures:
    """Return the means over answers: pairs of a ranking and what is relevant."""
    pairs = list(answers)
    return Figures(
        ndcg10=fmean(ndcg(*pair) for pair in pairs),
        r1=fmean(found(*pair, 1) for pair in pairs),
        r5=fmean(found(*pair, 5) for pair in pairs),
    )


def shared_pairs(query: str, text: str) -> float:
    """Return the share of the query's pairs of characters that stand in the text."""
    asked, there = letters(query), letters(text)
    pairs = [asked[start : start + 2] for start in range(len(asked) - 1)]
    return fmean(float(pair in there) for pair in pairs) if pairs else 0.0


def _gain(rank: int) -> float:
    return 1 / math.log2(rank + 1)
