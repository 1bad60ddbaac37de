"""Who and what a sentence names: persons, places, organisations, titles in 《》 and projects.

LAC finds most; what it misses or cuts wrongly is mended by exact means: a name behind a post, an
ending of an organisation, quotation marks before 工程 or 行动. What only looks like a name
(``lexicon.yaml``) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from drafting.naming.lexicon import LEVELS, lexicon
from drafting.naming.words import Word, words_of

NameKind = Literal["person", "place", "organisation", "document", "project", "work"]
"""``work`` is a work or site with a name of its own, as a reservoir."""

_DOCUMENT = re.compile(r"《([^《》\n]*(?:〈[^〉\n]*〉[^《》\n]*)*(?:《[^《》\n]*》[^《》\n]*)*)》")
_PROJECT = re.compile(
    r"[“\"‘「]([^“”\"‘’「」\n]{2,16})[”\"’」](?=(?:[\u4e00-\u9fff]{0,6}?)"
    r"(?:工程|行动|计划|项目|活动|品牌|工作法|模式|平台|专班))"
)
_QUOTED = re.compile(r"[“「]([^“”「」\n，。；：！？]{3,16})[”」]")
_CALLING_IN = re.compile(r"(?:会同|协同|联合)(?=[省市州县区镇乡国中])")
"""LAC reads 会同市财政局 as one word, if not as 会同县's; a conjunction of its length it knows."""
_CHINESE = re.compile(r"[\u4e00-\u9fff]+(?:·[\u4e00-\u9fff]+)*")
_PLACE_END = re.compile(
    r"(?:自治区|自治州|自治县|开发区|高新区|新区|街道|社区|小区|省|市|县|区|州|盟|旗|镇|乡|村|苑|庄|屯|寨)$"
)
_SURE_PLACE = re.compile(
    r"[\u4e00-\u9fff]{2,}(?:自治州|自治县|街道|社区|小区|市|县|区|州|镇|乡|村|苑)$"
)
_ENDS = (
    "有限责任公司|股份有限公司|集团有限公司|有限公司|公司|集团|合作社|研究院|研究所|研究室|科学院|银行|大学|学院|中学|小学|幼儿园|医院|卫生院|保健院|"
    "委员会|协会|商会|学会|基金会|指挥部|领导小组|课题组|调研组|中心|支部|总支|工委|党委|党组|党校|办公室|组织部|宣传部|统战部|工作部|局|厅|委|部|院|所|站|厂|馆"
)
_TAIL = re.compile(rf"(?:[\u4e00-\u9fff]{{0,4}}?)(?:{_ENDS})$")
_NO_ORGANISATION = re.compile(
    r"(?:格局|全局|大局|布局|开局|结局|场所|处所|村部|支部建设|内部|外部|全部|加工厂|庭院|影院|小院|大院|四合院|茶馆|场馆|网站|车站|新时代)$"
)
_GOES_ON = re.compile(rf".{{0,6}}(?:{_ENDS})(?<!^.)")
_NAMED_FIRM = re.compile(
    r"(?:公司|集团|合作社|研究院|研究所|科学院|大学|学院|中学|小学|幼儿园|医院|卫生院|协会|商会|基金会)$"
)
_BEGUN = re.compile(r"[\u4e00-\u9fff]{2}[省市州县区镇乡](?=[\u4e00-\u9fff]{3})(?![长级直])")
"""牵线省农业科学院: a verb before the level."""
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
_NO_NAME_ENDS = frozenset("制化率性型式们的了度额量感户员匠")
"""林长制, 一体化: no given name ends so."""
_SINGLE_LEVELS = frozenset("省市州县区旗乡镇村")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at an offset of its sentence. ``sure`` is False where it may be an ordinary word."""

    kind: NameKind
    text: str
    start: int
    sure: bool = True

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.start + len(self.text)


@lru_cache(maxsize=30_000)
def mentions_of(sentence: str) -> tuple[Mention, ...]:
    """The names in a sentence, in order; none lies inside another."""
    titled = [Mention("document", m[1], m.start(1)) for m in _DOCUMENT.finditer(sentence) if m[1]]
    titled += [Mention("project", m[1], m.start(1)) for m in _PROJECT.finditer(sentence)]
    words = words_of(_CALLING_IN.sub("，和", sentence))
    named = [*_organisations(words), *_places(words, sentence), *_persons(words, sentence)]
    chosen: list[Mention] = []
    for mention in [*titled, *named]:
        if all(mention.end <= other.start or other.end <= mention.start for other in chosen):
            chosen.append(mention)
    return tuple(sorted(chosen, key=lambda mention: mention.start))


def quoted(sentence: str) -> list[str]:
    """Set expressions in quotation marks: 3 to 16 characters without a stop."""
    return [match[1] for match in _QUOTED.finditer(sentence)]


def _persons(words: tuple[Word, ...], sentence: str) -> Iterator[Mention]:
    for index, word in enumerate(words):
        introduced = _is_introduced(sentence, word.start)
        if word.tag == "PER":
            if mention := _person(word, sentence, introduced):
                yield mention
        elif word.tag == "nz" and len(word.text) == 3 and _begins_compound(word.text):
            if not word.start or sentence[word.start - 1] in "，。；：":
                yield Mention("person", word.text, word.start)
        elif introduced:
            yield from _introduced(words[index : index + 2], _is_called(sentence, word.start))


def _begins_compound(text: str) -> bool:
    return text[:2] in lexicon().compound_surnames and _stands_as_person(text)


def _is_introduced(sentence: str, place: int) -> bool:
    """Tell whether a post or calling stands right before, as 医生 before a name."""
    before = sentence[max(0, place - 10) : place].rstrip("　 ")
    return before.endswith((*lexicon().posts, *lexicon().callings))


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
            and _is_name(name)
            and name[-1] not in _NO_NAME_ENDS
            and (appointed or _stands_as_person(name))
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
    if len(name) < 3 or not _is_name(name) or not _BEHIND_NAME.match(clause, place + 3):
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
        named = len(name) == size and _is_name(name) and name[-1] not in _NO_NAME_ENDS
        if named and ((compound and size == 3) or _stands_as_person(name)):
            return name
    return ""


def offices(sentence: str) -> Iterator[str]:
    """Departments named in full with their level: 市自然资源和规划局. LAC cuts those with 和."""
    for match in lexicon().department.finditer(sentence):
        yield match[0]


def works(sentence: str) -> Iterator[tuple[str, int]]:
    """Works and sites with a name of their own: 屏江新能源电池产业园, with their offsets."""
    for match in _WORK.finditer(sentence):
        words = [w for w in words_of(sentence) if match.start() <= w.start < match.end()]
        first = next(
            (w for w in words if w.tag in ("LOC", "PER", "ORG", "nz", "nw") and len(w.text) > 1),
            None,
        )
        if first is not None and len(text := sentence[first.start : match.end()]) > 4:
            yield text, first.start
    for match in _PLATFORM.finditer(sentence):
        yield match[0], match.start()


_WORK = re.compile(
    r"[\u4e00-\u9fff]{3,14}(?:产业园|工业园|科技园|物流园|创业园|孵化园|园区|水库|大桥|特大桥|隧道|机场|港区|码头|景区|公园|广场|基地|高速|铁路|水电站|电站|电厂|灌区|新城|农场|林场|茶场|牧场"
    r"|纪念馆|博物馆|图书馆|体育馆|体育场|文化馆|书院|水厂|污水处理厂|生产线|供水工程|改造工程|治理工程)"
)


_PLATFORM = re.compile(
    r"[省市州县区](?:智慧|数字|综合|大数据|一体化)[\u4e00-\u9fff]{1,8}?(?:平台|系统)"
)
"""County-wide systems with a name of their own: 县智慧燃气平台."""


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
        if not _is_name(text) or len(text) > 3 or tag in ("TIME", "m", "r", "d", "c", "u", "w"):
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
    return _stands_as_person(text)


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


def _stands_as_person(text: str) -> bool:
    return words_of(f"{text}同志说，")[0] == Word(text, "PER", 0)


def _person(word: Word, sentence: str, introduced: bool) -> Mention | None:
    lists = lexicon()
    text = word.text.strip()
    start = word.start + word.text.index(text) if text else word.start
    if not _CHINESE.fullmatch(text) or len(text) < 2 or text in lists.not_persons:
        return None
    text = _whole_name(text, sentence, start)
    if text[-1] in _NO_NAME_ENDS:
        return None
    if text in lists.public_persons:
        return None
    for title in ("同志", *lists.posts, "医生", "老师", "教授", "大夫"):
        if text.endswith(title) and len(text) > len(title):
            text = text.removesuffix(title)
            return Mention("person", text, start, sure=len(text) > 1) if _surnamed(text) else None
    if text[0] in "老小阿" and len(text) == 2:
        return None
    after = sentence[start + len(text) :]
    addressed = after.startswith(("同志", "医生", "老师", *lists.posts[:]))
    long_enough = len(text) >= 3 and _surnamed(text)
    if len(text) >= 4 and not _surnamed(text) and _stands_as_person(text):
        return Mention("person", text, start, sure=introduced or addressed)
    if len(text) == 3 and introduced and not _surnamed(text) and _stands_as_person(text):
        return Mention("person", text, start, sure=False)
    sure = ("·" in text) or ((introduced or addressed) and _surnamed(text)) or long_enough
    if not (introduced or addressed or "·" in text) and (_is_ordinary(text) or _is_a_word(text)):
        return None
    if not sure and (after[:1] in _NO_NAME_ENDS or (len(text) == 2 and text[1] == "多")):
        return None
    return Mention("person", text, start, sure) if sure or _surnamed(text) else None


def _whole_name(text: str, sentence: str, start: int) -> str:
    """A name as far as it goes: 阿依古丽·买买提 and 端木清扬, which LAC cuts in two; of four
    characters under a common surname the last is mostly the next word."""
    rest = sentence[start + len(text) :]
    if match := _FOREIGN.match(rest):
        return text + match[0]
    if text[:2] in lexicon().compound_surnames:
        longer = text + rest[:1]
        return longer if len(text) == 3 and _stands_as_person(longer) else text
    if len(text) == 4 and _surnamed(text) and len(_TRANSLITERATED & {*text[1:]}) < 2:
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


def _surnamed(text: str) -> bool:
    return lexicon().is_surname(text)


def _is_name(text: str) -> bool:
    return (
        2 <= len(text) <= 4
        and _CHINESE.fullmatch(text) is not None
        and _surnamed(text)
        and text not in lexicon().not_persons
        and _TAIL.search(text) is None
    )


def _places(words: tuple[Word, ...], sentence: str) -> Iterator[Mention]:
    for index, word in enumerate(words):
        text, start = word.text.strip(), word.start
        if word.tag != "LOC" or not _CHINESE.fullmatch(text):
            continue
        named = len(text) == 3 and _is_introduced(sentence, start) and _is_name(text)
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


def _organisations(words: tuple[Word, ...]) -> Iterator[Mention]:
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
        if len(one) > 2 and len(other) > 2 and (_TAIL.search(one) or one.endswith("政府")):
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
    if len(text) < 3 or not _CHINESE.fullmatch(text) or _NO_ORGANISATION.search(text):
        return None
    sure = _TAIL.search(text) is not None and (
        any(word.tag in ("ORG", "LOC", "PER", "nz") for word in words_of(text))
        or lexicon().office.fullmatch(text) is not None
    )
    return Mention("organisation", text, start, sure)


def _organisation_at(words: tuple[Word, ...], index: int) -> tuple[int, int] | None:
    """First and last word of the organisation that begins at a word, None where none does."""
    word = words[index]
    if word.tag == "ORG" and _CHINESE.fullmatch(word.text.strip()):
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
    if joined and _TAIL.search(words[index].text) is None and _TAIL.search(following[1]):
        return index + 2
    for ahead in range(index + 1, min(index + 5, len(words))):
        word = words[ahead]
        if word.tag not in ("n", "nz", "vn", "ORG", "LOC", "an") or not _CHINESE.fullmatch(
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
