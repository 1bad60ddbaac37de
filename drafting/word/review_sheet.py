"""A 审校单 as a Word file: title, counts, tables of findings by severity, what was let stand, and
each figure with its fact. A4 upright, headings of tables repeated on every page, rows kept whole."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from docx.document import Document
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm

from drafting.model import Fact, Finding
from drafting.review_sheet import Rest, ReviewSheet, counts
from drafting.word.blank import blank_document
from drafting.word.layouts import load_profile
from drafting.word.save import save
from drafting.word.text import clean
from drafting.word.xml import (
    element,
    paragraph_properties,
    run_properties,
    text_element,
    toggle,
)

_SEVERITIES = {
    "error": ("错误", "应当改正，或写明理由保留"),
    "warning": ("提醒", "请看一看"),
    "info": ("说明", "供了解"),
}
_TITLE, _HEAD, _TEXT = ("方正小标宋简体", 40), ("黑体", 28), ("仿宋_GB2312", 21)
"""Font and size in half-points."""
_MARGINS = (22, 20, 18, 18)
"""Top, bottom, left, right in mm: 174 mm for the tables."""
_TWIPS_PER_MM = 1440 / 25.4
_LONGEST_QUOTE = 60
"""字 of a quote that are shown; a paragraph that stands in a sample need not stand here again."""
_FILL = "EFEAE0"

_Cell = Sequence[str]
"""Paragraphs of a cell."""


def write_sheets(sheets: Sequence[ReviewSheet], path: Path) -> None:
    """Write one or more 审校单 into a DOCX, each on a page of its own. Raises StoreFailed."""
    document = _blank(sheets)
    body = document.element.body
    end = body[-1]  # the section
    for index, sheet in enumerate(sheets):
        for made in _sheet(sheet, new_page=index > 0):
            end.addprevious(made)
    stream = io.BytesIO()
    document.save(stream)
    save(stream.getvalue(), path)


def _blank(sheets: Sequence[ReviewSheet]) -> Document:
    document = blank_document(load_profile("plain"))
    section = document.sections[0]
    section.top_margin, section.bottom_margin = Mm(_MARGINS[0]), Mm(_MARGINS[1])
    section.left_margin, section.right_margin = Mm(_MARGINS[2]), Mm(_MARGINS[3])
    section.footer_distance = Mm(10)
    title = sheets[0].title if sheets else ""
    document.core_properties.title = "".join(clean(f"审校单：{title}"))[:255]
    document.core_properties.author = "拟稿台"
    return document


def _sheet(sheet: ReviewSheet, *, new_page: bool) -> Iterator[BaseOxmlElement]:
    yield _paragraph("审校单", _TITLE, align="center", after=120, new_page=new_page)
    yield _paragraph(sheet.title, ("楷体_GB2312", 30), align="center", after=160)
    yield from _standing(sheet)
    numbered = list(enumerate(sheet.findings, 1))
    for severity, (name, meaning) in _SEVERITIES.items():
        rows = [(n, f) for n, f in numbered if f.severity == severity]
        if rows:
            yield _heading(f"{name}（{len(rows)}处）", meaning)
            yield _findings(rows, sheet)
    yield from _accepted(sheet)
    yield from _figures(sheet)


def _standing(sheet: ReviewSheet) -> Iterator[BaseOxmlElement]:
    number = counts(sheet.findings)
    said = "，".join(f"{_SEVERITIES[key][0]}{n}处" for key, n in number.items())
    rows = [
        ("文件", sheet.name or "拟稿台中的文稿", "审校时间", f"{sheet.at:%Y年%-m月%-d日 %H:%M}"),
        ("字数", f"{sheet.words}字", "尚未处理", said),
        ("保留", f"{len(sheet.accepted)}处", "有出处的数字", f"{len(sheet.figures)}个"),
    ]
    yield _table((20, 52, 30, 72), [[[cell] for cell in row] for row in rows], label_columns=(0, 2))
    if not sheet.traced:
        yield _paragraph("没有给出事实，数字和名称没有核对。", _TEXT, before=80)
    elif not sheet.findings:
        yield _paragraph("各项检查都没有发现需要处理的问题。", _TEXT, before=80)


def _findings(rows: Sequence[tuple[int, Finding]], sheet: ReviewSheet) -> BaseOxmlElement:
    cells: list[Sequence[_Cell]] = [
        [[str(n)], [f.section or "文首"], [_short(f.quote) or "（全文）"], [f.message],
         [*_suggestion(f), *_grounds(f, sheet)] or ["—"]]
        for n, f in rows
    ]  # fmt: skip
    head = ("序号", "位置", "原文", "问题", "建议和依据")
    return _table((12, 32, 38, 48, 44), cells, head=head)


def _suggestion(finding: Finding) -> Iterator[str]:
    if finding.suggestion:
        yield f"建议：{finding.suggestion}"


def _grounds(finding: Finding, sheet: ReviewSheet) -> Iterator[str]:
    yield from _facts(finding.facts, sheet)
    if finding.sample is not None:
        title = (sheet.samples or {}).get(finding.sample.document) or finding.sample.document
        yield f"样本《{title}》：{_short(finding.sample.text)}"


def _facts(keys: Iterable[str], sheet: ReviewSheet) -> Iterator[str]:
    known = sheet.facts or {}
    yield from (_fact(known[key]) for key in keys if key in known)


def _fact(fact: Fact) -> str:
    return f"{fact.id}：{fact.text}" + (f"（来源：{fact.source}）" if fact.source else "")


def _accepted(sheet: ReviewSheet) -> Iterator[BaseOxmlElement]:
    if not sheet.accepted:
        return
    yield _heading(f"保留（{len(sheet.accepted)}处）", "经人看过，写明理由保留原样")
    cells: list[Sequence[_Cell]] = [
        [[str(n)], [_short(a.quote) or "（全文）"], [a.reason],
         [a.by, a.at[:16].replace("T", " ")] if a.by else [a.at[:16].replace("T", " ")]]
        for n, a in enumerate(sheet.accepted, 1)
    ]  # fmt: skip
    yield _table((12, 62, 68, 32), cells, head=("序号", "原文", "理由", "何人何时"))


def _figures(sheet: ReviewSheet) -> Iterator[BaseOxmlElement]:
    if not sheet.figures:
        return
    yield _heading(f"数字出处（{len(sheet.figures)}个）", "文中数字和它所依据的事实、算式")
    cells: list[Sequence[_Cell]] = [
        [["、".join(dict.fromkeys(rest.text for rest in rests))], [section or "文首"],
         [*([f"算式：{said}"] if said else []), *_facts(facts, sheet)] or ["—"]]
        for (section, facts, said), rests in groupby(sheet.figures, _ground)
    ]  # fmt: skip
    yield _table((40, 38, 96), cells, head=("数字", "位置", "依据"))


def _ground(rest: Rest) -> tuple[str, tuple[str, ...], str]:
    """Figures that stand one behind another on the same fact share a row."""
    return rest.section, rest.facts, rest.sum


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}……"


def _heading(text: str, remark: str) -> BaseOxmlElement:
    runs = [_run(text, _HEAD), _run(f"　{remark}", ("楷体_GB2312", 21))]
    return _block(runs, before=220, after=80, keep=True)


def _paragraph(
    text: str,
    look: tuple[str, int],
    *,
    align: str = "left",
    before: int = 0,
    after: int = 0,
    new_page: bool = False,
) -> BaseOxmlElement:
    return _block([_run(text, look)], align=align, before=before, after=after, new_page=new_page)


def _block(
    runs: Sequence[BaseOxmlElement],
    *,
    align: str = "left",
    before: int = 0,
    after: int = 0,
    keep: bool = False,
    new_page: bool = False,
) -> BaseOxmlElement:
    spacing: dict[str, str | int] = {
        "before": before,
        "after": after,
        "line": 280,
        "lineRule": "atLeast",
    }
    said = [element("jc", {"val": align}), element("spacing", spacing), element("ind", {"firstLineChars": 0, "firstLine": 0})]  # fmt: skip
    said += [toggle("keepNext", True)] if keep else []
    said += [toggle("pageBreakBefore", True)] if new_page else []
    return element("p", None, paragraph_properties(said), *runs)


def _run(text: str, look: tuple[str, int], *, bold: bool = False) -> BaseOxmlElement:
    font, size = look
    names = {"ascii": "Times New Roman", "hAnsi": "Times New Roman", "eastAsia": font}
    said = [element("rFonts", names), element("sz", {"val": size}), element("szCs", {"val": size})]
    said += [toggle("b", True)] if bold else []
    return element("r", None, run_properties(said), text_element("".join(clean(text))))


def _table(
    widths: Sequence[int],
    rows: Sequence[Sequence[_Cell]],
    *,
    head: Sequence[str] = (),
    label_columns: Sequence[int] = (),
) -> BaseOxmlElement:
    """A ruled table; ``widths`` in mm. A head is repeated on every page."""
    twips = [round(width * _TWIPS_PER_MM) for width in widths]
    grid = element("tblGrid", None, *(element("gridCol", {"w": width}) for width in twips))
    made = element("tbl", None, _table_properties(sum(twips)), grid)
    if head:
        made.append(_row([[name] for name in head], twips, range(len(head)), repeated=True))
    for row in rows:
        made.append(_row(row, twips, label_columns))
    return made


def _table_properties(width: int) -> BaseOxmlElement:
    line: dict[str, str | int] = {"val": "single", "sz": 4, "space": 0, "color": "8C8578"}
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    margins = {"top": 50, "left": 90, "bottom": 50, "right": 90}
    return element(
        "tblPr", None,
        element("tblW", {"w": width, "type": "dxa"}),
        element("tblBorders", None, *(element(side, line) for side in sides)),
        element("tblLayout", {"type": "fixed"}),
        element("tblCellMar", None, *(element(k, {"w": v, "type": "dxa"}) for k, v in margins.items())),
    )  # fmt: skip


def _row(
    cells: Sequence[_Cell],
    widths: Sequence[int],
    labels: Iterable[int],
    *,
    repeated: bool = False,
) -> BaseOxmlElement:
    said = [element("cantSplit"), *([element("tblHeader")] if repeated else [])]
    marked = set(labels)
    made = element("tr", None, element("trPr", None, *said))
    for number, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        made.append(_cell(cell, width, label=number in marked))
    return made


def _cell(paragraphs: _Cell, width: int, *, label: bool) -> BaseOxmlElement:
    said = [element("tcW", {"w": width, "type": "dxa"})]
    if label:
        said.append(element("shd", {"val": "clear", "color": "auto", "fill": _FILL}))
    look = ("黑体", 20) if label else _TEXT
    return element(
        "tc", None, element("tcPr", None, *said),
        *(_block([_run(text, look)]) for text in paragraphs or [""]),
    )  # fmt: skip
