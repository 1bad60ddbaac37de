"""Characters that nobody sees: controls, zero-width marks, private-use symbols."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule

_BREAK = "\r\n?|[\x0b\x0c\x85\u2028\u2029]"
_BLANK = "[\u00a0\u1680\u2000-\u200a\u202f\u205f]"
_NOTHING = (
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\ufffe\uffff\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]+"
)
_COLOUR = "\x1b\\[[0-9;]{0,12}[A-Za-z]"
_UNSEEN = re.compile(f"{_COLOUR}|(?P<line>{_BREAK})|(?P<blank>{_BLANK})|{_NOTHING}")


@rule("controls", "控制字符与零宽字符", 10)
def find(text: str) -> Iterator[Edit]:
    """Take out what is not seen; line ends and blanks of other kinds become plain ones."""
    for match in _UNSEEN.finditer(text):
        plain = "\n" if match["line"] else " " if match["blank"] else ""
        yield Edit(match.start(), match.end(), plain)
