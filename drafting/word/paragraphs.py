"""The words of a document in reading order, tracked changes taken as accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docx.oxml.xmlchemy import BaseOxmlElement

from drafting.word.look import Look, Styles
from drafting.word.numbering import Numbering
from drafting.word.xml import tag

_WRAPPERS = frozenset(
    tag(name)
    for name in (
        "hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple",
        "bdo", "dir", "ruby", "rubyBase",
    )
)  # fmt: skip
_SPACES = "  \t\n\u3000\ufeff\u00a0"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as people see it: its number in front, its lines where Word breaks by hand.

    ``look`` is None for a row of a table.
    """

    lines: tuple[str, ...]
    look: Look | None


def paragraphs(body: BaseOxmlElement, styles: Styles, numbering: Numbering) -> Iterator[Paragraph]:
    """All paragraphs with text; rows of tables as ``| … | … |``; text boxes behind their anchor."""
    pending = ""
    for block in _blocks(body):
        if block.tag == tag("tbl"):
            yield from _rows(block, styles, numbering)
            continue
        text = pending + _text(block)
        properties = block.find(tag("pPr"))
        if properties is not None and properties.find(f"{tag('rPr')}/{tag('del')}") is not None:
            pending = text  # its end is struck out: it goes on in the next paragraph
            continue
        pending = ""
        look = styles.look(block)
        lines = [line.strip(_SPACES) for line in text.split("\n")]
        lines = [line for line in lines if line]
        label = numbering.label(look.number)
        if lines:
            lines[0] = label + lines[0]
            yield Paragraph(tuple(lines), look)
        for box in _boxes(block):
            yield from paragraphs(box, styles, numbering)
    if pending.strip(_SPACES):
        yield Paragraph((pending.strip(_SPACES),), None)


def _blocks(parent: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    for child in parent.iterchildren(tag=None):
        if child.tag in (tag("p"), tag("tbl")):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _blocks(child)


def _rows(table: BaseOxmlElement, styles: Styles, numbering: Numbering) -> Iterator[Paragraph]:
    for row in _inside(table, "tr"):
        cells = list(_inside(row, "tc"))
        if len(cells) == 1:  # a frame round ordinary text
            yield from paragraphs(cells[0], styles, numbering)
            continue
        texts = [
            " ".join(line for p in paragraphs(cell, styles, numbering) for line in p.lines)
            for cell in cells
        ]
        if any(texts):
            yield Paragraph((f"| {' | '.join(texts)} |",), None)


def _inside(parent: BaseOxmlElement, name: str) -> Iterator[BaseOxmlElement]:
    for child in parent.iterchildren(tag=None):
        if child.tag == tag(name):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inside(child, name)


def _text(parent: BaseOxmlElement) -> str:
    parts: list[str] = []
    for child in parent.iterchildren(tag=None):
        if child.tag == tag("r"):
            parts.append(_run_text(child))
        elif child.tag in _WRAPPERS:
            parts.append(_text(child))
    return "".join(parts)


def _run_text(run: BaseOxmlElement) -> str:
    hidden = run.find(f"{tag('rPr')}/{tag('vanish')}")
    if hidden is not None and hidden.get(tag("val"), "1") in ("1", "true", "on"):
        return ""
    return "".join(_glyphs(child) for child in run.iterchildren(tag=None))


def _glyphs(child: BaseOxmlElement) -> str:
    name = child.tag
    if name == tag("t"):
        return child.text or ""
    if name == tag("tab"):
        return " "
    if name == tag("cr") or (
        name == tag("br") and child.get(tag("type")) in (None, "textWrapping")
    ):
        return "\n"
    if name == tag("noBreakHyphen"):
        return "-"
    return _text(child) if name == tag("ruby") else ""


def _boxes(paragraph: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """Text boxes of a paragraph; the fallback for old programs repeats them and is passed over."""
    for box in paragraph.iter(tag("txbxContent")):
        above = [str(one.tag).rpartition("}")[2] for one in box.iterancestors()]
        if "Fallback" not in above and above.count("txbxContent") == 0:
            yield box
