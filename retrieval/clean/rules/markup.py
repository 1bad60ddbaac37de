"""Remains of web pages and of Word's fields: entities, tags, field codes."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule

_NAMES = (
    "nbsp|ensp|emsp|thinsp|quot|apos|amp|lt|gt|ldquo|rdquo|lsquo|rsquo|hellip|mdash|ndash|middot|"
    "times|laquo|raquo|bull|copy|reg"
)
_ENTITY = re.compile(rf"&(?:{_NAMES}|#\d{{2,6}}|#[xX][0-9a-fA-F]{{2,5}});")
_BLOCK = "p|br|div|tr|li|h[1-6]|table|ul|ol|section|article|title"
_INLINE = "span|b|i|u|a|em|strong|font|td|th|tbody|thead|img|o:p|st1:\\w{1,30}|sup|sub|center|hr"
_TAG = re.compile(rf"</?(?:({_BLOCK})|{_INLINE})(?:\s[^<>\n]{{0,300}})?/?>", re.IGNORECASE)
_PAGE = r"(?:NUM)?PAGES?\s?(?:\\\*\s?\w{1,14}\s?){0,2}\s?\d{0,4}"
_PAGE_FIELD = re.compile(
    rf"第{{1,2}}\s?{_PAGE}\s?页\s?(?:[，, ]?共\s?{_PAGE}\s?页)?|\bPAGE\s?\\\*\s?\w{{1,14}}\s?\d{{0,4}}"
)
_HIDDEN = re.compile(
    r"<!--[^\n]{0,300}?-->|<(script|style)\b[^\n]{0,3000}?</\1>|</?(?:script|style)\b[^<>\n]{0,200}>|\{\{[\w. $|'-]{1,40}\}\}",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"^[ \t]*(?:undefined|null|NaN|(?:var|let|const|function|window\.|document\.|\$\()[^\n\u4e00-\u9fff]{1,300})[ \t]*(?:\n|\Z)",
    re.MULTILINE,
)
_FIELD = re.compile(
    r'TOC ?\\o ?"[\d-]{1,5}"(?: ?\\[a-z]){0,4}|HYPERLINK (?:\\l )?"[^"\n]{0,200}"'
    r"|PAGEREF _Toc\d{1,12}(?: \\h)?|MERGEFORMAT"
)


@rule("markup", "网页与域代码", 15)
def find(text: str) -> Iterator[Edit]:
    """Turn entities into the characters they mean; take out tags and field codes."""
    for match in _ENTITY.finditer(text):
        yield Edit(match.start(), match.end(), _meant(match[0]))
    for match in _TAG.finditer(text):
        ends_line = match[1] and (match[0][1] == "/" or match[1].lower() == "br")
        yield Edit(match.start(), match.end(), "\n" if ends_line else "")
    for pattern in (_HIDDEN, _CODE, _PAGE_FIELD):
        for match in pattern.finditer(text):
            yield Edit(match.start(), match.end(), "")
    for match in _FIELD.finditer(text):
        yield Edit(match.start(), match.end(), "")


def _meant(entity: str) -> str:
    character = html.unescape(entity)
    return " " if character.isspace() else character
