"""A draft as Markdown and as JSON, and small changes that keep where its sentences come from."""

from __future__ import annotations

import copy
import datetime as dt
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.document import (
    back_lines,
    coverage_of,
    edit_section,
    from_json,
    front_lines,
    lines_of,
    markdown_of,
    to_json,
)
from drafting.errors import BadInput
from drafting.kinds import kind_ids, load_kind
from drafting.model import Brief, Draft, Fact, Finding, SampleSource, Section, Sentence
from drafting.wording import word_count

Refused = Callable[..., str]

BRIEF = Brief(
    kind="mobilization_speech",
    title="在动员大会上的讲话",
    issuer="中共云川市委组织部",
    speaker="林望川",
    speaker_title="部长",
    audience="同志们",
    recipient="市委",
    date=dt.date(2026, 3, 2),
    facts=(
        Fact("F1", "成绩", "全市修渠12条。", "台账"),
        Fact("F2", "问题", "护渠员不足"),
        Fact("F3", "要求", "每月巡渠2次"),
        Fact("F4", "要求", "。"),
    ),
)
DRAFT = Draft(
    id="one",
    kind="mobilization_speech",
    title="在动员大会上的讲话",
    engine="offline",
    brief=BRIEF,
    sections=(
        Section("opening", "", 0, "今天我们开会。", (Sentence("今天我们开会。", (), ("s1",)),)),
        Section(
            "achievements",
            "一、成绩",
            1,
            "### （一）修渠\n\n全市修渠12条。成绩来之不易。",
            (Sentence("全市修渠12条。", ("F1",)), Sentence("成绩来之不易。")),
        ),
    ),
    front=("（2026年3月2日）", "部长　林望川", "同志们："),
    back=("谢谢大家！",),
    findings=(Finding("figures", "error", "一、成绩", "12条", 50, 53, "没有依据。", "删去", ("F1",),
                      SampleSource("样本", "原文")),),
    notices=("缺少“问题”类事实。",),
)  # fmt: skip

MARKDOWN = """# 在动员大会上的讲话

（2026年3月2日）

部长　林望川

同志们：

今天我们开会。

## 一、成绩

### （一）修渠

全市修渠12条。成绩来之不易。

谢谢大家！
"""


def test_the_markdown_is_that_of_the_interface() -> None:
    assert markdown_of(DRAFT) == MARKDOWN


def test_its_lines_have_their_roles() -> None:
    assert [line.role for line in lines_of(DRAFT)] == [
        "title", "dateline", "byline", "salutation", "body", "heading1", "heading2", "body", "ending",
    ]  # fmt: skip


def test_the_json_has_the_fields_of_the_interface() -> None:
    data = json.loads(json.dumps(to_json(DRAFT), ensure_ascii=False))
    assert {"id", "kind", "title", "engine", "brief", "sections", "coverage", "findings",
            "markdown", "word_count"} <= set(data)  # fmt: skip
    assert (data["id"], data["kind"], data["engine"]) == ("one", "mobilization_speech", "offline")
    assert data["brief"]["date"] == "2026-03-02"
    assert data["brief"]["facts"][0] == {
        "id": "F1", "topic": "成绩", "text": "全市修渠12条。", "source": "台账",
    }  # fmt: skip
    assert data["sections"][0] == {
        "id": "opening", "heading": "", "level": 0, "text": "今天我们开会。",
        "sentences": [{"text": "今天我们开会。", "facts": [], "samples": ["s1"]}],
        "making": None, "locked": False,
    }  # fmt: skip
    assert data["coverage"] == {"used": ["F1"], "unused": ["F2", "F3", "F4"]}
    assert data["findings"][0] == {
        "check": "figures", "severity": "error", "section": "一、成绩", "quote": "12条", "start": 50,
        "end": 53, "message": "没有依据。", "suggestion": "删去", "facts": ["F1"],
        "sample": {"document": "样本", "text": "原文"},
    }  # fmt: skip
    assert data["markdown"] == MARKDOWN
    assert data["word_count"] == word_count(MARKDOWN)


def through_json(draft: Draft) -> Draft:
    return from_json(json.loads(json.dumps(to_json(draft), ensure_ascii=False)))


def test_json_and_back_is_the_same_draft() -> None:
    assert through_json(DRAFT) == DRAFT


def test_what_the_program_does_not_know_is_passed_over() -> None:
    data = to_json(DRAFT)
    data["extra"] = data["brief"]["extra"] = data["sections"][0]["extra"] = 1
    data["findings"][0]["extra"] = data["brief"]["facts"][0]["extra"] = 1
    assert from_json(data) == DRAFT


def test_a_kind_called_by_its_name_is_known() -> None:
    assert from_json(to_json(DRAFT) | {"kind": "动员讲话稿"}) == DRAFT


_TEXT = st.text(st.characters(exclude_categories=["Cs"]))
_IDS = st.lists(_TEXT, max_size=3).map(tuple)
_FACTS = st.lists(st.builds(Fact, _TEXT, _TEXT, _TEXT, _TEXT), max_size=3).map(tuple)
_KINDS = st.sampled_from(kind_ids())
_BRIEFS = st.builds(
    Brief, kind=_KINDS, title=_TEXT, issuer=_TEXT, date=st.none() | st.dates(), period=_TEXT,
    length=st.integers(), facts=_FACTS,
)  # fmt: skip
_SENTENCES = st.lists(st.builds(Sentence, _TEXT, _IDS, _IDS), max_size=2).map(tuple)
_SECTIONS = st.lists(
    st.builds(Section, _TEXT, _TEXT, st.integers(0, 4), _TEXT, _SENTENCES), max_size=3
).map(tuple)
_FINDINGS = st.lists(
    st.builds(
        Finding, _TEXT, st.sampled_from(["error", "warning", "info"]), _TEXT, _TEXT, st.integers(),
        st.integers(), _TEXT, _TEXT, _IDS, st.none() | st.builds(SampleSource, _TEXT, _TEXT),
    ),
    max_size=2,
).map(tuple)  # fmt: skip
_DRAFTS = st.builds(
    Draft, id=_TEXT, kind=_KINDS, title=_TEXT, engine=st.sampled_from(["offline", "model"]),
    brief=_BRIEFS, sections=_SECTIONS, front=_IDS, back=_IDS, findings=_FINDINGS, notices=_IDS,
)  # fmt: skip


@given(_DRAFTS)
def test_any_draft_survives_json(draft: Draft) -> None:
    assert through_json(draft) == draft


_PLACES: list[tuple[str | int, ...]] = [
    ("id",), ("kind",), ("title",), ("engine",), ("brief",), ("brief", "kind"), ("brief", "date"),
    ("brief", "length"), ("brief", "facts"), ("brief", "facts", 0), ("brief", "facts", 0, "id"),
    ("brief", "facts", 0, "text"), ("sections",), ("sections", 0), ("sections", 0, "id"),
    ("sections", 0, "heading"), ("sections", 0, "level"), ("sections", 0, "text"),
    ("sections", 0, "sentences"), ("sections", 0, "sentences", 0),
    ("sections", 0, "sentences", 0, "text"), ("sections", 0, "sentences", 0, "facts"),
    ("front",), ("back",), ("notices",), ("findings",), ("findings", 0, "severity"),
    ("findings", 0, "start"), ("findings", 0, "sample"),
]  # fmt: skip


def with_value(place: tuple[str | int, ...], value: object) -> Any:
    data = copy.deepcopy(json.loads(json.dumps(to_json(DRAFT))))
    inner = data
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    return data


@pytest.mark.parametrize("value", ["甲", {"甲": 1}, [["甲"]], -1.5], ids=repr)
@pytest.mark.parametrize("place", _PLACES, ids=lambda place: ".".join(map(str, place)))
def test_a_wrong_type_anywhere_is_refused_or_does_no_harm(
    place: tuple[str | int, ...], value: object, refused: Refused
) -> None:
    data = with_value(place, value)
    if isinstance(value, str) and place[-1] in ("id", "title", "text", "heading"):
        assert markdown_of(from_json(data))
        return
    message = refused(from_json, data, "稿.json")
    shown = ".".join(str(step + 1) if isinstance(step, int) else step for step in place)
    assert "“稿.json”" in message
    assert shown in message or "文种" in message


@pytest.mark.parametrize("field", ["id", "kind", "title", "engine", "brief", "sections"])
def test_a_missing_field_is_named(refused: Refused, field: str) -> None:
    data = to_json(DRAFT)
    del data[field]
    message = refused(from_json, data, "稿.json")
    assert f"{field}：缺少此项" in message
    assert "draft --json" in message


@pytest.mark.parametrize("data", [None, [], "甲", 3, {}], ids=repr)
def test_what_is_no_draft_is_refused(refused: Refused, data: Any) -> None:
    assert "不是本程序导出的文稿 JSON" in refused(from_json, data, "稿.json")


@pytest.mark.parametrize("level", [-1, 5, 10**9])
def test_a_level_that_markdown_does_not_have_is_refused(refused: Refused, level: int) -> None:
    message = refused(from_json, with_value(("sections", 1, "level"), level), "稿.json")
    assert f"“achievements”的 level 是 {level}" in message


@pytest.mark.parametrize("place", [("kind",), ("brief", "kind")])
def test_an_unknown_kind_is_refused_with_the_file(refused: Refused, place: tuple[str, ...]) -> None:
    message = refused(from_json, with_value(place, "新闻通稿"), "稿.json")
    assert "“稿.json”的文种不对" in message


def test_the_front_of_a_speech_is_date_speaker_and_address() -> None:
    kind = load_kind("mobilization_speech")
    assert front_lines(BRIEF, kind) == ("（2026年3月2日）", "部长　林望川", "同志们：")
    assert front_lines(Brief("mobilization_speech"), kind) == ("同志们：",)


def test_the_front_of_an_article_is_its_author_or_else_the_office() -> None:
    kind = load_kind("discussion_paper")
    assert front_lines(BRIEF, kind) == ("林望川",)
    assert front_lines(replace(BRIEF, speaker=""), kind) == ("中共云川市委组织部",)


def test_the_front_of_a_report_is_whom_it_is_for() -> None:
    kind = load_kind("situation_report")
    assert front_lines(BRIEF, kind) == ("市委：",)
    assert front_lines(replace(BRIEF, recipient=""), kind) == ()


def test_the_back_is_ending_office_and_date() -> None:
    assert back_lines(BRIEF, load_kind("mobilization_speech")) == ("谢谢大家！",)
    signed = load_kind("work_summary")
    assert back_lines(BRIEF, signed) == ("中共云川市委组织部", "2026年3月2日")
    assert back_lines(Brief("work_summary"), signed) == ()


def test_an_ending_already_said_is_not_said_again() -> None:
    said = Section("closing", "", 0, "让我们共同努力。谢谢大家！")
    assert back_lines(BRIEF, load_kind("mobilization_speech"), [said]) == ()


def test_coverage_follows_the_order_of_the_facts() -> None:
    sentence = Sentence("每月巡渠2次，全市修渠12条。", ("F3", "F1", "F1"))
    section = replace(DRAFT.sections[0], sentences=(sentence,))
    draft = replace(DRAFT, sections=(section,))
    assert coverage_of(draft) == {"used": ["F1", "F3"], "unused": ["F2", "F4"]}


def test_sentences_that_stay_keep_their_facts_and_new_ones_are_traced() -> None:
    text = "全市修渠12条。护渠员不足，要补上。\r\n\r\n\r\n  天气很好。"
    section = edit_section(DRAFT, "achievements", text=text).sections[1]
    assert section.text == "全市修渠12条。护渠员不足，要补上。\n\n天气很好。"
    assert section.heading == "一、成绩"
    assert section.sentences == (
        Sentence("全市修渠12条。", ("F1",)),
        Sentence("护渠员不足，要补上。", ("F2",)),
        Sentence("天气很好。"),
    )


def test_an_edit_leaves_the_other_sections_and_the_old_draft_alone() -> None:
    changed = edit_section(DRAFT, "opening", text="散会。", heading=" 零、\n开场 ")
    assert changed.sections[0].heading == "零、 开场"
    assert changed.sections[1] == DRAFT.sections[1]
    assert DRAFT.sections[0].text == "今天我们开会。"


def test_a_section_that_is_not_there_cannot_be_edited(refused: Refused) -> None:
    assert "没有编号为“none”的小节" in refused(edit_section, DRAFT, "none", text="甲")


@given(st.text() | st.text("。！？“”（）\n# 甲1"))
def test_every_sentence_of_an_edited_section_stands_in_its_text(text: str) -> None:
    section = edit_section(DRAFT, "achievements", text=text).sections[1]
    assert all(sentence.text and sentence.text in section.text for sentence in section.sentences)
    assert "F4" not in {fact for sentence in section.sentences for fact in sentence.facts}


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(_PLACES), _JSON)
def test_any_value_anywhere_is_a_draft_or_refused(
    place: tuple[str | int, ...], value: object
) -> None:
    with suppress(BadInput):
        assert markdown_of(from_json(with_value(place, value))).endswith("\n")
