"""Places of a sentence; what is one of many (自然村, 各乡镇) is none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.naming.lexicon import LEVELS, lexicon
from drafting.naming.mention import CHINESE, Mention, is_name
from drafting.naming.persons import is_introduced
from drafting.naming.words import Word, words_of

_PLACE_END = re.compile(
    r"(?:自治区|自治州|自治县|开发区|高新区|新区|街道|社区|小区|省|市|县|区|州|盟|旗|镇|乡|村|苑|庄|屯|寨)$"
)


_SURE_PLACE = re.compile(
    r"[\u4e00-\u9fff]{2,}(?:自治州|自治县|街道|社区|小区|市|县|区|州|镇|乡|村|苑)$"
)


_NAMED_PLACE = re.compile(
    r"(?:^|(?<=[，。、；：日月年县区市镇乡道在]))[\u4e00-\u9fff]{2,4}(?:社区|街道|小区|镇|乡|村)"
)


def named_places(sentence: str) -> Iterator[str]:
    """Places that LAC cut in two (梧桐|里社区), at the beginning of a clause or behind a higher
    place: asked of facts, as :func:`introduced_persons` is."""
    words = words_of(sentence)
    for match in _NAMED_PLACE.finditer(sentence):
        inside = [w for w in words if match.start() <= w.start and w.end <= match.end()]
        named = any(w.tag in ("LOC", "PER", "nz", "nw") and len(w.text) > 1 for w in inside)
        begins = any(w.start == match.start() for w in words)
        if named and begins and not is_ordinary_place(match[0]):
            yield match[0]


def places_in(words: tuple[Word, ...], sentence: str) -> Iterator[Mention]:
    """The places of a sentence with the level that follows."""
    for index, word in enumerate(words):
        text, start = word.text.strip(), word.start
        if word.tag != "LOC" or not CHINESE.fullmatch(text):
            continue
        named = len(text) == 3 and is_introduced(sentence, start) and is_name(text)
        if named and not _PLACE_END.search(text):
            continue
        following = words[index + 1].text if index + 1 < len(words) else ""
        if len(text) > 1 and following in (
            "小区",
            "社区",
            "街道",
            "村",
            "镇",
            "乡",
            "县",
            "市",
            "区",
        ):
            text += following
        if is_ordinary_place(text) or len(text) < 2:
            continue
        start += len(word.text) - len(word.text.lstrip())
        yield Mention("place", text, start, sure=_SURE_PLACE.fullmatch(text) is not None)


def is_ordinary_place(text: str) -> bool:
    """Tell whether a place is one of the many (自然村, 老城区, 各乡镇) and no name."""
    ordinary = lexicon().ordinary_places
    if text in ordinary or re.fullmatch(rf"(?:{LEVELS})+", text):
        return True
    stem = re.sub(
        r"^(?:属地|周边|邻近|全|各|每|本|我|该|邻|外|到|进|驻|下|回|离|从|在|往|整|逐|老|新|大|小|各个)",
        "",
        text,
    )
    return stem != text and (stem in ordinary or len(stem) < 2)
