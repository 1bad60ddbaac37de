"""Empty lines: none at the top, never more than one between paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule

_TOP = re.compile(r"\A(?:[ \t\u3000]*\n)+")
_BETWEEN = re.compile(r"\n(?:[ \t\u3000]*\n){2,}")
_END = re.compile(r"\n(?:[ \t\u3000]*\n)+[ \t\u3000]*\Z")


@rule("blanks", "多余空行", 99)
def find(text: str) -> Iterator[Edit]:
    """Take out the empty lines that removed furniture leaves behind."""
    for match in _TOP.finditer(text):
        yield Edit(match.start(), match.end(), "")
    for match in _BETWEEN.finditer(text):
        yield Edit(match.start(), match.end(), "\n" if match.end() == len(text) else "\n\n")
    for match in _END.finditer(text):
        yield Edit(match.start(), match.end(), "\n")
