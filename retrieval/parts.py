"""Taking apart a file that holds several documents, and telling fragments from whole ones.

A new document begins at a counter that continues the count (篇一： 【篇2】 第三篇 ……讲话稿4), at a title
that stands there again, or at a title or salutation after another document's closing lines. What
a collection says before its first document (下面是小编整理的……) is dropped and reported.
"""

from __future__ import annotations

import re
from collections import Counter as Counts
from dataclasses import dataclass
from itertools import pairwise

from retrieval.understanding.counters import (
    Counter,
    broken_before_counters,
    counter_of,
)
from retrieval.understanding.fragments import is_fragment
from retrieval.understanding.margins import (
    addresses_people,
    cut_salutation,
    ends_sentence,
    is_back_line,
    is_date_line,
)
from retrieval.understanding.numbering import number_at
from retrieval.understanding.titles import LONGEST_TITLE, clean_title, has_title_word, opens_text

_SHORTEST_PART = 60
_SHORTEST_BEFORE_TITLE = 120
_LONGEST_PREAMBLE = 500
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_PREAMBLE = re.compile(
    r"小编|整理了?|下面是|以下是|精选|范文|希望(?:对|能)|供(?:大家|您|你)?参考|欢迎(?:阅读|下载)|\d+篇|[一二三四五六七八九十]篇|目录"
)
_AFTERWORD = re.compile(
    r"^[^。]{0,20}(?:以上(?:就是|是|内容)|上述内容|更多[^。]{0,20}(?:范文|文章))[^。]{0,60}[。！]?[^。]{0,40}[。！]?$"
)
_CLOSING = re.compile(r"谢谢|特此|请审|批评指正|祝(?:大家|各位|愿)|^以上")
_GOES_ON = re.compile(r"[，,、；;：:（(“]$")


@dataclass(frozen=True, slots=True)
class Part:
    """One document of a file. ``title_hint`` is the title its counter names, "" if none.

    ``fragment`` tells that it begins or stops in the middle; ``number`` counts from 1.
    """

    text: str
    title_hint: str
    fragment: bool
    number: int


@dataclass(frozen=True, slots=True)
class Collection:
    """The documents of a file and what stood around them and belongs to none."""

    parts: tuple[Part, ...]
    dropped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Start:
    """A line where a document begins; the line itself is left out when it only counts."""

    line: int
    title: str
    counts: bool


def split_documents(text: str) -> list[Part]:
    """Return the documents a text consists of: one, unless it is plainly a collection."""
    return list(collection_of(text).parts)


def collection_of(text: str) -> Collection:
    """Return the documents a text consists of, and the lines that belong to none of them."""
    lines = broken_before_counters(text)
    starts = _counted(lines) or _titled_again(lines) or _after_closings(lines)
    if not starts:
        return Collection((_part(text, "", 1),) if text.strip() else (), ())
    return _collection(lines, starts)


def _collection(lines: list[str], starts: list[_Start]) -> Collection:
    dropped: list[str] = []
    before = "\n".join(lines[: starts[0].line]).strip()
    if before and not _is_preamble(before):
        starts = [_Start(0, "", counts=False), *starts]
    elif before:
        dropped.append(before)
    ends = [start.line for start in starts[1:]] + [len(lines)]
    parts: list[Part] = []
    for start, end in zip(starts, ends, strict=True):
        body = lines[start.line + start.counts : end]
        dropped += [line for line in body if _AFTERWORD.match(line)]
        own = "\n".join(line for line in body if not _AFTERWORD.match(line)).strip()
        if own:
            parts.append(_part(own, start.title, len(parts) + 1))
    return Collection(tuple(parts), tuple(dropped))


def _is_preamble(text: str) -> bool:
    return len(text) <= _LONGEST_PREAMBLE and (
        _PREAMBLE.search(text) is not None or _length(text) < _SHORTEST_PART
    )


def _counted(lines: list[str]) -> list[_Start]:
    """The longest count 1, 2, 3… of counters of one sort, each with a document after it."""
    found = [(n, counter) for n, line in enumerate(lines) if (counter := counter_of(line))]
    sure = _count(lines, [(n, counter) for n, counter in found if counter.sure])
    if sure:
        return sure
    titles = Counts(counter.title for _, counter in found)
    for title, times in titles.most_common(1):
        if times > 1:
            return _count(lines, [(n, c) for n, c in found if c.title == title])
    return []


def _count(lines: list[str], found: list[tuple[int, Counter]]) -> list[_Start]:
    ends = [*(n for n, _ in found[1:]), len(lines)]
    starts: list[_Start] = []
    last = 0
    for (n, counter), end in zip(found, ends, strict=False):
        if counter.number > last and not _is_empty(lines, n, end):
            starts.append(_Start(n, counter.title, counts=True))
            last = counter.number
    return starts if len(starts) > 1 else []


def _is_empty(lines: list[str], start: int, end: int) -> bool:
    return _length("".join(lines[start + 1 : end])) < _SHORTEST_PART


def _titled_again(lines: list[str]) -> list[_Start]:
    """Lines that say the first title again, each after something that ends a document."""
    times = Counts(line.strip("# ") for line in lines if _may_be_title(line))
    for title, count in times.most_common(3):
        places = [n for n, line in enumerate(lines) if line.strip("# ") == title]
        if count > 1 and has_title_word(title) and _apart(lines, places):
            return [_Start(n, clean_title(title), counts=False) for n in places]
    return []


def _apart(lines: list[str], places: list[int]) -> bool:
    """Every place but the first ends a document: enough text, then a sentence's end, no page head."""
    return all(
        _length("".join(lines[a + 1 : b])) >= _SHORTEST_BEFORE_TITLE
        and _ends_document(lines[a + 1 : b])
        and (is_back_line(_last(lines[a + 1 : b])) or _opens(lines[b + 1 :]))
        and _begins_anew(lines[b + 1 :])
        for a, b in pairwise(places)
    )


def _after_closings(lines: list[str]) -> list[_Start]:
    """Titles after a signature, salutations after thanks: one document ended, another began."""
    starts = [
        _Start(n, "", counts=False) for n in range(2, len(lines)) if _begins_document(lines, n)
    ]
    if not starts:
        return []
    return [_Start(0, "", counts=False), *starts]


def _begins_document(lines: list[str], n: int) -> bool:
    titled = _may_be_title(lines[n]) and has_title_word(lines[n])
    if not titled and not addresses_people(lines[n]):
        return False
    before, rest = _last(lines[:n]), lines[n + 1 :]
    signed, closed = is_date_line(before), _closes(before)
    if titled and not signed:
        closed = closed and _begins_anew(rest)
    return (
        (signed or closed)
        and _length("".join(lines[:n])) >= _SHORTEST_BEFORE_TITLE
        and _length("".join(rest)) >= _SHORTEST_PART
    )


def _closes(line: str) -> bool:
    return _CLOSING.search(line[-40:]) is not None and ends_sentence(line)


def _ends_document(lines: list[str]) -> bool:
    last = _last(lines)
    return is_back_line(last) or (ends_sentence(last) and _GOES_ON.search(last) is None)


def _opens(lines: list[str]) -> bool:
    """Tell whether what follows a title reads as a document's first lines."""
    first = next((line for line in lines if line), "")
    return opens_text(first) or addresses_people(first) or cut_salutation(first)[0] != ""


def _begins_anew(lines: list[str]) -> bool:
    """Tell whether the count of headings, if there is one, starts again."""
    for line in lines:
        if addresses_people(line):
            return True
        number = number_at(line.lstrip("# "))
        if number and number.level == 1:
            return number.value == 1
    return True


def _last(lines: list[str]) -> str:
    return next((line for line in reversed(lines) if line), "")


def _may_be_title(line: str) -> bool:
    return 6 <= len(line) <= LONGEST_TITLE and not ends_sentence(line) and number_at(line) is None


def _length(text: str) -> int:
    return len(_CHINESE.findall(text))


def _part(text: str, title: str, number: int) -> Part:
    return Part(text, title, is_fragment(text, titled=bool(title)), number)
