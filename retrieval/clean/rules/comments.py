"""Comments and notes of Word's margin that came along as text: 批注 [A2]: …, 带格式的: 字体."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule

_BRACKET = re.compile(r"\n?[\[【]批注[ ]?[A-Za-z]{0,4}\d{0,3}[:：][^\[\]【】\n]{0,200}[\]】]")
_MARGIN = re.compile(
    r"批注[ ]?[\[【][A-Za-z]{0,6}\d{1,3}[\]】][ ]?[:：][^\n]{0,300}"
    r"|^[ \t]{0,4}(?:带格式的|设置了?格式|删除的内容|域代码已更改)[:：][^\n。]{0,120}(?:\n|\Z)",
    re.MULTILINE,
)


@rule("comments", "批注", 19)
def find(text: str) -> Iterator[Edit]:
    """Take out what a reader noted beside the text."""
    if "批注" not in text and "带格式" not in text and "格式" not in text and "删除" not in text:
        return
    for pattern in (_BRACKET, _MARGIN):
        for match in pattern.finditer(text):
            yield Edit(match.start(), match.end(), "")
