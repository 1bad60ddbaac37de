"""Words of a sentence with their kind, by LAC: a model that works offline.

It loads in 0.3 s and takes 1 to 2 ms a sentence; what it said of a sentence is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from drafting.naming.tagger import Tagger

_LONGEST = 300
"""Characters read at once: no sentence of this genre is longer, and a text of one line stays cheap."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word at an offset of its sentence. ``tag`` is LAC's: PER, LOC, ORG, TIME, n, v …"""

    text: str
    tag: str
    start: int

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.start + len(self.text)


@lru_cache(maxsize=30_000)
def words_of(sentence: str) -> tuple[Word, ...]:
    """The words of a sentence, in order and without gaps."""
    words: list[Word] = []
    for start in range(0, len(sentence), _LONGEST):
        place = start
        for text, tag in _tagger().words(sentence[start : start + _LONGEST]):
            words.append(Word(text, tag, place))
            place += len(text)
    return tuple(words)


@cache
def _tagger() -> Tagger:
    return Tagger()
