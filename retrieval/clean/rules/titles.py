"""A title, and the lines under it, glued to the first sentence: the line breaks are put back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule
from retrieval.clean.text.gluing import blanks_part, split_at_blank
from retrieval.clean.text.lines import lines, paragraph_break
from retrieval.clean.text.marks import HAN, has_han
from retrieval.clean.text.title_words import TITLE_ENDING, is_front, is_title

_LONGEST = 120
_LONGEST_TITLE = 60
_OPENING = (
    r"尊敬的|敬爱的|各位(?:领导|同志|来宾|代表|老师|朋友)|同志们[：:，！]|(?:19|20)\d\d年|20[xX×]{2}年|[xX×]{2,4}年"
    r"|(?:今年|去年|近年|近几年|一年|半年|多年|长期|入夏|入冬)(?:以?来|来，)|自(?:19|20)\d\d年|(?:在|当)[^，。]{2,30}[，之]"
    r"|为(?:了|深入|认真|进一步|全面|切实|贯彻|加强|做好|推动|推进)|根据|按照|遵照|一、|[（(]一[)）]|当前，|随着|通过"
    r"|过去的?一年|大家(?:上午|下午|早上|晚上)?好|今天[，是]"
)
_GLUED = re.compile(
    rf"[ \t\u3000]{{0,8}}(?:[#]{{1,2}} )?[^\s，。；！？：:]{{3,40}}?(?:{TITLE_ENDING})(?={_OPENING})"
)
_FRONT_GLUED = re.compile(
    rf"(?P<title>.{{4,50}}?(?:讲话|总结|报告|汇报|材料|方案|意见|体会|思考|做法))(?P<issuer>[{HAN}]{{2,20}}(?:委员会|委|政府|办公室|研究室|调研组|课题组|局|部|厅|中心|学院|学校|医院|公司))?"
    r"(?P<date>[（(]?(?:19|20)\d\d年[^（）()，。]{0,8}[)）]?)"
)
_BLANKS = re.compile(r"[ \t\u3000]+")
_REST_LEAST = 30
_FIRST_LINES = 3
_ADDRESSED = re.compile(r"[：:]\s*$|^\s*(?:尊敬的|同志们|各位)")


@rule("titles", "标题与正文粘连", 80)
def find(text: str) -> Iterator[Edit]:
    """Part the title, and the lines under it, from what follows them on their line."""
    gap = paragraph_break(text)
    for line in islice((line for line in lines(text) if line.text.strip()), _FIRST_LINES):
        if _ADDRESSED.search(line.text):
            return
        if len(line.text) > _REST_LEAST:
            for left, right in _borders(line.text, text) or _unmarked(line.text):
                yield Edit(line.start + left, line.start + right, gap)
            return


def _borders(line: str, text: str) -> list[tuple[int, int]]:
    """Return the blanks behind the title and behind each of the lines under it."""
    last = split_at_blank(line[: _LONGEST + 200], _LONGEST)
    if last is None:
        return _lines_under_title(line) if len(line) <= _LONGEST else []
    if not has_han(line[: last[0]]):
        return []
    fronts = _lines_under_title(line[: last[0]])
    title = line[: fronts[0][0] if fronts else last[0]]
    if len(title) > _LONGEST_TITLE or re.search("[。；！？]", title):
        return []
    if fronts or is_title(title) or (len(title) > 3 and blanks_part(text)):
        return [*fronts, last]
    return []


def _lines_under_title(line: str) -> list[tuple[int, int]]:
    """Return the blanks before dates, issuers and speakers."""
    blanks = [match.span() for match in _BLANKS.finditer(line) if match.start()]
    ends = [*(start for start, _ in blanks[1:]), len(line)]
    pairs = zip(blanks, ends, strict=False)
    return [blank for blank, end in pairs if is_front(line[blank[1] : end])]


def _unmarked(line: str) -> list[tuple[int, int]]:
    """Return where a title ends that nothing parts from words that open a text."""
    glued = _GLUED.match(line[:120])
    if glued is None or len(line) - glued.end() < _REST_LEAST:
        return []
    places = {glued.end()}
    front = _FRONT_GLUED.fullmatch(glued[0])
    if front:
        places |= {front.end("title"), front.start("date")}
    return [(place, place) for place in sorted(places)]
