"""The text of a part of a web page, block by block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

PARAGRAPHS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "tr", "dt", "dd", "pre")
_BLOCKS = frozenset(
    (
        *PARAGRAPHS, "div", "section", "article", "main", "header", "ul", "ol", "dl", "table",
        "tbody", "thead", "tfoot", "caption", "blockquote", "center", "form", "fieldset", "figure",
        "figcaption", "body", "html", "address", "hr",
    )
)  # fmt: skip
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 5}
_LONGEST_HEADING = 60
_SPACES = re.compile(r"[ \t\r\n\f\u00a0\u3000\u2002\u2003]+")
_BREAK = "\x1e"


def blocks_of(element: Any) -> list[str]:
    """Return the paragraphs, headings and table rows in an element, empty ones left out."""
    blocks: list[str] = []
    for tag, text in _pieces(element):
        lines = [_SPACES.sub(" ", line).strip() for line in text.split(_BREAK)]
        lines = [line for line in lines if line]
        if tag == "tr":
            _add_row(blocks, text)
        elif tag in _HEADINGS and lines and len(" ".join(lines)) <= _LONGEST_HEADING:
            blocks.append(f"{'#' * _HEADINGS[tag]} {''.join(lines)}")
        else:
            blocks.extend(lines)
    return blocks


def plain(element: Any) -> str:
    """Return the text of an element in one line."""
    return _SPACES.sub(" ", "".join(element.itertext())).strip()


def _pieces(root: Any) -> Iterator[tuple[str, str]]:
    """Yield the text of each innermost block with the block's tag, in the order of the page."""
    from lxml import etree

    open_blocks: list[str] = [root.tag]
    text: list[str] = []
    in_row: Any = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start" and in_row is None:
            if _is_data_row(element):
                yield open_blocks[-1], "".join(text)
                text, in_row = [], element
                yield "tr", "\x1f".join(plain(cell) for cell in element)
                continue
            if element.tag in _BLOCKS and element is not root:
                yield open_blocks[-1], "".join(text)
                text = []
                open_blocks.append(element.tag)
            text.append(_BREAK if element.tag == "br" else element.text or "")
        elif event == "end" and (in_row is None or in_row is element):
            if in_row is None and element.tag in _BLOCKS and element is not root:
                yield open_blocks.pop(), "".join(text)
                text = []
            in_row = None
            text.append((element.tail or "") if element is not root else "")
    yield open_blocks[-1], "".join(text)


def _is_data_row(element: Any) -> bool:
    """A row of a table of data, not one that only places the article on the page."""
    if element.tag != "tr" or len(element) < 2:
        return False
    return all(
        cell.tag in ("td", "th") and cell.find(".//table") is None and len(plain(cell)) <= 200
        for cell in element
    )


def _add_row(blocks: list[str], text: str) -> None:
    cells = [cell.replace("|", "｜") for cell in text.split("\x1f")]
    if not any(cells):
        return
    row = f"| {' | '.join(cells)} |"
    if blocks and blocks[-1].startswith("| ") and blocks[-1].endswith(" |"):
        blocks[-1] += "\n" + row
    else:
        blocks.append(row)
