"""Figures that only look grounded: by a chance sum, by another fact's number, by another row; and the
same words where they are right. Facts are of a matter of their own."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from drafting.checks import Sources, run_checks
from drafting.manuscript import parse
from drafting.model import Brief, Fact

_BRIEF = Brief(
    kind="situation_report",
    title="关于古树名木保护情况的汇报",
    issuer="禾溪县林业局",
    date=dt.date(2026, 6, 20),
    facts=(
        Fact("F1", "数据", "全县古树2640株，其中银杏1320株、香樟660株、古柏396株、其他264株。"),
        Fact("F2", "做法", "县里聘请护树员360名，与720株濒危古树结对，另请老党员180名带队。"),
        Fact("F3", "做法", "护树员分5个等次，每个等次相差200元。"),
        Fact("F4", "做法", "每株管护费标准60元，其中市级补助不低于四成。"),
        Fact("F5", "数据", "青岭镇有古树480株、护树员72名，白渡镇有古树360株、护树员45名，石浦镇有古树240株、护树员36名。"),
        Fact("F6", "建议", "2025年管护经费400万元，市级出80万元；建议市级分担比例由20%提高到35%。"),
        Fact("F7", "事例", "工程师闻人岳先后5次进山，救活一株千年银杏。"),
        Fact("F8", "成绩", "2025年古树挂牌率91%，今年6月底达到96%。"),
        Fact("F9", "步骤", "每年4月底前完成普查，9月底前完成复壮。"),
        Fact("F10", "数据", "抽查护树点三批，分别由18处、12处、9处减到7处、5处、3处。"),
        Fact("F11", "数据", "实际挂牌2403株。问卷收回1500份，说缺钱的600份，说缺人的450份，说缺技术的300份。"),
    ),
)  # fmt: skip


def _told(body: str) -> list[tuple[str, str]]:
    findings = run_checks(parse(f"# {_BRIEF.title}\n\n{body}\n"), Sources(_BRIEF))
    checks = ("figures", "arithmetic", "dates")
    return [(f.check, f.quote) for f in findings if f.severity != "info" and f.check in checks]


_TABLE = (
    "| 镇 | 古树（株） | 护树员（名） |\n| --- | --- | --- |\n"
    "| 青岭镇 | 480 | 72 |\n| 白渡镇 | 360 | 45 |\n| 石浦镇 | 240 | 36 |\n\n"
)
_CASES = [
    ("护树员360名，与720株古树结对，一名护树员管两株。", "", ""),
    ("护树员360名与老党员180名结对，两个带一个。", "护树员360名与老党员180名结对，四个带一个。", "四个"),
    ("护树员分5个等次，每个等次相差200元，最高与最低差800元。", "护树员分5个等次，每个等次相差200元，最高与最低差1000元。", "1000元"),
    ("每株管护费标准60元，市级补助不低于四成，也就是24元以上。", "每株管护费标准60元，市级补助不低于四成，也就是58.5元以上。", "58.5元以上"),
    ("比例由20%提高到35%，按2025年的盘子，市级一年多出60万元。", "比例由20%提高到35%，按2025年的盘子，市级一年多出80万元。", "80万元"),
    ("全县古树中，银杏占到一半，最是要紧。", "全县古树中，古柏占到一半，最是要紧。", "一半"),
    ("工程师闻人岳先后5次进山，第五次进山，树活了。", "工程师闻人岳先后5次进山，第四次进山，树活了。", "第四次"),
    ("工程师闻人岳先后5次进山，第三次进山时下着雨。", "工程师闻人岳先后5次进山，第七次进山时下着雨。", "第七次"),
    (f"{_TABLE}从表中看，最少的石浦镇只有36名。", f"{_TABLE}从表中看，最少的白渡镇只有36名。", "36名"),
    ("古树最多的青岭镇有480株。", "古树最多的白渡镇有360株。", "360株"),
    ("护树点分别由18处、12处、9处减到7处、5处、3处。", "护树点分别由18处、12处、9处减到7处、6处、3处。", "6处"),
    ("2025年挂牌率91%。\n\n今年6月底，挂牌率达到96%，提高5个百分点。", "2025年挂牌率91%。\n\n今年6月底，挂牌率达到96%，提高8个百分点。", "8个百分点"),
    ("青岭、石浦两镇古树占三镇的大头，护树员占护树员的30%。", "", ""),
    ("## 一、复壮\n\n每年9月底前完成，一株不漏。", "## 一、复壮\n\n每年9月底前完成普查，一株不漏。", "9月底"),
    ("每年9月30日前完成复壮。", "每年9月20日前完成复壮。", "9月20日"),
    ("说缺钱的600份，说缺人的450份，说缺技术的300份，分别占40%、30%和20%。", "说缺钱的600份，说缺人的450份，说缺技术的300份，分别占40%、20%和20%。", "20%"),
]  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "quote"), _CASES)
def test_the_right_one_is_let_be_and_the_wrong_one_told(right: str, wrong: str, quote: str) -> None:
    if wrong:
        assert quote in [q for _, q in _told(wrong)], _told(wrong)
        assert quote not in [q for _, q in _told(right)], _told(right)
    assert [q for _, q in _told(right) if q in right] == [], _told(right)


def test_a_figure_that_falls_out_of_its_fact_is_told() -> None:
    fact = Fact("F1", "成绩", "全年修剪古树1160株，加固支撑46处，更换铭牌580块，上年为320块。")
    whole = "全年修剪古树1160株，加固支撑46处，更换铭牌580块，比上年多260块。"
    brief = replace(_BRIEF, facts=(fact,))
    for body, blamed in ((whole, False), (whole.replace("加固支撑46处，", ""), True)):
        found = run_checks(parse(f"# {_BRIEF.title}\n\n{body}\n"), Sources(brief))
        told = [f.message for f in found if f.check == "coverage" and f.severity == "warning"]
        assert any("加固支撑46处" in message for message in told) is blamed, told
