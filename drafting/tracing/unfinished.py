"""A fact's 没有, 零 or 全部 that a sentence tells as there, happened or still going on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafting.naming.letters import figures_in

_CLAUSE = re.compile(r"[^，。；：！？\n]+")
_HAN = r"[\u4e00-\u9fff]"
_LACKING = re.compile(rf"(?:尚未|还未|没有|尚无|缺少|未)(?P<what>{_HAN}{{4,10}})")
_THERE = re.compile(r"已有|建有|已经|均已|已建|建成|建起|配有|配齐|装有|装上|具备|拥有|[都均]有")
_DENIES = re.compile(r"[不没未无非缺欠零]|尚|空白")
_NIL = re.compile(rf"零(?P<what>{_HAN}{{2}})")
_HAPPENED = r"(?:发生|出现|接到|产生|存在|有)(?:过|了)?"
_DONE = re.compile(rf"(?:全部|已经|均已|已全部)(?P<deed>{_HAN}{{2}})(?:到位|完毕|完成|结束|清零)?$")
_GOING_ON = r"(?:正在|仍在|还在|尚在|陆续)(?:抓紧|逐步|加快)?"
_OTHERS = re.compile(r"其余|剩余|剩下|其他|另有|还有|余下")

_GAP = re.compile(r"缺口|短缺|拖欠|欠缴|未到位|没有到位")
_PAID_UP = re.compile(
    r"(?:目前|现在|如今|眼下)?(?:都|均|全部)?(?:已经|已)(?:全部|足额)?(?:到位|补齐|拨付|付清|还清|解决)"
)
_ALL_DONE = re.compile(rf"(?P<what>{_HAN}{{3,}}?)(?:已经|已)?全部{_HAN}{{2,4}}$")
_STILL_NOT = r"(?:仍未|尚未|还没有|仍没有|没有|未能)(?:全部|完全)?"
_DENIED_FIGURE = re.compile(
    rf"(?:没有|没能|未能|未)(?![让使因只到]){_HAN}{{1,3}}(?<!的)(?=(?P<figure>\d+(?:\.\d+)?))"
)


@dataclass(frozen=True, slots=True)
class Turned:
    """A word of the draft's sentence that says the opposite of a fact's; ``right`` is the fact's
    word, empty where one was left out."""

    start: int
    end: int
    wrong: str
    right: str


def unfinished(fact: str, sentence: str) -> list[Turned]:
    """The first that is found, as a list of one; empty where all is as in the fact."""
    rules = (_there, _happened, _going_on, _paid_up, _still_not, _not_reached)
    found = next((turned for rule in rules for turned in rule(fact, sentence)), None)
    return [found] if found else []


def _clauses(text: str) -> Iterator[tuple[str, int]]:
    return ((match[0], match.start()) for match in _CLAUSE.finditer(text))


def _there(fact: str, sentence: str) -> Iterator[Turned]:
    """437个没有充电设施, told as 已有437个建成充电设施: same figure, same thing, nothing denied."""
    for own, _ in _clauses(fact):
        lacking = _LACKING.search(own)
        figures = figures_in(own)
        for clause, start in _clauses(sentence) if lacking and figures else ():
            there = _THERE.search(clause)
            told = lacking is not None and lacking["what"][-4:] in clause
            same = bool(figures_in(clause)) and figures_in(clause) <= figures
            if told and there and same and not _DENIES.search(clause):
                yield Turned(start + there.start(), start + there.end(), there[0], "没有")


def _happened(fact: str, sentence: str) -> Iterator[Turned]:
    """零火情, told as 发生火情."""
    for nil in _NIL.finditer(fact):
        for clause, start in _clauses(sentence):
            match = re.search(_HAPPENED + re.escape(nil["what"]), clause)
            if match and not _DENIES.search(clause):
                yield Turned(start + match.start(), start + match.end(), match[0], nil[0])


def _going_on(fact: str, sentence: str) -> Iterator[Turned]:
    """全部整改到位, told as 正在整改, and of no rest."""
    for own, _ in _clauses(fact):
        done = _DONE.search(own)
        if done is None or sentence.count(done["deed"]) != 1 or _OTHERS.search(sentence):
            continue
        for clause, start in _clauses(sentence):
            match = re.search(_GOING_ON + done["deed"], clause)
            if match and not re.search(_GOING_ON + done["deed"], fact):
                yield Turned(start + match.start(), start + match.end(), match[0], done[0])


def _paid_up(fact: str, sentence: str) -> Iterator[Turned]:
    """A gap of money, of which a clause of its own says that it is closed: 目前都已经到位."""
    gap = _GAP.search(fact)
    if gap is None or not figures_in(fact) & figures_in(sentence):
        return
    for clause, start in _clauses(sentence):
        if _PAID_UP.fullmatch(clause) and clause not in fact:
            yield Turned(start, start + len(clause), clause, gap[0])


def _still_not(fact: str, sentence: str) -> Iterator[Turned]:
    """空壳村全部消除, told as 空壳村仍未清零."""
    for own, _ in _clauses(fact):
        done = _ALL_DONE.search(own)
        if done is None or re.search(r"\d", own):
            continue
        for clause, start in _clauses(sentence):
            match = re.search(re.escape(done["what"][-3:]) + f"(?P<not>{_STILL_NOT})", clause)
            if match:
                at = start + match.start("not")
                yield Turned(at, at + len(match["not"]), match["not"], "全部")


def _not_reached(fact: str, sentence: str) -> Iterator[Turned]:
    """惠及3200名, told as 没有发到3200名."""
    for clause, start in _clauses(sentence):
        match = _DENIED_FIGURE.search(clause)
        for own, _ in _clauses(fact) if match else ():
            same = match and re.search(rf"(?<![\d.]){re.escape(match['figure'])}(?![\d.])", own)
            if match and same and not _DENIES.search(own):
                yield Turned(start + match.start(), start + match.end(), match[0], "")
