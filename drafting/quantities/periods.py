"""The year that a passage is put in (今年, 去年, 2026年，……), against that of the facts it tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from drafting.evidence import evidence
from drafting.manuscript import Line, Manuscript
from drafting.model import Brief
from drafting.quantities.account import Account
from drafting.quantities.accounts import accounts_of, year_of
from drafting.quantities.knowledge import Knowledge, knowledge_of
from drafting.quantities.moments import Moment, resolved

_COMPARED = re.compile(r"[比较同与至到从由自]$|相比$")
_SENTENCES = 3
"""Sentences that a year at the head of a passage holds for, its own included."""
_AHEAD = re.compile(
    r"要|将|计划|打算|力争|确保|争取|目标|任务|安排|拟|下一步|继续|是|起|内|底前|准备"
)
_AHEAD_HEADING = re.compile(r"打算|计划|下一步|安排|目标|任务|要求|展望|思路|建议|下步|明年|今年")
_PLANS = frozenset({"打算", "目标", "任务", "步骤", "要求", "建议", "保障"})
_YEAR = re.compile(r"((?:19|20)\d\d)年")


@dataclass(frozen=True, slots=True)
class Misdated:
    """A year that is not that of the ``facts`` told under it; ``years`` are theirs."""

    line: Line
    account: Account
    facts: tuple[str, ...]
    years: tuple[int, ...]
    sure: bool


def misdated(manuscript: Manuscript, brief: Brief) -> Iterator[Misdated]:
    """Years under which only facts of other years are told."""
    knowledge = knowledge_of(brief, 0 if brief.date else year_of(manuscript))
    heading = ""
    headings: dict[int, str] = {}
    for line in manuscript.lines:
        if line.role.startswith("heading"):
            heading = line.text
        headings[line.start] = heading
    pairs = accounts_of(manuscript, brief)
    for _, group in groupby(pairs, key=lambda pair: pair[0].start):
        said = list(group)
        line, accounts = said[0][0], [account for _, account in said]
        if line.role != "body":
            continue
        for at, account in enumerate(accounts):
            moment = _year_said(account, knowledge)
            if moment is None:
                continue
            if wrong := _judge(line, at, accounts, moment.year, knowledge):
                yield wrong
            elif moment.offset == 0 and _outside_period(at, accounts, brief, headings[line.start]):
                yield Misdated(line, account, (), (_period(brief),), False)


def _year_said(account: Account, knowledge: Knowledge) -> Moment | None:
    """A bare year that holds for what follows: no date, no end of a comparison or a range."""
    moment = account.slot.quantity.moment
    if moment is None or moment.month or moment.until:
        return None
    slot = account.slot
    before = slot.sentence[: slot.quantity.start - slot.offset]
    after = slot.sentence[slot.quantity.end - slot.offset :]
    if _COMPARED.search(before) or after.startswith(("以来", "的", "起", "至", "—", "到", "度")):
        return None
    moment = resolved(moment, knowledge.year)
    return moment if moment.year and knowledge.year else None


def _governed(at: int, accounts: Sequence[Account]) -> Iterator[Account]:
    """The figures that follow a year until another date is said, in three sentences at most."""
    offsets = [accounts[at].slot.offset]
    for account in accounts[at + 1 :]:
        moment = account.slot.quantity.moment
        if moment is not None and (moment.year or moment.offset is not None):
            return
        if account.slot.offset not in offsets:
            offsets.append(account.slot.offset)
        if len(offsets) > _SENTENCES:
            return
        yield account


def _judge(
    line: Line, at: int, accounts: Sequence[Account], year: int, knowledge: Knowledge
) -> Misdated | None:
    against: list[tuple[str, frozenset[int]]] = []
    for account in _governed(at, accounts):
        if account.verdict != "fact" or not account.facts:
            continue
        every = [_years_of(fact, knowledge) for fact in account.facts]
        if any(not years or year in years for years in every):
            return None
        against.append((account.facts[0], every[0]))
    if not against:
        return None
    facts = tuple(dict.fromkeys(fact for fact, _ in against))
    years = tuple(sorted(frozenset[int]().union(*(years for _, years in against))))
    return Misdated(line, accounts[at], facts, years, len(years) == 1 and len(against) > 1)


def _years_of(fact: str, knowledge: Knowledge) -> frozenset[int]:
    return frozenset(
        k.moment.year for k in knowledge.by_fact.get(fact, ()) if k.moment and k.moment.year
    )


def _outside_period(at: int, accounts: Sequence[Account], brief: Brief, heading: str) -> bool:
    """Whether 今年 stands for the past year a paper tells of, which is written in the next."""
    period = _period(brief)
    if not brief.date or not period or period >= brief.date.year:
        return False
    slot = accounts[at].slot
    topics = {fact.id: fact.topic for fact in evidence(brief)}
    told = [
        topics.get(f, "")
        for a in _governed(at, accounts)
        if a.verdict == "fact"
        for f in a.facts[:1]
    ]
    ahead = _AHEAD.search(
        slot.sentence[slot.quantity.end - slot.offset :]
    ) or _AHEAD_HEADING.search(heading)
    return not ahead and not any(topic in _PLANS for topic in told)


def _period(brief: Brief) -> int:
    years = _YEAR.findall(brief.period)
    return int(years[-1]) if years else 0
