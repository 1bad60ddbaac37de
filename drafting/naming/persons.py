"""Persons of a sentence: names LAC finds, mended, and names behind a post that it took for words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.naming.lexicon import lexicon
from drafting.naming.mention import (
    CHINESE,
    NO_NAME_ENDS,
    Mention,
    is_name,
    stands_as_person,
    surnamed,
)
from drafting.naming.words import Word, words_of

_ONE_PERSON = (
    "教师",
    "老师",
    "医生",
    "护士",
    "民警",
    "律师",
    "记者",
    "工程师",
    "讲师",
    "教授",
    "师傅",
)


def persons_in(words: tuple[Word, ...], sentence: str) -> Iterator[Mention]:
    """The persons of a sentence, read as LAC reads them and mended."""
    for index, word in enumerate(words):
        introduced = is_introduced(sentence, word.start)
        if word.tag == "PER":
            if mention := _person(word, sentence, introduced):
                yield mention
        elif word.tag == "nz" and len(word.text) == 3 and _begins_compound(word.text):
            if not word.start or sentence[word.start - 1] in "，。；：":
                yield Mention("person", word.text, word.start)
        elif introduced:
            yield from _introduced(words[index : index + 2], _is_called(sentence, word.start))


def _begins_compound(text: str) -> bool:
    return text[:2] in lexicon().compound_surnames and stands_as_person(text)


def is_introduced(sentence: str, place: int) -> bool:
    """Tell whether a post or calling stands right before, as 医生 before a name."""
    before = sentence[max(0, place - 10) : place].rstrip("　 ")
    return before.endswith((*lexicon().posts, *lexicon().callings))


def _is_called(sentence: str, place: int) -> bool:
    """Tell whether what stands before calls one person: 医生, 书记, and not 干部 or 群众."""
    lists = lexicon()
    return sentence[:place].rstrip("　 ").endswith((*lists.posts, *_ONE_PERSON))


def _introduced(words: tuple[Word, ...], called: bool) -> Iterator[Mention]:
    """A name that LAC took for a word: 语文教师|方明, 部长|任|海军."""
    word = words[0]
    candidates = [(word.text, word.tag)]
    if len(word.text) == 1 and len(words) > 1:
        candidates = [(word.text + words[1].text, words[1].tag)]
    for text, tag in candidates:
        if not is_name(text) or len(text) > 3 or tag in ("TIME", "m", "r", "d", "c", "u", "w"):
            continue
        if tag in ("nz", "LOC", "ORG", "nw", "PER") and len(text) == 3:
            yield Mention("person", text, word.start)
        elif called and _reads_as_person(text):
            yield Mention("person", text, word.start, sure=False)


def _reads_as_person(text: str) -> bool:
    """Tell whether LAC takes it for a person where only a person can stand."""
    if words_of(text)[0].text == text and words_of(text)[0].tag in (
        "v",
        "a",
        "d",
        "vd",
        "ad",
        "TIME",
    ):
        return False
    return stands_as_person(text)


def _person(word: Word, sentence: str, introduced: bool) -> Mention | None:
    lists = lexicon()
    text = word.text.strip()
    start = word.start + word.text.index(text) if text else word.start
    if not CHINESE.fullmatch(text) or len(text) < 2 or text in lists.not_persons:
        return None
    text = _whole_name(text, sentence, start)
    if text[-1] in NO_NAME_ENDS:
        return None
    if text in lists.public_persons:
        return None
    for title in ("同志", *lists.posts, "医生", "老师", "教授", "大夫"):
        if text.endswith(title) and len(text) > len(title):
            text = text.removesuffix(title)
            return Mention("person", text, start, sure=len(text) > 1) if surnamed(text) else None
    if text[0] in "老小阿" and len(text) == 2:
        return None
    after = sentence[start + len(text) :]
    addressed = after.startswith(("同志", "医生", "老师", *lists.posts[:]))
    long_enough = len(text) >= 3 and surnamed(text)
    if len(text) >= 4 and not surnamed(text) and stands_as_person(text):
        return Mention("person", text, start, sure=introduced or addressed)
    if len(text) == 3 and introduced and not surnamed(text) and stands_as_person(text):
        return Mention("person", text, start, sure=False)
    sure = ("·" in text) or ((introduced or addressed) and surnamed(text)) or long_enough
    if not (introduced or addressed or "·" in text) and (_is_ordinary(text) or _is_a_word(text)):
        return None
    if not sure and (after[:1] in NO_NAME_ENDS or (len(text) == 2 and text[1] == "多")):
        return None
    return Mention("person", text, start, sure) if sure or surnamed(text) else None


def _whole_name(text: str, sentence: str, start: int) -> str:
    """A name as far as it goes: 阿依古丽·买买提 and 端木清扬, which LAC cuts in two; of four
    characters under a common surname the last is mostly the next word."""
    rest = sentence[start + len(text) :]
    if match := _FOREIGN.match(rest):
        return text + match[0]
    if text[:2] in lexicon().compound_surnames:
        longer = text + rest[:1]
        return longer if len(text) == 3 and stands_as_person(longer) else text
    if len(text) == 4 and surnamed(text) and len(_TRANSLITERATED & {*text[1:]}) < 2:
        return text[:3]
    return text


_TRANSLITERATED = frozenset(
    "阿克木呷依尔古丽扎西次仁旺措卓玛顿珠达瓦巴桑嘎吉多杰格列洛萨提江孜热合买努汗拜别叶哈乌那图布音雅其娜斯琴苏惹牛日果史且支沙马央宗罗追丹增坚赞拉姆曲"
)
"""Characters by which names of other tongues are written: two of them and a name may have four."""


_FOREIGN = re.compile(
    r"(?:·[\u4e00-\u9fff]{2,4}?(?=[，。、；：·说把在从与和的带是任为将年当了等]|$))+"
)


def _is_a_word(text: str) -> bool:
    """Tell whether LAC takes it for a word where it stands alone: 庄稼汉."""
    words = words_of(text)
    return len(words) == 1 and words[0].tag not in ("PER", "LOC", "ORG", "nz", "nw")


def _is_ordinary(text: str) -> bool:
    """Tell whether a seeming name is a word that may begin a sentence: 于细微, 高水平."""
    if text[0] not in lexicon().rare_surnames:
        return False
    rest = words_of(text[1:])
    return len(text) == 2 or (len(rest) == 1 and rest[0].tag not in ("PER", "LOC", "ORG", "nz"))
