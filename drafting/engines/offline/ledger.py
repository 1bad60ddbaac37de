"""What a document has already said, so that it does not say it again."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping

from drafting.slots import fill

_OPENING = 2
"""Characters by which two sentences are heard to begin alike."""


class Ledger:
    """Phrases spent in one document. Order of choice is random but the same for one seed."""

    def __init__(self, slots: Mapping[str, str], seed: int) -> None:
        self._slots = slots
        self._random = random.Random(seed)
        self._spent: set[str] = set()
        self._openings: Counter[str] = Counter()

    def take(self, phrases: Iterable[str], *, room: int | None = None, **slots: str) -> str | None:
        """An unused phrase with its slots filled, at most ``room`` characters long; None where
        there is none. A phrase that begins like one already used is taken last."""
        filled = {**self._slots, **slots}
        usable = [
            (phrase, text)
            for phrase in phrases
            if phrase not in self._spent
            and (text := fill(phrase, filled)) is not None
            and (room is None or len(text) <= room)
        ]
        if not usable:
            return None
        self._random.shuffle(usable)
        phrase, text = min(usable, key=lambda pair: self._openings[pair[1][:_OPENING]])
        self._spent.add(phrase)
        self.hear(text)
        return text

    def hear(self, sentence: str) -> None:
        """Note how a sentence that is not a phrase begins."""
        self._openings[sentence[:_OPENING]] += 1

    def hear_phrase(self, sentence: str) -> None:
        """Note a sentence that stands already: as a phrase it is spent."""
        self._spent.add(sentence)
        self.hear(sentence)

    def first_time(self, words: str) -> bool:
        """Whether these words are said for the first time; from now on they are not."""
        new = words not in self._spent
        self._spent.add(words)
        return new

    def pattern(self, patterns: Iterable[str]) -> str | None:
        """An unused pattern, slots left open, for all the headings of one section."""
        unused = [pattern for pattern in patterns if pattern not in self._spent]
        if not unused:
            return None
        self._spent.add(chosen := self._random.choice(unused))
        return chosen
