"""The register of cleaning rules. A module of its own, so that rules can import it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from retrieval.clean.records import Edit

Find = Callable[[str], Iterable[Edit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its id, its Chinese label, its place in the order, and what finds its edits.

    ``by_character`` rules are counted by the characters they replaced, others by place.
    """

    id: str
    label: str
    order: int
    find: Find
    by_character: bool = False


_RULES: dict[str, Rule] = {}


def rule(id: str, label: str, order: int, *, by_character: bool = False) -> Callable[[Find], Find]:
    """Register the function under it as a cleaning rule."""

    def register(find: Find) -> Find:
        if id in _RULES:
            raise ValueError(f"two cleaning rules are called {id}")
        _RULES[id] = Rule(id, label, order, find, by_character)
        return find

    return register


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule of the folder ``rules``, in the order in which they run."""
    from retrieval.clean import rules

    for module in pkgutil.iter_modules(rules.__path__):
        importlib.import_module(f"{rules.__name__}.{module.name}")
    return tuple(sorted(_RULES.values(), key=lambda found: (found.order, found.id)))
