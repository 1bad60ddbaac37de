"""From untyped data to a brief: dates, lengths, topics, ids, notices, and nothing but BadInput."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.errors import BadInput
from drafting.facts import ReadFacts, build_brief
from drafting.facts.record import FIELD_OF_NAME, MOST_FACT_CHARACTERS
from drafting.facts.values import visible
from drafting.topics import TOPICS

Refused = Callable[..., str]


def built(**fields: Any) -> ReadFacts:
    return build_brief({"kind": "work_summary", "facts": ["修渠12条。"], **fields}, "事实表")


def refusal_of(refused: Refused, **fields: Any) -> str:
    return refused(built, **fields)


@pytest.mark.parametrize(
    "written",
    ["2026-03-12", "2026-3-12", "2026/3/12", "2026.3.12", "2026年3月12日", "2026年03月12日",
     " 2026-03-12 ", "2026-03-12T08:00:00", "2026-03-12 08:00", "２０２６年３月１２日",
     dt.date(2026, 3, 12), dt.datetime(2026, 3, 12, 8)],
    ids=str,
)  # fmt: skip
def test_a_date_is_read_as_people_write_it(written: object) -> None:
    assert built(date=written).brief.date == dt.date(2026, 3, 12)


@pytest.mark.parametrize(
    "written",
    ["2026-02-30", "2026-13-01", "0000-01-01", "2026年3月", "三月", "20260312", 2026, "明天"],
)
def test_a_date_that_is_none_is_quoted(refused: Refused, written: object) -> None:
    message = refusal_of(refused, date=written)
    assert f"date（日期）“{written}”不是有效日期" in message


@pytest.mark.parametrize(
    "written", [1500, 1500.0, "1500", "1500.0", "1500字", " 1500 字 ", "１５００"]
)
def test_a_length_is_read_as_people_write_it(written: object) -> None:
    assert built(length=written).brief.length == 1500


@pytest.mark.parametrize(
    "written", ["很长", "1.5", -1500, "1e3", "1500-2000", float("inf"), 10**30]
)
def test_a_length_that_is_no_whole_number_is_refused(refused: Refused, written: object) -> None:
    assert "length（字数）" in refusal_of(refused, length=written)


@pytest.mark.parametrize("written", [0, 199, 30_001])
def test_a_length_out_of_range_is_refused(refused: Refused, written: int) -> None:
    assert "200 到 30000 之间" in refusal_of(refused, length=written)


@pytest.mark.parametrize("empty", [None, "", "  ", float("nan")])
def test_what_is_left_empty_is_left_out(empty: object) -> None:
    brief = built(date=empty, length=empty, title=empty, audience=empty).brief
    assert (brief.date, brief.length, brief.title, brief.audience) == (None, 0, "", "")


def test_the_colon_behind_an_address_is_not_doubled() -> None:
    brief = built(audience="同志们：", recipient="市委:").brief
    assert (brief.audience, brief.recipient) == ("同志们", "市委")


@pytest.mark.parametrize("field", ["title", "issuer", "subject", "occasion", "period"])
def test_a_very_long_field_is_refused(refused: Refused, field: str) -> None:
    assert "100000 字，超过 300 字" in refusal_of(refused, **{field: "长" * 100_000})


def test_a_very_long_value_is_not_quoted_whole(refused: Refused) -> None:
    assert len(refusal_of(refused, date="长" * 300)) < 120


def test_a_very_long_fact_is_refused_by_row(refused: Refused) -> None:
    facts = ["修渠12条。", "渠" * (MOST_FACT_CHARACTERS + 1)]
    assert "第 2 条事实的 text（内容）有 2001 字" in refusal_of(refused, facts=facts)


def test_a_missing_kind_says_what_to_write(refused: Refused) -> None:
    assert "kind: work_summary" in refusal_of(refused, kind=None)


def test_an_unknown_kind_is_refused_with_the_known_ones(refused: Refused) -> None:
    message = refusal_of(refused, kind="新闻通稿")
    assert "“事实表”的 kind（文种）不对" in message
    assert "work_summary（工作总结）" in message


@pytest.mark.parametrize("facts", [None, []])
def test_no_facts_are_refused(refused: Refused, facts: object) -> None:
    assert "请至少列出一条" in refusal_of(refused, facts=facts)


@pytest.mark.parametrize("text", [None, "", " \n", "\x07", "。", "……！"])
def test_a_fact_without_words_is_refused_by_row(refused: Refused, text: object) -> None:
    facts = ["修渠12条。", {"topic": "做法", "text": text}]
    assert "第 2 条事实缺少 text（内容）" in refusal_of(refused, facts=facts)


@pytest.mark.parametrize(("first", "second"), [("F1", "F1"), (1, "1"), ("F1", " F1\u200b")])
def test_the_same_id_twice_is_refused_with_both_rows(
    refused: Refused, first: object, second: object
) -> None:
    facts = [{"id": first, "text": "甲事"}, "乙事", {"编号": second, "text": "丙事"}]
    message = refusal_of(refused, facts=facts)
    assert "第 1 条事实和第 3 条事实的 id" in message


def test_facts_without_an_id_get_one_that_is_free() -> None:
    facts = ["甲事", {"编号": "F1", "text": "乙事"}, {"id": "F4", "text": "丙事"}, "丁事"]
    assert [fact.id for fact in built(facts=facts).brief.facts] == ["F2", "F1", "F4", "F5"]


def test_other_names_of_a_topic_are_understood() -> None:
    facts = [
        {"topic": topic, "text": "某事"}
        for topic in ("主要做法", "一、成效", "（三）不足", "2.下一步打算")
    ]
    assert [fact.topic for fact in built(facts=facts).brief.facts] == [
        "做法",
        "成绩",
        "问题",
        "打算",
    ]


def test_an_unknown_topic_is_guessed_and_said() -> None:
    found = built(facts=[{"topic": "杂项", "text": "队伍力量不足。"}])
    assert found.brief.facts[0].topic == "问题"
    assert found.notices == ("第 1 条事实（F1）的类别“杂项”不在常用类别中，暂按“问题”处理。",)


def test_keys_that_nobody_reads_are_said() -> None:
    found = built(标题党="甲", facts=[{"topic": "做法", "text": "修渠12条。", "sorce": "台账"}])
    assert found.notices == (
        "“事实表”中没有用到的项：“标题党”。",
        "第 1 条事实中没有用到的项：“sorce”。",
    )


def test_many_unknown_keys_make_one_short_notice() -> None:
    notice, _ = built(**{f"键\x1b{number}" + "长" * 50: 1 for number in range(1000)}).notices
    assert len(notice) < 200
    assert notice.isprintable()


def test_two_names_for_one_field_are_refused(refused: Refused) -> None:
    message = refusal_of(refused, title="甲", 标题="乙")
    assert "写了两次（“title”和“标题”）" in message


_KEYS = st.sampled_from([*FIELD_OF_NAME, "facts", "事实", "id", "topic", "text", "类别", "内容"])
_PLAIN = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates()
    | st.sampled_from(["work_summary", "调研报告", "2026-03-12", "1500", *TOPICS])
)  # fmt: skip
_DATA = st.recursive(
    _PLAIN,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(_KEYS | st.text(), inner, max_size=4)
    ),
    max_leaves=12,
)
_FACTS = st.lists(st.dictionaries(_KEYS, _PLAIN) | st.text(), max_size=4)


@given(st.dictionaries(_KEYS | st.text(), _DATA), _FACTS | _DATA, st.booleans())
def test_any_data_is_a_brief_or_refused(data: dict[str, Any], facts: Any, known: bool) -> None:
    if known:
        data = {key: value for key, value in data.items() if key not in ("kind", "文种", "事实")}
        data |= {"kind": "work_summary", "facts": facts}
    with suppress(BadInput):
        brief = build_brief(data, "事实表").brief
        assert len({fact.id for fact in brief.facts}) == len(brief.facts) > 0
        assert {fact.topic for fact in brief.facts} <= set(TOPICS)
        for text in (brief.title, *(fact.text for fact in brief.facts)):
            assert text == visible(text).strip()
            assert len(text.splitlines()) <= 1
