from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.checks import Sources, run_checks
from drafting.manuscript import from_markdown
from drafting.model import Brief, Finding
from drafting.quantities.accounts import provenance
from drafting.wording import bare
from tests.briefs import ODD_TEXTS, SHIPPED, brief_of, shipped

BRIEF = replace(
    brief_of(
        ("成绩", "选派468名干部，投入4.6亿元，办结率95%，建成12个社区食堂。"),
        ("数据", "三成的社区有专职社工。"),
    ),
    date=dt.date(2026, 3, 12),
    period="2025年",
    occasion="第七批科技特派员下派会，共36家单位参加",
)


def findings(text: str, brief: Brief | None = BRIEF) -> list[Finding]:
    found = run_checks(from_markdown(text), Sources(brief))
    return [finding for finding in found if finding.check in ("figures", "dates")]


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
        ("办结率96.4%。", "96.4%"),
        ("2027年完成。", "2027年"),
        ("覆盖二十个村。", "二十个"),
        ("占五分之三。", "五分之三"),
    ],
)
def test_a_figure_without_a_ground_is_an_error(text: str, quote: str) -> None:
    (finding,) = findings(text)
    assert (finding.severity, finding.quote) == ("error", quote)


def test_a_figure_with_another_unit_names_the_fact() -> None:
    (finding,) = findings("选派468个干部。")
    assert (finding.severity, finding.facts) == ("error", ("F1",))
    assert finding.message.startswith("数字“468个”的单位或量级与事实不符，事实F1中是“468名”")
    assert finding.suggestion == "468名"


def test_a_figure_off_by_a_slip_names_what_the_fact_says() -> None:
    (finding,) = findings("选派486名干部。")
    assert (finding.facts, finding.suggestion) == (("F1",), "468名")
    assert "事实F1中是“选派468名干部”" in finding.message


def test_a_small_chinese_numeral_without_a_ground_is_a_warning() -> None:
    (finding,) = findings("走访了五户群众。")
    assert (finding.severity, finding.quote) == ("warning", "五户")


def test_the_date_of_a_document_lends_its_figures_to_dates_alone() -> None:
    (finding,) = findings("走访了3户群众。")
    assert "找不到依据" in finding.message


@pytest.mark.parametrize(
    ("name", "text", "quote"),
    [
        ("mobilization_speech", "今年，我们选派216名干部组成80支服务队。", "216名"),
        ("mobilization_speech", "60支驻企队、20支驻村队同时出发。", "60支"),
        ("mobilization_speech", "上一轮办结诉求5820件，收集5529件。", "5820件"),
        ("mobilization_speech", "集体经济总收入下降40%。", "40%"),
        ("mobilization_speech", "新增就业岗位近1300个。", "近1300个"),
        ("mobilization_speech", "新增产值突破7亿元。", "突破7亿元"),
        ("mobilization_speech", "办结率超过96%。", "超过96%"),
        ("mobilization_speech", "驻企干部要每月到企业一次。", "每月"),
        ("mobilization_speech", "任期三年。", "三年"),
        ("mobilization_speech", "还有27家集体经济薄弱村。", "27家"),
        ("mobilization_speech", "去年是“十五五”开局之年。", "去年"),
        ("work_summary", "高新技术企业由233家增加到271家，净增48家。", "48家"),
        ("work_summary", "平均每榜90万元。", "90万元"),
        ("work_summary", "投入强度比上年提高0.21%。", "0.21%"),
        ("work_summary", "2024年，全区规模以上工业企业264家，其中开展研发活动的179家。", "2024年"),
        ("research_report", "全市社区工作者2880人次。", "2880人次"),
        ("research_report", "近七成的受访者反映每天填表超过两小时。", "七成"),
        ("research_report", "离职率达一成五。", "一成五"),
        ("research_report", "2026年5月至6月，调研组走访了48个社区。", "6月"),
        ("situation_report", "截至9月底，新建改建农村公路完成126公里。", "9月底"),
        ("situation_report", "其余43公里推进较慢。", "43公里"),
        ("symposium_speech", "何绾秋走访72名牧民。", "72名"),
        ("implementation_plan", "每人不超过80学时。", "不超过80学时"),
        ("secondment_summary", "走遍二十三个村。", "二十三个"),
        ("secondment_summary", "查出C级危房58栋、D级危房246栋。", "58栋"),
        ("experience_material", "办结率达到百分之九十三。", "百分之九十三"),
        ("experience_material", "县财政每年安排资金1080亿元。", "1080亿元"),
    ],
)  # fmt: skip
def test_a_planted_slip_is_found(name: str, text: str, quote: str) -> None:
    assert any(quote in finding.quote for finding in findings(text, shipped(name)))


TOLD_ANEW = (
    ("mobilization_speech", "今年是“十五五”的第一年。我们从86家单位里挑出240名干部，编成80支队伍，其中60支进村、20支入企，每支队伍三个人，一干就是两年。"
     "收上来的5820件诉求办成了5529件，九成五都有了结果。54个驻点村集体经济总收入突破2000万元，达到2268万元，比两年前净增648万元，增幅达四成；"
     "村均收入也从30万元涨到了42万元，多了12万元。18支驻企队服务了90家企业，平均每队5家，新增产值超过6亿元。村集体一年增收近20万元。"
     "还有19名同志每月驻点不到20天，占8.8%；尚未办结的291件诉求里，有158件卡在跨部门环节，超过一半。下面，我讲三点意见。两手抓、两手都要硬，一件一件抓落实。"),
    ("work_summary", "2025年，全区264家规上工业企业中有179家开展了研发活动；没有研发活动的还有85家，占三成多。全社会研发投入约19亿元。"
     "走访企业300多家，近三分之二（63.0%）签了合作协议。发布榜单24个，成功揭榜21个，揭榜率87.5%。3个中试基地面积合计4.6万平方米。"
     "获奖9项，比上年多2项。技术合同成交额43.2亿元，净增7.2亿元，增长两成。预约等候时间由47天压缩到20天以内，缩短一半以上。"),
    ("research_report", "每个社区平均12人。45岁及以下的合计占75%，共2160人。大专以上学历2592人，占九成。持证人员1008人，占35%，比两年前提高10个百分点。"
     "报表由46张减到23张，减了一半、少了23张。问卷发出1200份、收回1140份，还有60份无效。三年内招录人数翻一番，达到72人。"),
    ("situation_report", "168公里新建改建任务已完成126公里，完成率75%，剩余42公里。47个项目分别聘请2名村民监督员，一共94人。资金缺口5300万元。"),
    ("symposium_speech", "2024年8月，40名教师和医生奔赴朔泉。本科上线人数从84人增至105人，增加21人，增长四分之一。外转患者从2024年的1260人降到882人，减少378人。"),
    ("implementation_plan", "村卫生室1200个，尚有360个未达标。到2027年底，达标数要增加300个，达到1140个，达标率提高25个百分点。"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "text"), TOLD_ANEW, ids=[name for name, _ in TOLD_ANEW])
def test_facts_told_in_other_words_and_rightly_derived_are_left_alone(name: str, text: str) -> None:
    assert findings(text, shipped(name)) == []


@pytest.mark.parametrize("name", SHIPPED)
def test_a_fact_is_silent_against_itself(name: str) -> None:
    for fact in shipped(name).facts:
        assert findings(fact.text, shipped(name)) == [], fact.id


def test_each_figure_is_traced_to_its_fact() -> None:
    text = "选派四百六十八名干部，投入46000万元。"
    found = provenance(from_markdown(text), BRIEF)
    assert [(p.text, p.facts) for p in found] == [("四百六十八名", ("F1",)), ("46000万元", ("F1",))]
    assert all(text[p.start : p.end] == p.text for p in found)


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
