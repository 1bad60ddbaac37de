"""Dots and dashes typed as they come: ... → ……, 。。。 → ……, -- → ——."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule
from retrieval.clean.text.marks import HAN, WIDE

_BESIDE = f"[{HAN}{WIDE}]"
_DOTS = re.compile(
    rf"(?<={_BESIDE})\.{{3,6}}(?![.．\d]|[ \t]{{0,4}}\d)|(?<![.．])\.{{3,6}}(?={_BESIDE})"
    r"|。{3,}|(?<![·•])[·•・]{3,6}(?![·•・\d])"
)
_DASHES = re.compile(rf"(?<={_BESIDE})(?:-{{2}}|－{{2}}|─{{2}}|―{{2}}|–{{2}})(?={_BESIDE})")
_SIGNS = ("...", "。。。", "···", "•••", "・・・", "--", "－－", "──", "――", "––")


@rule("ellipses", "省略号与破折号", 72)
def find(text: str) -> Iterator[Edit]:
    """Make ellipses and dashes of two cells each."""
    if not any(sign in text for sign in _SIGNS):
        return
    for match in _DOTS.finditer(text):
        yield Edit(match.start(), match.end(), "……")
    for match in _DASHES.finditer(text):
        yield Edit(match.start(), match.end(), "——")
