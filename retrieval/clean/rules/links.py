"""Addresses of sites of model texts in brackets inside a sentence: [来源：www.… 范文大全]."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule

_BRACKET = re.compile(r"[（(\[【〔](?P<inside>[^（）()\[\]【】〔〕\n]{4,80})[）)\]】〕]")
_ADDRESS = re.compile(
    r"www\.|https?://|[a-z0-9-]{2,24}\.(?:com|cn|net|org|cc|top)\b", re.IGNORECASE
)
_OFFICIAL = re.compile(
    r"\.(?:gov|edu|org|mil)\.cn|网址|官网|官方网站|登[录陆]|邮箱|@", re.IGNORECASE
)
_SITE = re.compile(
    "来源|来自|转载|转自|摘自|范文|文库|文秘|论文|资料|公文|免费|更多|整理|搜集|原创|下载"
)


@rule("links", "夹注网址", 57)
def find(text: str) -> Iterator[Edit]:
    """Take out brackets in which a site names itself; addresses of offices stay."""
    if "." not in text:
        return
    for match in _BRACKET.finditer(text):
        inside = match["inside"]
        if _ADDRESS.search(inside) and _SITE.search(inside) and not _OFFICIAL.search(inside):
            yield Edit(match.start(), match.end(), "")
