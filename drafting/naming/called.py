"""Persons of the facts that LAC cut or overlooked, behind what calls them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from drafting.naming.lexicon import lexicon
from drafting.naming.mention import NO_NAME_ENDS, is_name, stands_as_person
from drafting.naming.mentions import mentions_of
from drafting.naming.words import words_of

_ROLE = re.compile(r"[\u4e00-\u9fff]{2}[员长师者民人户工任记](?=[\u4e00-\u9fff]{3})")
"""The end of what calls a person: 帮办员, 护林员, 老人."""


def introduced_persons(sentence: str) -> Iterator[str]:
    """Names of three characters behind a word for persons that LAC did not read as names: asked
    of facts, whose names are looked for by their letters afterwards."""
    words = words_of(sentence)
    for match in _ROLE.finditer(sentence):
        start, end = match.end(), match.end() + 3
        name = sentence[start:end]
        cut = any(
            w.tag not in ("PER", "LOC", "ORG", "nz", "nw")
            and len(w.text) > 1
            and w.start < end
            and start < w.end
            and (w.start, w.end) != (start, end)
            for w in words
        )
        appointed = sentence.startswith(("任", "担任", "兼任"), end)
        if (
            (appointed or not cut)
            and is_name(name)
            and name[-1] not in NO_NAME_ENDS
            and (appointed or stands_as_person(name))
        ):
            yield name


_CLAUSES = re.compile(r"[^，。；：！？\n]+")


def called_persons(sentence: str) -> Iterator[str]:
    """Names behind a post or calling, clause by clause: LAC reads a name in a short clause that
    it cuts in a long sentence. Asked of facts, as :func:`introduced_persons` is."""
    there = {m.start for m in mentions_of(sentence) if m.kind == "person"}
    for found in _CLAUSES.finditer(sentence):
        clause = found[0]
        called = {m.end() for m in _called().finditer(clause)}
        places = called - {start - found.start() for start in there} - {len(clause)}
        for place in called - places:
            if whole := _held_apart(clause, place):
                yield whole
        if not places:
            continue
        read = {m.start: m.text for m in mentions_of(clause) if m.kind == "person"}
        for place in places:
            name = _held_apart(clause, place) or read.get(place) or _name_at(clause, place)
            if name and len(name) > 1:
                yield name


@lru_cache(maxsize=1)
def _called() -> re.Pattern[str]:
    lists = lexicon()
    words = sorted({*lists.posts, *lists.callings}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


_BEHIND_NAME = re.compile(
    r"(?:担任|兼任|兼|任|带领|带着|带|率|牵头|同志|介绍|主持|拦下|发现|负责|为|在|把|用|说|和|与|$|[（(、])"
)


def _held_apart(clause: str, place: int) -> str:
    """A name of three characters behind a post of which LAC made words or cut the last: 左|停|云
    带领, 景行|之|兼任. What follows shows where it ends."""
    name = clause[place : place + 3]
    if len(name) < 3 or not is_name(name) or not _BEHIND_NAME.match(clause, place + 3):
        return ""
    rest = clause[place + 1 : place + 5]
    inner = words_of(clause[place:])
    spoken = inner[0].tag in ("v", "d", "c", "p", "r", "m", "a") and len(inner[0].text) > 1
    if spoken or any(post in rest for post in lexicon().posts) or name[0] in "任兼和于向从由":
        return ""
    whole = inner[0].text == name and inner[0].tag in ("n", "nz", "nw", "LOC")
    cut = len(inner[0].text) < 3 and any(word.end == 3 for word in inner)
    return name if whole or cut else ""


def _name_at(clause: str, place: int) -> str:
    """The longest name that LAC takes for one where nothing but a name can stand."""
    compound = clause[place : place + 2] in lexicon().compound_surnames
    for size in (4, 3) if compound else (3, 2):
        name = clause[place : place + size]
        named = len(name) == size and is_name(name) and name[-1] not in NO_NAME_ENDS
        if named and ((compound and size == 3) or stands_as_person(name)):
            return name
    return ""
