"""Paragraphs run together with a blank between them: the line end is put back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule
from retrieval.clean.text.lines import paragraph_break
from retrieval.clean.text.marks import HAN, NUMERALS

_BEGIN = rf"[{HAN}“《（\dxX×]"
_AFTER_STOP = re.compile(rf"(?<=[。！？…])[”）]?([ \t\u3000]{{1,12}})(?={_BEGIN})")
_INDENTED = re.compile(
    rf"(?<=[{HAN}”）：；])(\u3000{{2}}|[ ]{{4}})(?=[{HAN}“（\d][^\s\u3000]{{11}})"
)
_ORDINAL = rf"(?:[{NUMERALS}]{{1,2}}(?:是|、)|首先[，,]|第一[，,、点]|[（(]?[一1][)）.．、])"
_AFTER_COLON = re.compile(rf"(?<=[：；])([ \t\u3000]{{1,12}})(?={_ORDINAL})")
_SIGNED = re.compile(
    rf"(?<=[。！？”）])[ \t\u3000]{{1,12}}[{HAN}〇×xX·]{{2,30}}([ \t\u3000]{{1,12}})"
    r"(?=[（(]?(?:19|20|二[〇○零O])[\dxX×〇○零一二三四五六七八九]{2}年[\dxX×一二三四五六七八九十]{1,3}月[^\s，。；]{0,4}\s*\Z)"
)
_COMMA, _SPACED_COMMA = re.compile("，"), re.compile("，[ \t\u3000]")
_MOST_SPACED, _MOST_STOPS, _SHORT = 0.2, 0.7, 45


@rule("paragraphs", "恢复分段", 82)
def find(text: str) -> Iterator[Edit]:
    """Put line ends back where blanks part paragraphs, not where a typist parts all marks."""
    gap = paragraph_break(text)
    patterns = [_INDENTED] if _is_habit(text) else [_AFTER_STOP, _AFTER_COLON, _INDENTED, _SIGNED]
    for pattern in patterns:
        for match in pattern.finditer(text):
            yield Edit(match.start(1), match.end(1), gap)


def _is_habit(text: str) -> bool:
    """Tell whether blanks follow commas, or nearly every full stop, and so mean nothing."""
    commas = len(_COMMA.findall(text))
    if len(_SPACED_COMMA.findall(text)) > commas * _MOST_SPACED:
        return True
    breaks = len(_AFTER_STOP.findall(text))
    stops = len(re.findall(r"[。！？](?!\s*$)", text))
    return breaks > 3 and breaks > stops * _MOST_STOPS and len(text) / breaks < _SHORT
