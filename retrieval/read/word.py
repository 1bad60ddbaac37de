"""Word documents (.docx): what a reader of the page sees, tracked changes accepted.

The parts are parsed as they are rather than through python-docx, which refuses the many files of
WPS and of websites whose unimportant parts are broken, and knows neither tracked changes nor
numbering nor text boxes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from retrieval.errors import UnreadableError
from retrieval.read.word_inline import accepted, boxes, paragraph_text
from retrieval.read.word_numbering import Numbering
from retrieval.read.word_package import Package, W
from retrieval.read.word_styles import Styles

SUFFIXES = (".docx", ".docm", ".dotx")

_LONGEST_HEADING = 60
_NUMBERED = re.compile(
    r"^(?:第?[一二三四五六七八九十]+[、章节部．.]|[（(][一二三四五六七八九十\d]|\d)"
)
_BLANKS = re.compile(r"[ \t\u00a0]+")
_BROKEN_TITLE = re.compile(r"(?<=[^ -~])\n(?=[^ -~])")

Block = tuple[int | None, str]
"""The level of a heading (0 is the title), None for other text; and the text."""


def read(data: bytes) -> str:
    """Return the text of a Word document, paragraphs parted by blank lines.

    Headings by style are marked in Markdown, a table's rows are ``| a | b |`` lines.

    Raises:
        UnreadableError: it is damaged or not a Word document.
    """
    from lxml import etree

    try:
        blocks = list(_Walk(Package(data)).blocks())
    except (etree.LxmlError, RecursionError, ValueError) as error:
        raise UnreadableError("Word 文件已损坏，请用 Word 或 WPS 打开修复、另存后再添加") from error
    return "\n\n".join(_marked(level, text) for level, text in _with_title(blocks))


class _Walk:
    """Goes through one document; numbering counts as it goes."""

    def __init__(self, package: Package) -> None:
        self._body = package.body
        self._styles = Styles(package.related("styles"))
        self._numbering = Numbering(package.related("numbering"))
        self._carried = ""

    def blocks(self) -> Iterator[Block]:
        yield from self._of(self._body)
        if self._carried:
            yield None, _tidy(self._carried)

    def _of(self, container: Any) -> Iterator[Block]:
        for element in accepted(container):
            if element.tag == W + "p":
                yield from self._paragraph(element)
            elif element.tag == W + "tbl":
                yield from self._table(element)
            else:
                yield from self._of(element)

    def _paragraph(self, paragraph: Any) -> Iterator[Block]:
        style = self._styles.of(paragraph)
        text = self._carried + paragraph_text(paragraph)
        # A deleted paragraph mark joins the paragraph to the next one.
        joins = paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None
        self._carried = text if joins else ""
        text = _tidy(text)
        if text and not joins and not style.contents:
            level = style.level if _may_be_heading(text) else None
            yield level, _labelled(self._numbering.label(style), text)
        for box in boxes(paragraph):
            yield from self._of(box)

    def _table(self, table: Any) -> Iterator[Block]:
        rows = [
            [list(self._of(cell)) for cell in accepted(row, W + "tc")]
            for row in accepted(table, W + "tr")
            if row.find(f"{W}trPr/{W}del") is None
        ]
        if _is_layout(rows):
            yield from (block for row in rows for cell in row for block in cell)
            return
        yield None, "\n".join(filter(None, map(_row, rows)))


def _row(cells: list[list[Block]]) -> str:
    texts = [
        " ".join(" ".join(text.split()) for _, text in cell).replace("|", "｜") for cell in cells
    ]
    return f"| {' | '.join(texts)} |" if any(texts) else ""


def _is_layout(rows: list[list[list[Block]]]) -> bool:
    """A table with one column, or with running text in a cell, only places text on the page."""
    return all(len(row) <= 1 for row in rows) or any(
        len(cell) >= 3 and sum(len(text) for _, text in cell) > 300 for row in rows for cell in row
    )


def _may_be_heading(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and "。" not in text


def _tidy(text: str) -> str:
    lines = (_BLANKS.sub(" ", line).strip(" \u3000") for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _labelled(label: str, text: str) -> str:
    apart = label and label[-1] in ".0123456789" and text[0].isascii() and text[0].isalnum()
    return f"{label} {text}" if apart else label + text


def _with_title(blocks: list[Block]) -> list[Block]:
    """Many writers give the title the style Heading 1 and 一、 the style Heading 2."""
    blocks = [(level, text) for level, text in blocks if text]
    levels = [level for level, _ in blocks if level is not None]
    if not levels or levels[0] != 1 or 0 in levels or levels.count(1) > 1:
        return blocks
    title = next(text for level, text in blocks if level == 1)
    if _NUMBERED.match(title):
        return blocks
    return [(None if level is None else level - 1, text) for level, text in blocks]


def _marked(level: int | None, text: str) -> str:
    if level is None:
        return text
    return f"{'#' * (min(level, 4) + 1)} " + _BROKEN_TITLE.sub("", text).replace("\n", " ")
