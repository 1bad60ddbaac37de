"""What a query asks for in other words: synonyms of the genre, and cues of role, kind and place.

The lists are in ``synonyms.yaml`` and, longer, in ``thesaurus.txt``, for people to read and add to;
the thesaurus was written without a look at samples or queries. What they bring is in
:mod:`retrieval.ranking`; cues bring +0.01.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from retrieval.tokens import codes_of

_FILE = Path(__file__).with_name("synonyms.yaml")
_THESAURUS = Path(__file__).with_name("thesaurus.txt")
_REMEMBERED = 64
"""Queries whose other words are remembered: each hit says which of them it has."""


@dataclass(frozen=True, slots=True)
class Cues:
    """The roles and kinds a query seems to ask for; often none."""

    roles: frozenset[str]
    kinds: frozenset[str]


NO_CUES = Cues(frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class Concept:
    """A thing that a query names: the words it has for it, and those that stand for them."""

    said: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Wording:
    groups: tuple[tuple[str, ...], ...]
    of_word: Mapping[str, tuple[int, ...]]
    longest: int
    roles: Mapping[str, tuple[str, ...]]
    kinds: Mapping[str, tuple[str, ...]]


@lru_cache(_REMEMBERED)
def concepts_of(query: str) -> tuple[Concept, ...]:
    """Return the things that words of the query name, each group of synonyms by itself."""
    wording = _wording()
    pieces = {
        query[start:end]
        for start in range(len(query))
        for end in range(start + 1, min(start + wording.longest, len(query)) + 1)
    }
    named = sorted({at for piece in pieces for at in wording.of_word.get(piece, ())})
    return tuple(
        Concept(tuple(w for w in group if w in query), tuple(w for w in group if w not in query))
        for group in (wording.groups[at] for at in named)
    )


@lru_cache(_REMEMBERED)
def synonyms_of(query: str) -> tuple[str, ...]:
    """Return the words that stand for one in the query and are not in it themselves."""
    return tuple(dict.fromkeys(word for concept in concepts_of(query) for word in concept.others))


def weighted_tokens(query: str) -> dict[int, float]:
    """Return the query's own tokens, each as often as it stands there."""
    return {code: float(count) for code, count in Counter(codes_of(query)).items()}


def cues_of(query: str) -> Cues:
    """Return the roles and kinds that words of the query point to."""
    wording = _wording()
    return Cues(_pointed_to(query, wording.roles), _pointed_to(query, wording.kinds))


def _pointed_to(query: str, words: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    return frozenset(name for name, cues in words.items() if any(cue in query for cue in cues))


@cache
def _wording() -> _Wording:
    import yaml

    lists: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    lines = _THESAURUS.read_text(encoding="utf-8").splitlines()
    found = [*lists["words"], *(line for line in lines if line and not line.startswith("#"))]
    groups = tuple(tuple(dict.fromkeys(line.split())) for line in found)
    of_word: dict[str, tuple[int, ...]] = {}
    for at, group in enumerate(groups):
        for word in group:
            of_word[word] = (*of_word.get(word, ()), at)
    roles, kinds = _tuples(lists["roles"]), _tuples(lists["kinds"])
    return _Wording(groups, of_word, max(map(len, of_word)), roles, kinds)


def _tuples(lists: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(words) for name, words in lists.items()}
