"""The samples a draft may borrow style from, with an index of all their runs of six letters.

Built once per set of samples (about 0.2 s for a million 字) and kept; looking a draft of 10,000 字
up in it takes some 20 ms. Nothing here knows the library: whoever opens it hands the texts over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PIECE = 6
"""Letters of a piece: shorter ones are shared by any two texts, longer ones miss swapped names."""


@dataclass(frozen=True, slots=True)
class SampleText:
    """A document of the library, as far as a draft is compared with it."""

    document: str
    title: str
    text: str


@dataclass(frozen=True, eq=False)
class Samples:
    """Texts to compare with, made by :func:`samples_of`, which gives the same record for the same
    texts: caches go by the record itself."""

    texts: tuple[SampleText, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.texts)

    @cached_property
    def index(self) -> PieceIndex:
        """Where each piece stands."""
        return _index(tuple(sample.text for sample in self.texts))

    def holding(self, wanted: str) -> list[SampleText]:
        """The samples in whose letters a run of letters stands; they are few or none."""
        import numpy as np

        found: list[SampleText] = []
        joined, ends, place = self.index.joined, self.index.joined_ends, 0
        while wanted and (place := joined.find(wanted, place)) >= 0:
            number = int(np.searchsorted(ends, place, side="right"))
            found.append(self.texts[number])
            place = int(ends[number])
        return found


@dataclass(frozen=True, slots=True)
class PieceIndex:
    """All pieces, sorted, with their places in the texts one behind another; ``starts`` tells where
    each begins. ``joined`` are their letters with all digits, ``joined_ends`` where each ends."""

    joined: str
    joined_ends: NDArray[np.int64]
    starts: NDArray[np.int64]
    pieces: NDArray[np.uint64]
    places: NDArray[np.int64]


NO_SAMPLES = Samples()


def samples_of(texts: Sequence[SampleText]) -> Samples:
    """The samples as checks take them; the same texts give the same record, index included."""
    return _kept(tuple(texts))


@lru_cache(maxsize=8)
def _kept(texts: tuple[SampleText, ...]) -> Samples:
    return Samples(texts)


@lru_cache(maxsize=4)
def _index(texts: tuple[str, ...]) -> PieceIndex:
    import numpy as np

    codes = [np.append(letter_codes(text)[0], np.uint32(0)) for text in texts]
    joined = np.concatenate(codes).astype("<u4").tobytes().decode("utf-32-le", "replace")
    merged = [np.append(merged_codes(text)[0], np.uint32(0)) for text in texts]
    pieces, places = pieces_of(np.concatenate(merged))
    order = np.argsort(pieces, kind="stable")
    starts = np.cumsum([0, *(len(part) for part in merged[:-1])]).astype(np.int64)
    ends = np.cumsum([len(part) for part in codes]).astype(np.int64)
    return PieceIndex(joined, ends, starts, pieces[order], places[order])


def letter_codes(text: str) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """The letters of a text as numbers, half width and lower case, and their offsets. The end of
    a line is a 0: no piece goes over it."""
    import numpy as np

    points = np.frombuffer(text.encode("utf-32-le", "replace"), dtype="<u4")
    mapped = _letters()[np.minimum(points, 0xFFFF)]
    kept = np.flatnonzero((mapped != 0) | (points == ord("\n")))
    return mapped[kept], kept.astype(np.int64)


def merged_codes(
    text: str,
) -> tuple[NDArray[np.uint32], NDArray[np.int64], NDArray[np.int64]]:
    """The letters with every number as one sign, so that another figure changes nothing; where
    each begins and ends."""
    import numpy as np

    codes, offsets = letter_codes(text)
    digit = (codes >= ord("0")) & (codes <= ord("9"))
    first = np.flatnonzero(~(digit & np.append(False, digit[:-1])))
    ends = np.append(offsets[first[1:] - 1], offsets[-1:]) + 1 if len(first) else offsets
    return np.where(digit, np.uint32(ord("0")), codes)[first], offsets[first], ends


def pieces_of(letters: NDArray[np.uint32]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Every run of six letters as one number, with its place; runs across a break (0) left out."""
    import numpy as np

    count = len(letters) - PIECE + 1
    if count < 1:
        return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64)
    mixed = np.zeros(count, dtype=np.uint64)
    broken = np.zeros(count, dtype=bool)
    for part in range(PIECE):
        column = letters[part : part + count]
        mixed = mixed * np.uint64(0x100000001B3) + column.astype(np.uint64)
        broken |= column == 0
    whole = np.flatnonzero(~broken).astype(np.int64)
    return mixed[whole], whole


@cache
def _letters() -> NDArray[np.uint32]:
    """What stands for each character: 0 for what is no letter, digit or character."""
    import unicodedata

    import numpy as np

    table = np.zeros(0x10000, dtype=np.uint32)
    for code in range(0x10000):
        char = chr(code)
        if 0x4E00 <= code <= 0x9FFF:
            table[code] = code
        elif char.isalnum():
            table[code] = ord(unicodedata.normalize("NFKC", char)[0].lower()[0])
    return table
