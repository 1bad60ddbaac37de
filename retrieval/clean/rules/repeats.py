"""Marks doubled by a slip: ，， → ， and a stray dot or comma behind a full stop."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule
from retrieval.clean.text.marks import HAN

_TWICE = re.compile(r"([，；：、])\1{1,8}|(?<!。)。。(?!。)")
_STRAY = re.compile(rf"(?<=[。！？；，、])[.,、](?=[ ]{{0,2}}[{HAN}“（《\n]|$)|[，、；](?=。)")


@rule("repeats", "重复标点", 74)
def find(text: str) -> Iterator[Edit]:
    """Leave one mark where two stand by mistake."""
    for match in _TWICE.finditer(text):
        yield Edit(match.start() + 1, match.end(), "")
    for match in _STRAY.finditer(text):
        yield Edit(match.start(), match.end(), "")
