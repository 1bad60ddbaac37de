"""Salutations and greetings that stand on a line of their own: 同志们：, 大家上午好。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule
from retrieval.clean.text.lines import paragraph_break

_WHO = (
    "同志们?|领导|来宾|嘉宾|朋友们?|代表|委员|老师们?|同学们?|部长|书记|主席|主任|市长|县长|区长|省长|局长|校长|院长|处长|评委|专家|学者|女士们?|先生们?|战友们?|乡亲们|父老乡亲"
    "|同事们?|青年朋友们?|党员|干部|企业家|媒体朋友|记者朋友们?|同仁|家长|员工|职工"
)
_NAMED = rf"[^，。；：！？\s、]{{0,10}}?(?:{_WHO})"
_ADDRESS = rf"(?:尊敬的|敬爱的|亲爱的)?(?:各位)?{_NAMED}(?:[ ]?[、，和及与 ][ ]?(?:尊敬的|亲爱的)?(?:各位[ ]?)?{_NAMED}){{0,6}}"
_BEFORE = re.compile(
    rf"(?<=[。！？])[ \t\u3000]{{0,8}}(?=(?:尊敬的|同志们[：:]|各位(?:领导|来宾|代表|同志)))"
    rf"(?=({_ADDRESS}[：:]))|[ \t\u3000]{{1,8}}(?=({_ADDRESS}[：:]))"
)
_OFFICE = re.compile(
    r"^[ \t\u3000]{0,8}([^，。；：！？\s]{0,20}(?:政府|党委|[省市县区乡镇州旗]委|党组|委员会|办公室|[部局厅委办])：)"
    r"[ \t\u3000]{1,8}(?=\S)",
    re.MULTILINE,
)
_LINE = re.compile(rf"^[ \t\u3000]{{0,8}}({_ADDRESS}[：:])[ \t\u3000]{{0,8}}(?=\S)", re.MULTILINE)
_HELLO = (
    "(?:大家|各位|你们|领导们|同志们)?(?:，)?(?:上午|下午|早上|晚上|中午|新年|新春|节日)?好[！。!]"
)
_GREETING = re.compile(rf"^[ \t\u3000]{{0,8}}{_HELLO}[ \t\u3000]{{0,8}}(?=\S)", re.MULTILINE)
_OPENED = re.compile(
    r"(?:^|[。！？\s])(?:尊敬的|敬爱的|亲爱的|各位|同志们)[^。！？：:]*$|[、和与及，]$"
)
_HEAD = 600
"""Characters from the start within which a salutation may stand inside a line."""


@rule("salutations", "称呼与正文粘连", 79)
def find(text: str) -> Iterator[Edit]:
    """Put salutations and greetings on lines of their own."""
    gap = paragraph_break(text)
    done = 0
    for match in _BEFORE.finditer(text[:_HEAD]):
        inside_line = text[: match.start()].rpartition("\n")[2].strip()
        if inside_line and match.start() >= done and not _OPENED.search(inside_line):
            yield Edit(match.start(), match.end(), gap)
            done = match.end() + len(match[1] or match[2])
    for match in [*_LINE.finditer(text), *_OFFICE.finditer(text)]:
        yield Edit(match.end(1), match.end(), gap)
    for match in _GREETING.finditer(text):
        end = match.start() + len(match[0].rstrip())
        yield Edit(end, match.end(), gap)
