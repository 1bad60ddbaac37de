"""Which post or calling, and which unit, a text gives a person right before or behind the name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from drafting.model import Brief
from drafting.naming.known import KnownNames
from drafting.naming.lexicon import lexicon
from drafting.naming.mentions import mentions_of
from drafting.wording import split_sentences

_EXCLUSIVE = frozenset(
    (
        "教师",
        "老师",
        "医生",
        "护士",
        "大夫",
        "律师",
        "记者",
        "民警",
        "辅警",
        "法官",
        "检察官",
        "工程师",
        "农艺师",
        "讲师",
        "教授",
        "副教授",
        "研究员",
        "副研究员",
        "医师",
        "战士",
        "厨师",
        "司机",
    )
)
"""Callings of which a person has one; 干部, 党员 or 青年 anybody may be."""
_SAME = (
    {"书记", "支书", "老支书", "老书记", "村支书", "支部书记", "党支部书记", "党总支书记"},
    {"村主任", "村长", "主任"},
    {"教师", "老师", "班主任"},
    {"医生", "大夫", "医师", "主任医师", "副主任医师"},
)


@dataclass(frozen=True, slots=True)
class Held:
    """A post that a text gives a person; ``start`` and ``end`` are where it stands. ``unit`` is
    the organisation right before it, empty where none is named."""

    person: str
    post: str
    start: int
    end: int
    unit: str = ""
    unit_start: int = -1


def held_in(sentence: str, persons: tuple[str, ...]) -> Iterator[Held]:
    """The posts of these persons in a sentence."""
    for person in persons:
        for match in re.finditer(re.escape(person), sentence):
            yield from _before(sentence, person, match.start())
            for post in lexicon().posts:
                if sentence.startswith(post, match.end()):
                    yield Held(person, post, match.end(), match.end() + len(post))
                    break
            yield from _made(sentence, person, match.end())


_MADE = re.compile(r"(?:兼任|担任|出任|当选为?|任)(?=[^，。；：、！？为]{0,10})")


def _made(sentence: str, person: str, place: int) -> Iterator[Held]:
    """The posts right behind 任: 管知行任组长, 任副组长兼办公室主任."""
    match = _MADE.match(sentence, place)
    if match is None:
        return
    clause = re.split(r"[，。；：、！？]", sentence[match.end() :])[0]
    for found in _any_post().finditer(clause):
        start = match.end() + found.start()
        yield Held(person, found[0], start, start + len(found[0]))


@lru_cache(maxsize=1)
def _any_post() -> re.Pattern[str]:
    """Every post, the longest first; the 委员 of a 委员会 is none."""
    return re.compile("|".join(rf"{re.escape(post)}(?!会)" for post in lexicon().posts))


def _before(sentence: str, person: str, place: int) -> Iterator[Held]:
    end = place
    for _ in range(3):
        text = sentence[:end].rstrip("　 ")
        word = next((w for w in _words() if text.endswith(w)), "")
        if not word:
            return
        start = len(text) - len(word)
        unit = next(
            (
                m
                for m in mentions_of(sentence)
                if m.kind in ("organisation", "place") and m.end <= start and m.end >= start - 1
            ),
            None,
        )
        yield Held(
            person, word, start, len(text), unit.text if unit else "", unit.start if unit else -1
        )
        before = re.search(r"[、兼和](?:[\u4e00-\u9fff]{0,8})$", sentence[:start])
        if sentence[start - 1 : start] == "、":
            end = start - 1
        elif before and "、" in before[0]:
            end = before.start()
        else:
            return


@lru_cache(maxsize=1)
def _words() -> tuple[str, ...]:
    return tuple(sorted({*lexicon().posts, *lexicon().callings}, key=len, reverse=True))


@lru_cache(maxsize=64)
def posts_of(brief: Brief) -> dict[str, frozenset[str]]:
    """The posts that a brief's facts give each of its persons."""
    from drafting.naming.known import known_names

    known = known_names(brief)
    persons = tuple(name.text for name in known.of_kind("person") if len(name.text) > 1)
    posts: dict[str, set[str]] = {person: set() for person in persons}
    for fact in brief.facts:
        for sentence in split_sentences(fact.text):
            for held in held_in(sentence, persons):
                posts[held.person].add(held.post)
    if brief.speaker and brief.speaker_title:
        said = f"{brief.speaker_title}{brief.speaker}"
        for held in held_in(said, (brief.speaker,)):
            posts.setdefault(brief.speaker, set()).add(held.post)
    return {person: frozenset(given) for person, given in posts.items()}


_ROLE = re.compile(r"[\u4e00-\u9fff]{2}[员长师者工]$")


_CALLED_WHOLE = re.compile(r"[\u4e00-\u9fff]{4}$")
"""What says more than a calling that anybody may have: 参战老兵, 独居老人."""


@lru_cache(maxsize=64)
def designations_of(brief: Brief) -> dict[str, frozenset[str]]:
    """What the facts call persons by right before the name (帮办员, 护林员), and whom they call so;
    what anybody may be (党员, 村民) is left out."""
    from drafting.naming.known import known_names

    persons = [name.text for name in known_names(brief).of_kind("person") if len(name.text) > 1]
    found: dict[str, set[str]] = {}
    for fact in brief.facts:
        for person in persons:
            for match in re.finditer(re.escape(person), fact.text):
                before = fact.text[: match.start()]
                role = _ROLE.search(before)
                if role and not role[0].endswith(_anybody()):
                    found.setdefault(role[0], set()).add(person)
                whole = _CALLED_WHOLE.search(before)
                if whole and whole[0].endswith(lexicon().callings):
                    found.setdefault(whole[0], set()).add(person)
    return {role: frozenset(owners) for role, owners in found.items()}


@lru_cache(maxsize=1)
def _anybody() -> tuple[str, ...]:
    return tuple(word for word in lexicon().callings if len(word) < 3)


def agrees(post: str, given: frozenset[str]) -> bool:
    """Tell whether a post is one of those given, or says less (医师 of a 主任医师)."""
    if not given or post in given:
        return True
    if post in lexicon().callings and post not in _EXCLUSIVE:
        return True
    if any(post in same and given & same for same in _SAME):
        return True
    rivals = {other for other in given if other in lexicon().posts or other in _EXCLUSIVE}
    if not rivals:
        return post not in _EXCLUSIVE
    return any(_says_less(post, other) for other in rivals)


def _says_less(post: str, other: str) -> bool:
    """副部长 is no 部长, but 工程师 is what a 高级工程师 is."""
    shorter, longer = sorted((post, other), key=len)
    return longer.endswith(shorter) and "副" not in longer.removesuffix(shorter)


def unit_agrees(held: Held, known: KnownNames) -> bool:
    """Tell whether a unit is named in one breath with the person somewhere in the brief."""
    from drafting.naming.letters import letters

    unit = letters(held.unit)
    own = [text for _, text in known.passages if held.person in text]
    if not own or not unit:
        return True
    if any(unit in text for text in own) or _is_wide(unit):
        return True
    return unit not in known.text


def _is_wide(unit: str) -> bool:
    """Whether it is a county or more: the person's own town may lie in it."""
    return re.search(r"[省市州县区旗]$", unit) is not None and not unit.endswith("社区")


_ADDRESSED = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{1,2}?)(老支书|支书|书记|主任|局长|县长|市长|区长|镇长|乡长|村长|院长|校长|董事长|总经理|经理|站长|所长|队长|教授|医生|老师|大夫|厂长)(?=[\u4e00-\u9fff，。；：、])"
)


def addressed(sentence: str, persons: Iterable[str] = ()) -> Iterator[tuple[int, int, str, str]]:
    """Persons called by surname and post at the beginning of a clause: 褚支书. A rare surname is
    one where one of the ``persons`` bears it."""
    borne = {person[0] for person in persons}
    for match in _ADDRESSED.finditer(sentence):
        name = match[1]
        surnames = (lexicon().surnames - lexicon().rare_surnames) | borne
        one = len(name) == 1 and name in surnames - frozenset(_NO_SURNAMES)
        if one or name in lexicon().compound_surnames:
            yield match.start(), match.end(), name, match[2]


_NO_SURNAMES = "任该本原两各从向由经时据全大小老新副正总现前后单和于"


_APPOINTED = re.compile(
    r"(?:挂任|担任|出任|兼任|现任|任命为|当选为?)(?P<where>[^，。；：、！？]{0,14})$"
)


def appointed(sentence: str) -> Iterator[tuple[int, int, str]]:
    """The posts somebody is said to hold behind 挂任 or 担任, with their spans."""
    taken: list[tuple[int, int]] = []
    for post in (post for post in lexicon().posts if post in sentence):
        for match in re.finditer(post, sentence):
            inside = any(a < match.end() and match.start() < b for a, b in taken)
            if not inside and _APPOINTED.search(sentence[: match.start()]):
                taken.append(match.span())
                yield match.start(), match.end(), post


def wrong_title(said: str, brief: Brief) -> str:
    """The part of a 职务 in a line that the brief does not give its speaker; empty where all agree."""
    right = f"{brief.issuer}{brief.speaker_title}"
    for part in re.split(r"[、，,兼\s　]+", said.strip("　 ：:（）")):
        known = part in right or part in brief.title
        if len(part) > 1 and not known and not _ends_alike(part, brief):
            return part
    return ""


def _ends_alike(part: str, brief: Brief) -> bool:
    """Tell whether it is a post of the brief with its unit before it: 禾陂县委副书记."""
    posts = [post for post in re.split(r"[、，,兼\s　]+", brief.speaker_title) if len(post) > 1]
    return any(part.endswith(post) and len(part) > len(post) for post in posts)
