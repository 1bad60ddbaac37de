"""What a site of model texts says before and behind one: 【导语】……下面是小编为大家整理的……"""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule
from retrieval.clean.text.lines import lines, without_line

_MARKED = re.compile(r"\s*[【\[](?:导语|导读|篇首语|文章导读|小编寄语)[】\]]")
_EDITOR = re.compile(
    r"小编|(?:下面|以下)是[^。\n我]{0,10}(?:为|给)(?:大家|您|你)[^。\n我]{0,8}(?:整理|收集|搜集|分享|带来)"
    r"|以上(?:就是|便是|是)[^。\n我]{0,40}(?:范文|总结|讲话稿?|报告|汇报|方案|材料|心得|体会|文章)的?全部内容"
)
_SITE = re.compile("参考|欢迎|希望|借鉴|阅读|下载|关注|更多")
_LONGEST = 400
_HEAD, _TAIL = 8, 6
"""Lines from either end among which a whole paragraph goes; elsewhere only the sentence does."""


@rule("leads", "网站导语", 53)
def find(text: str) -> Iterator[Edit]:
    """Take out whole paragraphs of a site's editor, not only the sentence that names him."""
    found = [line for line in lines(text) if line.text.strip()]
    for line in {*found[:_HEAD], *found[-_TAIL:]}:
        if len(line.text) > _LONGEST:
            continue
        if _MARKED.match(line.text) or (_EDITOR.search(line.text) and _SITE.search(line.text)):
            yield without_line(text, line)
