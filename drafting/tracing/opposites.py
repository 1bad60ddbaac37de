"""A fact's meaning turned round: clause against clause, where figures and names stay the same.

The clause of the draft that shares most with a clause of the fact is laid over it; only where a
word has been put for its opposite, or a 不 or 未 has come or gone, is something said.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache
from pathlib import Path

from drafting.tracing.alignment import marks_of
from drafting.tracing.unfinished import Turned, unfinished

_FILE = Path(__file__).with_name("opposites.toml")
_CLAUSE = re.compile(r"[^，。；：！？\n]+")
_NEGATIONS = (
    "仍然没有", "仍没有", "还没有", "尚没有", "仍未", "还未", "暂未", "暂不", "尚不", "没有", "尚未", "并未", "从未", "未能", "并不", "未", "不", "没", "无", "非",
)  # fmt: skip
_NO_NEGATION = re.compile(
    r"(?:不断|不仅|不但|不只|不光|不少|不同|不过|不久|不论|不管|不妨|不禁|不愧|无论|无数|无疑|未来|非常|非公|无不|不平凡|不懈|不移|不忘|不负|不辱|不折不扣|不失时机)"
)
_LIKE = 0.5
"""Share of a fact's clause that must stand in the draft's for the two to be one statement."""

_SHORT_CLAUSE = 12
"""Characters of a clause of which a word of two makes a third."""

_SHORT = 10
"""Marks of a clause that says little but its figure."""


@dataclass(frozen=True, slots=True)
class _Words:
    sides: dict[str, frozenset[tuple[str, int]]]
    pattern: re.Pattern[str]
    meant: tuple[str, ...]
    done: tuple[str, ...]
    record_topics: frozenset[str]
    aim_topics: frozenset[str]
    anywhere: frozenset[str]
    characters: frozenset[str]
    affirmed: re.Pattern[str]


@cache
def _words() -> _Words:
    import tomllib

    lists = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    sides: dict[str, frozenset[tuple[str, int]]] = {}
    for pair in lists["pairs"]:
        for side, key in enumerate(("one", "other")):
            for word in pair[key]:
                sides[word] = sides.get(word, frozenset()) | {(pair["name"], side)}
    longest = sorted(sides, key=len, reverse=True)
    done = lists["done"]
    return _Words(
        sides, re.compile("|".join(map(re.escape, longest))), tuple(done["meant"]),
        tuple(done["done"]), frozenset(done["record_topics"]), frozenset(done["aim_topics"]),
        frozenset(pair["name"] for pair in lists["pairs"] if pair.get("anywhere")),
        frozenset(lists["characters"]["opposite"]), re.compile(f"(?:{'|'.join(lists['affirmed']['words'])})+"),
    )  # fmt: skip


@lru_cache(maxsize=10_000)
def turned_round(fact: str, topic: str, sentence: str) -> tuple[Turned, ...]:
    """What a sentence that tells a fact turns round in it."""
    found = []
    said = {text for text, _ in _clauses(sentence)}
    for own in _clauses(fact):
        if own[0] in said:
            continue
        match = _counterpart(own[0], sentence)
        if match is not None:
            text, offset = match
            for turned in _compare(own[0], text, topic):
                found.append(
                    Turned(offset + turned.start, offset + turned.end, turned.wrong, turned.right)
                )
    found += [turned for turned in _denied(fact, sentence) if not found]
    found += [turned for turned in _undenied(fact, sentence) if not found]
    found += [turned for turned in _over_without_time(fact, sentence, topic) if not found]
    found += [turned for turned in unfinished(fact, sentence) if not found]
    return tuple(dict.fromkeys(found))


_DENIED = re.compile(
    r"(?:仍?没有|没能|未能|尚未|仍未|均未|暂未|暂不|不再|[未没]|(?<![\u4e00-\u9fff])不)(?:全部|完全|能够?)?([\u4e00-\u9fff]{2})"
)
_SAID_DONE = re.compile(r"(?:均已|都已|已经?|全部|悉数|一一)[\u4e00-\u9fff]{2,4}")
"""A clause that says nothing but that it is done: 均已处置."""
_DENIES = re.compile(r"[不没未无非难缺少]|没有|尚|待|拟|将|计划|力争")


def _denied(fact: str, sentence: str) -> list[Turned]:
    """A deed of the fact that the sentence says was not done, in whatever order: 存款没有保住. A
    clause with a figure of its own tells of the rest (还有3个没有解决)."""
    found = []
    own = {mark for mark in marks_of(fact) if mark[0] == "#"}
    for clause, start in _clauses(sentence):
        theirs = marks_of(clause)
        if not {mark for mark in theirs if mark[0] == "#"} <= own:
            continue
        for match in _DENIED.finditer(clause):
            deed = match[1]
            told = [c for c, _ in _clauses(fact) if deed in c and not _DENIES.search(c)]
            alike = any(
                len((marks_of(c) & theirs) - {deed}) >= 1 or _SAID_DONE.fullmatch(c) for c in told
            )
            if (
                alike
                and not _NO_NEGATION.match(clause, match.start())
                and sentence.count(deed) == 1
            ):
                at = start + match.start()
                found.append(Turned(at, start + match.end(), match[0], deed))
    return found


_DEED = 4
"""Characters behind 未 in which the verb stands: 未按时还书."""


def _done_of(deed: str, clause: str) -> re.Match[str] | None:
    """Where a clause tells a deed as done: 还了书, 已安装."""
    verbs = "".join(char for char in deed if "\u4e00" <= char <= "\u9fff")
    return re.search(rf"(?:已经?|都|均){verbs[:1]}|[{verbs}]了", clause) if verbs else None


_NOT_DONE = re.compile(r"(?:没有|尚未|仍未|[未没])([\u4e00-\u9fff])")
_NEGATES = re.compile(r"[不没未无非]")


def _undenied(fact: str, sentence: str) -> list[Turned]:
    """A deed that the fact denies of a figure, told of the same figure as done: 未系安全带的37人,
    37人系了安全带."""
    found = []
    for clause, start in _clauses(sentence):
        figures = {mark for mark in marks_of(clause) if mark[0] == "#"}
        if not figures or _NEGATES.search(clause):
            continue
        for own, _ in _clauses(fact):
            if figures != {mark for mark in marks_of(own) if mark[0] == "#"}:
                continue
            for deed in _NOT_DONE.finditer(own):
                done = _done_of(own[deed.start(1) :][:_DEED], clause)
                if done and len(marks_of(own) & marks_of(clause)) > 1:
                    span = (start + done.start(), start + done.end())
                    found.append(Turned(*span, done[0], deed[0]))
    return found[:1]


_TIME_FIRST = re.compile(r"^[\d年月日]{2,12}[底末初中上下旬]{0,2}以?前")


def _over_without_time(fact: str, sentence: str, topic: str) -> list[Turned]:
    """As :func:`_as_over`, where the time is left out: 8月底前建成投用, 已全部建成投用."""
    found = []
    for own, _ in _clauses(fact):
        rest = _TIME_FIRST.sub("", own)
        if rest == own or len(rest) < 4:
            continue
        match = _counterpart(rest, sentence)
        if own.removesuffix(rest)[-4:] in sentence:
            continue
        if match and (turned := _as_over(own, match[0], topic)):
            start, end = match[1] + turned.start, match[1] + turned.end
            found.append(Turned(start, end, turned.wrong, turned.right))
    return found


@lru_cache(maxsize=10_000)
def _clauses(text: str) -> tuple[tuple[str, int], ...]:
    found = [(match[0], match.start()) for match in _CLAUSE.finditer(text) if len(match[0]) > 3]
    for clause, start in list(found):
        items = [(m[0], start + m.start()) for m in re.finditer(r"[^、]+", clause)]
        if len(items) > 1 and all(re.search(r"\d", item) and len(item) > 3 for item, _ in items):
            found += items
    return tuple(found)


def _counterpart(own: str, sentence: str) -> tuple[str, int] | None:
    """The clause that says what a fact's clause says, with its offset."""
    mine = marks_of(own)
    best, best_share = None, _LIKE
    for text, offset in _clauses(sentence):
        theirs = marks_of(text)
        share = len(mine & theirs) / max(min(len(mine), len(theirs)), 4)
        longer = len(mine & theirs) / max(len(mine), len(theirs), 1)
        if _same_figures(mine, theirs):
            share, longer = share + _LIKE, longer + _LIKE
        ends = own[:2] == text[:2] and own[-2:] == text[-2:]
        if max(len(own), len(text)) <= _SHORT_CLAUSE and ends:
            share = max(share, _letters_shared(own, text))
        if share > best_share and longer > 0.3:
            best, best_share = (text, offset), share
    return best


def _letters_shared(own: str, text: str) -> float:
    both = Counter(own) & Counter(text)
    return sum(both.values()) / max(len(own), len(text))


def _same_figures(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Tell whether two short clauses give the same figures: 增长40%, 下降40%."""
    figures = {mark for mark in mine if mark[0] == "#"}
    return (
        bool(figures)
        and figures == {mark for mark in theirs if mark[0] == "#"}
        and max(len(mine), len(theirs)) <= _SHORT
    )


@lru_cache(maxsize=10_000)
def _compare(own: str, text: str, topic: str) -> tuple[Turned, ...]:
    """What differs between two clauses and matters."""
    blocks = SequenceMatcher(None, own, text, autojunk=False).get_opcodes()
    found: list[Turned] = []
    for kind, a, b, c, d in blocks:
        if kind == "equal":
            continue
        turned = _opposite(own, text, (a, b), (c, d)) or _negated(own, text, (a, b), (c, d))
        turned = turned or _of_a_character(own[a:b], text[c:d], c)
        turned = turned or _meant(own, text, (a, b), (c, d), topic)
        if turned:
            found.append(turned)
    if not found and (moved := _deadline_moved(own, text)):
        found.append(moved)
    if not found and (done := _as_done(own, text) or _as_over(own, text, topic)):
        found.append(done)
    return tuple(found)


_HAS_BEEN = re.compile(r"已经|均已|业已|已(?![有知然达])")


_AT_END = re.compile(r"(?:已经|均已|业已)[^的不未没]{2,4}$")
"""What a clause ends in that tells of something done, though it begins with 建议."""


def _as_done(own: str, text: str) -> Turned | None:
    """What the fact only means to do (建议纳入课程), told as done (已经纳入课程)."""
    done = _HAS_BEEN.search(text)
    meant = next((word for word in _words().meant if own.startswith(word)), "")
    at_end = _AT_END.search(text)
    if meant and at_end and not _HAS_BEEN.search(own):
        return Turned(at_end.start(), at_end.end(), at_end[0], meant)
    if done is None or not meant or _HAS_BEEN.search(own) or any(w in text for w in _words().meant):
        return None
    return Turned(done.start(), done.end(), done[0], meant)


_DUE = re.compile(r"(?:底|日|月|年|[上中下]旬|周|季度|半年|年末)前|[末底]以?前|20\d\d年起|年底")
"""Words by which a fact says until when something is to be done."""
_IS_DONE = re.compile(r"已经|均已|业已|已(?![有知然])")
_VERB_DONE = re.compile(r"([\u4e00-\u9fff]{2})了(?![解结不])")


def _as_over(own: str, text: str, topic: str) -> Turned | None:
    """What a fact sets as an aim or gives a time for (12月底前清零), told as done: 已经清零, 建成了."""
    if topic in _words().record_topics or not (topic in _words().aim_topics or _DUE.search(own)):
        return None
    if _IS_DONE.search(own) or any(word in text for word in _words().meant):
        return None
    if done := _IS_DONE.search(text):
        return Turned(done.start(), done.end(), done[0], "")
    for match in _VERB_DONE.finditer(text):
        if match[1] in own and match[0] not in own:
            return Turned(match.start(), match.end(), match[0], match[1])
    return None


_DATED = re.compile(r"^(?:20\d\d年)?(?P<month>\d{1,2})月(?:\d{1,2}日|底|末|初|[上中下]旬)?以?前")
_LOOSE_DUE = re.compile(
    r"^(?:到|在|于)?(?:今年|明年)?(?P<due>年底|年末|岁末|月底|季末|年内)(?:以?前)?"
)


def _deadline_moved(own: str, text: str) -> Turned | None:
    """年底前建成 where the fact has 9月30日前建成."""
    dated, loose = _DATED.match(own), _LOOSE_DUE.match(text)
    if not dated or not loose or (dated["month"] == "12" and loose["due"][0] in "年岁"):
        return None
    if _letters_shared(own[dated.end() :], text[loose.end() :]) < _SAME_DEED:
        return None
    return Turned(loose.start("due"), loose.end(), text[loose.start("due") : loose.end()], dated[0])


_SAME_DEED = 0.7
"""Characters of two clauses in common from which they tell of one deed."""


def _opposite(own: str, text: str, mine: tuple[int, int], theirs: tuple[int, int]) -> Turned | None:
    """A word whose opposite stands in the other clause, where neither holds both."""
    words = _words()
    ours = list(words.pattern.finditer(own))
    others = list(words.pattern.finditer(text))
    had = frozenset[tuple[str, int]]().union(*(words.sides[m[0]] for m in ours))
    has = frozenset[tuple[str, int]]().union(*(words.sides[m[0]] for m in others))
    for there in others:
        if there.end() <= theirs[0] or theirs[1] <= there.start():
            continue
        meant = {(name, 1 - side) for name, side in words.sides[there[0]] - had} - has
        for here in ours:
            touches = here.start() < max(mine[1], mine[0] + 1) and mine[0] < here.end() + 1
            alike = words.sides[here[0]] & meant
            if alike and (touches or any(name in words.anywhere for name, _ in alike)):
                return Turned(there.start(), there.end(), there[0], here[0])
    return None


def _of_a_character(removed: str, added: str, start: int) -> Turned | None:
    """One character for its opposite, beside which nothing is changed but what is added."""
    if len(removed) != 1 or not re.search(r"^.$|[元名个件户年月日人次亩座处的%].$", added):
        return None
    char = added[-1]
    if {removed + char, char + removed} & _words().characters:
        end = start + len(added)
        return Turned(end - 1, end, char, removed)
    return None


def _negated(own: str, text: str, mine: tuple[int, int], theirs: tuple[int, int]) -> Turned | None:
    """不 or 未 that has come or gone, all else the same."""
    removed, added = own[slice(*mine)], text[slice(*theirs)]
    for gone, come in ((removed, added), (added, removed)):
        negation = next((word for word in _NEGATIONS if come.startswith(word)), "")
        if come is added and _is_denied(own, gone, come, negation, mine):
            return Turned(theirs[0], theirs[1], added, removed)
        if not negation or (gone and not _words().affirmed.fullmatch(gone)) or come != negation:
            continue
        where, place = (text, theirs[0]) if come is added else (own, mine[0])
        if _NO_NEGATION.match(where, place) or _NO_NEGATION.match(where, max(place - 1, 0)):
            continue
        if come is added:
            return Turned(theirs[0], theirs[1], added, removed)
        span = (theirs[0], theirs[1]) if added else (max(theirs[0] - 1, 0), theirs[0] + 1)
        return Turned(*span, text[slice(*span)], removed)
    return None


_NEGATIVE = frozenset("缺少难弱低差无未不没空零乏欠非停断失错漏薄只仅才")


def _is_denied(own: str, gone: str, come: str, negation: str, mine: tuple[int, int]) -> bool:
    """A short word put for its denial where all around it is the same: 常驻乡镇, 不在乡镇."""
    rest = come.removeprefix(negation)
    return (
        bool(negation)
        and 1 <= len(gone) <= 2
        and len(rest) == 1
        and rest not in "到足少超低高过断仅但只同久论管妨禁愧"
        and not _NEGATIVE & set(gone)
        and len(own) - len(gone) >= 6
        and (mine[0] == 0 or mine[1] < len(own))
        and re.search(r"\d", own) is not None
    )


_INTENDED = ("打算", "计划", "准备", "拟", "力争")


def _meant(
    own: str, text: str, mine: tuple[int, int], theirs: tuple[int, int], topic: str
) -> Turned | None:
    """Done told as meant to be done, or the other way round."""
    words = _words()
    removed, added = own[slice(*mine)], text[slice(*theirs)]
    recorded = topic in words.record_topics and not any(word in own for word in words.meant)
    planned = added in words.meant or (len(added) > 2 and added.endswith(_INTENDED))
    if recorded and planned and removed in ("", *words.done):
        return Turned(theirs[0], theirs[1], added, removed)
    if not recorded and removed in words.meant and added in words.done:
        return Turned(theirs[0], theirs[1], added, removed)
    return None
