from __future__ import annotations

from drafting.desk.section_tables import printed
from drafting.model import Section

TABLE = """各镇进度见表1。

表1　各镇走访企业情况

单位：家

| 镇街 | 上半年 | 下半年 |
| --- | --- | --- |
| 鸣泉镇 | 80 | 90 |
| 合计 | 150 | 168 |

余下的照常推进。"""


def _of(text: str) -> str:
    return printed(Section("one", "一、进度", 1, text))


def test_a_table_is_shown_with_its_caption_and_unit() -> None:
    shown = _of(TABLE)
    assert shown.count("<table") == 1
    assert '<span class="caption">表1　各镇走访企业情况</span>' in shown
    assert '<span class="unit">单位：家</span>' in shown
    assert "<th>上半年</th>" in shown
    assert "<td>168</td>" in shown
    assert "wrong" not in shown


def test_a_row_with_a_cell_too_few_is_told() -> None:
    shown = _of(TABLE.replace("| 合计 | 150 | 168 |", "| 合计 | 168 |"))
    assert "第 3 行有 2 格，第一行有 3 格" in shown
    assert shown.count('class="odd"') == 1


def test_two_tables_are_two() -> None:
    assert _of(f"{TABLE}\n\n{TABLE.replace('表1', '表2')}").count("<table") == 2


def test_without_a_table_nothing_is_shown() -> None:
    assert _of("甲乙丙。") == _of("") == _of("甲|乙是两回事。") == ""


def test_what_a_person_wrote_is_escaped() -> None:
    shown = _of("| <b>甲</b> | 乙 |\n| --- | --- |\n| <script> | 1 |")
    assert "<b>" not in shown
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
