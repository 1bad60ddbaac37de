"""Saved web pages (.html): the main content only, with its headings."""

from __future__ import annotations

import re
from typing import Any

from retrieval.errors import UnreadableError
from retrieval.read.encoding import damage, decode
from retrieval.read.html_blocks import blocks_of, plain
from retrieval.read.html_content import main_content, pruned
from retrieval.read.refusals import chinese_characters

SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")

LONGEST_PAGE = 5_000_000
"""Characters, pictures written into the page not counted."""

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([a-zA-Z0-9_\-]+)""")
_EMBEDDED = re.compile(r"data:[a-z]+/[a-z+.\-]+;base64,[A-Za-z0-9+/=\s]{200,}")
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
# GB2312 and GBK are parts of GB18030, and pages that name them use more than they hold.
_WIDER = {
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "utf8": "utf-8",
}
_SITE_NAME = re.compile(r"\s*(?:[_|｜]|\s[-–—]+\s|--+|——).*$|-[^-]{2,20}(?:网|门户|政府|文库)$")
_FEWEST_IN_TITLE = 4


def read(data: bytes) -> str:
    """Return the main content of a web page, its title and headings marked in Markdown.

    Raises:
        UnreadableError: it is no text, or no page.
    """
    from lxml import etree

    page = _EMBEDDED.sub("", _decoded(data))
    if len(page) > LONGEST_PAGE:
        raise UnreadableError("网页过大，不像公文，请把正文另存为 .txt 后再添加")
    source = page.encode("utf-8", "replace")
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        root = etree.fromstring(source, parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableError("网页文件已损坏，请用浏览器重新保存后再添加") from error
    if root is None:
        return ""
    heading, window = _titles(root)
    blocks = blocks_of(main_content(pruned(root)))
    return "\n\n".join(_with_title(heading, window, blocks))


def _decoded(data: bytes) -> str:
    """Decode as the page declares, unless that gives nothing that could be text."""
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith(_BYTE_ORDER_MARKS):
        name = declared[1].decode("ascii").lower()
        try:
            text = data.decode(_WIDER.get(name, name), "replace")
        except LookupError:
            return decode(data)
        if damage(text) < 0.001:
            return text
    return decode(data)


def _titles(root: Any) -> tuple[str, str]:
    """The page's one great heading, and what the window is called without the site's name."""
    headings = [plain(heading) for heading in root.iter("h1")]
    headings = [text for text in headings if chinese_characters(text) >= _FEWEST_IN_TITLE]
    window = root.find(".//title")
    name = _SITE_NAME.sub("", plain(window)).strip() if window is not None else ""
    return headings[0] if len(headings) == 1 else "", name


def _with_title(heading: str, window: str, blocks: list[str]) -> list[str]:
    for title in filter(None, (heading, window)):
        for place, block in enumerate(blocks[:5]):
            text = block.lstrip("# ")
            if _same(text, title):
                return [f"# {text}", *blocks[:place], *blocks[place + 1 :]]
    title = heading or ("" if not blocks or _may_be_title(blocks[0]) else window)
    return [f"# {title}", *blocks] if title and blocks else blocks


def _may_be_title(block: str) -> bool:
    return block.startswith("# ") or (len(block) <= 45 and block[-1] not in "。：；！？:;")


def _same(text: str, title: str) -> bool:
    one, other = "".join(text.split()), "".join(title.split())
    return one == other or (len(one) >= 8 and (one in other or other in one) and len(one) < 60)
