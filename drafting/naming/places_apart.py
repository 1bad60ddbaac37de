"""Places named without their 县 or 镇: 麦岭、桐垭两县, 现场会在枞原召开."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from drafting.naming.known import KnownNames

_LISTED = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<names>[\u4e00-\u9fff]{2,3}(?:、[\u4e00-\u9fff]{2,3})+)"
    r"(?P<n>[两二三四五六七八九])个?(?P<level>县|区|市|镇|乡|村|街道)"
)
_HELD_AT = re.compile(
    r"在(?P<name>[\u4e00-\u9fff]{2,3}?)(?=召开|举行|举办|揭牌|启动|开工|落地|落户|推开|试点)"
)
_END = re.compile(r"(?:街道|[省市县区州旗镇乡村])$")


@dataclass(frozen=True, slots=True)
class Apart:
    """A name at an offset of its sentence that is no place of the facts; ``right`` is the one it is
    a letter off, empty where it is none."""

    wrong: str
    start: int
    right: str


def places_apart(sentence: str, known: KnownNames) -> Iterator[Apart]:
    """The names of a list of places, and the place where something is held, that no fact has."""
    stems = {_END.sub("", name.text): name.text for name in known.of_kind("place")}
    stems = {stem: name for stem, name in stems.items() if 1 < len(stem) < 4 and stem != name}
    for match in _LISTED.finditer(sentence) if stems else ():
        yield from _strangers(match, stems, known)
    for match in _HELD_AT.finditer(sentence) if stems else ():
        name = match["name"]
        right = _one_off(name, stems)
        if right and name not in known.text:
            yield Apart(name, match.start("name"), right)


def _strangers(match: re.Match[str], stems: dict[str, str], known: KnownNames) -> Iterator[Apart]:
    """Of a list of which one name at least is known, those that are not."""
    own = [stem for stem, name in stems.items() if name.endswith(match["level"])]
    names = match["names"].split("、")
    if not any(name in own for name in names):
        return
    start = match.start("names")
    for name in names:
        if name not in known.text:
            yield Apart(name, start, _one_off(name, own))
        start += len(name) + 1


def _one_off(name: str, stems: Iterable[str]) -> str:
    return next((stem for stem in stems if _differ_by_one(name, stem)), "")


def _differ_by_one(one: str, other: str) -> bool:
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1
