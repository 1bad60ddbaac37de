"""Names that a fact gives in a place where only a name can stand, though LAC cuts them otherwise.

Asked of facts alone, whose names are looked for by their letters afterwards. No model, no network.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from drafting.naming.lexicon import lexicon
from drafting.naming.words import words_of

_HAN = r"[\u4e00-\u9fff]"
_TOLD = "反映|说|讲|告诉|介绍|发现|带领|带着|带|把|将|在|守护|接过|创办|办起|种|养|承包|流转|主动|从|由|一家"
_CALLED_SO = re.compile(rf"{_HAN}[户民员匠嫂人](?P<name>{_HAN}{{3}})(?={_TOLD})")
"""种粮户景大田反映: LAC reads 户景 as a word."""
_HONOURED = re.compile(rf"(?P<name>{_HAN}老{_HAN})(?=守|说|带|从|把|在|一|当|种|讲|干|反映|主动)")
"""祝老憨守护: 祝老 is read as how one calls an old man."""
_NUMBERED = re.compile(
    rf"{_HAN}{{1,6}}?第[一二三四五六七八九十\d]+{_HAN}{{0,6}}?"
    r"(?:巡[察视]组|督[导察]组|工作组|检查组|中学|小学|医院|幼儿园|学校|支部|分局|工程处|公司)"
)
_SITE = "库站厂场店馆园坊坝渠桥仓闸"
"""Last letters of a site that is called by the place it lies in: 南陂粮库."""


@lru_cache(maxsize=1)
def _appointed() -> re.Pattern[str]:
    posts = "|".join(map(re.escape, lexicon().posts))
    return re.compile(
        rf"(?:{posts})(?P<name>{_HAN}{{2,4}}?)(?:担任|兼任|任)(?=[^，。；：、！？]{{0,14}}(?:{posts}))"
    )


def appointed_names(sentence: str) -> Iterator[str]:
    """Persons between a post and 任: 副市长郜峻任组长, where LAC reads 郜峻任."""
    for match in _appointed().finditer(sentence):
        if lexicon().is_surname(match["name"]):
            yield match["name"]


def called_names(sentence: str) -> Iterator[str]:
    """Persons behind what calls them, of three letters that LAC takes for a name alone."""
    for pattern in (_CALLED_SO, _HONOURED):
        for match in pattern.finditer(sentence):
            name = match["name"]
            if lexicon().is_surname(name) and name not in lexicon().not_persons and _alone(name):
                yield name


def _alone(name: str) -> bool:
    first = words_of(f"{name}同志说，")[0]
    return first.text == name and first.tag == "PER"


def numbered(sentence: str) -> Iterator[str]:
    """Organisations told apart by a number: 县委第三巡察组."""
    for match in _NUMBERED.finditer(sentence):
        level = re.search(r"[省市县区镇乡][委级]?第|[省市县区]第", match[0])
        if level:
            yield match[0][level.start() :]


def sites(sentence: str) -> Iterator[str]:
    """Sites of four letters called by a place of two: 南陂粮库."""
    words = words_of(sentence)
    for place, site in pairwise(words):
        named = place.tag in ("LOC", "nz", "PER") and len(place.text) == 2
        if named and len(site.text) == 2 and site.text[-1] in _SITE and site.tag in ("n", "LOC"):
            yield place.text + site.text
