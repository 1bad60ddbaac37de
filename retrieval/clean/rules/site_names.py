"""The name of a site, an account or a shop of documents on a line of its own above the title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, takewhile

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule
from retrieval.clean.text.lines import Line, short_lines, without_line
from retrieval.clean.text.title_words import is_title

_TRADE = "公文|文秘|秘书|笔杆子?|范文|讲话稿|稿件|材料|写作|写稿|办公|资料|总结|体制内|机关"
_SITE = re.compile(
    rf"@\S{{2,15}}|学习强国|小红书.{{0,4}}|知乎.{{0,4}}|今日头条|豆瓣.{{0,4}}"
    rf"|.{{0,3}}(?:{_TRADE}).{{0,6}}(?:网|圈|社|号|君|哥|姐|库|铺|吧|营|坊|星球|大全|之家|论坛|俱乐部|频道|平台|课堂|天地|园地)"
    r"|(?:写材料|写公文|写稿子|码字)的.{1,6}|(?:第一|精品|优质|好|无忧)范文|[\u4e00-\u9fff]{2}网|中国.{2,6}网|.{2,8}(?:文库|公众号|订阅号|视频号|头条号|百家号|学习平台)"
)
"""Whole names only, and of the trade: 织密安全防护网 or 县域经济发展论坛 may head a speech."""
_BETWEEN = re.compile(r"[ \t\u3000]*[|｜>＞·_/][ \t\u3000]*|[ \t\u3000]{1,4}")
_LONGEST, _MOST, _LEAST_TITLE = 25, 3, 8


@rule("site_names", "网站名称", 76)
def find(text: str) -> Iterator[Edit]:
    """Take out the lines right above the title that are nothing but such a name."""
    top = list(islice(short_lines(text), _MOST + 1))
    names = list(takewhile(_is_name, top))
    if names and len(names) < len(top) and _heads(top[len(names)]):
        for line in names:
            yield without_line(text, line)


def _is_name(line: Line) -> bool:
    said = line.text.strip(" \t\u3000#*")
    return len(said) <= _LONGEST and any(map(_SITE.fullmatch, _BETWEEN.split(said)))


def _heads(line: Line) -> bool:
    said = line.text.strip()
    return len(said) >= _LEAST_TITLE and is_title(said)
