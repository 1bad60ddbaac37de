"""Each check of form, promise, wording and style: what it finds, and what it leaves alone."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.checks import Sources, run_checks
from drafting.checks.fixing import fix
from drafting.checks.registry import mechanical_checks
from drafting.manuscript import from_text, parse
from drafting.model import Brief, Finding

DATED = Brief(
    kind="work_summary", date=dt.date(2026, 3, 12), audience="同志们", speaker="程立春",
    issuer="江州市委组织部",
)  # fmt: skip
BODY = "# 关于选派工作的总结\n\n## 一、情况\n\n{}\n\n## 二、打算\n\n明年接着干。\n"


def found(check: str, text: str, brief: Brief | None = None) -> list[Finding]:
    text = text if text.startswith("#") else BODY.format(text)
    findings = run_checks(parse(text), Sources(brief))
    for finding in findings:
        assert text[finding.start : finding.end] == finding.quote
    return [f for f in findings if f.check == check and f.severity != "info"]


FAULTS = [
    ("pairs", "他说“要到基层去。", "“"),
    ("pairs", "按照规定（见制度汇编执行。", "（"),
    ("pairs", "选派干部）到村任职。", "）"),
    ("pairs", "印发《选派办法，明确标准。", "《"),
    ("pairs", "全市（含两个区)共选派40人。", ")"),
    ("pairs", "《关于“选派》工作”的通知已经印发。", "“"),
    ("widths", "选派干部,到村任职。", ","),
    ("widths", "选派干部(共40人)到村任职。", "("),
    ("widths", "共选派４８６名干部。", "４８６"),
    ("widths", "各 县区都有任务。", "各 县"),
    ("widths", "这件事要办好。。", "。。"),
    ("widths", "这件事要办好，。", "，。"),
    ("widths", "还有培训、、考核等工作。", "、、"),
    ("widths", '他说"要到基层去"。', '"要到基层去"'),
    ("figure_style", "2026年01月08日印发。", "2026年01月08日"),
    ("figure_style", "2026-3-12召开会议。", "2026-3-12"),
    ("figure_style", "2026.03.12召开会议。", "2026.03.12"),
    ("figure_style", "从25年3月起施行。", "25年"),
    ("figure_style", "江委发[2026]5号文件已经印发。", "江委发[2026]"),
    ("figure_style", "江委发〔2026〕第5号文件已经印发。", "〔2026〕第5号"),
    ("figure_style", "江委发〔2026〕05号文件已经印发。", "〔2026〕05号"),
    ("figure_style", "2024-2026年分三批选派。", "2024-2026"),
    ("figure_style", "达到80-90%。", "80-90%"),
    ("figure_style", "达到百分之85。", "百分之85"),
    ("figure_style", "约40余人参加。", "约40余"),
    ("figure_style", "支出减少了2倍。", "减少了2倍"),
    ("repeats", "这是我们的的责任。", "的的"),
    ("repeats", "各县区组织部组织部要跟上。", "组织部组织部"),
    ("repeats", "继续开展开展走访。", "开展开展"),
    ("repeats", "选派工作要严格把关。选派的干部要能吃苦肯干善做群众工作。选派的干部要能吃苦肯干善做群众工作。",
     "选派的干部要能吃苦肯干善做群众工作。"),
    ("slips", "把握末来三年的重点。", "末"),
    ("slips", "任务己经完成。", "己"),
    ("slips", "早动员、早布署。", "布署"),
    ("slips", "截止2025年底，选派486名。", "截止"),
    ("slips", "做好其它工作。", "其它"),
    ("slips", "建立工作台帐。", "台帐"),
    ("slips", "群众反应强烈的问题。", "反应"),
    ("slips", "县委付书记到会讲话。", "付"),
    ("traditional", "幹部到村任职。", "幹"),
    ("traditional", "加强組織建设。", "組織"),
    ("end_marks", "选派的干部都已到岗", "岗"),
    ("end_marks", "选派的干部都已到岗，有的住在村里，", "，"),
    ("enumerations", "一是选人严。三是管得实。", "三是"),
    ("enumerations", "一是选人严。二是育人勤。二是管得实。", "二是"),
    ("enumerations", "第一，选人严。第三，管得实。", "第三"),
    ("enumerations", "一要选好人。二要育好人。四要管好人。", "四要"),
    ("enumerations", "一方面选得严，压力也就大了。", "一方面"),
    ("promises", "下面讲三点意见：一是选人要严。二是管理要实。", "三点意见"),
    ("promises", "重点抓好以下四个方面：一是选。二是育。三是管。", "四个方面"),
    ("promises", "具体名单见附件1。", "附件1"),
    ("expressions", "深入实施“十三五”规划。", "“十三五”规划"),
    ("expressions", "今年是“十四五”开局之年。", "“十四五”"),
    ("expressions", "会同市工商局开展检查。", "工商局"),
    ("expressions", "市卫计委牵头落实。", "卫计委"),
    ("expressions", "依照《合同法》处理。", "《合同法》"),
    ("expressions", "深入学习贯彻党的十九大精神。", "党的十九大精神"),
    ("expressions", "坚决打赢脱贫攻坚战。", "坚决打赢脱贫攻坚战"),
    ("expressions", "为全面建成小康社会而奋斗。", "为全面建成小康社会而奋斗"),
    ("expressions", "关心残废人生活。", "残废人"),
    ("genre", "感谢江州市委组织部的精心安排。", "江州市委组织部"),
    ("genre", "在这里，我向程立春同志表示衷心的感谢。", "程立春同志"),
]  # fmt: skip


@pytest.mark.parametrize(("check", "text", "quote"), FAULTS)
def test_a_fault_is_found_where_it_stands(check: str, text: str, quote: str) -> None:
    assert quote in [finding.quote for finding in found(check, text, DATED)]


FINE = [
    "他说：“要到基层去。”会后，大家（含6名后备干部）都表了态。",
    "江委发〔2026〕5号文件已经印发，《关于加强“两新”组织党建工作的意见（试行）》同时施行。",
    "2026年1月8日，全市“一带一路”项目组到GDP超过300亿元的两个县调研，3.5小时走了6个村。",
    "2024—2026年分三批选派，占比80%—90%，约40人参加，支出减少20%。",
    "实实在在办事，让群众的的确确得实惠。工作好不好，群众说了算。",
    "大家要多研究研究、商量商量，一个村一个村地走，一户一户地看。",
    "周末来访的群众多了，年末发生的费用单列，本期未完成的任务接着办。",
    "应当做好的工作，一件也不能少；自己经历的事，自己说最真切。",
    "报名截止日期是3月5日。群众反映强烈的问题，化学反应不会自己停下来。",
    "交付主体责任，应付书面检查，都不是办法。现象这样说，道理也这样说。",
    "一是选人严。二是育人勤。三是管得实。",
    "第一，选人严。第二，育人勤。第三，管得实。",
    "一方面选得严，一方面育得勤。",
    "下面讲三点意见：一是选人要严。二是育人要勤。三是管理要实。",
    "我对大家只提一点希望：常回家看看。",
    "“十三五”期间，全市先后选派217名。“十四五”规划圆满收官。",
    "2016年，原市工商局牵头成立专班；2019年机构改革时并入市场监督管理局。",
    "党的十九大以来，全市选派四批。",
    "感谢各位老同志的支持，感谢家属的理解。",
    "来临前提前提醒，发展壮大大家的队伍。",
    "住在镇上、乐在其中、其他同志也一样。一要事业，二要担当。",
]
_FORM = [
    "pairs",
    "widths",
    "figure_style",
    "repeats",
    "slips",
    "traditional",
    "end_marks",
    "enumerations",
    "promises",
    "expressions",
    "genre",
]


@pytest.mark.parametrize("text", FINE)
def test_good_writing_is_left_alone(text: str) -> None:
    for check in _FORM:
        assert found(check, text, DATED) == []


@pytest.mark.parametrize(
    ("title", "ending", "fault"),
    [
        ("关于做好选派工作的通知", "特此通知。", False),
        ("关于做好选派工作的通知", "特此汇报。", True),
        ("关于选派工作情况的报告", "特此报告。", False),
        ("关于选派工作情况的报告", "妥否，请批示。", True),
        ("关于增加编制的请示", "妥否，请批示。", False),
        ("选派工作实施方案", "谢谢大家！", True),
        ("在选派工作动员会上的讲话", "谢谢大家！", False),
    ],
)
def test_the_ending_belongs_to_the_genre(title: str, ending: str, fault: bool) -> None:
    text = f"# {title}\n\n## 一、情况\n\n已经选派40名。\n\n{ending}\n"
    assert bool(found("genre", text)) is fault


def test_a_salutation_is_held_against_the_audience() -> None:
    text = "# 在动员会上的讲话\n\n老师们、同学们：\n\n今天开会。\n"
    assert [f.suggestion for f in found("genre", text, DATED)] == ["同志们："]
    assert found("genre", text.replace("老师们、同学们", "同志们"), DATED) == []


def test_three_points_are_counted_by_the_headings() -> None:
    text = (
        "# 讲话\n\n同志们：\n\n下面，我讲三点意见。\n\n## 一、选\n\n选好。\n\n## 二、育\n\n育好。\n"
    )
    assert [f.quote for f in found("promises", text)] == ["三点意见"]
    whole = text + "\n## 三、管\n\n管好。\n"
    assert found("promises", whole) == []


def test_the_same_opening_three_times_is_said() -> None:
    text = "我们要坚持把群众的事放在心上。我们要坚持把基层的难处放在心上。我们要坚持把组织的嘱托放在心上。"
    assert [finding.quote for finding in found("style", text)] == ["我们要"]


def test_a_sentence_nobody_can_say_in_one_breath() -> None:
    long = "，".join(["选派干部要住得下来沉得下去"] * 14) + "。"
    assert len(found("style", long)) == 1


def test_a_text_far_from_its_length_is_said() -> None:
    brief = Brief(kind="work_summary", length=2000)
    assert "比目标2000字少" in found("style", "短文一篇。", brief)[0].message


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("选派干部,到村任职(共４０人)。", "选派干部，到村任职（共40人）。"),
        ("2026年01月08日，我们的的工作己经布署。", "2026年1月8日，我们的工作已经部署。"),
        ("幹部都已去到村里", "干部都已去到村里。"),
        ("一是选人严。三是管得实。", "一是选人严。二是管得实。"),
    ],
)
def test_fix_mends_form_and_nothing_else(before: str, after: str) -> None:
    done = fix(BODY.format(before), lambda text: run_checks(parse(text), Sources(DATED)))
    assert done.text == BODY.format(after)
    assert {finding.check for finding in done.applied} <= mechanical_checks()


def test_fix_leaves_good_text_alone() -> None:
    text = BODY.format("\n\n".join(FINE[:6]))
    assert fix(text, lambda t: run_checks(parse(t), Sources(DATED))).text == text


_PIECES = st.lists(
    st.sampled_from(["一是", "二是", "三是", "。", "，", "“", "”", "（", "）", "(", ")", "《", "》", "2026年01月", "３", "的的", "末来", "三点意见：", "附件1", "👍", "\n", "\n##", "一、", "同志们：", "特此报告", "“十三五”", "幹部", "我们要", "首先，", "一方面", "%", ""]), max_size=40)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), _PIECES.map("".join)))
def test_no_text_makes_a_check_fail_and_fixing_ends(text: str) -> None:
    def checked(text: str) -> list[Finding]:
        return run_checks(parse(text), Sources(DATED))

    for finding in run_checks(from_text(text), Sources(DATED)) + checked(text):
        assert text[finding.start : finding.end] == finding.quote
    fix(text, checked)
