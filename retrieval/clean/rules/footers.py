"""Copyright, registration and hotline lines at the foot of a site."""

from __future__ import annotations

from collections.abc import Iterator

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule
from retrieval.clean.text.footing import FOOTER
from retrieval.clean.text.sentences import lines_with

_WORDS = (
    "©", "opyright", "OPYRIGHT", "(c)", "(C)", "（c）", "（C）", "eserved", "ESERVED", "owered", "OWERED",
    "版权所有", "ICP", "icp", "网安备", "许可证", "备案", "客服", "维权", "侵权", "信息举报", "合作", "技术支持",
    "热线", "电话", "邮箱", "文网文", "互联网药品",
)  # fmt: skip


@rule("footers", "版权与备案信息", 58)
def find(text: str) -> Iterator[Edit]:
    """Take out the lines of a site's footer."""
    return lines_with(FOOTER, text) if any(word in text for word in _WORDS) else iter(())
