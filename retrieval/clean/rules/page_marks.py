"""Page numbers: 第3页 / 共7页, 报告.docx_第3页, — 3 —. The sentence around them is joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule
from retrieval.clean.text.cutting import cut
from retrieval.clean.text.lines import Line, short_lines
from retrieval.clean.text.marks import HAN
from retrieval.clean.text.title_words import is_title

_N = r"[ ]{0,3}\d{1,4}[ ]{0,3}"
_SLASH = r"[ ]{0,2}[/／,，|·-]?[ ]{0,2}"
_OF = rf"第{_N}[页頁]{_SLASH}[(（]?共{_N}[页頁][)）]?|共{_N}[页頁]{_SLASH}(?:当前)?第{_N}[页頁]"
_INSIDE = re.compile(
    rf"(?:[(（\[【][ ]?(?:{_OF})[ ]?[)）\]】])|{_OF}|[（(]共{_N}页[^）)\n。]{{0,12}}[）)]"
)
_LINE = re.compile(
    rf"\s*(?:页[眉脚]内容[ ]?\d{{0,4}}|第{_N}[页頁贡贞]|共{_N}[页頁贡贞]|[-—–－―·~～]{{1,3}}{_N}[-—–－―·~～]{{1,3}}|page{_N}(?:(?:of|/){_N})?"
    rf"|.{{0,90}}_第{_N}页|[^。]{{1,80}}\.(?:docx?|pdf|pptx?|wps|rtf)[ _-]*第?{_N}页?)\s*",
    re.IGNORECASE,
)
_IN_WORD = re.compile(rf"(?<=[{HAN}])(?P<dash>[-—–])[ ]?\d{{1,3}}[ ]?(?P=dash)(?=[{HAN}])")
_RATIO = re.compile(r"\s*(\d{1,4}) ?/ ?(\d{1,4})\s*")
_BARE = re.compile(r"\s*(\d{1,3})\s*")
_HEADED = re.compile(
    rf"\s*(?P<head>[^。；！？\n]{{2,60}}?)[ \t\u3000]{{0,30}}(?:{_OF}|第{_N}页|[-—–]{{1,2}}{_N}[-—–]{{1,2}})\s*"
)
_LEAST_BARE = 3
_MOST_WHITE = 40
_LONGEST = 110
_PAGES, _FIRST_OTHERS = 2, 3
_LONGEST_HEAD = 80


@rule("page_marks", "页码", 50)
def find(text: str) -> Iterator[Edit]:
    """Take page numbers out of lines and from between them."""
    found = list(short_lines(text))
    marks = [line for line in found if _is_mark(line.text)] + _counted(found) + _running(found)
    numbers = {line.start for line in marks}
    numbers |= {line.start for line in found if not _INSIDE.sub("", line.text).strip()}
    marks += _heads(found, numbers) if len(numbers) >= _PAGES else []
    spans = [(line.start, line.end) for line in marks]
    spans += [match.span() for match in _INSIDE.finditer(text)]
    spans += [match.span() for match in _IN_WORD.finditer(text)]
    for start, end in _joined(sorted(spans), text):
        yield cut(text, start, end)


def _is_mark(line: str) -> bool:
    if "。" in line or len(line) > _LONGEST:
        return False
    ratio = _RATIO.fullmatch(line)
    if ratio:
        return 0 < int(ratio[1]) <= int(ratio[2])
    return bool(_LINE.fullmatch(line))


def _counted(found: list[Line]) -> list[Line]:
    """Return lines of a number alone that count on through the document."""
    matches = [(line, match) for line in found if (match := _BARE.fullmatch(line.text))]
    bare = [line for line, _ in matches]
    numbers = [int(match[1]) for _, match in matches]
    apart = all(b.start - a.end > 60 for a, b in pairwise(bare))
    counts = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
    return bare if counts and apart and len(bare) >= _LEAST_BARE else []


def _running(found: list[Line]) -> list[Line]:
    """Return the lines that head pages: the same words, which the text has too, and a page."""
    heads = [
        (line, match["head"].strip()) for line in found if (match := _HEADED.fullmatch(line.text))
    ]
    seen = Counter(head for _, head in heads)
    seen.update(line.text.strip() for line in found)
    return [line for line, head in heads if seen[head] > 1]


def _heads(found: list[Line], marks: set[int]) -> list[Line]:
    """Return the lines that stand beside page numbers again and again: heads and feet of pages.

    The first stays where it is the title itself: no other title is below it.
    """
    beside: Counter[str] = Counter()
    for above, line, below in zip([None, *found], found, [*found[1:], None], strict=False):
        if any(other and other.start in marks for other in (above, below)):
            beside[_head(line.text)] += line.start not in marks
    seen = Counter(_head(line.text) for line in found)
    names = {head for head, count in beside.items() if count >= _PAGES and seen[head] > count - 1}
    always = {head for head in names if beside[head] == seen[head]}
    heads = [
        line for line in found if _head(line.text) in names and not _may_recur(line.text, always)
    ]
    return heads if heads and _is_titled(found, names, marks) else _but_first(heads)


def _head(line: str) -> str:
    """A head with its page or date taken out, and without blanks."""
    return re.sub(r"\s+", "", re.sub(r"\d+(?=\s*$)|^\s*\d+", "", line))


def _may_recur(line: str, always: set[str]) -> bool:
    """Tell whether a line is of the text; a motto (！) that stands beside pages alone is not."""
    end = line.rstrip()[-1:]
    sentence = end in tuple("。；：:;，、") or (end in tuple("！!") and _head(line) not in always)
    return len(line) > _LONGEST_HEAD or sentence


def _is_titled(found: list[Line], names: set[str], marks: set[int]) -> bool:
    others = [line for line in found if _head(line.text) not in names and line.start not in marks]
    return any(is_title(line.text.strip()) for line in others[:_FIRST_OTHERS])


def _but_first(heads: list[Line]) -> list[Line]:
    firsts: dict[str, int] = {}
    for line in heads:
        firsts.setdefault(_head(line.text), line.start)
    return [line for line in heads if firsts[_head(line.text)] != line.start]


def _joined(spans: list[tuple[int, int]], text: str) -> Iterator[tuple[int, int]]:
    """Put marks together that only blanks and line ends part."""
    start, end = -1, -1
    for begin, stop in spans:
        if start >= 0 and begin - end < _MOST_WHITE and not text[end:begin].strip():
            end = max(end, stop)
            continue
        if start >= 0:
            yield start, end
        start, end = begin, stop
    if start >= 0:
        yield start, end
