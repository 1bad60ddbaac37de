"""Dates, months, years and words for them (今年, 去年), as they stand and as they resolve."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from drafting.quantities.numerals import chinese_number

_Y = r"(?:(?:19|20)\d\d|[一二][〇零○一二三四五六七八九]{3})"
_M = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_D = r"(?:[12]\d|3[01]|0?[1-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_TO = r"[—\-–~～至到]{1,2}"
_PART = r"(?:底|初|末|上旬|中旬|下旬)"
_DATE = re.compile(
    rf"(?<![\d.])(?:(?P<y>{_Y})年(?!级|代|人|产|均)(?:度)?)?(?:(?P<m>{_M}|\d{{1,2}})月(?:份)?(?:(?P<d>{_D}|\d{{1,2}})[日号]|(?P<p>{_PART}))?)?"
    rf"|(?<!\d)(?P<y2>20\d\d)[.\-/](?P<m2>\d{{1,2}})[.\-/](?P<d2>\d{{1,2}})(?!\d)"
)
_BARE_YEAR = re.compile(
    rf"(?<![\d.])(?P<y>{_Y})(?={_TO}{_Y}年)|(?<=[（(〔\[])(?P<y2>(?:19|20)\d\d)(?=[）)])"
)
_BARE_MONTH = re.compile(rf"(?<![\d.])(?P<m>{_M})(?={_TO}{_M}月)")
_BARE_DAY = re.compile(rf"(?<={'[月日号]'})(?P<to>{_TO}|、)(?P<d>{_D})[日号]")
_RELATIVE = re.compile(r"今年(?!内)|今年内|去年|前年|明年|后年|本年度")
_OFFSET = {"今": 0, "去": -1, "前": -2, "明": 1, "后": 2, "本": 0}


@dataclass(frozen=True, slots=True)
class Moment:
    """A year, month or day. Missing components are 0; ``offset`` is set for 今年, 去年 …, whose
    ``year`` is 0 until resolved against the date of the document. ``until`` is set where the
    moment ends a range that the moment before it began."""

    start: int
    end: int
    year: int = 0
    month: int = 0
    day: int = 0
    part: str = ""
    offset: int | None = None
    until: bool = False

    @property
    def order(self) -> int:
        """A number that grows with time."""
        return self.year * 10000 + self.month * 100 + self.day


@lru_cache(maxsize=20_000)
def find_moments(text: str) -> tuple[Moment, ...]:
    """Moments in order. A number behind 第 or inside 《》 is none."""
    blotted = _MARK.sub(lambda m: "\0" * len(m[0]), text)
    blotted = re.sub(
        r"《[^》\n]{0,200}》|[〔\[](?:19|20)\d\d[〕\]]", lambda m: "\0" * len(m[0]), blotted
    )
    blotted = blotted.translate(_FULL_WIDTH)
    found = sorted({m.start: m for m in _read(blotted)}.values(), key=lambda m: m.start)
    apart: list[Moment] = []
    for moment in found:
        if not apart or moment.start >= apart[-1].end:
            apart.append(moment)
    return tuple(
        _in_range(moment, apart[i - 1] if i else None, text) for i, moment in enumerate(apart)
    )


_MARK = re.compile(r"(?:(?<=[：:；;，。\s])|(?m:^))[\d０-９]{1,2}[.．、]\s*(?=(?:19|20)\d\d年)")
"""The list mark before a year: 附件：1.2026年重点任务表."""
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．", "0123456789.")


def _read(text: str) -> Iterator[Moment]:
    for match in _BARE_YEAR.finditer(text):
        yield Moment(match.start(), match.end(), year=_number(match["y"] or match["y2"]))
    for match in _BARE_MONTH.finditer(text):
        yield Moment(match.start(), match.end(), month=_number(match["m"]))
    for match in _RELATIVE.finditer(text):
        month = re.compile(rf"(?P<m>{_M})月(?:份)?(?:(?P<d>{_D})[日号]|(?P<p>{_PART}))?").match(
            text, match.end()
        )
        end = month.end() if month else match.end()
        yield Moment(match.start(), end, month=_number(month["m"]) if month else 0,
                     day=_number(month["d"]) if month and month["d"] else 0,
                     part=(month["p"] or "") if month else "", offset=_OFFSET[match[0][0]])  # fmt: skip
    for match in _DATE.finditer(text):
        if not match[0] or (
            text[match.start() - 1 : match.start()] in ("第", "每") and match.start()
        ):
            continue
        years, months, days = (
            match["y"] or match["y2"],
            match["m"] or match["m2"],
            match["d"] or match["d2"],
        )
        yield Moment(
            match.start(),
            match.end(),
            _number(years),
            _number(months),
            _number(days),
            match["p"] or "",
        )
    for match in _BARE_DAY.finditer(text):
        yield Moment(match.start("d"), match.end(), day=_number(match["d"]))


def _number(numeral: str | None) -> int:
    if not numeral:
        return 0
    value = int(numeral) if numeral.isdigit() else chinese_number(numeral.replace("○", "〇"))
    return int(value or 0)


def _in_range(moment: Moment, before: Moment | None, text: str) -> Moment:
    if before is None or not re.fullmatch(_TO + "|、", text[before.end : moment.start]):
        return moment
    if moment.day and not moment.month:
        moment = replace(moment, month=before.month)
    return replace(moment, until=text[before.end : moment.start] != "、")


def resolved(moment: Moment, year: int) -> Moment:
    """今年 and its like as a year, where the year of the document is known (not 0)."""
    if moment.offset is None or not year:
        return moment
    return replace(moment, year=year + moment.offset)


_DAYS_OF = {"初": range(1, 11), "上": range(1, 11), "中": range(9, 22), "下": range(20, 32),
            "底": range(25, 32), "末": range(25, 32)}  # fmt: skip
"""Days of a month that its parts may be said of, with a day to spare."""


def _is_its_end(said: Moment, known: Moment) -> bool:
    """Whether a day is the last of a month that is known by its end: 11月30日 for 11月底."""
    if known.day or known.part[:1] not in ("底", "末"):
        return False
    return said.day in ((28, 29) if said.month == 2 else (30 + (said.month in _LONG),))


_LONG = (1, 3, 5, 7, 8, 10, 12)


def agree(said: Moment, known: Moment) -> bool:
    """Whether all that is said stands in what is known: 3月 in 3月12日, but not 3月12日 in 3月."""
    if said.year and known.year and said.year != known.year:
        return False
    if said.month and said.month != known.month:
        return False
    if said.day and said.day != known.day and not _is_its_end(said, known):
        return False
    if said.part and known.part and said.part != known.part:
        return False
    if said.part and known.day and not known.part and known.day not in _DAYS_OF[said.part[0]]:
        return False
    return bool(said.month or said.day or said.year == known.year)
