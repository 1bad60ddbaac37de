from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.checks.arithmetic import facts_findings, find_wrong_sums
from drafting.checks.registry import Sources
from drafting.manuscript import from_markdown
from drafting.model import Brief, Fact, Finding
from tests.briefs import SHIPPED, brief_of, shipped


def findings(text: str, brief: Brief | None = None) -> list[Finding]:
    return list(find_wrong_sums(from_markdown(text), Sources(brief)))


@pytest.mark.parametrize(
    ("text", "quote", "suggestion"),
    [
        ("办结6801件，协商议题7392件，合计14193件，其中甲类9000件、乙类5193件。", "", ""),
        ("资金1.44亿元，其中房屋7200万元、设备4320万元、信息化2880万元。", "", ""),
        ("资金1.54亿元，其中房屋7200万元、设备4320万元、信息化2880万元。", "1.54亿元", "1.44亿元"),
        ("农村公路县道412公里、乡道763公里、村道1311公里，合计2846公里。", "2846公里", "2486公里"),
        ("275条意见办结261条，其余24条列入台账。", "24条", "14条"),
        ("收集诉求5820件，办结5529件，办结率96%。", "96%", "95%"),
        ("职工480人，其中女职工120人，占35%。", "35%", "25%"),
        ("总收入由1620万元增加到2268万元，增长30%。", "30%", "40%"),
        ("收集率由42%提高到78%，提高26个百分点。", "26个百分点", "36个百分点"),
        ("诉求降到3159件，比上年减少1701件，下降45.0%。", "45.0%", "35.0%"),
        ("成交额43.2亿元，比上年的36.0亿元增长30.0%。", "30.0%", "20.0%"),
        ("为187家企业发放贷款9.35亿元，平均每家600万元。", "600万元", "500万元"),
        ("违法建房由21起增加到4起。", "4起", ""),
        ("占比由40%提高到50%，提高10%。", "10%", ""),
    ],
)
def test_a_sum_that_does_not_come_out_is_named_with_its_value(
    text: str, quote: str, suggestion: str
) -> None:
    wrong = [(f.quote, f.suggestion) for f in findings(text) if f.severity != "info"]
    assert wrong == ([(quote, suggestion)] if quote else [])


@pytest.mark.parametrize(
    "text",
    [
        "选派240名干部，其中党员180名、女干部100名。",
        "35岁及以下1152人，占40%；36至45岁1008人，占35%。",
        "补贴由150元提高到300元，每年新增支出57.6万元。",
        "获金牌1枚、银牌2枚、铜牌4枚，奖牌总数比上届多3枚。",
        "走访企业90家，平均每次3小时，办了5件实事。",
        "320项课题中，转化的128项、形成建议的96项。",
    ],
)
def test_what_need_not_add_up_is_left_alone(text: str) -> None:
    assert findings(text) == []


def test_a_derived_figure_is_shown_with_its_sum() -> None:
    brief = brief_of(("成绩", "县医院医生52名。"), ("成绩", "县医院护士34名。"))
    (finding,) = findings("县医院医生护士共86名。", brief)
    assert (finding.severity, finding.quote, finding.facts) == ("info", "86名", ("F1", "F2"))
    assert finding.message == "推算得出：86＝52＋34（F1、F2）。"


@pytest.mark.parametrize("name", SHIPPED)
def test_the_shipped_facts_add_up(name: str) -> None:
    assert facts_findings(shipped(name)) == []


def test_a_fact_that_does_not_add_up_is_named_before_drafting() -> None:
    brief = shipped("secondment_summary")
    facts = tuple(replace(f, text=f.text.replace("合计304栋", "合计340栋")) for f in brief.facts)
    (finding,) = facts_findings(replace(brief, facts=facts))
    assert (finding.facts, finding.quote, finding.suggestion) == (("F4",), "340栋", "304栋")


def test_one_thing_with_two_numbers_is_a_warning() -> None:
    text = "县委从各单位选派240名优秀干部驻村帮扶。\n\n县委从各单位选派204名优秀干部驻村帮扶。"
    (finding,) = findings(text)
    assert (finding.severity, finding.quote) == ("warning", "204名")


@settings(max_examples=80, deadline=None)
@given(
    st.text(
        alphabet="0129.%一二十百万亿，。、；人元共其中占率由增长到每均合计余下降了", max_size=60
    )
)
def test_any_text_can_be_summed(text: str) -> None:
    for finding in findings(text):
        assert text[finding.start : finding.end] == finding.quote != ""


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(20, 5000), min_size=3, max_size=5))
def test_a_right_total_is_silent_and_a_wrong_one_is_not(parts: list[int]) -> None:
    listed = "、".join(f"第{i}片{part}户" for i, part in enumerate(parts))
    assert findings(f"{listed}，合计{sum(parts)}户。") == []
    assert findings(f"{listed}，合计{sum(parts) + 1}户。")


def _facts(*texts: str) -> Brief:
    facts = tuple(Fact(f"F{n}", "数据", text) for n, text in enumerate(texts, 1))
    return Brief(kind="work_summary", date=dt.date(2026, 1, 8), facts=facts)


@pytest.mark.parametrize(
    ("one", "other", "severity"),
    [
        ("2025年，全县选派干部468名。", "选派干部共486名，覆盖112个村。", "error"),
        ("全县投入资金4.6亿元。", "投入资金6.4亿元，其中中央资金1.2亿元。", "error"),
        ("建成村级服务站128个。", "全县建成村级服务站205个，配备站长205名。", "warning"),
    ],
)
def test_two_facts_with_two_numbers_for_one_thing(one: str, other: str, severity: str) -> None:
    (finding,) = facts_findings(_facts(one, other))
    assert (finding.severity, finding.facts) == (severity, ("F2", "F1"))
    assert finding.quote in other
    assert other[finding.start : finding.end] == finding.quote


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2024年选派干部468名。", "2025年选派干部486名。"),
        ("截至6月30日，完工小区24个。", "截至9月30日，完工小区38个。"),
        ("计划改造小区86个。", "改造小区78个。"),
        ("松岗镇建成服务站12个。", "石桥镇建成服务站15个。"),
        ("全县建成服务站120个。", "石桥镇建成服务站15个。"),
        ("第一批选派干部96名。", "第二批选派干部104名。"),
        ("收集意见275条，其中办结意见261条。", "收集意见275条，办结意见261条。"),
        ("培训女干部120名。", "培训男干部210名。"),
        ("选派干部近500名。", "选派干部468名。"),
        ("平均每村投入资金12万元。", "全县投入资金3600万元。"),
    ],
)
def test_facts_that_differ_by_right_are_left_alone(one: str, other: str) -> None:
    assert facts_findings(_facts(one, other)) == []
