"""Tables of a Word document as grids, with merged cells spread out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from drafting.facts.extraction.cells import cell_of_text
from drafting.facts.extraction.records import Cell

Rows = list[list[Cell]]
_WIDEST = 60


def tables_of_word(data: bytes) -> list[Rows]:
    """All tables of a document in order, outer ones only; empty where the file cannot be parsed."""
    from lxml import etree

    from retrieval.errors import UnreadableError
    from retrieval.read.word_package import Package, W

    try:
        body = Package(data).body
    except (etree.LxmlError, UnreadableError, RecursionError, ValueError):
        return []
    return [list(_rows(table, W)) for table in body.iter(f"{W}tbl") if not _nested(table, W)]


def _nested(table: Any, prefix: str) -> bool:
    return any(above.tag == f"{prefix}tbl" for above in table.iterancestors())


def _rows(table: Any, prefix: str) -> Iterator[list[Cell]]:
    above: list[Cell] = []
    for row in table.findall(f"{prefix}tr"):
        cells: list[Cell] = []
        for cell in row.iter(f"{prefix}tc"):
            if next(cell.iterancestors(f"{prefix}tr")) is not row:
                continue
            span, follows = _merging(cell, prefix)
            shown = cell_of_text(_text(cell, prefix))
            if follows:
                at = len(cells)
                shown = above[at] if at < len(above) and not above[at].number else Cell()
            cells += [shown] + [Cell() if shown.number else shown] * (span - 1)
        above = cells[:_WIDEST]
        yield above


def _merging(cell: Any, prefix: str) -> tuple[int, bool]:
    """How many columns a cell spans, and whether it goes on with the cell above it."""
    span = cell.find(f"{prefix}tcPr/{prefix}gridSpan")
    merge = cell.find(f"{prefix}tcPr/{prefix}vMerge")
    width = str(span.get(f"{prefix}val", "1")) if span is not None else "1"
    follows = merge is not None and merge.get(f"{prefix}val", "continue") != "restart"
    return min(int(width), _WIDEST) if width.isdecimal() and int(width) else 1, follows


def _text(cell: Any, prefix: str) -> str:
    paragraphs = cell.iter(f"{prefix}p")
    return " ".join(
        "".join(part.text or "" for part in paragraph.iter(f"{prefix}t"))
        for paragraph in paragraphs
    ).strip()
