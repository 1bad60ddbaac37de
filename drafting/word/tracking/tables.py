"""What became of a table, row by row: in a row that stayed, cell by cell."""

from __future__ import annotations

from copy import deepcopy

from docx.oxml.xmlchemy import BaseOxmlElement

from drafting.word.alignment import pairs, stretches
from drafting.word.tracking.marks import Marker
from drafting.word.tracking.units import text_of, units_of
from drafting.word.xml import element, tag


def table_text(table: BaseOxmlElement) -> str:
    """The words of a table, to tell tables apart by."""
    return "\n".join(_row_text(row) for row in table.findall(tag("tr")))


def whole_table(table: BaseOxmlElement, marker: Marker, kind: str) -> BaseOxmlElement:
    """A table that was put in (``ins``) or taken out (``del``)."""
    return _with_rows(table, [_marked(row, marker, kind) for row in table.findall(tag("tr"))])


def merged_table(old: BaseOxmlElement, new: BaseOxmlElement, marker: Marker) -> BaseOxmlElement:
    """The new table with rows that came and went marked. Rows are paired by their words; one with
    another number of cells is no longer the same."""
    was, now = old.findall(tag("tr")), new.findall(tag("tr"))
    rows = []
    for i, j in pairs([_row_text(row) for row in was], [_row_text(row) for row in now]):
        same = i is not None and j is not None and _spans(was[i]) == _spans(now[j])
        if same and i is not None and j is not None:
            rows.append(_changed(was[i], now[j], marker))
            continue
        if i is not None:
            rows.append(_marked(was[i], marker, "del"))
        if j is not None:
            rows.append(_marked(now[j], marker, "ins"))
    return _with_rows(new, rows)


def _row_text(row: BaseOxmlElement) -> str:
    return "\t".join(text_of(units_of(p)) for p in row.iter(tag("p")))


def _spans(row: BaseOxmlElement) -> list[tuple[str, ...]]:
    """What each cell of a row spans, behind whether the row is of the head."""
    head = row.find(f"{tag('trPr')}/{tag('tblHeader')}") is not None
    found = [
        tuple(_value(cell.find(f"{tag('tcPr')}/{tag(name)}")) for name in ("gridSpan", "vMerge"))
        for cell in _cells(row)
    ]
    return [("head" if head else "body",), *found]


def _value(mark: BaseOxmlElement | None) -> str:
    return "" if mark is None else str(mark.get(tag("val"), ""))


def _cells(row: BaseOxmlElement) -> list[BaseOxmlElement]:
    return list(row.findall(tag("tc")))


def _with_rows(table: BaseOxmlElement, rows: list[BaseOxmlElement]) -> BaseOxmlElement:
    made = element("tbl", None, *(deepcopy(one) for one in table if one.tag != tag("tr")))
    made.extend(rows)
    return made


def _changed(old: BaseOxmlElement, new: BaseOxmlElement, marker: Marker) -> BaseOxmlElement:
    made = deepcopy(new)
    for was, now in zip(_cells(old), _cells(made), strict=True):
        before, after = was.find(tag("p")), now.find(tag("p"))
        left, right = units_of(before), units_of(after)
        content: list[BaseOxmlElement] = []
        for same, a, b, c, d in stretches(text_of(left), text_of(right)):
            if same:
                content += marker.kept(left[a:b], right[c:d])
            else:
                content += [*marker.runs(left[a:b], "del"), *marker.runs(right[c:d], "ins")]
        look = (after.find(tag("pPr")), before.find(tag("pPr")))
        now.replace(after, marker.paragraph(look[0], content, before=look[1]))
    return made


def _marked(row: BaseOxmlElement, marker: Marker, kind: str) -> BaseOxmlElement:
    """A row that came or went, its words and the ends of its cells with it."""
    made = deepcopy(row)
    for paragraph in list(made.iter(tag("p"))):
        content = list(marker.runs(units_of(paragraph), kind))
        look = paragraph.find(tag("pPr"))
        paragraph.getparent().replace(paragraph, marker.paragraph(look, content, kind=kind))
    made.find(tag("trPr")).append(marker.mark(kind))
    return made
