"""Tables of a facts file: read, refused, owned by a section, set in the draft, traced."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import Workbook

from drafting.checks import Sources, run_checks
from drafting.document import from_json, manuscript_of, to_json
from drafting.engines.offline import OfflineEngine
from drafting.errors import BadInput
from drafting.facts import ReadFacts, build_brief, read_facts
from drafting.manuscript import from_markdown
from drafting.model import Brief, Draft
from drafting.pipeline import Finished, draft
from drafting.plan import plan
from drafting.quantities.accounts import provenance
from drafting.revising import revise
from drafting.settings import Settings
from drafting.tables import part, put_back

TABLE: dict[str, Any] = {
    "caption": "各镇科技副总选派情况",
    "unit": "名、项",
    "topic": "做法",
    "head": [
        ["镇", "2024年", "", "2025年", ""],
        ["", "选派人数", "解决难题", "选派人数", "解决难题"],
    ],
    "rows": [["东湖镇", 12, 20, 21, 48], ["白石镇", 8, 11, 36, 71], ["合计", 20, 31, 57, 119]],
}
DATA: dict[str, Any] = {
    "kind": "work_summary", "title": "2025年科技创新工作总结", "issuer": "鸣泉区科学技术局",
    "date": "2026-01-08", "period": "2025年", "subject": "科技创新", "length": 800,
    "facts": [
        {"topic": "背景", "text": "全区规模以上工业企业264家。"},
        {"topic": "做法", "text": "选派科技副总57名到企业挂职，解决技术难题119项。"},
        {"topic": "成绩", "text": "全区高新技术企业达到86家。"},
        {"topic": "问题", "text": "企业预约中试平均要等47天。"},
        {"topic": "打算", "text": "2026年建成区级中试基地2个。"},
    ],
    "tables": [TABLE],
}  # fmt: skip


def read(**changes: Any) -> ReadFacts:
    return build_brief({**DATA, "tables": [{**TABLE, **changes}]}, "事实.yaml")


def drafted(brief: Brief) -> Draft:
    events = list(draft(brief, OfflineEngine()))
    finished = events[-1]
    assert isinstance(finished, Finished)
    return finished.draft


def test_a_table_is_read_with_its_rows_as_sentences() -> None:
    found = read()
    assert found.notices == ()
    (table,) = found.brief.tables
    assert (table.id, table.caption, table.unit, table.topic) == (
        "T1", "各镇科技副总选派情况", "名、项", "做法",
    )  # fmt: skip
    assert table.head[0] == ("镇", "2024年", "", "2025年", "")
    assert table.rows[0] == ("东湖镇", "12", "20", "21", "48")
    assert table.says[0].startswith("东湖镇，2024年选派12人")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"caption": ""}, "第 1 张表缺少 caption"),
        ({"head": None}, "缺少 head"),
        ({"rows": []}, "缺少 rows"),
        ({"head": ["镇"]}, "有 1 列，应为 2 到 20 列"),
        ({"rows": [["东湖镇", 1, 2, 3, 4, 5]]}, "第 1 行有 6 格，比表头多"),
        ({"rows": [["", ""]]}, "第 1 行是空的"),
        ({"rows": ["东湖镇"]}, "第 1 行应是各格组成的列表"),
        ({"rows": [[{"a": 1}, 2]]}, "第 1 行第 1 格应为一行文字"),
        ({"rules": "dotted"}, "rules（样式）“dotted”不认识"),
        ({"caption": "长" * 41}, "有 41 字"),
        ({"id": "F1"}, "“F1”已经用过"),
        ({"file": "../别处.csv"}, "这里读不到"),
    ],
)
def test_a_table_that_is_wrong_is_refused_with_its_place(changes: Any, said: str) -> None:
    with pytest.raises(BadInput) as error:
        read(**changes)
    assert "“事实.yaml”第 1 张表" in str(error.value)
    assert said in str(error.value)


def test_a_total_that_is_no_sum_is_told() -> None:
    rows = [*TABLE["rows"][:2], ["合计", 20, 31, 57, 120]]
    assert read(rows=rows).notices == (
        "“事实.yaml”第 1 张表合计行的“2025年解决难题”是120，各行相加是119，请核对。",
    )


def test_a_table_stands_in_the_section_of_its_topic_and_is_pointed_at() -> None:
    made = drafted(read().brief)
    (section,) = [s for s in made.sections if "\n| " in s.text]
    assert section.id == next(s.id for s in plan(made.brief).sections if "F2" in s.facts)
    before, _, after = section.text.partition("表1　各镇科技副总选派情况\n\n单位：名、项\n\n| 镇 |")
    assert before.rstrip().endswith("各镇科技副总选派情况详见表1。")
    assert after.count("\n|") == 5
    assert any(s.text.endswith("详见表1。") and s.facts == () for s in section.sentences)


def test_its_figures_are_traced_and_a_changed_one_is_found() -> None:
    made = drafted(read().brief)
    assert [
        f for f in made.findings if f.check in ("figures", "arithmetic", "widths", "names")
    ] == []
    told = {p.text for p in provenance(manuscript_of(made), made.brief) if p.facts == ("T1",)}
    assert {"12", "71", "119"} <= told
    text = manuscript_of(made).text.replace("| 8 | 11 |", "| 8 | 17 |")
    wrong = run_checks(from_markdown(text), Sources(brief=made.brief))
    assert [(f.quote, f.severity) for f in wrong if f.check == "figures"] == [("17", "error")]


def test_a_sentence_may_rest_on_a_row() -> None:
    brief = read().brief
    right = from_markdown("# 总结\n\n白石镇2025年选派36人。\n")
    assert [f for f in run_checks(right, Sources(brief=brief)) if f.check == "figures"] == []
    wrong = from_markdown("# 总结\n\n白石镇2025年选派39人。\n")
    assert [f.quote for f in run_checks(wrong, Sources(brief=brief)) if f.check == "figures"] == [
        "39人"
    ]


def test_a_speech_has_no_table_and_says_so() -> None:
    data = {**DATA, "kind": "mobilization_speech", "speaker": "莫春山"}
    made = drafted(build_brief(data, "事实.yaml").brief)
    assert "| " not in "".join(s.text for s in made.sections)
    assert any("讲话稿里不放表格" in notice for notice in made.notices)


def test_a_named_section_goes_before_the_topic() -> None:
    brief = read(section="打算").brief
    heading = next(s.heading for s in plan(brief).sections if "F5" in s.facts)
    made = drafted(replace(brief, tables=(replace(brief.tables[0], section=heading[-4:]),)))
    (section,) = [s for s in made.sections if "\n| " in s.text]
    assert section.heading == heading


def test_the_draft_comes_back_from_json() -> None:
    made = drafted(read(rules="三线表").brief)
    assert from_json(to_json(made)) == made
    assert made.brief.tables[0].rules == "three-line"


def test_a_section_gives_its_tables_away_and_gets_them_back() -> None:
    made = drafted(read().brief)
    for section in made.sections:
        parted = part(section)
        assert "|" not in parted.section.text
        assert put_back(parted.section, parted).text == section.text


def test_a_section_made_shorter_keeps_its_table_and_what_points_at_it() -> None:
    made = drafted(read().brief)
    (section,) = [s for s in made.sections if "\n| " in s.text]
    revision = revise(
        made, section.id, "压缩", settings=Settings(openai_base_url="", openai_api_key="")
    )
    assert len(revision.after.text) < len(section.text)
    before, table = revision.after.text.split("表1　")
    assert before.rstrip().endswith("各镇科技副总选派情况详见表1。")
    assert table == section.text.split("表1　")[1]
    assert [s.text for s in revision.after.sentences if s.text not in revision.after.text] == []
    assert revision.after.sentences[-1].text == "各镇科技副总选派情况详见表1。"


def test_yaml_json_and_csv_say_the_same(tmp_path: Path) -> None:
    (tmp_path / "表.csv").write_text(
        "表题：各镇科技副总选派情况\n单位：名、项\n镇,2024年,,2025年,\n"
        ",选派人数,解决难题,选派人数,解决难题\n东湖镇,12,20,21,48\n白石镇,8,11,36,71\n合计,20,31,57,119\n",
        encoding="gb18030",
    )
    (tmp_path / "a.yaml").write_text(yaml.safe_dump(DATA, allow_unicode=True), encoding="utf-8")
    named = {**DATA, "tables": [{"file": "表.csv", "unit": "名、项", "topic": "做法"}]}
    (tmp_path / "b.yaml").write_text(yaml.safe_dump(named, allow_unicode=True), encoding="utf-8")
    assert read_facts(tmp_path / "a.yaml").brief == read_facts(tmp_path / "b.yaml").brief
    (tmp_path / "表.csv").unlink()
    with pytest.raises(BadInput, match=r"找不到表格文件“表\.csv”"):
        read_facts(tmp_path / "b.yaml")


def test_further_sheets_of_a_workbook_are_tables(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["类别", "内容"])
    sheet.append(["文种", "工作总结"])
    sheet.append(["做法", "选派科技副总57名。"])
    table = book.create_sheet("表1 各镇科技副总选派情况")
    table.append(["单位：名、项"])
    for row in TABLE["head"] + TABLE["rows"]:
        table.append(row)
    table.merge_cells("B2:C2")
    table["B4"].number_format = "0.0"
    book.create_sheet("随手记").append(["不是表"])
    book.save(tmp_path / "a.xlsx")
    (made,) = read_facts(tmp_path / "a.xlsx").brief.tables
    assert (made.caption, made.unit) == ("各镇科技副总选派情况", "名、项")
    assert made.head == tuple(tuple(row) for row in TABLE["head"])
    assert made.rows[0] == ("东湖镇", "12.0", "20", "21", "48")
