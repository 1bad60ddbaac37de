"""Ranking by words: how well texts of an index answer a query.

BM25 of the query's tokens, and of the things it names by another word than the text: a group of
synonyms counts as one thing that stands in a text or not, however many of its words do. What a text
scores is the more, the more of the query it answers: two of three things named, told once, are worth
more than one of them told thrice.

Measured on the tuning half of the evaluation, ordinary / hard queries, nDCG@10 of the fused ranking:
synonyms as so many more tokens 0.898 / 0.635, as things 0.899 / 0.661, with the share answered
0.904 / 0.667, with the thesaurus 0.903 / 0.721.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from retrieval.lexical import Block
from retrieval.tokens import PAIR_SHIFT, codes_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from retrieval.wording import Concept

K1 = 2.0
B = 0.6
"""Best of k1 0.5-3 and b 0.3-0.9 on the tuning half of the evaluation; all are within 0.02."""

CHARACTER_WEIGHT = 1.3
"""A single character against a pair: 0.7 gave nDCG@10 0.871, 1.3 0.878, on the tuning half."""

CONCEPT_WEIGHT = 2.0
"""A thing named by another word, against a token: 1 to 2.5 lie within 0.01."""

COVERAGE = 4.0
"""How many times more a text scores that answers all of a query than one that answered nothing
would: 2 to 4 lie within 0.005; the more, the more queries have an answer among the first five."""

BY_ANOTHER_WORD = 0.5
"""What a token counts as answered for by a synonym: 0.3 to 0.8 lie within 0.003."""

_REMEMBERED = 20_000
_NO_OWNERS, _NO_COUNTS = np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32)


@dataclass(frozen=True)
class Corpus:
    """Blocks of an index, and beside each which of its texts are alive."""

    blocks: Sequence[tuple[Block, NDArray[np.bool_]]]

    @cached_property
    def alive(self) -> NDArray[np.bool_]:
        """Which texts of all blocks, in order, are alive."""
        alive = [living for _, living in self.blocks]
        return np.concatenate(alive) if alive else np.zeros(0, dtype=bool)

    @cached_property
    def total(self) -> int:
        """How many texts are alive."""
        return int(self.alive.sum())

    @cached_property
    def saturating(self) -> NDArray[np.float64]:
        """What a count is divided by beside itself: more in a long text."""
        lengths = [block.lengths for block, _ in self.blocks]
        all_lengths = np.concatenate([*lengths, np.zeros(0, dtype=np.float32)])
        average = float(all_lengths[self.alive].sum()) / max(self.total, 1)
        result: NDArray[np.float64] = K1 * (
            1 - B + B * all_lengths.astype(float) / max(average, 1e-9)
        )
        return result

    def postings(self, code: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Which texts of all blocks hold a token, in order, and how often."""
        found, offset = [], 0
        for block, _ in self.blocks:
            at = block.postings(code)
            if at.stop > at.start:
                found.append(
                    (block.owners[at] + offset if offset else block.owners[at], block.counts[at])
                )
            offset += block.size
        if len(found) == 1:
            return found[0]
        owners = np.concatenate([_NO_OWNERS, *(owners for owners, _ in found)])
        return owners, np.concatenate([_NO_COUNTS, *(counts for _, counts in found)])

    def occurrences(self, word: str) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Which texts hold a word, and how often: as often as its rarest pair, where all are."""
        first, *others = _codes_of_word(word) or (0,)
        owners, counts = self.postings(first)
        for code in others:
            if not len(owners):
                break
            more, times = self.postings(code)
            _, here, there = np.intersect1d(owners, more, assume_unique=True, return_indices=True)
            owners, counts = owners[here], np.minimum(counts[here], times[there])
        return owners, counts

    def there(self, words: Sequence[str]) -> frozenset[str]:
        """Those of some words all of whose pairs stand in the index; most synonyms do not."""
        codes = [(code, at) for at, word in enumerate(words) for code in _codes_of_word(word)]
        if not codes:
            return frozenset()
        wanted, whose = np.array(codes, dtype=np.int64).T
        found = np.zeros(len(wanted), dtype=bool)
        for block, _ in self.blocks:
            if block.size and len(block.codes):
                at = np.minimum(np.searchsorted(block.codes, wanted), len(block.codes) - 1)
                found |= block.codes[at] == wanted
        lacking = set(whose[~found].tolist())
        return frozenset(word for at, word in enumerate(words) if at not in lacking)

    def rarity(self, having: int) -> float:
        """What a token weighs that ``having`` living texts hold."""
        return float(np.log(1 + (self.total - having + 0.5) / (having + 0.5)))

    def saturated(
        self, owners: NDArray[np.integer[Any]], counts: NDArray[np.float32]
    ) -> NDArray[np.float64]:
        """What counts are worth in their texts: the second less than the first."""
        result: NDArray[np.float64] = counts * (K1 + 1) / (counts + self.saturating[owners])
        return result


def score(
    blocks: Sequence[tuple[Block, NDArray[np.bool_]]],
    query: Mapping[int, float],
    concepts: Sequence[Concept] = (),
) -> NDArray[np.float64]:
    """Return the score of every text of all blocks, in order.

    Beside each block stands which of its texts are alive; the others count for nothing and
    score 0. ``query`` has the weight of each token, ``concepts`` the things it names.
    """
    corpus = Corpus(blocks)
    sums = np.zeros(len(corpus.alive))
    answered = np.zeros(len(corpus.alive))
    asked = 0.0
    told = _told_otherwise(corpus, concepts, sums)
    for code, weight in query.items():
        owners, counts = corpus.postings(code)
        worth = corpus.rarity(int(corpus.alive[owners].sum())) * _class_weight(code)
        asked += worth
        sums[owners] += weight * worth * corpus.saturated(owners, counts)
        by_another = told.get(code)
        if by_another is not None:
            by_another[owners] = False
            answered[by_another] += BY_ANOTHER_WORD * worth
        answered[owners] += worth
    if asked:
        sums *= 1 + COVERAGE * answered / asked
    sums[~corpus.alive] = 0.0
    return sums


def _told_otherwise(
    corpus: Corpus, concepts: Sequence[Concept], sums: NDArray[np.float64]
) -> dict[int, NDArray[np.bool_]]:
    """Add to ``sums`` what texts are worth that name a thing by another word; return where each
    token of the query's own words is told by another."""
    told: dict[int, NDArray[np.bool_]] = {}
    there_are = corpus.there([word for concept in concepts for word in concept.others])
    for concept in concepts:
        times = np.zeros(len(corpus.alive), dtype=np.float32)
        for word in concept.others:
            if word not in there_are:
                continue
            owners, counts = corpus.occurrences(word)
            times[owners] += counts
        there = times > 0
        for word in concept.said:
            for code in _tokens_of_word(word):
                told[code] = told[code] | there if code in told else there.copy()
        for word in concept.said:
            times[corpus.occurrences(word)[0]] = -1.0
        having = int(((times != 0) & corpus.alive).sum())
        telling = np.flatnonzero(times > 0)
        worth = CONCEPT_WEIGHT * corpus.rarity(having)
        sums[telling] += worth * corpus.saturated(telling, times[telling])
    return told


@lru_cache(_REMEMBERED)
def _tokens_of_word(word: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(codes_of(word)))


@lru_cache(_REMEMBERED)
def _codes_of_word(word: str) -> tuple[int, ...]:
    """The pairs of a word, or the character that it is."""
    codes = _tokens_of_word(word)
    return tuple(code for code in codes if code >> PAIR_SHIFT) or codes


def _class_weight(code: int) -> float:
    return CHARACTER_WEIGHT if code < 1 << PAIR_SHIFT else 1.0
