"""Years, months and days of the draft are those of the facts; 今年 and 去年 count from its own date.

A date that cannot be (2月30日), a weekday that is not that day's, and a period that ends before it
begins are errors with or without facts.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from itertools import pairwise

from drafting.checks.registry import Sources, check
from drafting.manuscript import Line, Manuscript
from drafting.model import Brief, Finding
from drafting.quantities.accounts import accounts_of
from drafting.quantities.moments import Moment, find_moments
from drafting.quantities.periods import misdated
from drafting.quantities.remarks import remark

_WEEKDAYS = "一二三四五六日"
_WEEKDAY = re.compile(r"[（(]?(?:星期|周|礼拜)([一二三四五六日天])[）)]?")
_OWN_DATE = ("dateline", "date")


@check("dates")
def find_wrong_dates(manuscript: Manuscript, sources: Sources) -> Iterator[Finding]:
    """Dates without a ground or of another event, and dates that cannot be."""
    for line in manuscript.lines:
        yield from _impossible(line)
    if sources.brief is None:
        return
    for line, account in accounts_of(manuscript, sources.brief):
        if account.slot.quantity.kind != "moment":
            continue
        if line.role in _OWN_DATE and sources.brief.date is None:
            continue
        if said := remark(account):
            yield _finding(
                line, said.start, said.end, said.message, said.suggestion, account.facts, said.sure
            )
    yield from _misdated(manuscript, sources.brief)


def _misdated(manuscript: Manuscript, brief: Brief) -> Iterator[Finding]:
    """A passage put in another year than that of the facts it tells."""
    for wrong in misdated(manuscript, brief):
        said, years = wrong.account.slot.quantity, "、".join(f"{year}年" for year in wrong.years)
        if remark(wrong.account):
            continue
        if wrong.facts:
            message = f"“{said.text}”与下文不符：所写的事实{'、'.join(wrong.facts)}说的是{years}。"
        else:
            message = f"文稿写于次年，“{said.text}”不是所写的{years}，请核对。"
        right = f"{wrong.years[0]}年" if len(wrong.years) == 1 else ""
        yield _finding(wrong.line, said.start, said.end, message, right, wrong.facts, wrong.sure)


def _impossible(line: Line) -> Iterator[Finding]:
    moments = find_moments(line.text)
    for moment in moments:
        if problem := _no_such_day(moment):
            yield _finding(line, moment.start, moment.end, problem)
        elif moment.year and moment.month and moment.day:
            yield from _weekday(line, moment)
    for before, after in pairwise(moments):
        if after.until and before.year and after.year and _end(after) < before.order:
            text = line.text[before.start : after.end]
            yield _finding(
                line, before.start, after.end, f"“{text}”的结束时间早于开始时间，请核对。"
            )


def _end(moment: Moment) -> int:
    return moment.year * 10000 + (moment.month or 99) * 100 + (moment.day or 99)


def _no_such_day(moment: Moment) -> str:
    if moment.month > 12:
        return f"没有{moment.month}月，请核对日期。"
    if moment.day and moment.month:
        days = (
            29
            if moment.month == 2 and not moment.year
            else calendar.monthrange(moment.year or 2024, moment.month)[1]
        )
        if moment.day > days:
            year = f"{moment.year}年" if moment.year else ""
            return f"{year}{moment.month}月只有{days}天，没有{moment.day}日，请核对日期。"
    return ""


def _weekday(line: Line, moment: Moment) -> Iterator[Finding]:
    match = _WEEKDAY.match(line.text, moment.end)
    if not match or not 1 <= moment.month <= 12:
        return
    right = _WEEKDAYS[dt.date(moment.year, moment.month, moment.day).weekday()]
    if match[1].replace("天", "日") != right:
        date = line.text[moment.start : moment.end]
        yield _finding(line, match.start(), match.end(), f"{date}是星期{right}，不是星期{match[1]}。",
                       match[0].replace(match[1], right))  # fmt: skip


def _finding(
    line: Line, start: int, end: int, message: str, suggestion: str = "",
    facts: tuple[str, ...] = (), sure: bool = True,
) -> Finding:  # fmt: skip
    return Finding(
        check="dates",
        severity="error" if sure else "warning",
        section="",
        quote=line.text[start:end],
        start=line.start + start,
        end=line.start + end,
        message=message,
        suggestion=suggestion,
        facts=facts,
    )
