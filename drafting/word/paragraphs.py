"""The words of a document in reading order, tracked changes taken as accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from docx.oxml.xmlchemy import BaseOxmlElement

from drafting.manuscript import row_of
from drafting.word.look import Look, Styles
from drafting.word.numbering import Numbering
from drafting.word.xml import tag

_WRAPPERS = frozenset(
    tag(name)
    for name in (
        "hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "bdo", "dir", "ruby",
        "rubyBase",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Side:
    """One reading of tracked changes: the wrappers that are entered, and the marks with which the
    end of a paragraph goes."""

    wrappers: frozenset[str]
    lost_ends: tuple[str, ...]


ACCEPTED = Side(_WRAPPERS | {tag("ins"), tag("moveTo")}, ("del", "moveFrom"))
REJECTED = Side(_WRAPPERS | {tag("del"), tag("moveFrom")}, ("ins", "moveTo"))
_MOST_HEADS = 3
_WIDEST = 60
"""Columns of a table at most."""
_SPACES = "  \t\n\u3000\ufeff\u00a0"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as people see it: its number in front, its lines where Word breaks by hand.

    ``look`` is None for a row of a table, whose ``row`` says whether it is the head; ``nodes`` are
    the ``w:p`` or the ``w:tr`` it was read from.
    """

    lines: tuple[str, ...]
    look: Look | None
    nodes: tuple[BaseOxmlElement, ...] = ()
    row: Literal["", "head", "body"] = ""


def paragraphs(
    body: BaseOxmlElement, styles: Styles, numbering: Numbering, side: Side = ACCEPTED
) -> Iterator[Paragraph]:
    """All paragraphs with text; rows of tables as ``| … | … |``; text boxes behind their anchor."""
    pending, nodes = "", tuple[BaseOxmlElement, ...]()
    for block in _blocks(body, side):
        if block.tag == tag("tbl"):
            yield from _rows(block, styles, numbering, side)
            continue
        text = pending + _text(block, side)
        nodes = (*nodes, block)
        if _loses_its_end(block, side):
            pending = text  # it goes on in the next paragraph
            continue
        pending, read_from, nodes = "", nodes, ()
        look = styles.look(block)
        lines = [line.strip(_SPACES) for line in text.split("\n")]
        lines = [line for line in lines if line]
        label = numbering.label(look.number)
        if lines:
            lines[0] = label + lines[0]
            yield Paragraph(tuple(lines), look, read_from)
        for box in _boxes(block):
            yield from paragraphs(box, styles, numbering, side)
    if pending.strip(_SPACES):
        yield Paragraph((pending.strip(_SPACES),), None, nodes)


def _loses_its_end(paragraph: BaseOxmlElement, side: Side) -> bool:
    marks = paragraph.find(f"{tag('pPr')}/{tag('rPr')}")
    return marks is not None and any(marks.find(tag(kind)) is not None for kind in side.lost_ends)


def _blocks(parent: BaseOxmlElement, side: Side) -> Iterator[BaseOxmlElement]:
    for child in parent.iterchildren(tag=None):
        if child.tag in (tag("p"), tag("tbl")):
            yield child
        elif child.tag in side.wrappers:
            yield from _blocks(child, side)


def _rows(
    table: BaseOxmlElement, styles: Styles, numbering: Numbering, side: Side
) -> Iterator[Paragraph]:
    heads = 0
    for row in _inside(table, "tr", side):
        properties = row.find(tag("trPr"))
        marks = () if properties is None else properties
        if any(mark.tag == tag(kind) for mark in marks for kind in side.lost_ends):
            continue
        cells = list(_inside(row, "tc", side))
        if len(cells) == 1:  # a frame round ordinary text
            yield from paragraphs(cells[0], styles, numbering, side)
            continue
        texts = [text for cell in cells for text in _cell(cell, styles, numbering, side)]
        texts = [*_skipped(row, "gridBefore"), *texts, *_skipped(row, "gridAfter")]
        if any(texts):
            heads = heads or _head_rows(table, side)
            yield Paragraph((row_of(texts),), None, (row,), "head" if heads > 0 else "body")
            heads = heads - 1 or -1


def _head_rows(table: BaseOxmlElement, side: Side) -> int:
    """How many rows are the head: those marked so, else two where names in the first span columns
    beside one that spans rows, else one."""
    rows = [row for row in _inside(table, "tr", side) if len(list(_inside(row, "tc", side))) > 1]
    marked = 0
    while marked < min(len(rows) - 1, _MOST_HEADS) and _is_marked(rows[marked]):
        marked += 1
    spans = {name for name in ("gridSpan", "vMerge") for _ in rows[0].iter(tag(name))}
    return marked or (2 if len(spans) == 2 and len(rows) > 2 else 1)


def _is_marked(row: BaseOxmlElement) -> bool:
    mark = row.find(f"{tag('trPr')}/{tag('tblHeader')}")
    return mark is not None and mark.get(tag("val"), "1") in ("1", "true", "on")


def _cell(cell: BaseOxmlElement, styles: Styles, numbering: Numbering, side: Side) -> Iterator[str]:
    """The text of a cell, and an empty one for each further column it spans; one that goes on
    with the cell above is empty."""
    found = paragraphs(cell, styles, numbering, side)
    yield " ".join(line for p in found for line in p.lines)
    yield from [""] * (_count(cell.find(f"{tag('tcPr')}/{tag('gridSpan')}"), 1) - 1)


def _skipped(row: BaseOxmlElement, name: str) -> list[str]:
    """Empty cells for the columns that a row leaves out at its beginning or end."""
    return [""] * _count(row.find(f"{tag('trPr')}/{tag(name)}"), 0)


def _count(source: BaseOxmlElement | None, usual: int) -> int:
    value = "" if source is None else str(source.get(tag("val"), ""))
    return max(usual, min(int(value), _WIDEST)) if value.isdecimal() else usual


def _inside(parent: BaseOxmlElement, name: str, side: Side) -> Iterator[BaseOxmlElement]:
    for child in parent.iterchildren(tag=None):
        if child.tag == tag(name):
            yield child
        elif child.tag in side.wrappers:
            yield from _inside(child, name, side)


def _text(parent: BaseOxmlElement, side: Side) -> str:
    parts: list[str] = []
    for child in parent.iterchildren(tag=None):
        if child.tag == tag("r"):
            parts.append(run_text(child, side))
        elif child.tag in side.wrappers:
            parts.append(_text(child, side))
    return "".join(parts)


def run_text(run: BaseOxmlElement, side: Side) -> str:
    """What a ``w:r`` shows; nothing where it is hidden."""
    hidden = run.find(f"{tag('rPr')}/{tag('vanish')}")
    if hidden is not None and hidden.get(tag("val"), "1") in ("1", "true", "on"):
        return ""
    return "".join(_glyphs(child, side) for child in run.iterchildren(tag=None))


def _glyphs(child: BaseOxmlElement, side: Side) -> str:
    name = child.tag
    if name in (tag("t"), tag("delText")):
        return child.text or ""
    if name == tag("tab"):
        return " "
    if name == tag("cr") or (
        name == tag("br") and child.get(tag("type")) in (None, "textWrapping")
    ):
        return "\n"
    if name == tag("noBreakHyphen"):
        return "-"
    return _text(child, side) if name == tag("ruby") else ""


def _boxes(paragraph: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """Text boxes of a paragraph; the fallback for old programs repeats them and is passed over."""
    for box in paragraph.iter(tag("txbxContent")):
        above = [str(one.tag).rpartition("}")[2] for one in box.iterancestors()]
        if "Fallback" not in above and above.count("txbxContent") == 0:
            yield box
