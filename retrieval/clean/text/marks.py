"""Classes of characters, to be put into square brackets of patterns."""

from __future__ import annotations

import re

HAN = "\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
STOPS = "。！？…"
CLOSERS = "”’）》】」』"
OPENERS = "“‘（《【「『"
WIDE = "，。、；：！？…—×％" + OPENERS + CLOSERS
NUMERALS = "一二三四五六七八九十"
BLANKS = " \t\u3000"

_HAN = re.compile(f"[{HAN}]")
_NUMBERED = re.compile(
    rf"\s{{0,8}}(?:#{{1,6}}\s|第?[{NUMERALS}百]{{1,4}}(?:[、.．]|[章节条编部]|是)"
    rf"|[（(][{NUMERALS}\d]{{1,3}}[)）]|\d{{1,2}}[.．、)）](?!\d)|[①-⑳])"
)


def has_han(text: str) -> bool:
    """Tell whether there is a Chinese character in the text."""
    return _HAN.search(text) is not None


def han_count(text: str) -> int:
    """Return the number of Chinese characters."""
    return len(_HAN.findall(text))


def is_numbered(line: str) -> bool:
    """Tell whether a line begins as numbered paragraphs and headings do."""
    return _NUMBERED.match(line) is not None
