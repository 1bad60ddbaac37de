"""The index by words: which texts hold each character and pair of characters, in memory.

A passage has four fields (text, nearest heading, headings above that, title of its document),
counted alike: BM25F (Robertson, Zaragoza, Taylor: Simple BM25 Extension to Multiple Weighted
Fields, 2004) with all weights 1. The index is made of blocks that never change: adding a
document adds a small block, and small blocks are put together as they become many.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from retrieval.tokens import CODE_BITS, tokenise

if TYPE_CHECKING:
    from numpy.typing import NDArray

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
