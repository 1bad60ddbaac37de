"""Recognising the same document again: re-titled, re-punctuated, in other characters, cut.

A text is reduced to its letters in simplified characters. Equal letters are the same document;
otherwise MinHash (Broder, 1997) over pieces of five characters estimates how much two have in
common. 128 values put the estimate within 0.03 (one standard deviation) of a share of 0.9, and
make a fingerprint of 552 bytes to keep in the catalog. ``datasketch`` does the same with scipy
besides; what is needed of it is these few lines.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

PIECE = 5
VALUES = 128

DUPLICATE = 0.9
"""Share of pieces in common from which a document is not indexed again."""

NEAR = 0.5
"""Share from which two documents are linked."""

EXCERPT = 0.8
"""Part of the shorter text found in the longer one from which it is an excerpt."""

Relation = Literal["same", "duplicate", "near", "excerpt", "none"]

_DOUBT = 0.1
_DIGEST = 32
_SIZE = 8
_SEED = 20260321


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is compared: a hash of all letters, how many pieces there are, and their MinHash."""

    digest: bytes
    size: int
    values: NDArray[np.uint32]

    def to_bytes(self) -> bytes:
        """Return the fingerprint as it is stored."""
        return self.digest + self.size.to_bytes(_SIZE, "little") + self.values.tobytes()


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two texts relate. ``shared`` is the Jaccard share of their pieces, ``contained`` the
    part of the shorter one that stands in the longer."""

    relation: Relation
    shared: float
    contained: float


def fingerprint(text: str) -> Fingerprint:
    """Return the fingerprint of a document's text; about 3 ms for 3,000 characters."""
    plain = letters(text)
    pieces = _pieces(plain)
    values = _minhash(pieces) if len(pieces) else np.zeros(VALUES, dtype=np.uint32)
    return Fingerprint(hashlib.sha256(plain.encode()).digest(), len(pieces), values)


def from_bytes(stored: bytes) -> Fingerprint:
    """Return a fingerprint that was stored. Raises ValueError when it is not one."""
    if len(stored) != _DIGEST + _SIZE + 4 * VALUES:
        raise ValueError(f"not a fingerprint: {len(stored)} bytes")
    size = int.from_bytes(stored[_DIGEST : _DIGEST + _SIZE], "little")
    values = np.frombuffer(stored, dtype="<u4", offset=_DIGEST + _SIZE)
    return Fingerprint(stored[:_DIGEST], size, values)


def letters(text: str) -> str:
    """Return the letters, digits and characters of a text, simplified and in lower case."""
    plain = _simplifier().convert(unicodedata.normalize("NFKC", text)).lower()
    return "".join(filter(str.isalnum, plain))


def estimate(one: Fingerprint, others: Sequence[Fingerprint]) -> list[Likeness]:
    """Return how a document relates to each other one, judged by fingerprints alone."""
    if not others:
        return []
    equal = np.stack([other.values for other in others]) == one.values
    return [
        _likeness(one.digest == other.digest, float(shared), one.size, other.size)
        for other, shared in zip(others, equal.mean(axis=1), strict=True)
    ]


def needs_comparing(likeness: Likeness) -> bool:
    """Tell whether an estimate is near enough to a threshold to :func:`compare` the texts."""
    if likeness.relation == "same":
        return False
    return likeness.shared >= NEAR - _DOUBT or likeness.contained >= EXCERPT / 2


def compare(one: str, other: str) -> Likeness:
    """Return how two texts relate, counted piece by piece: to settle what is estimated.

    Fingerprints tell little of a short excerpt from a long text; this tells all.
    """
    first, second = letters(one), letters(other)
    mine, theirs = _pieces(first), _pieces(second)
    common = len(np.intersect1d(mine, theirs, assume_unique=True))
    together = len(mine) + len(theirs) - common
    shared = common / together if together else float(first == second)
    return _likeness(first == second, shared, len(mine), len(theirs))


def _likeness(same: bool, shared: float, size: int, other_size: int) -> Likeness:
    if same:
        return Likeness("same", 1.0, 1.0)
    shorter = min(size, other_size)
    if not shorter:
        return Likeness("none", 0.0, 0.0)
    common = shared * (size + other_size) / (1 + shared)
    contained = min(common / shorter, 1.0)
    return Likeness(_relation(shared, contained), shared, contained)


def _relation(shared: float, contained: float) -> Relation:
    if shared >= DUPLICATE:
        return "duplicate"
    if shared >= NEAR:
        return "near"
    return "excerpt" if contained >= EXCERPT else "none"


def _pieces(plain: str) -> NDArray[np.uint64]:
    """The different pieces of five characters, as numbers; a shorter text is one piece."""
    points = np.frombuffer(plain.encode("utf-32-le", "replace"), dtype="<u4").astype(np.uint64)
    if not len(points):
        return points
    count = max(len(points) - PIECE + 1, 1)
    mixed = np.zeros(count, dtype=np.uint64)
    for part in range(min(PIECE, len(points))):
        mixed = mixed * np.uint64(0x100000001B3) + points[part : part + count]
    return np.unique(_stirred(mixed))


def _minhash(pieces: NDArray[np.uint64]) -> NDArray[np.uint32]:
    factors, offsets = _functions()
    hashed = pieces[:, None] * factors + offsets
    result: NDArray[np.uint32] = (hashed >> np.uint64(32)).min(axis=0).astype("<u4")
    return result


def _stirred(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Spread the bits (the finaliser of MurmurHash3), as MinHash wants them."""
    for factor in (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53):
        numbers = (numbers ^ (numbers >> np.uint64(33))) * np.uint64(factor)
    return numbers ^ (numbers >> np.uint64(33))


@cache
def _functions() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The 128 hash functions: the same in every process and version, for they are stored."""
    numbers = _stirred(np.arange(_SEED, _SEED + 2 * VALUES, dtype=np.uint64))
    return numbers[:VALUES] | np.uint64(1), numbers[VALUES:]


@cache
def _simplifier() -> Any:
    import opencc

    return opencc.OpenCC("t2s")
