"""Bullets of Word's symbol fonts that came out as letters: Ø 清理挂牌, l 各街道, n 年底."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule
from retrieval.clean.text.marks import HAN

_SURE = re.compile(
    rf"^[ \t\u3000]{{0,8}}([Øü§¨ðÿÞ▍▌▎▋█]{{1,2}}[ \t\u3000]{{0,6}})(?=[{HAN}“《（])", re.MULTILINE
)
_LETTER = re.compile(
    rf"^[ \t\u3000]{{0,8}}([lnuvqpwtsF][ \t\u3000]{{1,8}})(?=[{HAN}“《（])", re.MULTILINE
)
_LEAST = 2


@rule("bullets", "符号变成的字母", 18)
def find(text: str) -> Iterator[Edit]:
    """Take out what stands for a bullet; of plain letters there must be two."""
    letters = list(_LETTER.finditer(text))
    for match in [*_SURE.finditer(text), *(letters if len(letters) >= _LEAST else [])]:
        yield Edit(match.start(1), match.end(1), "")
