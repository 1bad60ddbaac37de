"""Titles of documents between angle brackets: <<…意见>> → 《…意见》."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule
from retrieval.clean.text.marks import HAN

_TITLE = re.compile(
    rf"(<<|≪|«|⟪|〈〈|<)(?=[{HAN}“])([^<>≪≫«»⟪⟫〈〉\n。；]{{2,80}}[{HAN}”）)\d])(>>|≫|»|⟫|〉〉|>)"
)
_CLOSED_BY = {"<<": ">>", "≪": "≫", "«": "»", "⟪": "⟫", "〈〈": "〉〉", "<": ">"}


@rule("book_titles", "书名号", 68)
def find(text: str) -> Iterator[Edit]:
    """Put titles between the marks that Chinese has for them."""
    for match in _TITLE.finditer(text):
        if _CLOSED_BY[match[1]] == match[3]:
            yield Edit(match.start(1), match.end(1), "《")
            yield Edit(match.start(3), match.end(3), "》")
