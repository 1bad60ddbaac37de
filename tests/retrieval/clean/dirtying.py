"""Makes of a clean document what a document website makes of it."""

from __future__ import annotations

import re

HEAD = """首页 > 办公文档 > 工作总结
收藏 分享(赏)

{name}.docx

上传人：b****8 文档编号：20417733 上传时间：2024-05-06 格式：DOCX 页数：9 大小：24.6KB
下载 相关 举报
{name}.docx_第1页
第1页 / 共9页
{name}.docx_第2页
第2页 / 共9页
亲，本文档总共9页，免费预览到此结束，觉得有用就请下载吧！
资源描述

"""
TAIL = """

展开阅读全文
相关资源
春季植树活动策划书.docx
幼儿园食堂采购合同范本
猜你喜欢
相关搜索

当前位置：首页 > 办公文档 > 其它

Copyright@2011-2022 example.com 版权所有
经营许可证编号：京ICP备00000000号-1
"""
_HALF = str.maketrans("，；：？！（）", ",;:?!()")


def glued(text: str) -> str:
    """All paragraphs in one line, parted by a blank, punctuation half-width."""
    lines = [re.sub(r"^#+ ", "", line) for line in text.splitlines() if line.strip()]
    return " ".join(lines).translate(_HALF)


def counted(text: str, step: int) -> str:
    """Counters at a fixed interval, as previews insert them."""
    parts = [text[start : start + step] for start in range(0, len(text), step)]
    return "\n".join(f"{number}、{part}" for number, part in enumerate(parts, 1))


def from_site(text: str, name: str, step: int) -> str:
    """The whole page of a document site."""
    return HEAD.format(name=name) + counted(glued(text), step) + TAIL
