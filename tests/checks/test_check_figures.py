from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.checks import Sources, run_checks
from drafting.manuscript import from_markdown
from drafting.model import Brief, Finding
from drafting.wording import bare
from tests.briefs import ODD_TEXTS, brief_of

BRIEF = replace(
    brief_of(
        ("成绩", "选派468名干部，投入4.6亿元，办结率95%，建成12个社区食堂。"),
        ("数据", "三成以上的社区有专职社工。"),
    ),
    date=dt.date(2026, 3, 12),
    period="2025年",
    occasion="第七批科技特派员下派会，共36家单位参加",
)


def findings(text: str, brief: Brief | None = BRIEF) -> list[Finding]:
    found = run_checks(from_markdown(text), Sources(brief))
    return [finding for finding in found if finding.check == "figures"]


@pytest.mark.parametrize(
    "text",
    [
        "选派468名干部。",
        "选派468位同志，468人全部到岗。",
        "选派四百六十八名干部。",
        "投入46000万元，也就是4.6亿元。",
        "投入四亿六千万元。",
        "办结率百分之九十五，即95％。",
        "30%的社区有专职社工。",
        "2025年工作自2026年3月12日起总结，36家单位参加。",
        "## 一、基本情况\n\n### （二）主要做法\n\n一是抓落实。二要见实效。第三批干部到岗。",
        "“十五五”开局之年，学习《2024年工作要点》，十分重要。",
        "抓好三个方面，做到两手都硬。",
        "",
    ],
)
def test_a_figure_with_a_ground_passes(text: str) -> None:
    assert findings(text) == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("选派486名干部。", "486名"),
        ("投入4.6万元。", "4.6万元"),
        ("投入四千六百万元。", "四千六百万元"),
        ("办结率95.4%。", "95.4%"),
        ("2027年完成。", "2027年"),
        ("覆盖二十个村。", "二十个"),
        ("半数以上，即五分之三。", "五分之三"),
    ],
)
def test_a_figure_without_a_ground_is_an_error(text: str, quote: str) -> None:
    (finding,) = findings(text)
    assert (finding.severity, finding.quote, finding.facts) == ("error", quote, ())
    assert "找不到依据" in finding.message


def test_a_figure_with_another_unit_names_the_fact() -> None:
    (finding,) = findings("选派468个干部。")
    assert (finding.severity, finding.facts) == ("error", ("F1",))
    assert finding.message == "数字“468个”的单位与事实不符，事实中是“人”。"


def test_a_small_chinese_numeral_without_a_ground_is_a_warning() -> None:
    (finding,) = findings("走访了五户群众。")
    assert (finding.severity, finding.quote) == ("warning", "五户")


def test_the_date_of_a_document_lends_its_figures_to_dates_alone() -> None:
    (finding,) = findings("走访了3户群众。")
    assert "找不到依据" in finding.message


def test_without_facts_figures_are_not_judged() -> None:
    assert findings("选派486名干部。", brief=None) == []


def test_a_finding_says_where_it_stands() -> None:
    text = "# 总结\n\n## 一、成绩\n\n全年选派486名干部。\n"
    (finding,) = findings(text)
    assert text[finding.start : finding.end] == finding.quote
    assert finding.section == "一、成绩"


@pytest.mark.parametrize("fact", ODD_TEXTS)
@pytest.mark.parametrize(
    "before", ["", "一是", "十要", "此外，", "目标很明确。", "共三项；", "在教育培训方面，"]
)
def test_what_a_fact_says_passes_wherever_it_stands(fact: str, before: str) -> None:
    brief = brief_of(("成绩", fact))
    errors = [f for f in findings(f"{before}{bare(fact)}。", brief) if f.severity == "error"]
    assert errors == []


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_can_be_checked_against_any_fact(text: str, fact: str) -> None:
    for finding in findings(text, brief_of(("成绩", fact))):
        assert text[finding.start : finding.end] == finding.quote
