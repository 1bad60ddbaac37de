"""Words, sentences and paragraphs that stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from drafting.checks.marking import kept, mark
from drafting.checks.registry import Sources, check
from drafting.manuscript import Line, Manuscript
from drafting.model import Finding
from drafting.naming.words import words_of
from drafting.wording import bare, sentence_spans

_SHORTEST = 12
"""字 from which a sentence said twice is a slip and not a refrain."""
_AT_ONCE = 4
"""字 from which a sentence is told that stands twice, one right behind the other."""
_AROUND = 12
"""Characters on each side that a word is judged by."""
_PARTICLES = re.compile(
    r"(?<!目)(?<!标)的的(?!确|士)|(?<!不)(?<!未)了了(?!之|解)|(?<!非)是是(?!非)|(?<!实)(?<!现)在在(?!校|职|岗|建|册)"
    r"|和和(?!美|气|睦|平|谐)|与与(?!会)|及及|对对(?!联|方|口)|将将|把把(?!关)|被被|使使(?!用|命)|让让|为为(?!民|人)"
    r"|或或|但但|而而|从从(?!容)|向向|由由|们们|地地(?!方|区|道)|得得(?!到|益|以)|于于|以以(?!上|下|来|后|前|内|外)|并并(?!网|购)|也也|都都|就就(?!业|是|地|近|医)|还还(?!款|有)"
)
_COMPLEMENT = re.compile(r"(?<!起起)(?<!进进)(?<!出出)([起出过进])\1(?:来|去)")
"""标出出来: the first half of 出来 twice behind a verb."""
_PHRASE = re.compile(r"([\u4e00-\u9fff]{3,12})\1")
_PAIR = re.compile(r"([\u4e00-\u9fff])(?!\1)([\u4e00-\u9fff])\1\2")
_REDUPLICATED = frozenset(
    [
        "研究",
        "讨论",
        "学习",
        "考虑",
        "商量",
        "了解",
        "锻炼",
        "打听",
        "收拾",
        "休息",
        "交流",
        "体会",
        "感受",
        "活动",
        "调整",
        "总结",
        "盘点",
        "比较",
        "对照",
        "琢磨",
        "思考",
        "反思",
        "清点",
        "梳理",
        "问候",
        "慰问",
        "走访",
        "听听",
        "看看",
        "想想",
        "说说",
        "谈谈",
        "试试",
        "聊聊",
        "参考",
        "介绍",
        "认识",
        "观摩",
        "检查",
        "宣传",
        "解释",
        "沟通",
        "合计",
        "掂量",
        "权衡",
        "展示",
        "体验",
        "尝试",
        "整理",
        "打扫",
        "比划",
        "磨炼",
        "多多",
        "好好",
        "很多",
        "非常",
        "许多",
        "多少",
        "好多",
        "轰轰",
        "指点",
        "评比",
        "比试",
        "教育",
        "推敲",
        "斟酌",
        "合作",
        "帮助",
        "计算",
        "点评",
    ]
)


@check("repeats", mechanical=True)
def find_repeats(manuscript: Manuscript, sources: Sources) -> Iterator[Finding]:
    """A word set twice: error with the single word. A sentence or paragraph that stands twice in
    the body: error at its second place."""
    for line in manuscript.lines:
        yield from _words(line)
    yield from _sentences([line for line in manuscript.lines if line.role == "body"])


@kept
def _words(line: Line) -> Iterator[Finding]:
    for match in _PARTICLES.finditer(line.text):
        yield mark("repeats", line, match.span(), "error",
                   f"“{match[0]}”多了一个字。", match[0][0])  # fmt: skip
    for match in _COMPLEMENT.finditer(line.text):
        yield mark("repeats", line, match.span(), "error",
                   f"“{match[0]}”多了一个字。", match[0][1:])  # fmt: skip
    for match in _PHRASE.finditer(line.text):
        if match[1][0] not in "一每逐":  # 一个卫生院一个卫生院去看
            yield mark("repeats", line, match.span(), "error",
                       f"“{match[1]}”接连写了两遍。", match[1])  # fmt: skip
    for match in _PAIR.finditer(line.text):
        word = match[1] + match[2]
        if (
            match[2] == "着"
            or word in _REDUPLICATED
            or match[1] in "一半几每"
            or not _are_words(line.text, match)
        ):
            continue
        yield mark("repeats", line, match.span(), "warning",
                   f"“{word}”接连写了两遍，请核对。", word)  # fmt: skip


def _are_words(text: str, match: re.Match[str]) -> bool:
    """Whether a word ends between the two: 来临前|提前|提醒 holds no 前提 twice."""
    start = max(0, match.start() - _AROUND)
    at = match.start() - start
    borders = {word.start for word in words_of(text[start : match.end() + _AROUND])}
    return {at, at + 2} <= borders


def _sentences(lines: list[Line]) -> Iterator[Finding]:
    paragraphs: set[str] = set()
    sentences: set[str] = set()
    for line in lines:
        whole, said_here = _bare_of(line.text)
        if len(whole) >= _SHORTEST and whole in paragraphs:
            yield mark("repeats", line, (0, len(line.text)), "error",
                       "这一段和前面的一段完全相同，请删去一处。")  # fmt: skip
            continue
        paragraphs.add(whole)
        before = ""
        for start, end, said in said_here:
            if len(said) < _SHORTEST:
                calm = line.text[end - 1 : end] == "。"
                if calm and len(said) >= _AT_ONCE and before.endswith(said):
                    yield mark("repeats", line, (start, end), "error",
                               "这句话接连写了两遍，请删去一处。")  # fmt: skip
                before = said
                continue
            before = said
            if said in sentences:
                yield mark("repeats", line, (start, end), "error",
                           "这句话前面已经说过，请删去一处或换个说法。")  # fmt: skip
            sentences.add(said)


@lru_cache(maxsize=8_000)
def _bare_of(text: str) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    """A paragraph without its marks, and its sentences with their spans."""
    spans = sentence_spans(text)
    return bare(text), tuple((start, end, bare(text[start:end])) for start, end in spans)
