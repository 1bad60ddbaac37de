"""Accepting and rejecting tracked changes, as the standard tells it: the other side of the writer.

Written from ECMA-376 part 1, 17.13.5, and kept apart from the program, which never resolves."""

from __future__ import annotations

from copy import deepcopy

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement


def resolved(body: BaseOxmlElement, *, accept: bool) -> list[BaseOxmlElement]:
    """The paragraphs of a body with every change accepted, or every change rejected."""
    goes, stays = ("del", "ins") if accept else ("ins", "del")
    result: list[BaseOxmlElement] = []
    pending: list[BaseOxmlElement] = []
    for paragraph in deepcopy(body).iterchildren(qn("w:p"), qn("w:tbl")):
        if paragraph.tag == qn("w:tbl"):
            assert not pending, "nothing is left over before a table"
            if _rows(paragraph, goes, accept=accept):
                result.append(paragraph)
            continue
        properties = paragraph.find(qn("w:pPr"))
        ends = _end(properties, goes)
        content = pending + _runs(paragraph, goes, stays, accept)
        for run in paragraph.findall("*"):
            if run is not properties:
                paragraph.remove(run)
        if ends:
            pending = content
            continue
        pending = []
        _settle(paragraph, properties, accept)
        paragraph.extend(content)
        result.append(paragraph)
    assert not pending, "the last paragraph of a body cannot lose its end"
    return result


def _rows(table: BaseOxmlElement, goes: str, *, accept: bool) -> int:
    """Settle the rows of a table; how many are left."""
    for row in table.findall(qn("w:tr")):
        if row.find(f"{qn('w:trPr')}/{qn(f'w:{goes}')}") is not None:
            table.remove(row)
            continue
        for cell in row.findall(qn("w:tc")):
            settled = resolved(cell, accept=accept)
            for old in cell.findall(qn("w:p")):
                cell.remove(old)
            cell.extend(settled)
    return len(table.findall(qn("w:tr")))


def _end(properties: BaseOxmlElement | None, kind: str) -> bool:
    return (
        properties is not None and properties.find(f"{qn('w:rPr')}/{qn(f'w:{kind}')}") is not None
    )


def _runs(paragraph: BaseOxmlElement, goes: str, stays: str, accept: bool) -> list[BaseOxmlElement]:
    runs: list[BaseOxmlElement] = []
    for child in paragraph:
        if child.tag == qn("w:r"):
            runs.append(child)
        elif child.tag == qn(f"w:{stays}"):
            runs += child.findall(qn("w:r"))
        else:
            assert child.tag in (qn("w:pPr"), qn(f"w:{goes}"))
    for run in runs:
        for text in run.findall(qn("w:delText")):
            text.tag = qn("w:t")
        look = run.find(qn("w:rPr"))
        change = None if look is None else look.find(qn("w:rPrChange"))
        if look is not None and change is not None:
            look.remove(change)
            if not accept:
                run.replace(look, change[0])
    return runs


def _settle(paragraph: BaseOxmlElement, properties: BaseOxmlElement | None, accept: bool) -> None:
    if properties is None:
        return
    change = properties.find(qn("w:pPrChange"))
    end = properties.find(qn("w:rPr"))
    for kind in ("ins", "del"):
        mark = None if end is None else end.find(qn(f"w:{kind}"))
        if end is not None and mark is not None:
            end.remove(mark)
    if change is None:
        return
    properties.remove(change)
    if not accept:
        paragraph.replace(properties, change[0])


def shown(paragraph: BaseOxmlElement) -> str:
    """The text of a resolved paragraph; a break is a line end, rows of a table are lines."""
    if paragraph.tag == qn("w:tbl"):
        rows = paragraph.findall(qn("w:tr"))
        return "\n".join("|".join(shown(p) for p in row.iter(qn("w:p"))) for row in rows)
    parts = []
    for run in paragraph.findall(qn("w:r")):
        for child in run:
            if child.tag == qn("w:t"):
                parts.append(child.text or "")
            elif child.tag == qn("w:br"):
                parts.append("\n")
    return "".join(parts)


def style(paragraph: BaseOxmlElement) -> str:
    """The named style of a paragraph."""
    if paragraph.tag == qn("w:tbl"):
        return "table"
    found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if found is None else str(found.get(qn("w:val")))
