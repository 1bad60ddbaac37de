"""Letters and dashes that a scanner read for digits and for 一: 2O24年, l2个, —、, 下—步."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule
from retrieval.clean.text.marks import HAN

_DIGITS = str.maketrans("OoIl|", "00111")
_NUMBER = re.compile(
    r"(?<![A-Za-z0-9.,|])(?=[OoIl|]{0,6}\d|[OoIl],\d|\d[\d.,]{0,12}[OoIl])[\dOoIl|]{1,12}(?:[.,][\dOoIl]{1,12})*(?![A-Za-z|])"
)
_LETTER = re.compile("[OoIl]")
_WORD = re.compile(r"[Oo]2[Oo]|\d+l|[Il]\d|\|.*|.*\|", re.DOTALL)
"""O2O is a word; 5l are litres, I2 may be a class; strokes part the cells of a table."""
_COUNTED = "年月日号时分个名人元次万亿千百十项条家户岁天周批种场支组座台套亩吨米公倍成余多%％"
_ONE = re.compile(rf"(?<=[{HAN}，、（])l(?=[名个户项条家次批人年月日])")
_YEAR = re.compile("[二一][0-9OoΟО〇○零一二三四五六七八九]{3}(?=年)")
_ZERO = re.compile("[0OoΟО]")
_DASH = "[—–―－-]"
_HEADING = re.compile(rf"(?:^|(?<=[\n。]))[ \t\u3000]{{0,8}}({_DASH})(?=、)")
_INSIDE = re.compile(
    rf"(?<=[下进每第统唯同某逐])({_DASH})(?=[{HAN}])"
    rf"|(?<=[{HAN}，。、；])({_DASH})(?=(?:批批|个个|项项|步步|律|系列|方面|般|定程度|把手|体化|盘棋|次性|致(?:好评|认为|同意|通过)|是[{HAN}]))"
)


@rule("look_alikes", "形近误识", 24, by_character=True)
def find(text: str) -> Iterator[Edit]:
    """Put the digit, or 一, where a letter or a dash stands for it."""
    if _LETTER.search(text):
        for match in _NUMBER.finditer(text):
            yield from _number(text, match)
        for match in _ONE.finditer(text):
            yield Edit(match.start(), match.end(), "1")
    for match in _YEAR.finditer(text):
        for zero in _ZERO.finditer(text, match.start(), match.end()):
            yield Edit(zero.start(), zero.end(), "〇")
    for pattern in (_HEADING, _INSIDE):
        for match in pattern.finditer(text):
            start, end = match.span(match.lastindex or 0)
            yield Edit(start, end, "一")


def _number(text: str, match: re.Match[str]) -> Iterator[Edit]:
    """Yield the letters of a number as digits; of doubtful ones only before a unit."""
    counted = text[match.end() : match.end() + 1] in tuple(_COUNTED)
    if match[0] in ("O2O", "o2o") or (_WORD.fullmatch(match[0]) and not counted):
        return
    for place, character in enumerate(match[0], match.start()):
        if character in "OoIl":
            yield Edit(place, place + 1, character.translate(_DIGITS))
