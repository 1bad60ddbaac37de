"""Blanks between Chinese characters. Columns, lists of names and mottoes keep theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule
from retrieval.clean.text.lines import Line, lines
from retrieval.clean.text.marks import CLOSERS, HAN, OPENERS, han_count

_MARKS = "，。、；：！？…" + OPENERS + CLOSERS
_INSIDE = re.compile(rf"(?<=[{HAN}×])[ \u3000]{{1,20}}(?=[{HAN}×])")
_AT_MARKS = re.compile(
    rf"(?<=[{_MARKS}])[ \u3000]{{1,20}}(?=[{HAN}{_MARKS}\d×])|(?<=[{HAN}\d×%])[ \u3000]{{1,20}}(?=[{_MARKS}])"
)
_UNITS = "年月日号时分个名人次元万亿千百十项条家户岁天周期届批类种场支组座台套亩吨米公平点度倍成%％"
_AT_NUMBERS = re.compile(
    rf"(?<=[{HAN}，、（“])[ \u3000]{{1,3}}(?=\d[\d.,]{{0,12}}[ \u3000]{{0,3}}[{_UNITS}])"
    rf"|(?<=\d)[ \u3000]{{1,3}}(?=[{_UNITS}])"
)
_SENTENCE = re.compile("[，。；！？]")
_COLUMNS = re.compile(r"\S(?:[ ]{2,}|\u3000+|\t+)\S.*\S(?:[ ]{2,}|\u3000+|\t+)\S")
_PIECES = re.compile(rf"[{HAN}×]+")
_SIGNED = re.compile(r"(?:^|[。！？])[^，。；！？]{2,30}(?:19|20)\d\d年\d{1,2}月\d{1,2}日$")
_LONGEST_SIGNATURE = 60
_HOURS = re.compile("[上下中]午|凌晨|早|晚|[起至到前后]|—")
_MOTTO = 4
_LEAST_CELLS = 3
_LEAST_SPACED, _NEARLY_ALL = 12, 0.85
_SINGLE = re.compile(r"(?<=[^\sA-Za-z])[ \u3000](?=[^\sA-Za-z])")
_NAMES = re.compile(
    rf"(?:^|[：:，。；（])[{HAN}×]{{2,4}}(?:[ \u3000]{{1,3}}[{HAN}×]{{2,4}}){{2,}}(?=$|[，。；、等）])"
)


@rule("spaces", "汉字间空格", 90)
def find(text: str) -> Iterator[Edit]:
    """Take blanks out of running text; headings keep those between pieces of four and more."""
    found = list(lines(text))
    in_table = _rows(found)
    for line in found:
        if (" " in line.text or "\u3000" in line.text) and line.start not in in_table:
            yield from _in_line(line.start, line.text)


def _rows(found: list[Line]) -> set[int]:
    """Return where the lines start that are rows of a table flattened to text.

    They have as many cells each, three or more, several rows one below the other, and figures.
    """
    rows: set[int] = set()
    for count, group in groupby(found, key=lambda line: _cells(line.text)):
        block = list(group)
        figures = sum(any(map(str.isdigit, line.text)) for line in block)
        if count >= _LEAST_CELLS and len(block) > 2 and figures >= len(block) - 1:
            rows.update(line.start for line in block)
    return rows


def _cells(line: str) -> int:
    if _SENTENCE.search(line):
        return 0
    cells = line.split()
    single = sum(len(cell) == 1 and not cell.isdigit() for cell in cells)
    return len(cells) if single <= len(cells) / 3 else 0


def _in_line(offset: int, line: str) -> Iterator[Edit]:
    prose = _SENTENCE.search(line) is not None
    if _is_spaced(line):
        for match in _SINGLE.finditer(line):
            yield Edit(offset + match.start(), offset + match.end(), "")
        return
    if not prose and _COLUMNS.search(line):
        return
    kept = [match.span() for match in _NAMES.finditer(line)]
    for pattern in (_INSIDE, _AT_MARKS, *([_AT_NUMBERS] if prose else [])):
        for match in pattern.finditer(line):
            inside_kept = any(a < match.start() < b for a, b in kept)
            belongs = pattern is _INSIDE and _belongs(line, match, prose)
            if not inside_kept and not belongs:
                yield Edit(offset + match.start(), offset + match.end(), "")


def _is_spaced(line: str) -> bool:
    """Tell whether a blank follows nearly every character, digits too."""
    pieces = line.split()
    single = sum(len(piece) == 1 for piece in pieces)
    enough = len(pieces) >= _LEAST_SPACED and single >= _NEARLY_ALL * len(pieces)
    return enough and han_count(line) * 2 >= len(pieces)


def _belongs(line: str, blank: re.Match[str], prose: bool) -> bool:
    """Tell whether a blank parts what belongs apart: 不忘初心 牢记使命; 联系人：甲 电话：乙;
    an issuer with its date and what comes behind."""
    if _behind_signature(line, blank.start()) and not _HOURS.match(line, blank.end()):
        return True
    left, right = _piece(line, blank.start(), -1), _piece(line, blank.end(), 1)
    if (
        line[blank.end() + right : blank.end() + right + 1] == "："
        and "：" in line[: blank.start()]
    ):
        return True
    if not prose:
        return min(left, right) >= _MOTTO
    quoted = line[blank.start() - left - 1 : blank.start() - left] in tuple("“《‘")
    return left == right >= _MOTTO and quoted


def _behind_signature(line: str, place: int) -> bool:
    if line[place - 1 : place] != "日":
        return False
    window = max(0, place - _LONGEST_SIGNATURE)
    before = line[window:place] if window == 0 else "，" + line[window:place]
    return _SIGNED.search(before) is not None


def _piece(line: str, place: int, step: int) -> int:
    """Return how many characters follow without a blank or mark, twelve at most."""
    size = 0
    at = place if step > 0 else place - 1
    while 0 <= at < len(line) and size < 12 and _PIECES.match(line[at]):
        size, at = size + 1, at + step
    return size
