"""Organisations of a sentence as far as their names go, and departments named in full."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.naming.lexicon import lexicon
from drafting.naming.mention import CHINESE, ENDS, TAIL, Mention
from drafting.naming.words import Word, words_of

_NO_ORGANISATION = re.compile(
    r"(?:格局|全局|大局|布局|开局|结局|场所|处所|村部|支部建设|内部|外部|全部|加工厂|庭院|影院|小院|大院|四合院|茶馆|场馆|网站|车站|新时代)$"
)


_GOES_ON = re.compile(rf".{{0,6}}(?:{ENDS})(?<!^.)")


_NAMED_FIRM = re.compile(
    r"(?:公司|集团|合作社|研究院|研究所|科学院|大学|学院|中学|小学|幼儿园|医院|卫生院|协会|商会|基金会)$"
)


_BEGUN = re.compile(r"[\u4e00-\u9fff]{2}[省市州县区镇乡](?=[\u4e00-\u9fff]{3})(?![长级直])")
"""牵线省农业科学院: a verb before the level."""


_SINGLE_LEVELS = frozenset("省市州县区旗乡镇村")


def offices(sentence: str) -> Iterator[str]:
    """Departments named in full with their level: 市自然资源和规划局. LAC cuts those with 和."""
    for match in lexicon().department.finditer(sentence):
        yield match[0]


def organisations_in(words: tuple[Word, ...]) -> Iterator[Mention]:
    """The organisations of a sentence, word by word."""
    index = 0
    while index < len(words):
        reach = _organisation_at(words, index)
        if reach is None:
            index += 1
            continue
        first, last = reach
        text = "".join(word.text for word in words[first : last + 1])
        for part, offset in _parted(text):
            if mention := _organisation(part, words[first].start + offset):
                yield mention
        index = last + 1


def _parted(text: str) -> Iterator[tuple[str, int]]:
    """青石镇政府和县卫健局 are two: cut at 和 where an organisation ends on both sides."""
    start = 0
    for match in re.finditer(r"会同|联合|协同|牵头|以及|[和与及]", text):
        one, other = text[start : match.start()], text[match.end() :]
        if len(one) > 2 and len(other) > 2 and (TAIL.search(one) or one.endswith("政府")):
            yield one, start
            start = match.end()
    yield text[start:], start


def _organisation(text: str, start: int) -> Mention | None:
    start += len(text) - len(text.lstrip())
    text = text.strip()
    for calling in ("干部", "职工", "工作人员", "负责人"):
        text = text.removesuffix(calling)
    if _BEGUN.match(text) and words_of(text[:2])[0].tag == "v":
        text, start = text[2:], start + 2
    if len(text) < 3 or not CHINESE.fullmatch(text) or _NO_ORGANISATION.search(text):
        return None
    sure = TAIL.search(text) is not None and (
        any(word.tag in ("ORG", "LOC", "PER", "nz") for word in words_of(text))
        or lexicon().office.fullmatch(text) is not None
    )
    return Mention("organisation", text, start, sure)


def _organisation_at(words: tuple[Word, ...], index: int) -> tuple[int, int] | None:
    """First and last word of the organisation that begins at a word, None where none does."""
    word = words[index]
    if word.tag == "ORG" and CHINESE.fullmatch(word.text.strip()):
        return index, _extended(words, index)
    if word.tag in ("LOC", "nz", "PER") and word.text not in _SINGLE_LEVELS and len(word.text) > 1:
        last = _extended(words, index)
        joined = "".join(item.text for item in words[index : last + 1])
        if last > index and (_NAMED_FIRM.search(joined) or words[last].tag == "ORG"):
            return index, last
    return None


def _extended(words: tuple[Word, ...], index: int) -> int:
    """The last word of a name that goes on: 县疾病预防控制 + 中心, 峤澜 + 重型 + 装备 + 集团."""
    last = index
    following = [word.text for word in words[index + 1 : index + 3]]
    joined = following[:1] == ["和"] and len(following) == 2 and words[index + 2].tag == "ORG"
    if joined and TAIL.search(words[index].text) is None and TAIL.search(following[1]):
        return index + 2
    for ahead in range(index + 1, min(index + 5, len(words))):
        word = words[ahead]
        if word.tag not in ("n", "nz", "vn", "ORG", "LOC", "an") or not CHINESE.fullmatch(
            word.text
        ):
            break
        if _GOES_ON.fullmatch(word.text) and not word.text.endswith("干部"):
            last = ahead
            if word.tag == "ORG":
                break
    if (
        last == index
        and index + 1 < len(words)
        and words[index + 1].text in tuple("部局厅委院所站厂馆")
    ):
        last = index + 1
    return last
