"""Copyright, registration and hotline lines at the foot of a site."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule
from retrieval.clean.text.sentences import lines_with

_FOOTER = re.compile(
    r"©|&copy;|[(（]c[)）] ?(?:19|20)\d\d|copyright|all rights? reserved|powered by|版权所有(?!者|人|权)"
    r"|[\u4e00-\u9fff]?ICP ?[备证号]|公网安备|(?:增值电信业务|网络文化|出版物|信息服务)?经营许可证(?:编?号)?[:：]|网站备案|备案(?:编?号)[:：]"
    r"|客服(?:电话|热线|QQ|邮箱|微信)[:：]|(?:侵权)?投诉[/／]维权|维权(?:电话|热线)[:：]|侵权(?:投诉|举报|处理)(?:电话|邮箱|热线)"
    r"|(?:违法|不良)[^。\n]{0,8}信息举报|(?:商务|广告)合作(?:QQ|电话|邮箱|[:：])|(?:网站)?技术支持[:：]|(?:服务|客服|咨询)(?:电话|热线)[:： ]{0,2}[48]00"
    r"|(?:投诉|举报)(?:电话|热线|邮箱)[:：] ?(?:[48]00|[\w.]{2,30}@)|文网文[〔\[(（]|互联网药品信息",
    re.IGNORECASE,
)
_WORDS = (
    "©", "opyright", "OPYRIGHT", "(c)", "(C)", "（c）", "（C）", "eserved", "ESERVED", "owered", "OWERED",
    "版权所有", "ICP", "icp", "网安备", "许可证", "备案", "客服", "维权", "侵权", "信息举报", "合作", "技术支持",
    "热线", "电话", "邮箱", "文网文", "互联网药品",
)  # fmt: skip


@rule("footers", "版权与备案信息", 58)
def find(text: str) -> Iterator[Edit]:
    """Take out the lines of a site's footer."""
    return lines_with(_FOOTER, text) if any(word in text for word in _WORDS) else iter(())
