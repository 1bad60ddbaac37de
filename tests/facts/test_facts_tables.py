"""Facts from XLSX and CSV: rows that are facts, rows that fill the brief, rows that are refused."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from openpyxl import Workbook

from drafting.facts import ReadFacts
from drafting.model import Fact

Read = Callable[..., ReadFacts]
Refusal = Callable[..., str]
Row = Sequence[Any]

HEADER = ("类别", "内容", "来源")
KIND = ("文种", "工作总结")


def sheet(*rows: Row, before: Sequence[Row] | None = None) -> bytes:
    """An Excel file with the rows in one sheet; ``before`` are the rows of a sheet before it."""
    book = Workbook()
    if before is not None:
        for row in before:
            book.active.append(row)
        book.create_sheet("事实")
    for row in rows:
        book.worksheets[-1].append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_part(data: bytes, name: str, content: bytes | None) -> bytes:
    """The file with one of its parts replaced, or left out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        if content is not None:
            new.writestr(name, content)
    return stream.getvalue()


def lines(*rows: Row, separator: str = ",") -> str:
    """A CSV file with the rows."""
    return "".join(separator.join(str(cell) for cell in row) + "\r\n" for row in rows)


ROWS: tuple[Row, ...] = (
    HEADER,
    KIND,
    ("标题", "2025年水务工作总结"),
    ("发文单位", "云川市水务局"),
    ("日期", "2026年3月12日"),
    ("字数", "1500字"),
    ("年度", "2025"),
    ("背景", "全市有渠道468条。", "台账"),
    ("", ""),
    ("做法", "修渠12条。"),
)


@pytest.mark.parametrize("form", ["xlsx", "csv", "tabs", "bom", "gb18030", "utf-16"])
def test_rows_of_the_brief_and_rows_of_facts_are_told_apart(read: Read, form: str) -> None:
    content = {
        "xlsx": sheet(*ROWS),
        "csv": lines(*ROWS).encode(),
        "tabs": lines(*ROWS, separator="\t").encode(),
        "bom": lines(*ROWS).encode("utf-8-sig"),
        "gb18030": lines(*ROWS).encode("gb18030"),
        "utf-16": lines(*ROWS, separator="\t").encode("utf-16"),
    }[form]
    found = read(content, "事实.xlsx" if form == "xlsx" else "事实.csv")
    brief = found.brief
    assert (brief.kind, brief.title) == ("work_summary", "2025年水务工作总结")
    assert (brief.issuer, brief.period) == ("云川市水务局", "2025年")
    assert (brief.date, brief.length) == (dt.date(2026, 3, 12), 1500)
    assert brief.facts == (
        Fact("F1", "背景", "全市有渠道468条。", "台账"),
        Fact("F2", "做法", "修渠12条。"),
    )
    assert found.notices == ()


def test_columns_may_stand_in_any_order_beside_others(read: Read) -> None:
    content = sheet(
        ("序号", "备注", "来源", "内容", "类型"),
        (1, "核", "台账", "修渠12条。", "做法"),
        (7, None, None, "植树46棵。", "成绩"),
    )
    assert read(content, "事实.xlsx", "work_summary").brief.facts == (
        Fact("F1", "做法", "修渠12条。", "台账"),
        Fact("F7", "成绩", "植树46棵。"),
    )


def test_english_names_serve_as_well(read: Read) -> None:
    brief = read("topic,text\nkind,work_summary\nlength,900\n成绩,植树46棵。\n", "facts.csv").brief
    assert (brief.kind, brief.length, len(brief.facts)) == ("work_summary", 900, 1)


def test_cells_of_excel_that_are_dates_and_numbers(read: Read) -> None:
    content = sheet(
        HEADER,
        KIND,
        ("日期", dt.datetime(2026, 3, 12)),
        ("字数", 1500.0),
        ("时段", 2025),
        ("主题", dt.datetime(2026, 3, 12)),
        ("数据", 46.5),
    )
    brief = read(content, "事实.xlsx").brief
    assert (brief.date, brief.length, brief.period) == (dt.date(2026, 3, 12), 1500, "2025年")
    assert (brief.subject, brief.facts[0].text) == ("2026-03-12", "46.5")


def test_a_category_called_fact_is_a_fact(read: Read) -> None:
    found = read("类别,内容\n事实,修渠12条。\n成绩,植树46棵。\n", "事实.csv", "work_summary")
    assert [fact.text for fact in found.brief.facts] == ["修渠12条。", "植树46棵。"]
    assert "第 2 行（F1）的类别“事实”不在常用类别中" in found.notices[0]


def test_the_first_sheet_with_a_header_is_read(read: Read) -> None:
    content = sheet(HEADER, ("做法", "修渠12条。"), before=[("填写说明",), ("请填第二张表",)])
    assert len(read(content, "事实.xlsx", "work_summary").brief.facts) == 1


def test_quoted_cells_keep_separators_quotes_and_line_breaks(read: Read) -> None:
    content = '类别,内容\n做法,"修渠12条, 其中""标准渠""\n3条"\n'
    brief = read(content, "事实.csv", "work_summary").brief
    assert brief.facts[0].text == '修渠12条, 其中"标准渠" 3条'


def test_quotes_inside_a_cell_are_left_alone(read: Read) -> None:
    brief = read('类别,内容\n做法,实行"一对一"帮扶。\n', "事实.csv", "work_summary").brief
    assert brief.facts[0].text == '实行"一对一"帮扶。'


@pytest.mark.parametrize("form", ["xlsx", "csv"])
@pytest.mark.parametrize(
    ("rows", "parts"),
    [
        ([], ["空"]),
        ([("类别", "来源"), ("做法", "台账")], ["第 1 行应为表头", "“类别”和“内容”"]),
        ([("",), ("事实表",), HEADER], ["第 2 行应为表头"]),
        ([HEADER, KIND], ["facts（事实）是空的"]),
        ([HEADER, ("做法", "修渠12条。")], ["没有写明文种", "文种 | 工作总结"]),
        ([HEADER, ("文种", "通稿"), ("做法", "修渠。")], ["第 2 行的“文种”不对", "work_summary"]),
        ([HEADER, KIND, ("日期", "2026-02-30"), ("做法", "修渠。")], ["第 3 行的“日期”", "2026-02-30"]),
        ([HEADER, KIND, ("", ""), ("字数", "很多"), ("做法", "修渠。")], ["第 4 行的“字数”", "很多"]),
        ([HEADER, KIND, ("字数", 50), ("做法", "修渠。")], ["第 3 行的“字数”", "200"]),
        ([HEADER, KIND, ("做法", "")], ["第 3 行缺少“内容”"]),
        ([HEADER, KIND, ("做法", "。")], ["第 3 行缺少"]),
        ([HEADER, KIND, ("", ""), ("做法", "渠" * 2001)], ["第 4 行的“内容”", "2001", "2000"]),
        ([HEADER, KIND, ("做法", "渠。", "台" * 301)], ["第 3 行的“来源”", "300"]),
        ([HEADER, KIND, ("做法", "#REF!")], ["第 3 行的“内容”", "#REF!"]),
        ([HEADER, KIND, ("标题", "甲"), ("标题", "乙"), ("做法", "渠")], ["第 3 行和第 4 行", "标题"]),
        ([("编号", *HEADER), ("", *KIND), (3, "做法", "甲"), ("F3", "做法", "乙")],
         ["第 3 行和第 4 行", "F3"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_by_row_and_column(
    refusal: Refusal, form: str, rows: Sequence[Row], parts: Sequence[str]
) -> None:
    content = sheet(*rows) if form == "xlsx" else lines(*rows).encode()
    message = refusal(content, f"事实.{form}")
    assert all(part in message for part in parts), message


@pytest.mark.parametrize(
    ("content", "parts"),
    [
        ("类别，内容，来源\n做法，全年，修渠12条。，台账\n", "第 2 行比表头多出一列"),
        ('类别,内容\n做法,"修渠12条。\n成绩,植树46棵。\n', "引号不成对"),
        ('类别,内容\n做法,"修渠"12条。\n', "第 2 行"),
        ("类别,内容\n做法," + "渠" * 200_000 + "\n", "第 2 行"),
    ],
)
def test_csv_that_would_be_cut_or_joined_is_refused(
    refusal: Refusal, content: str, parts: str
) -> None:
    assert parts in refusal(content, "事实.csv")


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_ten_thousand_rows_are_refused_with_their_number(refusal: Refusal, form: str) -> None:
    rows = [HEADER, KIND, *(("做法", f"修渠{number}条。") for number in range(10_000))]
    content = sheet(*rows) if form == "xlsx" else lines(*rows).encode()
    assert "有 10000 条事实" in refusal(content, f"事实.{form}")


def test_a_table_without_end_is_refused(refusal: Refusal) -> None:
    content = lines(HEADER, *(("做法", "修渠。") for _ in range(30_000)))
    assert "超过 20000 行" in refusal(content, "事实.csv")


_SHEET = "xl/worksheets/sheet1.xml"
_TABLE = sheet(HEADER, KIND, ("做法", "修渠12条。"))


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04" + bytes(range(256)) * 8,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000,
        "类别,内容".encode(),
        _TABLE[: len(_TABLE) // 2],
        with_part(_TABLE, "xl/workbook.xml", None),
        with_part(_TABLE, "xl/workbook.xml", b"<workbook"),
        with_part(_TABLE, _SHEET, b"<worksheet><sheetData><row><c>"),
        with_part(_TABLE, _SHEET, b"\0\1\2"),
    ],
    ids=["junk", "old", "text", "cut", "no book", "broken book", "broken sheet", "binary sheet"],
)
def test_what_is_no_excel_file_is_refused(refusal: Refusal, content: bytes) -> None:
    assert "可能不是 Excel 文件或已损坏" in refusal(content, "事实.xlsx")


def test_a_sheet_that_lies_about_its_size_is_read(read: Read) -> None:
    with zipfile.ZipFile(io.BytesIO(_TABLE)) as archive:
        xml = archive.read(_SHEET)
    assert b'ref="A1:C3"' in xml
    content = with_part(_TABLE, _SHEET, xml.replace(b'ref="A1:C3"', b'ref="A1:XFD1048576"'))
    assert len(read(content, "事实.xlsx").brief.facts) == 1


def test_an_excel_file_that_unpacks_without_end_is_refused(refusal: Refusal) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_SHEET, b" " * (101 << 20))
    assert "解压后有 101 MB" in refusal(stream.getvalue(), "事实.xlsx")
