"""Tables of any layout as sentences: headings, units, formats, merged cells, totals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from drafting.facts.extraction import Extraction, extract_by_rules, pasted, read_material
from drafting.facts.extraction.cells import cell_of_text, cell_of_value
from drafting.kinds import load_kind
from tests.facts.raw_materials import bulletin, ledger

SUMMARY = load_kind("work_summary")


def of(path: Path) -> Extraction:
    return extract_by_rules([read_material(path)], SUMMARY)


def texts(extraction: Extraction) -> list[str]:
    return [one.fact.text for one in extraction.found]


def book(tmp_path: Path, *rows: Sequence[Any], merged: Sequence[str] = ()) -> Path:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    for span in merged:
        made.active.merge_cells(span)
    path = tmp_path / "表.xlsx"
    made.save(path)
    return path


def test_a_ledger_with_two_rows_of_headings(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    ledger().save(path)
    said = texts(of(path))
    assert said[0] == (
        "城东供水改造工程由县住建局负责，计划投资3200万元，完成投资2100万元，投资完成率65.6%，"
        "2025年3月12日开工，主管网铺设18.6公里，剩余2.4公里。"
    )
    assert "城东供水改造工程征迁滞后，涉及农户7户。" in said
    assert "2025年，各项目合计计划投资16300.5万元，完成投资12050.5万元，投资完成率73.9%。" in said
    assert "苏文清由县财政局派出，任梨树垭村第一书记，走访168户，办实事12件。" in said
    assert "规上工业增加值，2024年为62.5亿元，2025年为60.9亿元，下降2.6%。" in said
    found = of(path).found[0]
    assert found.fact.source == "台账.xlsx，重点项目!A5:I5"
    assert "项目名称：城东供水改造工程｜责任单位：县住建局｜计划投资：3200" in found.quote
    assert [one.fact.topic for one in of(path).found if "征迁" in one.fact.text] == ["问题"]


def test_a_table_in_word_with_merged_cells(tmp_path: Path) -> None:
    path = tmp_path / "简报.docx"
    bulletin().save(str(path))
    said = texts(of(path))
    assert "临江街道社区12个，合伙人商户96家，合伙人社会组织31家，服务720场次。" in said
    assert "各街道合计社区32个，合伙人商户283家，合伙人社会组织138家，服务1860场次。" in said


def test_groups_over_rows_and_units_in_headings(tmp_path: Path) -> None:
    path = book(
        tmp_path,
        ["乡镇", "村", "脱贫户（户）", "集体收入（万元）"],
        ["石桥镇", "石桥村", 41, 38.6],
        [None, "梅坪村", 27, 21.25],
        ["小计", None, 68, 59.85],
        merged=("A2:A3",),
    )
    assert texts(of(path)) == [
        "石桥镇石桥村脱贫户41户，集体收入38.6万元。",
        "石桥镇梅坪村脱贫户27户，集体收入21.25万元。",
        "各乡镇合计脱贫户68户，集体收入59.85万元。",
    ]


def test_headings_that_say_only_how_many_take_the_title(tmp_path: Path) -> None:
    path = book(
        tmp_path, ["2025年各镇驻村走访情况统计表", None], ["镇", "户数"], ["石桥镇", 120], ["青禾镇", 95],
        merged=("A1:B1",),
    )  # fmt: skip
    assert texts(of(path)) == ["2025年，石桥镇驻村走访120户。", "2025年，青禾镇驻村走访95户。"]


def test_names_and_values_without_a_header(tmp_path: Path) -> None:
    said = texts(
        of(book(tmp_path, ["党员人数", 86], ["入党积极分子", "12名"], ["到会率", "98.5%"]))
    )
    assert said == ["党员人数86。", "入党积极分子12名。", "到会率98.5%。"] or all(
        figure in "".join(said) for figure in ("86", "12名", "98.5%")
    )


def test_two_tables_on_a_sheet(tmp_path: Path) -> None:
    path = book(
        tmp_path, ["村", "户数"], ["石桥村", 412], [], ["企业", "产值（万元）"], ["鼎丰机械", 5800],
    )  # fmt: skip
    assert texts(of(path)) == ["石桥村412户。", "鼎丰机械产值5800万元。"]


def test_what_a_person_does_not_see_is_not_read(tmp_path: Path) -> None:
    made = Workbook()
    made.active.append(["村", "户数"])
    made.active.append(["石桥村", 412])
    made.active.append(["旧村", 999])
    made.active.row_dimensions[3].hidden = True
    made.create_sheet("草稿").append(["村", "户数"])
    made["草稿"].sheet_state = "hidden"
    made.active["C1"], made.active["C2"] = "合计", "=B2*2"
    path = tmp_path / "表.xlsx"
    made.save(path)
    extraction = of(path)
    assert "999" not in "".join(texts(extraction))
    notices = "".join(extraction.notices)
    assert "“草稿”是隐藏的" in notices
    assert "1 行是隐藏的" in notices
    assert "1 个公式没有保存计算结果" in notices


def test_rows_pasted_from_a_sheet() -> None:
    extraction = extract_by_rules(
        [pasted("各镇情况\n镇\t走访户数\n石桥镇\t120\n青禾镇\t95\n")], SUMMARY
    )
    assert texts(extraction) == ["石桥镇走访120户。", "青禾镇走访95户。"]


def test_a_table_of_facts_is_taken_as_it_is(tmp_path: Path) -> None:
    path = book(tmp_path, ["类别", "内容", "来源"], ["问题", "冷库只有3000吨。", "台账"])
    found = of(path).found
    assert [(one.fact.topic, one.fact.text, one.fact.source) for one in found] == [
        ("问题", "冷库只有3000吨。", "台账")
    ]


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (0.65625, "0.0%", "65.6%"), (0.5, "0%", "50%"), (1200, "#,##0", "1200"), (0.1 + 0.2, "General", "0.3"),
        (3.0, "General", "3"), (12.345, "0.00", "12.35"), (58, '0"万元"', "58万元"), (-3.2, "0.0", "-3.2"),
        (dt.datetime(2025, 3, 12), "yyyy-mm-dd", "2025年3月12日"), (dt.datetime(2025, 3, 1), "yyyy年m月", "2025年3月"),
        (True, "General", "是"), (float("nan"), "General", ""), (1e300, "0.00", f"{1e300:.0f}"),
    ],
)  # fmt: skip
def test_cells_show_what_excel_shows(value: Any, number_format: str, shown: str) -> None:
    cell = cell_of_value(value, number_format)
    assert (cell.text == shown) or (value == 1e300 and len(cell.text) == 301)


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("1,200户", "1,200", "户"), ("65.6％", "65.6", "%"), ("－3.2", "-3.2", ""), ("010", "", ""),
        ("110101199001011234", "", ""), ("3月", "", ""), ("约3户", "", ""), ("1.26亿元", "1.26", "亿元"),
    ],
)  # fmt: skip
def test_cells_of_words(text: str, number: str, unit: str) -> None:
    cell = cell_of_text(text)
    assert (cell.number, cell.unit) == (number, unit)


CELLS = st.one_of(
    st.none(), st.sampled_from(["合计", "单位：万元", "序号", "石桥镇", "2025年", "户数", "（%）", "是", "问题", "12.5%", "备注：略", ""]),
    st.integers(-(10**6), 10**6), st.floats(allow_nan=False, allow_infinity=False, width=32), st.text(max_size=12),
)  # fmt: skip


@given(st.lists(st.lists(CELLS, max_size=6), min_size=1, max_size=8))
def test_any_table_is_taken_without_a_crash(rows: list[list[Any]]) -> None:
    from drafting.facts.extraction import Material
    from drafting.facts.extraction.accounting import numbers_of
    from drafting.facts.extraction.workbook import regions

    cells = [[cell_of_value(value, "General") for value in row] for row in rows]
    refs = [f"第{number}行" for number in range(1, len(rows) + 1)]
    material = Material("表", grids=tuple(regions(cells, refs)))
    extraction = extract_by_rules([material], SUMMARY)
    there = set(numbers_of(" ".join(cell.text for row in cells for cell in row)))
    left = " ".join(one.quote for one in extraction.left_out)
    said = set(numbers_of(" ".join([*texts(extraction), left])))
    assert set(numbers_of("".join(texts(extraction)))) <= there
    assert there <= said
