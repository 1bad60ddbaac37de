"""What a chat assistant says before and behind the text it was asked for; rules of dashes there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule
from retrieval.clean.text.lines import Line, short_lines, without_line

_BEFORE = re.compile(
    r"\s*(?:(?:好的|当然(?:可以)?|没问题|可以的)[，,！!。：:~]\s?.{0,120}"
    r"|(?:以下|下面|这)(?:是|为)(?:一?[篇份个则]|我?为[您你]|根据[您你]|按[您你]).{0,100}(?:[：:]|参考.{0,10}|示例.{0,6}|范文.{0,6}))\s*"
)
_ASKED = re.compile(r"以下|下面|为[您你]|[您你]的要求|撰写|草拟|整理")
_BEHIND = re.compile(
    r"\s*(?:(?:以上|上述|这[篇份个]|本|此)[^。]{0,24}(?:仅供[您你]?参考|供[您你]参考|希望(?:能)?对[您你]|[您你]可以?根据|可根据[您你]|是根据[您你])"
    r"|(?:希望|但愿)[^。]{0,30}(?:对[您你]有所?帮助|符合[您你]的(?:要求|需求|期望))|(?:如果|如|若)[您你]?(?:需要|还?有|想)[^。]{0,50}随时(?:告诉|联系|告知|提出|补充|提供)"
    r"|[（(](?:全文|本文|正文|字数)[^（）()。]{0,8}\d{2,5} ?字[^（）()。]{0,10}[)）]|如需(?:调整|修改|补充|润色|扩写|精简|更多|进一步(?:修改|完善|调整|细化))[^。]{0,50}(?:告诉我|随时(?:告诉|告知|提出)|我(?:可以|会|来))|(?:请)?注意[：:，,][^。]{0,20}(?:示例|模板|范文|草稿|占位)|[您你](?:可以|可)根据[^。]{0,30}(?:修改|调整|补充|替换)|需要我[^。]{0,40}吗[？?]|(?:文中|上述|以上|其中)[^。]{0,10}(?:数据|案例|人名|地名|单位|内容)[^。]{0,12}(?:示例|虚构|占位|假设|AI生成|AI辅助)|(?:以上|本|该)?(?:内容|回答)[^。]{0,6}由 ?AI ?(?:大模型)?生成|如需[^。]{0,30}(?:请)?(?:告诉|告知)我).*"
)
_THOUGHT = re.compile(
    r"(?:\A[^<]{0,20}|\n)?<(think|thinking|reasoning)>.{0,20000}?</\1>\s*", re.DOTALL
)
_THOUGHT_END = re.compile(r"\A.{0,20000}?</(?:think|thinking|reasoning)>\s*", re.DOTALL)
_DASHES = re.compile(r"\s*(?:[-—_=*~]\s?){3,}\s*")
_LABEL = re.compile(r"\s*(?:使用|补充|写作|特别)?(?:说明|备注|注|提示|注意事项)[：:]?\s*")
_DEPTH = 8
"""So many lines from either end are looked at."""


@rule("assistants", "对话助手的话", 52)
def find(text: str) -> Iterator[Edit]:
    """Take out an assistant's first and last lines, and what it thought before."""
    if "</" in text:
        thought = [m.span() for m in _THOUGHT.finditer(text)]
        for start, end in thought or [m.span() for m in _THOUGHT_END.finditer(text)]:
            yield Edit(start, end, "\n" if start else "")
    found = list(short_lines(text))
    for ends, spoken in ((found, _speaks_before), (found[::-1], _speaks_behind)):
        for line in _at_end(ends, spoken):
            yield without_line(text, line)


def _at_end(found: Sequence[Line], spoken: Callable[[str], bool]) -> list[Line]:
    """The lines from one end on, up to the last that an assistant speaks or that is a rule."""
    taken = 0
    for place, line in enumerate(found[:_DEPTH], start=1):
        label = taken and _LABEL.fullmatch(line.text)
        if spoken(line.text) or label or _DASHES.fullmatch(line.text):
            taken = place
        else:
            break
    return list(found[:taken])


def _speaks_before(line: str) -> bool:
    return _BEFORE.fullmatch(line) is not None and _ASKED.search(line) is not None


def _speaks_behind(line: str) -> bool:
    return _BEHIND.fullmatch(line) is not None
