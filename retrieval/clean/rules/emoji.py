"""Pictures among the letters, as in posts and chats: ✅一、 → 一、. Stars and ticks of tables stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule

_PICTURE = (
    "[\U0001f000-\U0001faff\u231a\u231b\u23e9-\u23fa\u2614\u2615\u26a1\u26d4\u2702\u2705\u2708-\u270d\u2728\u274c\u274e"
    "\u2753-\u2755\u2757\u2763\u2764\u2795-\u2797\u27a1\u2b05-\u2b07\u2b50\u2b55\u203c\u2049\u20e3]"
)
_PICTURES = re.compile(f"{_PICTURE}+[ \t]?")


@rule("emoji", "表情符号", 12)
def find(text: str) -> Iterator[Edit]:
    """Take pictures out with the blank behind them."""
    for match in _PICTURES.finditer(text):
        yield Edit(match.start(), match.end(), "")
