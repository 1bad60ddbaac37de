"""Facts told once, in their section, with their own meaning."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drafting.document import coverage_of, markdown_of
from drafting.model import Brief, Fact
from tests.briefs import SHIPPED, VARIANTS, drafted, shipped
from tests.checks.reviewing import BRIEF, DRAFT, edited, found, quotes


def test_a_draft_that_tells_every_fact_once_is_silent() -> None:
    assert found("coverage") == []


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("variant", VARIANTS)
def test_our_own_drafts_lack_only_the_facts_they_say_they_lack(name: str, variant: int) -> None:
    draft = drafted(shipped(name), variant)
    findings = found("coverage", markdown_of(draft), brief=shipped(name))
    unused = coverage_of(draft)["unused"]
    assert [fact for finding in findings for fact in finding.facts] == unused


def test_a_fact_left_out_is_told_at_its_section() -> None:
    (finding,) = found("coverage", edited("走遍47户留守儿童家庭。", "").replace(
        "青石镇中心小学教师顾怀瑾坚持家访三年，", ""))  # fmt: skip
    assert (finding.severity, finding.facts) == ("warning", ("F5",))
    assert finding.quote == "三、工作成效"


def test_most_facts_left_out_are_told_together() -> None:
    (finding,) = found("coverage", "# 总结\n\n今年的工作有了新的进展。\n")
    assert finding.facts == tuple(fact.id for fact in BRIEF.facts)


def test_a_fact_in_other_words_is_used() -> None:
    text = edited(
        "青石镇中心小学教师顾怀瑾坚持家访三年，走遍47户留守儿童家庭。",
        "三年里，47户留守儿童的家门都被顾怀瑾一一敲开，这位青石镇中心小学的教师从没停下家访的脚步。",
    )
    assert found("coverage", text) == []


def test_a_fact_told_twice_is_for_a_person_to_look_at() -> None:
    again = "偏远村签约率不足六成，19个村没有固定诊室，医生往返一次要两个小时。"
    (finding,) = found("coverage", edited("## 五、下步打算", f"{again}\n\n## 五、下步打算"))
    assert (finding.severity, finding.quote) == ("warning", again)


def test_a_shortfall_among_the_results_is_in_the_wrong_section() -> None:
    problem = "偏远村签约率不足六成，19个村没有固定诊室，医生往返一次要两个小时。"
    other = "签约率偏低的村还有11个，药品配送平均迟到两天，群众意见集中。"
    brief = replace(BRIEF, facts=(*BRIEF.facts, replace(BRIEF.facts[6], id="F9", text=other),
                                  replace(BRIEF.facts[6], id="F10", text="村医年龄偏大，60岁以上的占41%，后继乏人。")))  # fmt: skip
    rest = f"{other}村医年龄偏大，60岁以上的占41%，后继乏人。"
    text = DRAFT.replace(problem, rest).replace(
        "42件群众诉求已全部办结。", f"42件群众诉求已全部办结。{problem}"
    )
    (finding,) = found("coverage", text, brief=brief)
    assert (finding.severity, finding.facts) == ("warning", ("F7",))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("下降36%", "上升36%"),
        ("提高到91%", "降低到91%"),
        ("已全部办结", "未全部办结"),
        ("已全部办结", "已部分办结"),
        ("没有固定诊室", "有固定诊室"),
        ("不足六成", "超过六成"),
        ("计划明年新建", "已明年新建"),
    ],
)
def test_a_meaning_turned_round_is_an_error(right: str, wrong: str) -> None:
    findings = [
        f
        for check in ("coverage", "figures")
        for f in found(check, edited(right, wrong))
        if f.severity == "error"
    ]
    place = edited(right, wrong).index(wrong)
    assert any(f.start < place + len(wrong) and place < f.end + 1 for f in findings)


@pytest.mark.parametrize(
    ("right", "other"),
    [
        ("由82%提高到91%", "由82%上升到91%"),
        ("比上年下降36%", "比上年减少36%"),
        ("42件群众诉求已全部办结", "42件群众诉求全部办结"),
        ("42件群众诉求已全部办结", "群众提出的42件诉求都已办结，不断赢得好评"),
        ("力争把偏远村签约率提高到75%", "努力把偏远村的签约率提高到75%"),
    ],
)
def test_the_same_in_other_words_is_silent(right: str, other: str) -> None:
    assert found("coverage", edited(right, other)) == []


def test_a_right_name_in_the_wrong_place_is_an_error() -> None:
    (finding,) = found("coverage", edited("教师顾怀瑾坚持", "教师罗秉文坚持"))
    assert (finding.quote, finding.suggestion, finding.facts) == ("罗秉文", "顾怀瑾", ("F5",))


@pytest.mark.parametrize("heading", ["## 六、有关建议", "### （一）强化保障"])
def test_a_heading_without_text_is_an_error(heading: str) -> None:
    text = DRAFT.replace(
        "\n槐津县人民政府办公室\n\n2026", f"\n{heading}\n\n槐津县人民政府办公室\n\n2026"
    )
    assert quotes(found("coverage", text)) == [heading.lstrip("# ")]


def test_an_empty_section_needs_no_facts_to_be_seen() -> None:
    text = "# 总结\n\n## 一、做法\n\n## 二、成效\n\n有了成效。\n"
    assert quotes(found("coverage", text, brief=None)) == ["一、做法"]


_SUMMARY = (
    "# 2025年工作总结\n\n## 一、基本情况\n\n"
    + "全县选派干部468名，覆盖112个村，户户有人联系，事事有人经办。" * 3
    + "\n\n## 二、工作成效\n\n"
    + "建成服务站128个，群众办事少跑了路，干部做事多上了心，办件提速三成。" * 5
    + "\n"
)


def test_a_required_section_without_facts_is_asked_for() -> None:
    brief = Brief(kind="work_summary", facts=(Fact("F1", "背景", "全县选派干部468名，覆盖112个村。"),
                                             Fact("F2", "成绩", "建成服务站128个，办件提速三成。")))  # fmt: skip
    asked = [f for f in found("coverage", _SUMMARY, brief=brief) if "一般有" in f.message]
    assert {f.severity for f in asked} == {"warning"}
    assert ["存在问题" in f.message for f in asked] == [True, False]
    assert "下一步打算" in asked[1].message


def test_a_section_that_is_there_in_other_words_is_not_asked_for() -> None:
    brief = Brief(
        kind="work_summary", facts=(Fact("F1", "背景", "全县选派干部468名，覆盖112个村。"),)
    )
    text = _SUMMARY + "\n## 三、差距和今后的想法\n\n服务站人手还有欠缺，今后要配齐配强。\n"
    assert not [f for f in found("coverage", text, brief=brief) if "一般有" in f.message]


@pytest.mark.parametrize(
    ("fact", "said", "wrong"),
    [
        ("2025年寄出包裹2.3万件。", "2025年收到包裹2.3万件。", "收到"),
        ("县城每件0.9元，村里比县城低0.5元。", "县城每件0.9元，村里比县城高0.5元。", "高"),
        ("连续41天没有有效降雨，火险等级高。", "连续41天出现有效降雨，火险等级高。", "出现"),
        ("到2025年底，112个村实现全覆盖。", "到2025年底，112个村尚未覆盖。", "尚未"),
        ("新建泵站2座、铺设管道14.6公里。", "拆除泵站2座，铺设管道14.6公里。", "拆除"),
        ("末端网点多数亏本，靠补贴运转。", "末端网点多数盈利，靠补贴运转。", "盈利"),
    ],
)
def test_a_fact_turned_round_by_one_word(fact: str, said: str, wrong: str) -> None:
    brief = Brief(kind="work_summary", facts=(Fact("F1", "数据", fact),))
    assert wrong in quotes(found("coverage", f"# 总结\n\n{said}\n", brief=brief))
    assert wrong not in quotes(found("coverage", f"# 总结\n\n{fact}\n", brief=brief))


def test_a_fact_word_for_word_and_again_in_other_words_is_told_twice() -> None:
    brief = Brief(kind="work_summary", facts=(
        Fact("F1", "做法", "组织4200名低龄老人结对照护2100名独居老人。"), Fact("F2", "成绩", "建成服务站128个。")))  # fmt: skip
    text = (
        "# 总结\n\n全区组织四千二百名低龄老人，与2100名独居老人结对照护，天天上门。\n\n"
        "建成服务站128个。\n\n组织4200名低龄老人结对照护2100名独居老人。\n"
    )
    twice = [f for f in found("coverage", text, brief=brief) if "写了一遍" in f.message]
    assert [f.facts for f in twice] == [("F1",)]
