"""Facts files in YAML and JSON: what is read, and what is refused with file, row and field."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from drafting.facts import ReadFacts, read_facts
from drafting.model import Fact

Read = Callable[..., ReadFacts]
Refusal = Callable[..., str]

WHOLE = """
kind: mobilization_speech
title: 在全市动员大会上的讲话
issuer: 中共云川市委组织部
speaker: 林望川
speaker_title: 部长
occasion: 全市动员大会
audience: 同志们
recipient: 市委
date: 2026-03-12
period: 2025
subject: 驻村帮扶
length: 1200
facts:
  - {id: F1, topic: 背景, text: "自2016年以来，共选派468名。", source: 统计表}
  - {topic: 成绩, text: 建成基地12个。}
"""


def test_a_whole_file_fills_every_field(read: Read) -> None:
    brief = read(WHOLE).brief
    assert (brief.kind, brief.title) == ("mobilization_speech", "在全市动员大会上的讲话")
    assert (brief.issuer, brief.recipient) == ("中共云川市委组织部", "市委")
    assert (brief.speaker, brief.speaker_title) == ("林望川", "部长")
    assert (brief.occasion, brief.audience) == ("全市动员大会", "同志们")
    assert (brief.date, brief.period) == (date(2026, 3, 12), "2025年")
    assert (brief.subject, brief.length) == ("驻村帮扶", 1200)
    assert brief.facts == (
        Fact("F1", "背景", "自2016年以来，共选派468名。", "统计表"),
        Fact("F2", "成绩", "建成基地12个。"),
    )


@pytest.mark.parametrize("path", sorted((Path(__file__).parents[2] / "samples/facts").iterdir()))
def test_every_shipped_file_is_read_without_a_remark(path: Path) -> None:
    assert read_facts(path).notices == ()


def test_the_keys_and_the_kind_may_be_chinese(read: Read) -> None:
    brief = read(
        "文种: 工作总结\n单位: 云川市水务局\n事实:\n - {类别: 做法, 内容: 修渠12条。}"
    ).brief
    assert (brief.kind, brief.issuer) == ("work_summary", "云川市水务局")
    assert brief.facts == (Fact("F1", "做法", "修渠12条。"),)


def test_a_kind_given_beside_the_file_serves_where_the_file_has_none(read: Read) -> None:
    assert read("facts: [修渠12条。]", kind="work_summary").brief.kind == "work_summary"
    assert read("kind: 调研报告\nfacts: [修渠12条。]", kind="work_summary").brief.kind == (
        "research_report"
    )


@pytest.mark.parametrize(
    "written", ["010", "12:30", "1_000", "yes", "2026-02-30", "0x1F", "1e3", ".nan"]
)
def test_scalars_of_yaml_stay_as_they_are_written(read: Read, written: str) -> None:
    brief = read(
        f"kind: work_summary\ntitle: {written}\nfacts: [{{id: {written}, text: 甲}}]"
    ).brief
    assert (brief.title, brief.facts[0].id) == (written, written)


def test_a_fact_folded_over_lines_has_no_gap_after_its_marks(read: Read) -> None:
    brief = read("kind: work_summary\nfacts:\n - text: 全年修渠12条，\n     总长46公里。").brief
    assert brief.facts[0].text == "全年修渠12条，总长46公里。"


def test_json_is_read_alike(read: Read) -> None:
    data = {
        "kind": "work_summary",
        "date": "2026年3月12日",
        "facts": [{"id": 1, "text": "修渠12条。"}],
    }
    brief = read(json.dumps(data), "事实.json").brief
    assert (brief.date, brief.facts[0].id) == (date(2026, 3, 12), "1")


def test_a_line_break_inside_chinese_leaves_no_gap(read: Read) -> None:
    data = {"kind": "work_summary", "facts": ["全市\n共有\r\n 12个 区"]}
    assert read(json.dumps(data), "事实.json").brief.facts[0].text == "全市共有12个 区"


def test_nan_counts_as_left_out(read: Read) -> None:
    text = '{"kind": "work_summary", "title": NaN, "length": NaN, "facts": [{"text": "甲", "id": NaN}]}'
    brief = read(text, "事实.json").brief
    assert (brief.title, brief.length, brief.facts[0].id) == ("", 0, "F1")


@pytest.mark.parametrize("name", ["事实.yaml", "事实.json"])
def test_control_characters_are_taken_out(read: Read, name: str) -> None:
    text = '{"kind": "work_summary", "title": "关于\x07水\x7f务", "facts": ["修渠\u200b12\u202e条\x00。"]}'
    brief = read(text, name).brief
    assert (brief.title, brief.facts[0].text) == ("关于水务", "修渠12条。")


def test_escaped_halves_of_characters_are_taken_out(read: Read) -> None:
    text = r'{"kind": "work_summary", "title": "水\ud800务", "facts": ["修渠\u0000\udfff😀"]}'
    brief = read(text, "事实.json").brief
    assert (brief.title, brief.facts[0].text) == ("水务", "修渠😀")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("kind: work_summary\nfacts:\n\t- 甲", "第 3 行"),
        ("kind：work_summary\nfacts: [甲]", "第 2 行"),
        ("kind: [work_summary\n", "写法有误"),
        ("kind: 'work_summary\n", "写法有误"),
        ("a: 1\n---\nb: 2\n", "写法有误"),
        ("- 甲\n- 乙\n", "开头写 kind"),
        ("只是一段话。", "开头写 kind"),
        ("# 只有注释\n", "空文件"),
        ("kind: work_summary\nkind: research_report\n", "第 2 行重复写了“kind”"),
        ("facts:\n - topic: 背景\n   text: 甲\n   topic: 成绩\n", "第 4 行重复写了“topic”"),
        ("title: !!python/object:os.system x", "标签"),
        ("date: !!timestamp x", "标签"),
        ("ok: !!bool maybe", "标签"),
        ("? [a, b]\n: 1", "写法有误"),
        ("a: " + "[" * 100_000, "层次过深"),
        ("a: " + "[" * 60 + "]" * 60, "层次过深"),
    ],
)
def test_broken_yaml_is_refused(refusal: Refusal, text: str, parts: str) -> None:
    assert parts in refusal(text)


def _bomb(first: str, each: str) -> str:
    names = "bcdefghij"
    lines = [f"a: &a {first}"]
    for before, name in zip("a" + names, names, strict=False):
        lines.append(f"{name}: &{name} " + each.format(",".join([f"*{before}"] * 9)))
    return "\n".join([*lines, "kind: work_summary", "date: *j", "facts: [甲]"])


@pytest.mark.parametrize(
    "text", [_bomb("[x, x]", "[{}]"), _bomb("{x: 1}", "{{<<: [{}]}}")], ids=["lists", "merges"]
)
def test_a_file_that_grows_by_references_is_refused_at_once(refusal: Refusal, text: str) -> None:
    assert "第 2 行引用了一整段内容" in refusal(text)


def test_a_reference_to_one_line_is_welcome(read: Read) -> None:
    text = "kind: work_summary\nfacts:\n - {text: 甲, source: &s 台账}\n - {text: 乙, source: *s}"
    assert [fact.source for fact in read(text).brief.facts] == ["台账", "台账"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ('{"kind": "work_summary",}', "第 1 行第 25 列"),
        ('{"kind": "work_summary"', "不是有效的 JSON"),
        ('["甲"]', "开头写 kind"),
        ('"甲"', "开头写 kind"),
        ("null", "空文件"),
        ("  \n", "空文件"),
        ('{"title": "甲", "title": "乙"}', "重复写了“title”"),
        ("[" * 100_000, "过深"),
        ('{"length": ' + "9" * 5000 + "}", "过长的数字"),
    ],
)
def test_broken_json_is_refused(refusal: Refusal, text: str, parts: str) -> None:
    assert parts in refusal(text, "事实.json")


WRONG: list[Any] = [True, [], ["甲"], {}, {"甲": 1}, [[[]]]]


@pytest.mark.parametrize("value", WRONG, ids=repr)
@pytest.mark.parametrize(
    "field",
    ["kind", "title", "issuer", "speaker", "speaker_title", "occasion", "audience", "recipient",
     "period", "subject", "date", "length"],
)  # fmt: skip
def test_a_wrong_type_is_refused_naming_the_field(
    refusal: Refusal, field: str, value: object
) -> None:
    data = {"kind": "work_summary", "facts": ["修渠12条。"]} | {field: value}
    assert f"的 {field}（" in refusal(json.dumps(data), "事实.json")


@pytest.mark.parametrize("value", WRONG, ids=repr)
@pytest.mark.parametrize("field", ["id", "topic", "text", "source"])
def test_a_wrong_type_in_a_fact_is_refused_naming_row_and_field(
    refusal: Refusal, field: str, value: object
) -> None:
    facts = [{"text": "修渠12条。"}, {"text": "植树46棵。"} | {field: value}]
    message = refusal(json.dumps({"kind": "work_summary", "facts": facts}), "事实.json")
    assert f"第 2 条事实的 {field}（" in message


@pytest.mark.parametrize("value", [1, True, "甲", {}, {"F1": "甲"}], ids=repr)
def test_facts_that_are_no_list_are_refused(refusal: Refusal, value: object) -> None:
    data = {"kind": "work_summary", "facts": value}
    assert "facts（事实）应为列表" in refusal(json.dumps(data), "事实.json")


@pytest.mark.parametrize("value", [1, 1.5, False, None, [], ["甲"]], ids=repr)
def test_a_fact_that_is_no_text_and_no_mapping_is_refused(refusal: Refusal, value: object) -> None:
    data = {"kind": "work_summary", "facts": ["修渠12条。", value]}
    assert "第 2 条事实写法不对" in refusal(json.dumps(data), "事实.json")


def test_ten_thousand_facts_are_refused_with_their_number(refusal: Refusal) -> None:
    facts = "".join(f"  - {{id: F{n}, topic: 做法, text: 修渠{n}条。}}\n" for n in range(10_000))
    assert "有 10000 条事实，一篇文稿最多用 500 条" in refusal(
        f"kind: work_summary\nfacts:\n{facts}"
    )


def test_five_hundred_facts_are_read(read: Read) -> None:
    facts = [f"修渠{number}条。" for number in range(500)]
    data = json.dumps({"kind": "work_summary", "facts": facts})
    assert len(read(data, "事实.json").brief.facts) == 500
