"""Tables, attachments, 文号 and 版记 as they are written."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.manuscript import (
    Line,
    cells_of,
    from_markdown,
    from_text,
    row_of,
    to_markdown,
    to_text,
)
from drafting.word import load_profile, profile_names, read, write
from drafting.word.heads import head_cells
from drafting.word.tables import widths
from tests.word.documents import TWO_HEADS, WHOLE, attribute, paragraph, text_of, wide, xml

LINES = from_markdown(WHOLE).lines


def whole(folder: Path, profile: str = "official") -> BaseOxmlElement:
    write(LINES, folder / "a.docx", profile=profile)
    return xml(folder / "a.docx")


def test_the_roles_of_a_whole_document() -> None:
    roles = [line.role for line in LINES]
    assert roles[:3] == ["number", "title", "recipient"]
    assert roles.count("table_head") == 2
    assert roles.count("table") == 3
    assert [line.text for line in LINES if line.role == "caption"] == ["表1　各县选派情况"]
    assert [line.text for line in LINES if line.role == "annex"] == ["附件1", "附件2"]
    assert [line.text for line in LINES if line.role == "annex_title"] == [
        "科技特派员名册", "服务需求清单",
    ]  # fmt: skip
    assert [line.text for line in LINES if line.role == "attachment"] == [
        "附件：1.科技特派员名册", "2.服务需求清单",
    ]  # fmt: skip
    assert roles[-2:] == ["imprint", "imprint"]
    assert [line.text for line in LINES if line.role in ("signature", "date")] == [
        "临江市农业农村局", "2026年3月12日",
    ]  # fmt: skip


def test_markdown_and_text_come_back() -> None:
    assert to_markdown(LINES) == WHOLE
    assert from_markdown(to_markdown(LINES)).lines == LINES
    told = [(line.role, line.text) for line in from_text(to_text(LINES)).lines]
    assert told == [(line.role, line.text) for line in LINES]


def test_every_profile_gives_back_what_was_written(tmp_path: Path) -> None:
    for profile in profile_names():
        write(LINES, tmp_path / "a.docx", profile=profile)
        assert read(tmp_path / "a.docx") == WHOLE


CELL = st.text(st.sampled_from("甲乙12.%| 、\\\\"), max_size=12).map(str.strip)


@settings(max_examples=100)
@given(st.lists(CELL.filter(lambda text: not text.endswith("\\")), min_size=2, max_size=6))
def test_a_row_gives_back_its_cells(cells: list[str]) -> None:
    assert cells_of(row_of(cells)) == cells


def test_the_head_is_repeated_and_rows_stay_whole(tmp_path: Path) -> None:
    table = next(whole(tmp_path).iter(qn("w:tbl")))
    heads = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") for row in table.findall(qn("w:tr"))]
    assert [head is not None for head in heads] == [True, False, False]
    assert len(list(table.iter(qn("w:cantSplit")))) == 3


@pytest.mark.parametrize(("rows", "kept"), [(1, 1), (7, 7), (8, 1), (30, 1)])
def test_a_short_table_is_not_parted_by_a_page(tmp_path: Path, rows: int, kept: int) -> None:
    lines = [Line("title", "情况汇报"), Line("table_head", row_of(["县", "人数"]))]
    lines += [Line("table", row_of([f"第{at}县", str(at)])) for at in range(rows)]
    write(lines, tmp_path / "a.docx")
    table = xml(tmp_path / "a.docx").iter(qn("w:tr"))
    held = [{attribute(p, "pPr/keepNext", "val") for p in row.iter(qn("w:p"))} for row in table]
    assert held == [{"1"}] * kept + [{"0"}] * (rows + 1 - kept)


def test_lines_in_a_table_are_not_clipped(tmp_path: Path) -> None:
    table = next(whole(tmp_path).iter(qn("w:tbl")))
    rules = {one.get(qn("w:lineRule")) for one in table.iter(qn("w:spacing"))} - {None}
    assert rules == {"auto"}


def test_a_table_is_as_wide_as_the_text(tmp_path: Path) -> None:
    room = load_profile("official").page.text_width.twips
    for table in whole(tmp_path).iter(qn("w:tbl")):
        assert sum(int(one.get(qn("w:w"))) for one in table.iter(qn("w:gridCol"))) == room


@settings(max_examples=50)
@given(
    st.lists(st.lists(st.text("甲1 ", max_size=40), min_size=1, max_size=8), min_size=1, max_size=6)
)
def test_columns_share_the_width_of_the_text(rows: list[list[str]]) -> None:
    profile = load_profile("official")
    found = widths([("table", tuple(cells)) for cells in rows], profile)
    assert sum(found) == profile.page.text_width.twips
    assert min(found) > 0


def test_rules_are_as_the_profile_says(tmp_path: Path) -> None:
    sides = {}
    for profile in ("official", "plain"):
        table = next(whole(tmp_path, profile).iter(qn("w:tbl")))
        borders = table.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}")
        sides[profile] = {one.tag.rpartition("}")[2] for one in borders}
    assert sides["official"] == {"top", "left", "bottom", "right", "insideH", "insideV"}
    assert sides["plain"] == {"top", "bottom"}


def test_columns_of_text_stand_left_and_figures_right(tmp_path: Path) -> None:
    table = next(whole(tmp_path).iter(qn("w:tbl")))
    row = table.findall(qn("w:tr"))[1]
    assert [attribute(one, "pPr/jc") for one in row.iter(qn("w:p"))] == ["center", "right", "left"]


def test_attachments_begin_a_page(tmp_path: Path) -> None:
    root = whole(tmp_path)
    for text in ("附件1", "附件2"):
        assert attribute(paragraph(root, text), "pPr/pageBreakBefore") == "1"


def test_the_number_stands_above_the_title(tmp_path: Path) -> None:
    below = WHOLE.replace("江农办〔2026〕12号\n\n", "").replace(
        "\n\n市委", "\n\n江农办〔2026〕12号\n\n市委", 1
    )
    write(from_markdown(below).lines, tmp_path / "a.docx")
    texts = [text_of(one) for one in xml(tmp_path / "a.docx").iter(qn("w:p"))]
    assert texts[:4] == [
        "江农办〔2026〕12号",
        "",
        "",
        "关于选派科技特派员下乡服务春耕生产情况的报告",
    ]


def test_the_imprint_floats_at_the_foot(tmp_path: Path) -> None:
    table = list(whole(tmp_path).iter(qn("w:tbl")))[-1]
    place = table.find(f"{qn('w:tblPr')}/{qn('w:tblpPr')}")
    assert place.get(qn("w:tblpYSpec")) == "bottom"
    assert place.get(qn("w:vertAnchor")) == "margin"
    assert text_of(table).startswith("抄送：")


def test_a_table_at_the_end_is_followed_by_a_paragraph(tmp_path: Path) -> None:
    lines = from_markdown("# 表\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n").lines
    write(lines, tmp_path / "a.docx")
    body = xml(tmp_path / "a.docx")[0]
    assert [one.tag.rpartition("}")[2] for one in body][-3:] == ["tbl", "p", "sectPr"]


def test_a_title_of_the_text_called_attachment_is_no_attachment() -> None:
    lines = from_markdown("# 附件管理办法\n\n正文。\n").lines
    assert [line.role for line in lines] == ["title", "body"]


def test_a_head_of_two_rows_spans_and_comes_back(tmp_path: Path) -> None:
    lines = from_markdown(TWO_HEADS).lines
    assert [line.role for line in lines[2:7]] == [
        "caption", "unit", "table_head", "table_head", "table",
    ]  # fmt: skip
    assert to_markdown(lines) == TWO_HEADS
    for profile in profile_names():
        write(lines, tmp_path / "a.docx", profile=profile)
        assert read(tmp_path / "a.docx") == TWO_HEADS
    first, second = next(xml(tmp_path / "a.docx").iter(qn("w:tbl"))).findall(qn("w:tr"))[:2]
    spans = [attribute(cell, "tcPr/gridSpan") for cell in first.findall(qn("w:tc"))]
    assert spans == [None, "2", "2"]
    merged = [attribute(row.find(qn("w:tc")), "tcPr/vMerge") for row in (first, second)]
    assert merged == ["restart", "continue"]
    assert all(
        row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in (first, second)
    )


def test_figures_end_at_one_line_in_the_middle_of_their_column(tmp_path: Path) -> None:
    write(from_markdown(TWO_HEADS).lines, tmp_path / "a.docx")
    table = next(xml(tmp_path / "a.docx").iter(qn("w:tbl")))
    widths_ = [int(one.get(qn("w:w"))) for one in table.iter(qn("w:gridCol"))]
    for row in table.findall(qn("w:tr"))[2:]:
        for at, cell in enumerate(row.findall(qn("w:tc"))[1:], start=1):
            assert attribute(cell, "p/pPr/jc") == "right"
            right = int(attribute(cell, "p/pPr/ind", "right") or 0)
            assert 0.2 < (right + 85) / widths_[at] < 0.5


def test_a_table_is_ruled_as_it_says_itself(tmp_path: Path) -> None:
    write(from_markdown(TWO_HEADS).lines, tmp_path / "a.docx", rules={"各镇选派情况": "three-line"})
    first, second = xml(tmp_path / "a.docx").iter(qn("w:tbl"))
    sides = [len(one.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}")) for one in (first, second)]
    assert sides == [2, 6]
    under = [len(list(row.iter(qn("w:tcBorders")))) for row in first.findall(qn("w:tr"))]
    assert under == [3, 5, 0, 0]  # below 2024年 and 2025年, and below the whole head


def test_a_wide_table_is_set_smaller_then_on_its_side(tmp_path: Path) -> None:
    found = {}
    for columns in (5, 9, 18):
        write(from_markdown(wide(columns)).lines, tmp_path / "a.docx")
        root = xml(tmp_path / "a.docx")
        table = next(root.iter(qn("w:tbl")))
        sizes = {attribute(run, "rPr/sz") for run in table.iter(qn("w:r"))}
        sides = [one.get(qn("w:orient")) for one in root.iter(qn("w:pgSz"))]
        found[columns] = (sizes, sides)
        assert read(tmp_path / "a.docx") == wide(columns)
    assert found[5] == ({"24"}, [None])
    assert found[9][0] in ({"21"}, {"18"})
    assert found[9][1] == [None]
    assert found[18][1] == [None, "landscape", None]


def test_pages_on_their_side_keep_numbers_and_contents(tmp_path: Path) -> None:
    text = (
        wide(18).replace("前文。", "## 一、前\n\n前文。").replace("后文。", "## 二、后\n\n后文。")
    )
    write(from_markdown(text).lines, tmp_path / "a.docx", contents=True)
    sections = list(xml(tmp_path / "a.docx").iter(qn("w:sectPr")))
    starts = [attribute(one, "pgNumType", "start") for one in sections]
    assert starts == [None, "1", None, None]
    feet = [len(one.findall(qn("w:footerReference"))) for one in sections]
    assert feet[1:] == [2, 2, 2]


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.lists(st.text("甲1", max_size=3), min_size=1, max_size=6), min_size=1, max_size=3)
)
def test_the_cells_of_any_head_cover_it_once(rows: list[list[str]]) -> None:
    width = max(map(len, rows))
    head = [(*row, *[""] * (width - len(row))) for row in rows]
    for row, cells in zip(head, head_cells(head), strict=True):
        assert [cell.column for cell in cells] == [
            sum(one.columns for one in cells[:at]) for at in range(len(cells))
        ]
        assert sum(cell.columns for cell in cells) == width
        assert [cell.text for cell in cells if cell.text] == [text for text in row if text]


def test_merged_cells_of_others_are_read_once(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    for row, texts in zip(
        table.rows, (("镇", "项目", "数"), ("东湖", "甲", "1"), ("", "乙", "2")), strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    document.save(str(tmp_path / "a.docx"))
    assert read(tmp_path / "a.docx").splitlines()[-2:] == ["| 东湖 | 甲 | 1 |", "|  | 乙 | 2 |"]
