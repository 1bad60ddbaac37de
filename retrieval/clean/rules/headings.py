"""Headings glued to the paragraph before or behind them: …。二、强化保障 各单位要……"""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule
from retrieval.clean.text.gluing import split_at_blank
from retrieval.clean.text.lines import lines, paragraph_break
from retrieval.clean.text.marks import HAN, NUMERALS

_LONGEST = 50
_GLUED = re.compile(
    rf"(?:(?P<line>(?:^|\n)[ \t\u3000]{{0,8}}(?:#{{1,6}}(?=[ ]))?)|(?P<stop>(?<=[。！？…])[”）]?|(?<=：)(?=一、))|(?<=\S)(?=[ \t\u3000]))(?P<gap>[ \t\u3000]{{0,12}})"
    rf"(?:(?P<first>[{NUMERALS}]{{1,3}})、(?![{NUMERALS}\d])"
    rf"|[（(](?P<second>[{NUMERALS}]{{1,3}})[)）](?![、，])"
    rf"|(?P<third>\d{{1,2}})[.．、](?![\d、]))"
)
_NUMBERED_LINE = re.compile(
    rf"[ \t\u3000]{{0,8}}(?:[{NUMERALS}]{{1,3}}、|[（(][{NUMERALS}]{{1,3}}[)）]|\d{{1,2}}[.．、](?!\d)"
    rf"|第[{NUMERALS}]{{1,3}}(?:部分|章|，|、|点))[ \t\u3000]{{0,4}}"
)
_LEAST_REST = 15
_OPENING = re.compile(
    r"[^\s，。；：！？]{4,24}(?=(?:今年以来|近年来|近几年来?|多年来|去年以来|一年来|(?:19|20)\d\d年以来)，)"
)
_KNOWN = re.compile(
    r"(?:(?:主要)?(?:基本|工作)?情况|(?:发展|基本)现状|基本概况|(?:主要)?(?:工作)?(?:做法|成效|成绩|举措)(?:[及和与](?:成效|成绩|体会|经验))?|主要工作|(?:当前)?存在的?(?:主要|突出)?(?:问题|困难|不足|短板)"
    r"(?:[及和与](?:不足|困难|短板|差距|问题))?|(?:主要|突出)?(?:问题|困难|不足)[及和与](?:问题|困难|不足|建议)|(?:下一步|下步|今后)的?(?:工作)?(?:打算|计划|安排|思路|措施|建议)|(?:几点|对策|意见|工作)建议"
    r"|(?:工作|总体|整治)目标|(?:总体|工作)要求|指导思想|(?:基本|工作)原则|(?:加强)?组织领导|(?:工作|组织)保障|保障措施|(?:实施|方法)步骤|(?:主要|重点|工作)任务|几点(?:体会|启示|做法))"
    rf"(?=(?:截至|截止|目前|当前|近|今|一年|20\d\d年|为|我|全|各|按|根据|通过|坚持|从|一是|[（(]一|1[.．、]|\d|[{HAN}]{{2,6}}，|[{HAN}]{{4,20}}，[{HAN}]))"
    rf"(?![{HAN}]{{0,10}}[，。]?$)(?!的|和|与|及|是|不|有|已|上|方面|得到)"
)
"""Headings that documents of the genre share, with what their first sentences begin with."""
_GLUED_HEAD = re.compile(
    rf"(?:^|(?<=[\n。！？]))[ \t\u3000]{{0,8}}(?:[{NUMERALS}]{{1,3}}、|[（(][{NUMERALS}]{{1,3}}[)）])"
    rf"[{HAN}“”]{{3,20}}(?:(?=(?P<arabic>1)[.．、](?!\d)[{HAN}“])|(?=[（(]一[)）][{HAN}“])|(?=(?:一是|一要)[{HAN}]))"
)
_SECOND = {
    True: re.compile(rf"[。；！？]\s*2[.．、](?!\d)[{HAN}“]"),
    False: re.compile(r"[。；！？]\s*(?:[（(]二[)）]|二[是要])"),
}
_FAR = 600
_NOT_IN_HEADING = re.compile("[。；！？]|：$")


@rule("headings", "恢复标题分行", 83)
def find(text: str) -> Iterator[Edit]:
    """Put numbered headings on lines of their own."""
    gap = paragraph_break(text)
    for match in _counted_on(list(_GLUED.finditer(text))):
        if match["line"] is None:
            yield Edit(match.start("gap"), match.end("gap"), gap)
    yield from _behind_short_heads(text, gap)
    for line in lines(text):
        begin = _NUMBERED_LINE.match(line.text)
        if begin and len(line.text) > _LEAST_REST:
            yield from _run_in(line.start, line.text, begin.end(), gap)


def _behind_short_heads(text: str, gap: str) -> Iterator[Edit]:
    """Part 一、整治重点1.学校…… where the numbers count on behind full stops."""
    for match in _GLUED_HEAD.finditer(text):
        following = text[match.end() : match.end() + _FAR]
        if _SECOND[match["arabic"] is not None].search(following):
            yield Edit(match.end(), match.end(), gap)


def _counted_on(found: list[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Yield the numbers that count on: 二 behind 一, and 一 only if 二 follows."""
    for level in ("first", "second", "third"):
        at_level = [match for match in found if match[level]]
        values = [_value(match[level]) for match in at_level]
        last_two = max((i for i, value in enumerate(values) if value == 2), default=-1)
        seen = 0
        for place, (match, value) in enumerate(zip(at_level, values, strict=True)):
            if (value == 1 and place < last_two) or (value > 1 and value in (seen, seen + 1)):
                seen = value
                yield match


def _value(numeral: str) -> int:
    if numeral.isdigit():
        return int(numeral)
    tens, ten, ones = numeral.rpartition("十")
    digit = NUMERALS.find(ones) + 1 if ones else 0
    return digit + (10 * (NUMERALS.find(tens) + 1 if tens else 1) if ten else 0)


def _run_in(offset: int, line: str, begin: int, gap: str) -> Iterator[Edit]:
    """Part a heading from its paragraph where a blank, and no stop, stands between them."""
    opening = _OPENING.match(line, begin)
    if opening:
        yield Edit(offset + opening.end(), offset + opening.end(), gap)
        return
    known = _KNOWN.match(line, begin)
    if known and "。" in line[known.end() + _LEAST_REST :]:
        yield Edit(offset + known.end(), offset + known.end(), gap)
        return
    blank = split_at_blank(line[begin : begin + _LONGEST + 200], _LONGEST)
    if blank is None or _NOT_IN_HEADING.search(line[begin : begin + blank[0]]):
        return
    if len(line) - begin - blank[1] >= _LEAST_REST and blank[0] >= 4:
        yield Edit(offset + begin + blank[0], offset + begin + blank[1], gap)
