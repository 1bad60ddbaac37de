"""Half-width punctuation in Chinese text → full-width; numbers, times, URLs, English stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule
from retrieval.clean.text.marks import HAN, NUMERALS, WIDE, has_han

_MARK = re.compile(r"[,;:?!､]")
_WIDE = str.maketrans(",;:?!().．｡､", "，；：？！（）。。。、")
_CHINESE = re.compile(f"[{HAN}{WIDE}]")
_PLAIN_HAN = re.compile(f"[{HAN}]")
_KEY = re.compile(r"^[A-Za-z_][\w .-]{0,30}$")
_PAIR = re.compile(r"\(([^()\n]{0,200})\)")
_BRACKET = re.compile(r"[()]")
_DOT = re.compile(
    rf"(?<=[{HAN}”）》%％])[.．｡](?=[ \t\u3000]{{0,4}}(?:[{HAN}“（《\d]|[”’）\n]|$))(?![.．])"
)
_NUMERAL = re.compile(rf"(?:^|[。\s])[（(]?[{NUMERALS}]{{1,3}}[)）]?$")
# A dot between two such characters parts the names of a foreigner: 卡尔.马克思.
_IN_NAMES = frozenset(
    "尔克思斯特拉夫马卡列弗阿伊奥巴贝查德迪罗里尼诺莫曼姆利勒莱瓦维沃泽丽娜娅约翰乔治威廉"
)


@rule("punctuation", "半角标点", 70)
def find(text: str) -> Iterator[Edit]:
    """Make punctuation full-width where it stands beside Chinese."""
    marks = [m.start() for m in _MARK.finditer(text) if _is_chinese(text, m.start())]
    dots = [m.start() for m in _DOT.finditer(text) if _ends_sentence(text, m.start())]
    for place in [*marks, *dots, *_brackets(text)]:
        yield Edit(place, place + 1, text[place].translate(_WIDE))


def _is_chinese(text: str, place: int) -> bool:
    left, right = _left(text, place), _right(text, place)
    if text[place] == ":" and _KEY.match(_line_before(text, place)):
        return False
    if _CHINESE.match(left):
        return True
    if _CHINESE.match(right):
        return text[place] != ":" or not left.isascii() or left.isalnum() or left in "%)"
    return left == "%" and right.isdigit()


def _left(text: str, place: int) -> str:
    return text[max(0, place - 3) : place].rstrip(" \t\u3000")[-1:]


def _right(text: str, place: int) -> str:
    return text[place + 1 : place + 4].lstrip(" \t\u3000")[:1]


def _line_before(text: str, place: int) -> str:
    start = max(0, place - 34)
    return text[max(start, text.rfind("\n", start, place) + 1) : place]


def _ends_sentence(text: str, place: int) -> bool:
    """Tell a full stop from the dot behind a heading's numeral and that in a foreign name."""
    if _NUMERAL.search(_line_before(text, place)):
        return False
    return not (text[place - 1] in _IN_NAMES and text[place + 1 : place + 2] in _IN_NAMES)


def _brackets(text: str) -> Iterator[int]:
    """Yield the brackets around or beside Chinese; those of a pair go together."""
    paired: set[int] = set()
    for match in _PAIR.finditer(text):
        start, end = match.start(), match.end() - 1
        paired |= {start, end}
        if has_han(match[1]) or _beside(text, start, end):
            yield from (start, end)
    for match in _BRACKET.finditer(text):
        place = match.start()
        if place not in paired and _CHINESE.search(text[max(0, place - 1) : place + 2]):
            yield place


def _beside(text: str, start: int, end: int) -> bool:
    """Tell whether a bracket of digits or letters stands in Chinese, as in (1)加强 or 印发(2025)."""
    left, right = _left(text, start), text[end + 1 : end + 2]
    if left == "]" or (left.isascii() and left.isalpha()):
        return False
    return bool(_CHINESE.match(left) or _PLAIN_HAN.match(right))
