"""Measures and small operations on Chinese text that several rooms need."""

from __future__ import annotations

import re
from itertools import pairwise

_WESTERN = re.compile(r"[0-9A-Za-z\u00c0-\u024f%.,:/+\-_@#&'°±×÷=<>~$]+")
_SPACE = re.compile(r"[\s\u200b\ufeff]+")
_END = "。！？…"
_CLOSING = "”’」』）)》】"
_MARKUP = re.compile(r"^#{1,6}[ \t]+", re.MULTILINE)
END_MARKS = "。！？；，、：,.;!?: \t\n　"
_LEADING_MARKS = re.compile(r"^(?:[。！？；，、：;!?:\s]|[,.](?!\d)|#+(?=\s|$))+")


def word_count(text: str) -> int:
    """Word's 字数: every Chinese character and full-width mark counts one, as does every run of
    western letters or digits. Markdown heading marks are not counted."""
    text = _MARKUP.sub("", text)
    western, rest = 0, 0
    for piece in _SPACE.split(text):
        western += len(_WESTERN.findall(piece))
        rest += len(_WESTERN.sub("", piece))
    return western + rest


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Half-open spans of the sentences of one paragraph; end marks and the closing quotes and
    brackets behind them belong to the sentence. A sentence does not end inside “” or （）."""
    spans: list[tuple[int, int]] = []
    start, depth, index = 0, 0, 0
    while index < len(text):
        char = text[index]
        if char in "“（《":
            depth += 1
        elif char in "”）》":
            depth = max(0, depth - 1)
        index += 1
        inside_ends = char in "”" and depth == 0 and index >= 2 and text[index - 2] in _END
        if (char in _END and depth == 0) or inside_ends:
            while index < len(text) and text[index] in _END + _CLOSING:
                index += 1
            if index < len(text) and text[index] in "，、；：的":
                continue
            spans.append((start, index))
            start = index
    if text[start:].strip():
        spans.append((start, len(text)))
    return [(a, b) for a, b in spans if text[a:b].strip()]


def split_sentences(text: str) -> list[str]:
    """The sentences of a text, paragraph by paragraph, stripped."""
    return [
        paragraph[a:b].strip()
        for paragraph in text.split("\n")
        for a, b in sentence_spans(paragraph)
    ]


def bare(text: str) -> str:
    """The text on one line without outer space, end marks and heading marks: a fact as it enters
    a sentence. Empty where there is nothing but marks."""
    return _LEADING_MARKS.sub("", _SPACE.sub(" ", text)).rstrip(END_MARKS)


def bigrams(text: str) -> set[str]:
    """Pairs of neighbouring word characters: a cheap measure of what a text is about."""
    letters = [char for char in text if char.isalnum()]
    return {a + b for a, b in pairwise(letters)}


def similarity(left: set[str], right: set[str]) -> float:
    """Overlap of two bigram sets, 0 to 1, relative to the smaller one."""
    smaller = min(len(left), len(right))
    return len(left & right) / smaller if smaller else 0.0


_DIGITS = "零一二三四五六七八九"


def chinese_ordinal(number: int) -> str:
    """1 to 999 as 一, 十, 十一, 二十, 一百零一 …, as headings number themselves; beyond, digits."""
    if not 0 <= number <= 999:
        return str(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    head = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        head += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        head += "零"
    return head + (_DIGITS[ones] if ones or not number else "")
