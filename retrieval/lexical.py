"""Ranking by words: BM25 over characters and pairs of them, kept in memory.

A passage has four fields (text, nearest heading, headings above that, title of its document),
counted alike: BM25F (Robertson, Zaragoza, Taylor: Simple BM25 Extension to Multiple Weighted
Fields, 2004) with all weights 1. The index is made of blocks that never change: adding a
document adds a small block, and small blocks are put together as they become many.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from retrieval.tokens import CODE_BITS, PAIR_SHIFT, tokenise

if TYPE_CHECKING:
    from numpy.typing import NDArray

K1 = 2.0
B = 0.6
"""Best of k1 0.5-3 and b 0.3-0.9 on the tuning half of the evaluation; all are within 0.02."""

CHARACTER_WEIGHT = 1.3
"""A single character against a pair: 0.7 gave nDCG@10 0.871, 1.3 0.878, on the tuning half."""


_OWNER_BITS = 63 - CODE_BITS
_OWNER_MASK = (1 << _OWNER_BITS) - 1
MOST_TEXTS = 1 << _OWNER_BITS
"""Texts in one block: a million."""


@dataclass(frozen=True)
class Block:
    """The postings of some texts, by token: which texts hold it and how often."""

    codes: NDArray[np.int64]
    starts: NDArray[np.int64]
    owners: NDArray[np.int32]
    counts: NDArray[np.float32]
    lengths: NDArray[np.float32]

    @cached_property
    def size(self) -> int:
        """How many texts there are."""
        return len(self.lengths)

    def postings(self, code: int) -> slice:
        """Return where the postings of a token are."""
        at = int(np.searchsorted(self.codes, code))
        if at == len(self.codes) or self.codes[at] != code:
            return slice(0, 0)
        return slice(int(self.starts[at]), int(self.starts[at + 1]))


def make_block(texts: Sequence[str]) -> Block:
    """Index texts. The fields of a passage are one text, joined by line breaks."""
    tokens = tokenise(texts)
    # Code and owner in one number: numpy sorts plain numbers ten times faster than positions.
    keys = np.sort((tokens.codes << _OWNER_BITS) | tokens.owners)
    at = np.flatnonzero(np.diff(keys, prepend=-1))
    codes, owners = keys[at] >> _OWNER_BITS, keys[at] & _OWNER_MASK
    first = np.flatnonzero(np.diff(codes, prepend=-1))
    return Block(
        codes=codes[first],
        starts=np.append(first, len(at)),
        owners=owners.astype(np.int32),
        counts=np.diff(np.append(at, len(keys))).astype(np.float32),
        lengths=np.bincount(tokens.owners, minlength=len(texts)).astype(np.float32),
    )


def score(
    blocks: Sequence[tuple[Block, NDArray[np.bool_]]], query: Mapping[int, float]
) -> NDArray[np.float64]:
    """Return the BM25 score of every text of all blocks, in order.

    Beside each block stands which of its texts are alive; the others count for nothing and
    score 0. ``query`` has the weight of each token.
    """
    alive = [int(living.sum()) for _, living in blocks]
    total = sum(alive)
    length = sum(float(block.lengths[living].sum()) for block, living in blocks) / max(total, 1)
    whole = [count == block.size for count, (block, _) in zip(alive, blocks, strict=True)]
    scores = [np.zeros(block.size) for block, _ in blocks]
    for code, weight in query.items():
        found = [block.postings(code) for block, _ in blocks]
        having = sum(
            at.stop - at.start if all_live else int(living[block.owners[at]].sum())
            for (block, living), at, all_live in zip(blocks, found, whole, strict=True)
        )
        if not having:
            continue
        worth = weight * _rarity(having, total) * _class_weight(code)
        for (block, _), at, sums in zip(blocks, found, scores, strict=True):
            sums[block.owners[at]] += worth * _saturation(block, at, length)
    for (_, living), sums in zip(blocks, scores, strict=True):
        sums[~living] = 0.0
    return np.concatenate(scores) if scores else np.zeros(0)


def _rarity(having: int, total: int) -> float:
    return float(np.log(1 + (total - having + 0.5) / (having + 0.5)))


def _class_weight(code: int) -> float:
    return CHARACTER_WEIGHT if code < 1 << PAIR_SHIFT else 1.0


def _saturation(block: Block, at: slice, average: float) -> NDArray[np.float64]:
    counts = block.counts[at]
    norm = K1 * (1 - B + B * block.lengths[block.owners[at]] / average)
    result: NDArray[np.float64] = counts * (K1 + 1) / (counts + norm)
    return result
