"""Faults that the planted-defect bench showed to be missed, and good writing it showed to be blamed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from drafting.checks import Sources, run_checks
from drafting.manuscript import parse
from drafting.model import Brief, Fact

_BRIEF = Brief(
    kind="situation_report",
    title="关于学校建设情况的汇报",
    issuer="望川县教育局",
    recipient="县人民政府",
    date=dt.date(2026, 3, 1),
    facts=(
        Fact("F1", "做法", "县教育局会同市财政局为18所学校安装监控，每季度召开一次例会。"),
        Fact("F2", "问题", "新建宿舍落地6栋，比计划少2栋。"),
    ),
)
_SPEECH = replace(
    _BRIEF, kind="mobilization_speech", title="在动员会上的讲话", recipient="", audience="同志们",
    issuer="中共望川县委", speaker="顾怀瑾", speaker_title="县委常委、组织部部长",
)  # fmt: skip


def _found(text: str, brief: Brief = _BRIEF) -> list[tuple[str, str]]:
    sources = Sources(brief)
    text = text if text.startswith("# ") else f"# {brief.title}\n\n{text}\n"
    findings = run_checks(parse(text), sources)
    return [
        (f.check, f.quote)
        for f in findings
        if f.severity != "info" and f.check not in ("coverage", "end_marks")
    ]


@pytest.mark.parametrize(
    ("text", "check", "quote"),
    [
        ("今后，各级干部要过好三关：一是人情关。二是利益关。", "promises", "三关"),
        ("我们抓好两件事。一是建房。二是修路。三是绿化。", "promises", "两件事"),
        ("有关名单附后。", "promises", "附后"),
        ("今年是“十三五”收官之年，任务很重。", "expressions", "“十三五”"),
        ("当前正处在“十二五”发展的关键时期。", "expressions", "“十二五”"),
        ("要扎实开展“两学一做”学习教育。", "expressions", "“两学一做”学习教育"),
        ("具体数字（待补）已经上报。", "placeholders", "（待补）"),
        ("由某某单位负责落实。", "placeholders", "某某"),
        ("这项工作从202X年开始。", "placeholders", "202X"),
        ("要充份调动各方积极性。", "slips", "充份"),
        ("要算好民生帐，干在实处。", "slips", "帐"),
        ("县教育局会同市材政局一起抓。", "names", "市材政局"),
    ],
)
def test_a_fault_is_found(text: str, check: str, quote: str) -> None:
    assert (check, quote) in _found(text)


@pytest.mark.parametrize(
    "text",
    [
        "当年的扶贫办早已改了名字，真抓实干的劲头没有变。",
        "县里分管水利和移民，县教育局会同市财政局抓落实。",
        "例会每季度召开一次，一年4次。",
        "宿舍计划建8栋，实际落地6栋。",
        "要做到三条：一是勤。二是实。三是廉。",
        "“十三五”时期打下的底子，今天仍在起作用。",
        "补充份额、分配和调度都按规定办。",
    ],
)
def test_good_writing_is_left_alone(text: str) -> None:
    assert _found(text) == []


def test_the_end_of_a_paragraph_is_not_its_last_quotation() -> None:
    text = f"# {_BRIEF.title}\n\n做工作要沉下去，不做“局外人”\n\n老人说，日子“有奔头。”\n"
    found = [f for f in run_checks(parse(text), Sources(_BRIEF)) if f.check == "end_marks"]
    assert [finding.suggestion for finding in found] == ["”。"]


def test_the_title_of_the_speaker_is_that_of_the_brief() -> None:
    front = "# 在动员会上的讲话\n\n县委常委、宣传部部长　顾怀瑾\n\n同志们：\n\n大家辛苦了。\n"
    assert ("names", "宣传部部长") in _found(front, _SPEECH)
    assert _found(front.replace("宣传部", "组织部"), _SPEECH) == []


@pytest.mark.parametrize(
    "thanks",
    [
        "感谢顾怀瑾部长的支持。",
        "刚才，顾怀瑾部长作了重要讲话，讲得很好。",
        "我代表大家谢谢顾部长！",
    ],
)
def test_a_speaker_speaks_of_himself_in_the_first_person(thanks: str) -> None:
    checks = [check for check, _ in _found(f"同志们：\n\n{thanks}", _SPEECH)]
    assert "genre" in checks


def test_a_paper_to_an_office_calls_no_listeners() -> None:
    assert ("genre", "同志们：") in _found("同志们：\n\n现将情况汇报如下。宿舍落地6栋。")


def test_persons_of_two_facts_do_not_change_places() -> None:
    facts = (
        Fact("F1", "事例", "禾溪县白石镇杜若溪返乡办起茶厂，联结农户168户，户均年增收1.2万元。"),
        Fact("F2", "事例", "澄湖区退役军人宋砺锋创办农机合作社，有农机64台，托管土地1.36万亩。"),
    )
    text = "澄湖区的杜若溪脱下军装、开起农机，合作社有农机64台，托管土地1.36万亩。"
    brief = replace(_BRIEF, facts=facts)
    findings = run_checks(parse(f"# {brief.title}\n\n{text}\n"), Sources(brief))
    assert ("coverage", "杜若溪", "宋砺锋") in [(f.check, f.quote, f.suggestion) for f in findings]


_HALL = Brief(
    kind="work_summary",
    title="2025年政务服务工作总结",
    issuer="澄溪县政务服务和数据管理局",
    date=dt.date(2026, 1, 12),
    period="2025年",
    facts=(
        Fact(
            "F1",
            "做法",
            "开办企业、新生儿出生、员工录用三件事申请材料分别由17份、11份、9份减到6份、4份、3份。",
        ),
        Fact("F2", "做法", "政务服务中心主任柏修远带队走流程32次，梳理堵点57个。"),
        Fact("F3", "事例", "残疾老人祝广田行动不便，帮办员甘小禾两次上门，当天办结申请。"),
        Fact("F4", "数据", "2025年关停服务点73个，月收入不足800元的有438个。"),
        Fact("F5", "要求", "3月1日至5月10日为戒严期，野外禁止用火。"),
        Fact("F6", "数据", "每件派费0.4元，比县城低0.5元。"),
        Fact("F7", "建议", "建议安排资金600万元，按每件0.2元补贴。"),
        Fact("F8", "数据", "选派干部第一批96名，第二批104名，第三批118名。"),
        Fact("F9", "打算", "2026年6月底前建成书房6座。"),
    ),
)


@pytest.mark.parametrize(
    "text",
    [
        "三件事申请材料由17份、11份、9份减到6份、4份、3份，合计减少24份。",
        "去年关停服务点73个，平均每月关掉6个。",
        "3月1日至5月10日为戒严期，前后71天，野外禁止用火。",
        "每件派费0.4元，比县城的0.9元低0.5元。",
        "安排资金600万元，按每件0.2元补贴，够补3000万件。",
        "选派干部三批，分别是96名、104名和118名。",
        "选派干部第二批104名，第一批96名，第三批118名。",
        "2026年，要建好书房，6月底前建成6座。",
    ],
)
def test_a_figure_worked_out_rightly_is_silent(text: str) -> None:
    assert [f for f in _found(text, _HALL) if f[0] in ("figures", "arithmetic", "dates")] == []


@pytest.mark.parametrize(
    ("text", "check", "quote"),
    [
        ("三件事申请材料由17份、11份、9份减到6份、4份、3份，合计减少26份。", "figures", "26份"),
        ("去年关停服务点73个，平均每月关掉8个。", "figures", "8个"),
        ("3月1日至5月10日为戒严期，前后81天，野外禁止用火。", "figures", "81天"),
        ("选派干部三批，分别是104名、96名和118名。", "figures", "104名"),
        ("选派干部第一批104名，第二批96名，第三批118名。", "figures", "104名"),
        ("去年，建好书房，2026年6月底前建成6座，去年建成书房6座。", "dates", "去年"),
        ("现将今年全县政务服务情况汇报如下。", "dates", "今年"),
        ("帮办员甘柏禾两次上门。", "names", "甘柏禾"),
        ("帮办员柏修远两次上门，当天办结申请。", "names", "帮办员柏修远"),
        ("政务服务中心主任甘小禾两次上门。", "names", "主任"),
        ("澄溪县征务服务和数据管理局抓得紧。", "names", "澄溪县征务服务和数据管理局"),
    ],
)
def test_what_the_fresh_documents_showed_is_found(text: str, check: str, quote: str) -> None:
    assert (check, quote) in _found(text, _HALL)


@pytest.mark.parametrize(
    "text",
    [
        "我们有三点体会: 首先,领导重视是关键。其次,制度健全是根本。第三,干部过硬是保证。",
        "做到了四个建立:一是建立联系制度。二是建立档案。三是建立标准。四是建立专库。",
        "提三点要求:一是搞好服务。二是严格管理。三是当好后盾。今天，我一是表示祝贺，二是想提几点希望。",
    ],
)
def test_runs_as_writers_set_them_are_whole(text: str) -> None:
    assert [f for f in _found(text) if f[0] in ("enumerations", "promises")] == []
