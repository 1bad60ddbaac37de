"""The name of an office app or net disc in front of a shared document's title: 【金山文档】…"""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule

_APPS = (
    "金山文档|WPS(?:云文档|云盘|网盘|Office)?|腾讯文档|石墨文档|飞书(?:云?文档)?|钉钉(?:文档|云盘)?|语雀|有道云笔记|印象笔记|百度(?:网盘|文库)|阿里云盘|夸克(?:网盘|文档)?"
    "|微云|坚果云|天翼云盘|永中云?文档|一起写|Notion|OneDrive"
)
_BOAST = re.compile(
    r"\s{0,8}[【\[](?:收藏|速存|干货|重磅|推荐|必看|实用|转发|范文|原创|首发|精选|热点|精品)[】\]][ \t\u3000]*(?=\S)"
)
_NAMED = re.compile(
    rf"^[ \t\u3000]{{0,4}}[【\[](?:{_APPS})(?:\s?[|｜/·-]\s?(?:{_APPS}))?[】\]][ \t\u3000]*",
    re.MULTILINE | re.IGNORECASE,
)


@rule("app_names", "软件名标记", 46)
def find(text: str) -> Iterator[Edit]:
    """Take out the bracket, not the title behind it."""
    boast = _BOAST.match(text)
    if boast:
        yield Edit(boast.start(), boast.end(), "")
    for match in _NAMED.finditer(text):
        yield Edit(match.start(), match.end(), "")
