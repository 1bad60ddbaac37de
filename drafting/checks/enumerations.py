"""一是、二是…, 第一、第二…, 首先、其次…: runs without gaps, repeats or lonely beginnings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from drafting.checks.marking import mark
from drafting.checks.registry import Sources, check
from drafting.manuscript import Line, Manuscript
from drafting.model import Finding, Severity
from drafting.wording import chinese_ordinal

_START = r"(?:(?<=[。；：！？，、”）…,;:!?)])|(?<=[。；：！？，,;:!?] )|^)"
_NUMERAL = "[一二三四五六七八九十]{1,2}"
_BRACKETED = re.compile(rf"^（({_NUMERAL})）(?=\S)")
"""Numbers that begin paragraphs; where they begin headings, another check counts them."""
_FAMILIES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("{n}是", re.compile(rf"{_START}({_NUMERAL})是(?=[^否，])")),
    ("{n}要", re.compile(rf"{_START}({_NUMERAL})要(?=[^点害求])")),
    (
        "第{n}",
        re.compile(rf"{_START}(?:第({_NUMERAL})[，,、](?!二|三|四|五)|(首先|其次|再次)[，,])"),
    ),
    ("其{n}", re.compile(rf"{_START}其([一二三四五六七八九])[，,、]")),
    ("{n}看", re.compile(rf"{_START}({_NUMERAL})看(?=[^着到])")),
    (
        "第{n}件",
        re.compile(
            rf"{_START}第({_NUMERAL})(?:(?:件|条|句|点|个|项|层)(?:事|话|感受|体会|意见|希望|要求|建议|想法"
            r"|启示|方面|问题|原因|任务|重点|环节|特点|变化|意思)?|步|关|招|笔账)[，,、：]"
        ),
    ),
    ("（{n}）", _BRACKETED),
)
_SEVERAL = ("第{n}件", "（{n}）")
"""Families of which one alone may be named from elsewhere: 第二件，比第一件还难."""
_ORDINALS = {chinese_ordinal(number): number for number in range(1, 100)}
_NEXT_WITHIN = 300
"""Characters within which 二是 follows a 一是 inside a clause."""
_WORDS = {"首先": 1, "其次": 2, "再次": 3}
"""What stands for a number where the others are numbers: 首先，…其次，…第三，…."""
_IN_CLAUSE = re.compile(
    r"(?<=[\u4e00-\u9fff])(?<![之第统唯万单专合归同其十])一(?:是|要)(?=[^否点害求，])"
)
"""一是 without a stop before it, where 二是 follows: 我一是表示祝贺，二是…."""
_FIRST, _NEXT = (
    re.compile(rf"{_START}首先[，,]"),
    re.compile(rf"{_START}(?:其次|再次|然后|最后)[，,]?"),
)
_ONE_HAND = re.compile(rf"{_START}一方面")
_OTHER_HAND = re.compile(r"另一方面|一方面")


@dataclass(frozen=True, slots=True)
class Entry:
    """One 一是 or 第二，: where it stands and its number."""

    line: Line
    span: tuple[int, int]
    number: int


@check("enumerations", mechanical=True)
def find_broken_runs(manuscript: Manuscript, sources: Sources) -> Iterator[Finding]:
    """A number left out or set twice: error with the right one. A run of one: warning."""
    for name, form in _FAMILIES:
        for run in runs_of(manuscript, form):
            if any(_said(entry) not in _WORDS for entry in run) and _is_a_run(run, name):
                yield from _judge(run, name)
    for line in manuscript.lines:
        if line.role == "body":
            yield from _one_hand(line)
    yield from _first_without_next(manuscript)


def runs_of(manuscript: Manuscript, form: re.Pattern[str]) -> Iterator[list[Entry]]:
    """The runs of one family: each begins where the number is one again, or under a heading."""
    run: list[Entry] = []
    for line in manuscript.lines:
        if line.role.startswith("heading"):
            if form is _BRACKETED or not form.match(line.text):
                yield from [run] if run else []
                run = []
            if form is _BRACKETED:
                continue
        elif line.role != "body":
            continue
        for span, number in _numbered(line.text, form):
            entry = Entry(line, span, number)
            if entry.number == 1 and run:
                yield run
                run = []
            run.append(entry)
    if run:
        yield run


@lru_cache(maxsize=20_000)
def _numbered(text: str, form: re.Pattern[str]) -> tuple[tuple[tuple[int, int], int], ...]:
    found = [
        (m.span(), _ORDINALS.get(m[1] or "", 0) or _WORDS.get(m[m.lastindex or 1], 0))
        for m in form.finditer(text)
    ]
    for match in _IN_CLAUSE.finditer(text):
        behind = form.search(text, match.end(), match.end() + _NEXT_WITHIN)
        if behind and behind[1] == "二" and behind[0][1:2] == match[0][1:2]:
            found.append((match.span(), 1))
    return tuple(sorted(set(found)))


def all_runs(manuscript: Manuscript) -> Iterator[list[Entry]]:
    """The runs of every family."""
    for name, form in _FAMILIES:
        for run in runs_of(manuscript, form):
            if any(_said(entry) not in _WORDS for entry in run) and _is_a_run(run, name):
                yield run


def _is_a_run(run: list[Entry], name: str) -> bool:
    if name == "（{n}）" and run[0].number != 1:
        return False
    return len(run) > 1 or name not in _SEVERAL


def _judge(run: list[Entry], name: str) -> Iterator[Finding]:
    if len(run) == 1 and run[0].number == 1:
        shown = name.format(n="二")
        yield _finding(run[0], "warning", f"只有“{_said(run[0])}”，没有“{shown}”，请补齐或改写。")
        return
    expected = 1
    for entry in run:
        if entry.number != expected:
            right = _said(entry).replace(
                chinese_ordinal(entry.number), chinese_ordinal(expected), 1
            )
            word = "重复了" if entry.number < expected else "跳过了一项"
            yield _finding(entry, "error", f"“{_said(entry)}”{word}，这里应为“{right}”。", right)
            expected = max(expected, entry.number)
        expected += 1


def _said(entry: Entry) -> str:
    return entry.line.text[slice(*entry.span)].rstrip("，,、：")


def _finding(entry: Entry, severity: Severity, message: str, suggestion: str = "") -> Finding:
    start, _ = entry.span
    span = (start, start + len(_said(entry)))
    return mark("enumerations", entry.line, span, severity, message, suggestion)


def _one_hand(line: Line) -> Iterator[Finding]:
    opened = list(_ONE_HAND.finditer(line.text))
    if len(opened) == 1 and not _OTHER_HAND.search(line.text, opened[0].end()):
        yield mark("enumerations", line, opened[0].span(), "warning",
                   "有“一方面”，没有“另一方面”，请补齐或改写。")  # fmt: skip


def _first_without_next(manuscript: Manuscript) -> Iterator[Finding]:
    """首先， with nothing to follow under the same heading."""
    opened: tuple[Line, tuple[int, int]] | None = None
    for line in (*manuscript.lines, None):
        if line is None or line.role.startswith("heading"):
            if opened is not None:
                yield mark("enumerations", *opened, "warning",
                           "有“首先”，后面没有“其次”，请补齐或删去“首先”。")  # fmt: skip
            opened = None
            continue
        if line.role != "body":
            continue
        first = _FIRST.search(line.text)
        if first and opened is None:
            opened = (line, (first.start(), first.start() + 2))
        if opened and _NEXT.search(line.text, first.end() if first else 0):
            opened = None
