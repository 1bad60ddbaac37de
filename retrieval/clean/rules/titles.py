"""A title, and the lines under it, glued to the first sentence: the line breaks are put back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule
from retrieval.clean.text.gluing import blanks_part, split_at_blank
from retrieval.clean.text.lines import paragraph_break
from retrieval.clean.text.marks import HAN, has_han

_LONGEST = 120
_LONGEST_TITLE = 60
_ENDING = (
    "讲话稿?|发言稿?|致辞|致词|演讲稿|主持词|开幕词|闭幕词|倡议书|总结|小结|报告|汇报|材料|方案|预案|意见|通知|通报"
    "|决定|办法|规定|细则|条例|要点|计划|规划|纪要|提纲|体会|心得|感悟|感想|建议|申请书?|简报|经验|做法|思考|探索|启示"
    "|综述|概述|侧记|纪实|报告书|述职|述廉|鉴定|函|请示|批复|公告|通告|稿|范文|模板|[（(][^（）()。]{1,14}[)）]"
    "|[一二三四五六七八九十\\d]{1,3}篇"
)
_IS_TITLE = re.compile(rf"(?:.*(?:{_ENDING})|关于.{{2,50}}的.{{2,8}}|第[{HAN}\d]{{1,3}}篇.*)$")
_OPENING = (
    r"尊敬的|敬爱的|各位(?:领导|同志|来宾|代表|老师|朋友)|同志们[：:，！]|(?:19|20)\d\d年|20[xX×]{2}年|[xX×]{2,4}年"
    r"|(?:今年|去年|近年|近几年|一年|半年|多年|长期|入夏|入冬)(?:以?来|来，)|自(?:19|20)\d\d年|(?:在|当)[^，。]{2,30}[，之]"
    r"|为(?:了|深入|认真|进一步|全面|切实|贯彻|加强|做好|推动|推进)|根据|按照|遵照|一、|[（(]一[)）]|当前，|随着|通过"
    r"|过去的?一年|大家(?:上午|下午|早上|晚上)?好|今天[，是]"
)
_GLUED = re.compile(
    rf"[ \t\u3000]{{0,8}}(?:[#]{{1,2}} )?[^\s，。；！？：:]{{3,40}}?(?:{_ENDING})(?={_OPENING})"
)
_FRONT = re.compile(
    r"[（(]?(?:(?:19|20)\d\d|[20xX×]{4})年[^（）()]{0,12}[)）]?|——.*|中共.{3,30}|.{2,30}(?:委员会|政府|办公?室|课题组|调研组"
    r"|[部局厅院校会组]|公司|集团|中心|大学)|.{0,30}(?:书记|部长|局长|主任|[省市县区州乡镇校院厅处科]长|主席|代表)[ ]?.{2,4}"
)
_BLANKS = re.compile(r"[ \t\u3000]+")
_REST_LEAST = 30


@rule("titles", "标题与正文粘连", 80)
def find(text: str) -> Iterator[Edit]:
    """Part the title, and the lines under it, from what follows them on their line."""
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    line = text[start : end if end >= 0 else len(text)]
    if len(line) <= _REST_LEAST:
        return
    gap = paragraph_break(text)
    for left, right in _borders(line, text) or _unmarked(line):
        yield Edit(start + left, start + right, gap)


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
    if fronts or _IS_TITLE.match(title) or (len(title) > 3 and blanks_part(text)):
        return [*fronts, last]
    return []


def _lines_under_title(line: str) -> list[tuple[int, int]]:
    """Return the blanks before dates, issuers and speakers."""
    blanks = [match.span() for match in _BLANKS.finditer(line) if match.start()]
    ends = [*(start for start, _ in blanks[1:]), len(line)]
    pairs = zip(blanks, ends, strict=False)
    return [blank for blank, end in pairs if _FRONT.fullmatch(line[blank[1] : end])]


def _unmarked(line: str) -> list[tuple[int, int]]:
    """Return where a title ends that nothing parts from words that open a text."""
    glued = _GLUED.match(line[:120])
    if glued and len(line) - glued.end() >= _REST_LEAST:
        return [(glued.end(), glued.end())]
    return []
