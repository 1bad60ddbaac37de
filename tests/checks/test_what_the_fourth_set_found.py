"""Causes of what the fourth unseen set showed to be missed or blamed: one case for each, with facts
of another matter than the set's own."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from drafting.borrowing import NO_SAMPLES, Samples, SampleText, samples_of
from drafting.checks import Sources, run_checks
from drafting.manuscript import parse
from drafting.model import Brief, Fact

_BRIEF = Brief(
    kind="situation_report",
    title="关于全县渔港建设情况的汇报",
    issuer="汐湾县海洋与渔业局",
    date=dt.date(2026, 5, 20),
    facts=(
        Fact("F1", "做法", "县长闻峤任渔港建设指挥部主任，副县长司空澜任副组长兼办公室主任。"),
        Fact("F2", "事例", "沙埕镇养殖户卓大川反映冷库不够，白沙泵站站长莫长庚当天登门。"),
        Fact("F3", "事例", "木雕传承人端木清办起船模工坊，电工华小满带徒弟6名。"),
        Fact("F4", "做法", "县委第二督导组驻港督查45天，宣传部部长左怀安联系莫长庚等8名技术员。"),
        Fact("F5", "任务", "码头扩建由县交通运输局牵头，冷链配套由县商务局牵头，垃圾清运由县城市管理局牵头。"),
        Fact("F6", "事例", "72岁的老船工祁桂枝把渔船改成书屋，镇中学校长易寒舟每周来讲课。"),
        Fact("F7", "问题", "全县112艘渔船中，尚有37艘没有卫星定位终端，拖欠船员工资3起。"),
        Fact("F8", "任务", "2026年9月底前，37艘渔船的终端全部装齐。"),
        Fact("F9", "成绩", "排查隐患64处，全部整改到位；连续20个月零事故。"),
        Fact("F10", "打算", "2026年10月底前完成航道疏浚3.2公里；2027年申报国家级渔港经济区。"),
        Fact("F11", "成绩", "自愿转产渔民85户，85户全部领到补贴，均已入户。"),
        Fact("F12", "保障", "每月召开一次调度会；考核结果占年度绩效的12%，排名末位的由县纪委监委约谈。"),
        Fact("F13", "做法", "建成避风锚地2处，县审计局全程跟踪审计。"),
        Fact("F15", "成绩", "全县无证渔船全部取缔，渔获追溯码惠及渔民3200名。"),
        Fact("F16", "问题", "冷库改造资金缺口640万元。"),
        Fact("F17", "任务", "新建补给点8个，8月底前建成投用。"),
        Fact("F18", "建议", "建议用2年时间为4座渔港建成岸电设施。"),
        Fact("F19", "要求", "县财政为每船安排油补2万元，购买人身意外伤害保险。"),
        Fact("F14", "做法", "组建技术专班，抽调9人脱产驻点办公。"),
    ),
)  # fmt: skip

_SAMPLE = SampleText(
    "s1", "梅浦县总结",
    "# 梅浦县总结\n\n网眼织大了织小了都不行，鱼苗跑得掉才算数。村里开了三次会。"
    "收网的人心里有杆秤，别家学不来也偷不走。\n",
)  # fmt: skip


def _found(body: str, samples: Samples = NO_SAMPLES) -> list[tuple[str, str]]:
    findings = run_checks(parse(f"# {_BRIEF.title}\n\n{body}\n"), Sources(_BRIEF, samples))
    return [(f.check, f.quote) for f in findings if f.severity != "info"]


def _of(check: str, body: str, samples: Samples = NO_SAMPLES) -> list[str]:
    return [quote for name, quote in _found(body, samples) if name == check]


@pytest.mark.parametrize(
    ("body", "check", "quote"),
    [
        ("县长闻桥任渔港建设指挥部主任。", "names", "闻桥"),
        ("副县长司空岚任副组长兼办公室主任。", "names", "司空岚"),
        ("副县长闻峤任副组长。", "names", "副县长"),
        ("沙埕镇养殖户卓小川反映冷库不够。", "names", "卓小川"),
        ("沙埕镇养殖户莫长庚反映冷库不够。", "names", "镇养殖户莫长庚"),
        ("白莎泵站站长莫长庚当天登门。", "names", "白莎泵站"),
        ("白沙泵站的站长贺兰舟当天登门。", "names", "贺兰舟"),
        ("根雕传承人端木清办起船模工坊。", "names", "根雕传承人"),
        ("焊工华小满带徒弟6名。", "names", "焊工"),
        ("县委第三督导组驻港督查45天。", "names", "县委第三督导组"),
        ("组织部部长左怀安联系莫长庚等8名技术员。", "names", "组织部部长"),
        ("宣传部部长左怀安联系端木清等8名技术员。", "coverage", "端木清"),
        ("冷链配套由县城市管理局牵头。", "coverage", "县城市管理局"),
        ("排名末位的由县委组织部约谈，考核结果占年度绩效的12%。", "coverage", "县委组织部"),
        ("冷链配套由县自然资源和规划局牵头。", "coverage", "县自然资源和规划局"),
        ("72岁的老船工祁桂枝把渔船改成书屋，卓奶奶天天来擦窗。", "names", "卓奶奶"),
        ("易主任每周来讲课。", "names", "易主任"),
        ("112艘渔船中，已有37艘配有卫星定位终端。", "coverage", "配有"),
        ("112艘渔船中，尚有37艘没有卫星定位终端，足额发放船员工资3起。", "coverage", "足额"),
        ("37艘渔船的终端已全部装齐。", "coverage", "已"),
        ("排查隐患64处，正在整改；连续20个月零事故。", "coverage", "正在整改"),
        ("排查隐患64处，全部整改到位；连续20个月出现事故。", "coverage", "出现事故"),
        ("2026年10月底前启动航道疏浚3.2公里。", "coverage", "启动"),
        ("2027年获评国家级渔港经济区。", "coverage", "获评"),
        ("被迫转产渔民85户，85户全部领到补贴，均已入户。", "coverage", "被迫"),
        ("自愿转产渔民85户，85户大多领到补贴，均已入户。", "coverage", "大多"),
        ("自愿转产渔民85户，85户全部领到补贴，均未入户。", "coverage", "均未入户"),
        ("还打算建避风锚地2处，县审计局全程跟踪审计。", "coverage", "还打算"),
        ("组建技术专班，抽调9人，不脱产驻点办公。", "coverage", "不脱产"),
        ("无证渔船仍未清零，渔获追溯码惠及渔民3200名。", "coverage", "仍未"),
        ("无证渔船全部取缔，渔获追溯码没有发到3200名渔民手中。", "coverage", "没有发到"),
        ("冷库改造资金还差640万元，目前都已经到位。", "coverage", "目前都已经到位"),
        ("新建补给点8个，平均每港带2个点，已全部建成投用。", "coverage", "已"),
        ("建议用2年时间为4座渔港建成的岸电设施已经通电。", "coverage", "已经通电"),
        ("县财政为每船安排油补2万元，人身意外伤害保险县里暂不购买。", "coverage", "暂不购买"),
        ("渔港要办好三件事。\n\n一要清淤。\n\n二要补网。", "promises", "三件事"),
        ("今年打了三场硬仗。去年打了两张牌。一是清淤。二是补网。三是修船。", "promises", "两张牌"),
        ("有三个问题比较突出。\n\n### （一）船老\n\n无。\n\n### （二）港浅\n\n无。", "promises", "三个问题"),
        ("工作分三个阶段：3月底前摸底，4月1日至9月30日施工。", "promises", "三"),
        ("## 一、四点启示\n\n有三条：一是早。二是快。三是实。", "promises", "四点启示"),
        ("第一点感受，船新了。\n\n第三点感受，港深了。", "enumerations", "第三点感受"),
        ("为加快渔港建设，制定本方案。", "genre", "方案"),
        ("船要拉出出来修。", "repeats", "出出来"),
        ("我们听真话、办实事。听真话、办实事。", "repeats", "听真话、办实事。"),
        ("渔港正在清淤，每船两人；\n\n## 一、打算\n\n好。", "end_marks", "；"),
        ("二〇二六年3月起清淤。", "figure_style", "二〇二六年"),
        ("不得破环航标。", "slips", "破环"),
        ("网眼织大了织小了都不行，别家学不来也偷不走。", "borrowed", "网眼织大了织小了都不行，别家学不来也偷不走"),
    ],
)  # fmt: skip
def test_what_was_missed_is_found(body: str, check: str, quote: str) -> None:
    samples = samples_of([_SAMPLE])
    assert quote in _of(check, body, samples), _found(body, samples)


@pytest.mark.parametrize(
    ("body", "check"),
    [
        ("县长闻峤任渔港建设指挥部主任，副县长司空澜任副组长兼办公室主任。", "names"),
        ("72岁的老船工祁桂枝把渔船改成书屋，祁奶奶天天来擦窗。", "names"),
        ("72岁的船老大祁桂枝把渔船改成书屋。", "names"),
        ("老电工华小满带徒弟6名。", "names"),
        ("码头扩建由县交通局牵头，冷链配套由县商务局牵头。", "coverage"),
        ("排查隐患64处，已经整改的全部销号，其余正在整改。", "coverage"),
        ("连续20个月没有发生事故，做到零事故。", "coverage"),
        ("37艘渔船的终端9月底前全部装齐，做到应装尽装。", "coverage"),
        ("冷库改造资金还差640万元，其中200万元已经到位。", "coverage"),
        ("新建补给点8个，8月底前建成投用，选址已经完成。", "coverage"),
        ("建议用2年时间，在已经试用的基础上为4座渔港建成岸电设施。", "coverage"),
        ("三个渔村有两个码头。码头边上，一是鱼市，二是冷库。", "promises"),
        ("工作分两个阶段：3月底前摸底，4月1日至9月30日施工。", "promises"),
        ("从楼上上来的船工说，出出进进都方便。加油！加油！", "repeats"),
        ("要抓好两件事：\n\n一是清淤；\n\n二是补网。", "end_marks"),
        ("打破环境制约，建好渔港。", "slips"),
        ("存量隐患动态清零。", "expressions"),
    ],
)
def test_what_is_right_is_let_be(body: str, check: str) -> None:
    found = run_checks(parse(f"# {_BRIEF.title}\n\n{body}\n"), Sources(_BRIEF))
    left_out = "没有写进文稿"
    assert [f for f in found if f.check == check and left_out not in f.message] == []


def test_an_epidemic_brought_to_zero_is_of_an_earlier_time() -> None:
    assert _of("expressions", "坚持疫情动态清零。") == ["坚持疫情动态清零"]


def test_a_fact_of_which_half_is_lacking_is_told() -> None:
    first = "每月召开一次调度会，县领导分头包联渔港4座，卡点当月销号"
    told = "考核结果占年度绩效的12%，排名末位的由县政府约谈"
    brief = replace(_BRIEF, facts=(Fact("F1", "保障", f"{first}；{told}。"),))
    body = f"## 一、保障\n\n{first}。"

    def half(text: str) -> list[str]:
        found = run_checks(parse(f"# {brief.title}\n\n{text}\n"), Sources(brief))
        return [f.message for f in found if "只写了一部分" in f.message]

    assert half(body) == [f"事实F1只写了一部分，没有写到“{told}”。"]
    assert half(f"{body}{told}。") == []


def test_an_example_may_stand_in_any_section_and_steps_go_through_the_tasks_again() -> None:
    facts = (
        Fact("F1", "背景", "全县有渔船112艘、渔民3460人，渔港4座。"),
        Fact("F2", "背景", "2025年渔获量8.6万吨，产值14.3亿元。"),
        Fact("F3", "任务", "2026年6月底前完成渔港清淤4处，9月底前建成冷库2座。"),
        Fact("F4", "任务", "每个渔港配备消防船1艘，组建应急队员60人。"),
        Fact("F5", "事例", "白沙村船老大卓大川自费修复灯塔1座，看护26年。"),
    )
    brief = replace(_BRIEF, kind="implementation_plan", title="全县渔港建设实施方案", facts=facts)
    text = (
        f"# {brief.title}\n\n为建好渔港，制定本方案。\n\n## 一、现状\n\n{facts[0].text}{facts[1].text}\n\n"
        f"## 二、主要任务\n\n{facts[2].text}{facts[3].text}{facts[4].text}\n\n"
        "## 三、实施步骤\n\n第一步，6月底前完成渔港清淤。第二步，9月底前建成冷库2座。\n"
    )
    found = run_checks(parse(text), Sources(brief))
    assert [f.message for f in found if f.check == "coverage" and f.severity != "info"] == []


def test_a_sentence_before_the_signature_is_none() -> None:
    text = f"# {_BRIEF.title}\n\n四是从严考核。毁一条船，问一方责\n\n汐湾县海洋与渔业局\n\n2026年5月20日\n"
    lines = parse(text).lines
    assert [line.role for line in lines] == ["title", "body", "signature", "date"]
