"""Full-width digits and letters: ２０２５年 → 2025年. Masks (ＸＸ) stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule

_WIDE = re.compile(
    "[０-９Ａ-ＷＹＺａ-ｗｙｚ]+(?:．[０-９]+)*|．(?<=[0-9０-９]．)|％(?<=[0-9０-９]％)"
)
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


@rule("widths", "全角字母数字", 20)
def find(text: str) -> Iterator[Edit]:
    """Make digits, Latin letters and the marks among digits half-width."""
    for match in _WIDE.finditer(text):
        yield Edit(match.start(), match.end(), match[0].translate(_NARROW))
