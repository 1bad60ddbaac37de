from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from drafting.desk import facts_panel
from drafting.desk.forms import (
    ASIDE,
    FIELDS,
    MOST_SECTIONS,
    brief_from,
    fact_rows,
    field_values,
    fields_of,
    outline_from,
    outline_of,
    outline_rows,
)
from drafting.engines.offline import OfflineEngine
from drafting.errors import BadInput
from drafting.facts import read_facts
from drafting.kinds import all_kinds, kind_ids, load_kind
from drafting.model import Brief
from drafting.pipeline import Finished, draft
from drafting.plan import plan


@pytest.fixture(params=kind_ids())
def brief(request: pytest.FixtureRequest, facts_folder: Path) -> Brief:
    return read_facts(facts_folder / f"{request.param}.yaml").brief


@pytest.fixture
def speech(facts_folder: Path) -> Brief:
    return read_facts(facts_folder / "mobilization_speech.yaml").brief


def _rows(brief: Brief) -> list[list[Any]]:
    return [list(row) for row in outline_rows(plan(brief), load_kind(brief.kind))]


def test_a_brief_survives_the_page(brief: Brief) -> None:
    read = brief_from(brief.kind, field_values(brief), fact_rows(brief.facts))
    assert read.brief == brief
    assert read.notices == ()


WITH_TABLES = """
kind: work_summary
title: 二〇二五年工作总结
issuer: 鸣泉区科学技术局
masthead: 鸣泉区科学技术局
number: 鸣科〔2026〕3号
copies: 区委办公室，区政府办公室
facts:
  - {topic: 成绩, text: 全年走访企业318家。}
tables:
  - caption: 各镇走访企业情况
    unit: 家
    head: [[镇街, 走访, 走访], ["", 上半年, 下半年]]
    rows: [[鸣泉镇, 80, 90], [石桥镇, 70, 78], [合计, 150, 168]]
    rules: 三线
    source: 区科技局台账
  - {caption: 签约情况, head: [项目, 数量], rows: [[合作协议, 92项]], topic: 成绩}
"""


def test_what_a_file_brings_beside_facts_survives_the_page(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(WITH_TABLES, encoding="utf-8")
    brief = read_facts(path).brief
    assert len(brief.tables) == 2
    read = brief_from(brief.kind, field_values(brief), fact_rows(brief.facts))
    assert read.brief == brief
    told = facts_panel.panel(read)
    assert "鸣科〔2026〕3号" in told
    assert "各镇走访企业情况" in told


@pytest.mark.parametrize("aside", ["{", "[]", '{"facts": []}', '{"title": "甲"}'])
def test_a_damaged_field_that_nobody_sees_is_told(aside: str) -> None:
    values = [aside if name == ASIDE else "" for name in FIELDS]
    with pytest.raises(BadInput, match="再导入一次"):
        brief_from("work_summary", values, [["", "背景", "全市共有干部240名。", ""]])


def test_an_outline_survives_the_page(brief: Brief) -> None:
    planned = plan(brief)
    assert outline_from(planned, planned.title, _rows(brief), brief) == planned


def test_a_draft_tells_the_outline_it_came_from(brief: Brief) -> None:
    *_, finished = draft(brief, OfflineEngine())
    assert isinstance(finished, Finished)
    told = outline_of(finished.draft)
    assert told == plan(brief)
    assert [s.id for s in outline_of(replace(finished.draft, outline=None)).sections] == [
        s.id for s in told.sections
    ]


def test_locks_go_to_the_table_and_back(speech: Brief) -> None:
    rows = _rows(speech)
    assert [row[2] for row in rows[:2]] == [None, ""]
    rows[1][2] = "是"
    settled = outline_from(plan(speech), "", rows, speech)
    assert [s.locked for s in settled.sections].count(True) == 1
    assert outline_rows(settled, load_kind(speech.kind)) == rows


def test_a_section_that_a_model_added_can_be_edited(speech: Brief) -> None:
    first, second, *rest = plan(speech).sections
    added = replace(second, id="added_a", heading="二、新的一节", facts=())
    outline = replace(plan(speech), sections=(first, second, added, *rest))
    rows = [list(row) for row in outline_rows(outline, load_kind(speech.kind))]
    assert rows[2][:2] == ["增加的第1节", "二、新的一节"]
    rows[2][1] = "改过的一节"
    settled = outline_from(outline, "", rows, speech)
    assert settled.sections[2].heading == "二、改过的一节"


def test_what_is_said_of_facts_left_out_is_said_once(speech: Brief) -> None:
    rows = _rows(speech)
    rows[1][4] = "F4 F5"
    once = outline_from(plan(speech), "", rows, speech)
    assert outline_from(once, "", rows, speech).notices == once.notices
    assert outline_from(once, "", _rows(speech), speech).notices == plan(speech).notices


def test_every_kind_asks_for_its_own_fields() -> None:
    for kind in all_kinds():
        assert {"title", "issuer", "length"} <= fields_of(kind) <= set(FIELDS)
    assert {"speaker", "occasion", "date", "audience"} <= fields_of(
        load_kind("mobilization_speech")
    )
    assert "audience" not in fields_of(load_kind("research_report"))


def test_empty_rows_are_passed_over_and_ids_made_up() -> None:
    values = ["" for _ in FIELDS]
    rows = [["", "", "", ""], [None, "背景", "全市共有干部240名。", None], ["", " ", "", ""]]
    [fact] = brief_from("work_summary", values, rows).brief.facts
    assert (fact.id, fact.topic) == ("F1", "背景")


def test_fields_are_read_as_people_write_them(speech: Brief) -> None:
    values = dict(zip(FIELDS, field_values(speech), strict=True))
    values |= {"date": "2026年3月9日", "length": "1200字"}
    read = brief_from(speech.kind, list(values.values()), fact_rows(speech.facts))
    assert (read.brief.date, read.brief.length) == (dt.date(2026, 3, 9), 1200)


def test_changed_headings_are_numbered_anew(speech: Brief) -> None:
    rows = _rows(speech)
    rows[1][1], rows[2][1] = "成绩单", "七、经验谈"
    headings = [
        s.heading for s in outline_from(plan(speech), "新题目", rows, speech).sections if s.level
    ]
    assert headings[:2] == ["一、成绩单", "二、经验谈"]


@pytest.mark.parametrize(
    ("row", "column", "text", "said"),
    [
        (1, 1, " ", "标题是空的"),
        (1, 3, "很多", "不是整数"),
        (1, 4, "F1,F99", "“F99”不在事实表里"),
        (1, 4, "F4，F5、F3", "“F3”在提纲里出现了不止一次"),
        (1, 5, "别的部分!", "重新拟提纲"),
    ],
)
def test_a_wrong_outline_is_refused(
    speech: Brief, row: int, column: int, text: str, said: str
) -> None:
    rows = _rows(speech)
    rows[row][column] = text
    with pytest.raises(BadInput, match=said):
        outline_from(plan(speech), "", rows, speech)


def test_facts_without_a_section_are_told(speech: Brief) -> None:
    rows = _rows(speech)
    rows[1][4] = "F4 F5"
    settled = outline_from(plan(speech), "", rows, speech)
    assert "“F6、F9、F10”没有归入任何一节" in settled.notices[-1]
    assert settled.title == plan(speech).title


def test_new_facts_since_the_outline_was_made_are_noticed(speech: Brief) -> None:
    fewer = replace(speech, facts=tuple(f for f in speech.facts if f.topic not in ("做法", "经验")))
    with pytest.raises(BadInput, match="重新拟提纲"):
        outline_from(plan(speech), "", _rows(fewer), speech)


def test_sections_are_added_removed_and_put_back(speech: Brief) -> None:
    usual = plan(speech)
    known = [section.id for section in usual.sections]
    rows = _rows(speech)
    first = [*rows[:2], ["", "新的一节", "", "200", "", "added_x1"], *rows[3:]]
    settled = outline_from(usual, "", first, speech, known)
    assert [s.id for s in settled.sections] == [*known[:2], "added_x1", *known[3:]]
    made = settled.sections[2]
    assert (made.heading, made.level, made.length, made.purpose) == (
        "二、新的一节", 1, 200, "新的一节"
    )  # fmt: skip
    assert "没有归入任何一节" in settled.notices[-1]  # the facts of the section that was removed
    again = outline_from(settled, "", _rows(speech), speech, [*known, "added_x1"])
    assert [s.id for s in again.sections] == known
    assert again.sections[2].purpose == usual.sections[2].purpose


def test_a_section_the_page_never_showed_is_not_taken_for_removed(speech: Brief) -> None:
    rows, known = _rows(speech)[1:], [section.id for section in plan(speech).sections][1:]
    with pytest.raises(BadInput, match="重新拟提纲"):
        outline_from(plan(speech), "", rows, speech, known)


def test_as_many_sections_as_the_page_has_room_for(speech: Brief) -> None:
    more = [["", f"第{n}部分", "", "100", "", f"added_{n}"] for n in range(MOST_SECTIONS)]
    with pytest.raises(BadInput, match="12节"):
        outline_from(plan(speech), "", [*_rows(speech), *more], speech)
