from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.checks import Sources, run_checks
from drafting.manuscript import from_markdown
from drafting.model import Finding


def findings(text: str) -> list[Finding]:
    found = run_checks(from_markdown(text), Sources())
    return [finding for finding in found if finding.check == "numbering"]


def document(*headings: str) -> str:
    """Headings with their level as marks: "##一、…" is a line of its own with a paragraph below."""
    lines = [f"{h[: h.rindex('#') + 1]} {h[h.rindex('#') + 1 :]}\n\n正文。" for h in headings]
    return "\n\n".join(("# 标题", *lines))


@pytest.mark.parametrize(
    "headings",
    [
        ["##一、基本情况", "##二、主要做法"],
        ["##一、情况", "###（一）机构", "###（二）人员", "##二、做法", "###（一）选派"],
        [
            "##一、情况",
            "###（一）机构",
            "####1.县级",
            "####2.乡级",
            "#####（1）职责",
            "#####（2）经费",
        ],
        ["##一、情况如何？"],
        ["##一、三农工作", "##二、“十五五”展望"],
        [f"##{n}、要点" for n in "一二三四五六七八九十"] + ["##十一、要点"],
        [],
    ],
)
def test_headings_in_order_pass(headings: list[str]) -> None:
    assert findings(document(*headings)) == []


@pytest.mark.parametrize(
    ("headings", "suggestion"),
    [
        (["##1、基本情况"], "一、基本情况"),
        (["##一.基本情况"], "一、基本情况"),
        (["##基本情况"], "一、基本情况"),
        (["##一、情况", "###(一)机构"], "（一）机构"),
        (["##一、情况", "###（一）、机构"], "（一）机构"),
        (["##一、情况", "###（一）机构", "####1、县级"], "1.县级"),
        (["##一、情况", "###（一）机构", "####1.县级", "#####(1)职责"], "（1）职责"),
    ],
)
def test_a_wrong_form_is_an_error_and_put_right(headings: list[str], suggestion: str) -> None:
    (finding,) = findings(document(*headings))
    assert (finding.severity, finding.suggestion) == ("error", suggestion)
    assert "样式" in finding.message


def test_a_gap_is_an_error_once() -> None:
    (finding,) = findings(document("##一、情况", "##三、做法", "##四、成效"))
    assert (finding.quote, finding.suggestion) == ("三、做法", "二、做法")
    assert "跳号" in finding.message


def test_a_repeat_is_an_error() -> None:
    (finding,) = findings(document("##一、情况", "##二、做法", "##二、成效"))
    assert (finding.quote, finding.suggestion) == ("二、成效", "三、成效")
    assert "重复" in finding.message


def test_numbers_begin_anew_under_each_heading() -> None:
    (finding,) = findings(document("##一、情况", "###（一）机构", "##二、做法", "###（二）选派"))
    assert (finding.quote, finding.suggestion) == ("（二）选派", "（一）选派")


def test_a_skipped_level_is_a_warning() -> None:
    (finding,) = findings(document("##一、情况", "####1.县级"))
    assert (finding.severity, finding.quote) == ("warning", "1.县级")


@pytest.mark.parametrize("mark", ["。", "；", "，", "：", "、"])
def test_an_end_mark_is_an_error(mark: str) -> None:
    (finding,) = findings(document(f"##一、情况{mark}"))
    assert (finding.severity, finding.suggestion) == ("error", "一、情况")


def test_long_documents_are_counted_on() -> None:
    found = findings("\n".join(f"## {number}、要点" for number in range(1, 1100)))
    assert found[-1].suggestion.startswith("1099")
    assert found[100].suggestion == "一百零一、要点"


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="#一二三十百、（）().12。：\n 甲乙", max_size=80))
def test_any_headings_can_be_checked(text: str) -> None:
    for finding in findings(text):
        assert text[finding.start : finding.end] == finding.quote


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(["##", "###"]), min_size=1, max_size=12))
def test_headings_put_right_pass(levels: list[str]) -> None:
    text = document("##一、情况", *(f"{level}要点" for level in levels))
    for finding in reversed([f for f in findings(text) if f.suggestion]):
        text = text[: finding.start] + finding.suggestion + text[finding.end :]
    assert findings(text) == []
