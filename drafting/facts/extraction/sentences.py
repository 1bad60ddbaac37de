"""Sentences of a paragraph, and the separate matters within one, with their offsets.

Quotes and brackets protect the marks inside them, but only where they are closed: copied texts
lose closing quotes, and one lost quote must not make a sentence of a whole page.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

Span = tuple[int, int]

_PAIRS = {"“": "”", "（": "）", "(": ")", "《": "》", "「": "」", "【": "】"}
_LONGEST_QUOTE = 150
"""Characters; beyond, a quote is taken for one that was never closed."""
_END = "。！？!?…"
_CLOSING = "”’」』）)》】"
_GOES_ON = "，、；：的"
_COUNTED = re.compile(
    r"(?:[二三四五六七八九十]|十[一二三])是(?!否)|[（(][二三四五六七八九十2-9][）)]|[②③④⑤⑥⑦⑧⑨⑩]"
    r"|第[二三四五六七八九十][，、]|[2-9]\.(?!\d)|[2-9]、"
)
_FIRST = re.compile(r"一是(?!否)|[（(][一1][）)]|①|第一[，、]|1\.(?!\d)|1、")
_DEPENDENT = re.compile(
    r"\s*(?:其中|其余|分别|占|比|同比|环比|较|并|且|又|还|而|则|也|再|以|由|约|共计|合计|为|是|即|使|让|从而|以及|及|和|"
    r"包括|含|另有|另外|其|人均|平均|户均|最)"
)
_SHORTEST = 8
"""A part with fewer characters does not stand alone."""


def sentence_spans(text: str) -> list[Span]:
    """Half-open spans of the sentences of a paragraph, end marks included, none empty."""
    shield = _shielded(text)
    spans, start, index = [], 0, 0
    while index < len(text):
        if text[index] in _END and not shield[index]:
            while index + 1 < len(text) and text[index + 1] in _END + _CLOSING:
                index += 1
            if text[index + 1 : index + 2] not in tuple(_GOES_ON):
                spans.append((start, index + 1))
                start = index + 1
        elif shield[index] == 2 and text[index + 1 : index + 2] not in tuple(_GOES_ON + _END):
            spans.append((start, index + 1))
            start = index + 1
        index += 1
    spans.append((start, len(text)))
    return [stripped for span in spans if (stripped := _strip(text, span))]


def _shielded(text: str) -> list[int]:
    """For each character: 1 inside a closed pair, 2 at a closing quote that ends a sentence."""
    shield = [0] * (len(text) + 1)
    index = 0
    while index < len(text):
        closing = _PAIRS.get(text[index])
        end = text.find(closing, index + 1, index + _LONGEST_QUOTE) if closing else -1
        again = text.find(text[index], index + 1, end) if end > 0 else -1
        if end < 0 or again >= 0:
            index += 1
            continue
        shield[index : end + 1] = [1] * (end + 1 - index)
        if text[end] == "”" and text[end - 1] in "。！？":
            shield[end] = 2
        index = end + 1
    return shield


def _strip(text: str, span: Span) -> Span | None:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if end > start else None


def matters(text: str, span: Span) -> list[Span]:
    """The sentence at ``span`` as spans of the separate matters it tells of: counted points
    (一是 … 二是 …) and parallels parted by ；, where each stands alone."""
    return [piece for part in _counted(text, span) for piece in _parallel(text, part)]


def _counted(text: str, span: Span) -> Iterator[Span]:
    """A sentence ``lead：一是…，二是…`` cut before each number; the lead is a part of its own."""
    start, end = span
    shield = _shielded(text)
    cuts = []
    for index in range(start + 1, end):
        if shield[index - 1] or text[index - 1] not in "，；：,;:":
            continue
        if _COUNTED.match(text, index) or (
            text[index - 1] in "：:，" and _FIRST.match(text, index, end)
        ):
            cuts.append(index)
    yield from _cut(text, span, cuts)


def _parallel(text: str, span: Span) -> list[Span]:
    start, end = span
    shield = _shielded(text)
    cuts = [i + 1 for i in range(start, end - 1) if text[i] in "；;" and not shield[i]]
    parts = _cut(text, span, cuts)
    # 包括三类：A；B；C is one list, and 分为…；…；… another: what comes after the colon is no sentence.
    if any(_is_list_head(text[a:b]) for a, b in parts[:1]):
        return [span]
    result: list[Span] = []
    for part in parts:
        alone = part[1] - part[0] >= _SHORTEST and not _DEPENDENT.match(text, *part)
        if result and not alone:
            result[-1] = (result[-1][0], part[1])
        else:
            result.append(part)
    return result


def _is_list_head(part: str) -> bool:
    head, colon, rest = part.rpartition("：")
    return bool(colon) and len(rest) < 40 and not re.search(r"[，,].*[，,]", rest) and len(head) > 3


def _cut(text: str, span: Span, cuts: list[int]) -> list[Span]:
    edges = [span[0], *cuts, span[1]]
    pairs = itertools.pairwise(edges)
    return [stripped for pair in pairs if (stripped := _strip(text, pair))]
