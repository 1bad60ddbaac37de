"""What a query asks for in other words: synonyms of the genre, and cues of role, kind and place.

The lists are in ``synonyms.yaml``, for people to read and add to. Measured on the tuning half of
the evaluation (nDCG@10 of the fused ranking): synonyms +0.04, cues +0.01.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from retrieval.tokens import codes_of

SYNONYM_WEIGHT = 0.4
"""A token of a synonym against one of the query: best of 0.1-0.6, flat from 0.3 on."""

_FILE = Path(__file__).with_name("synonyms.yaml")


@dataclass(frozen=True, slots=True)
class Cues:
    """The roles and kinds a query seems to ask for; often none."""

    roles: frozenset[str]
    kinds: frozenset[str]


NO_CUES = Cues(frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class _Wording:
    synonyms: Mapping[str, tuple[str, ...]]
    roles: Mapping[str, tuple[str, ...]]
    kinds: Mapping[str, tuple[str, ...]]


def synonyms_of(query: str) -> list[str]:
    """Return the words that stand for one in the query and are not in it themselves."""
    known = _wording().synonyms
    found = (other for word, others in known.items() if word in query for other in others)
    return [word for word in dict.fromkeys(found) if word not in query]


def weighted_tokens(query: str) -> dict[int, float]:
    """Return the tokens to rank by: the query's own, and more lightly those of its synonyms."""
    weights: dict[int, float] = {}
    for code in codes_of(query):
        weights[code] = weights.get(code, 0.0) + 1.0
    for code in codes_of("\n".join(synonyms_of(query))):
        weights.setdefault(code, SYNONYM_WEIGHT)
    return weights


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
    synonyms: dict[str, tuple[str, ...]] = {}
    for group in map(str.split, lists["words"]):
        for word in group:
            others = tuple(other for other in group if other != word)
            synonyms[word] = synonyms.get(word, ()) + others
    return _Wording(synonyms, _tuples(lists["roles"]), _tuples(lists["kinds"]))


def _tuples(lists: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(words) for name, words in lists.items()}
