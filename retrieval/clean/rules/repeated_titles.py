"""A title that stands twice above the text, once perhaps as the name a site gave it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule
from retrieval.clean.text.lines import short_lines, without_line
from retrieval.clean.text.title_words import is_title

_SITE_NAME = re.compile(
    r"(?:[-_—|]?(?:优秀|精选|通用|最新|热门|经典)?(?:范文|模板|范本|样本)|[（(](?:精选|通用|合集|热门|优秀|推荐|全文)?[一二三四五六七八九十\d]{0,3}篇?[）)])+$"
)
_SELLER = re.compile(
    r"精编|完美版|(?:完整|最新|通用|精选|打印|优秀|珍藏|全面|典藏|标准|实用)版|可(?:直接|任意|自由)?(?:使用|编辑|打印|下载)|word(?:版|格式)|(?:汇编|精选|通用|合集)\s?\d{1,2}\s?篇",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[|｜_]|[—–-]{1,2}(?!\d)")
_LEAST, _LEAST_END = 5, 4


@rule("repeated_titles", "重复标题", 78)
def find(text: str) -> Iterator[Edit]:
    """Leave the title itself where the same one stands directly above or below."""
    top = list(islice(short_lines(text), 2))
    plain = {_plain(line.text) for line in top}
    if len(top) == 2 and len(plain) == 1 and all(len(p) >= _LEAST and is_title(p) for p in plain):
        yield without_line(text, max(top, key=lambda line: len(line.text)))
    elif len(top) == 2 and _is_end(_plain(top[1].text), _plain(top[0].text)):
        yield without_line(text, top[1])
    elif len(top) == 2 and _is_of_site(top[0].text, top[1].text.strip()):
        yield without_line(text, top[0])


def _is_of_site(line: str, title: str) -> bool:
    """Tell whether a line above a title is what its seller or its site calls the document."""
    return _names(line, _plain(title)) or (_SELLER.search(line) is not None and is_title(title))


def _names(line: str, title: str) -> bool:
    """Tell whether a line is a page's name in a browser: 领导讲话|title——site | site."""
    parts = [_plain(part) for part in _BETWEEN.split(line)]
    return len(parts) > 1 and len(title) >= _LEAST and title in parts


def _is_end(line: str, title: str) -> bool:
    """Tell whether a line only says again what the title above it ends with: 工作总结."""
    return len(line) >= _LEAST_END and line != title and title.endswith(line) and is_title(line)


def _plain(line: str) -> str:
    bare = re.sub(r"^[\s#]+|[\s\u3000]+", "", line)
    return _SITE_NAME.sub("", bare)
