"""Signs of Markdown in plain text, as chat assistants write it: **重点**, `312`, - 一点, ---."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule
from retrieval.clean.text.marks import HAN

_STRONG = re.compile(r"(\*\*)(?=[^\s*])[^*\n]{1,200}?(?<=[^\s*])\1(?!\*)")
_EMPHASIS = re.compile(rf"(?<![*\d\w])(\*)(?=[{HAN}“])[^*\n]{{1,80}}?\1(?![*\d\w])")
_CODE = re.compile(r"(`)[^`\n]{1,60}\1")
_BULLET = re.compile(
    rf"^[ \t]{{0,8}}([-*+][ \t]{{1,4}})(?!\d{{1,4}}[ \t]*[-—*])(?=[*_]{{0,2}}[{HAN}“《（\d])",
    re.MULTILINE,
)
_RULE = re.compile(r"(?<=\n)[ \t]{0,4}(?:-{3,60}|\*{3,60}|_{3,60}|={3,60})[ \t]*\n")
_HEADED = re.compile(r"^#{1,6} |\*\*[^*\n]{1,200}\*\*", re.MULTILINE)
_LEAST_BULLETS = 2


@rule("markdown", "标记符号", 17)
def find(text: str) -> Iterator[Edit]:
    """Take out the signs around words; dashes before lines and between them where there are more."""
    for pattern in (_STRONG, _EMPHASIS, _CODE):
        for match in pattern.finditer(text):
            size = len(match[1])
            yield Edit(match.start(), match.start() + size, "")
            yield Edit(match.end() - size, match.end(), "")
    bullets = list(_BULLET.finditer(text))
    if len(bullets) >= _LEAST_BULLETS:
        for match in bullets:
            yield Edit(match.start(1), match.end(1), "")
    if _HEADED.search(text):
        for match in _RULE.finditer(text):
            yield Edit(match.start(), match.end(), "")
