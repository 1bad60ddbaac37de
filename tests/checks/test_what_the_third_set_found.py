"""Causes of what the third unseen set showed to be missed or blamed: one case for each, with facts
of another matter than the set's own."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from drafting.checks import Sources, run_checks
from drafting.manuscript import parse
from drafting.model import Brief, Fact

_BRIEF = Brief(
    kind="work_summary",
    title="2025年公共图书服务工作总结",
    issuer="汀澜县文化和旅游局",
    date=dt.date(2026, 1, 20),
    facts=(
        Fact("F1", "成绩", "全县有村级书屋320个、管理员864名，其中返聘教师216名。"),
        Fact("F2", "成绩", "累计为85名盲人读者办理专用证，其中2025年新办理19名。"),
        Fact("F3", "成绩", "更新书架240组，还有36组没有更新。"),
        Fact("F4", "做法", "走访12个乡镇、47个村，收回读者问卷2600份。"),
        Fact("F5", "事例", "副县长洛云开任组长，图书馆馆长左停舟带领3名同事编目。"),
        Fact("F6", "事例", "返聘教师桑叶舟和退休教师阮长岭结对，阮长岭一年修补旧书740册。"),
        Fact("F7", "问题", "未按时还书的读者158人，占用图书410册。"),
        Fact("F8", "打算", "2026年9月20日前建成县少年阅览馆，8月底前开通线上借阅。"),
        Fact("F9", "打算", "由县教育局约谈未开放书屋的学校，夏季开放从6月1日至8月31日。"),
        Fact("F10", "数据", "西浦县有书屋96个，东浔县有书屋72个，藏书分别为4800册、2880册。"),
        Fact("F11", "数据", "月均借阅1840册，全省平均2300册。"),
        Fact("F12", "建议", "购书经费500万元，建议市级分担比例由20%提高到30%。"),
        Fact("F13", "背景", "民事借阅纠纷14件，两户人家为一套旧书争了5年。"),
    ),
)


def _found(body: str) -> list[tuple[str, str]]:
    findings = run_checks(parse(f"# {_BRIEF.title}\n\n{body}\n"), Sources(_BRIEF))
    return [(f.check, f.quote) for f in findings if f.severity != "info"]


def _of(check: str, body: str) -> list[str]:
    return [quote for name, quote in _found(body) if name == check]


@pytest.mark.parametrize(
    ("body", "check", "quote"),
    [
        ("明年要做好三件事。\n\n第一件，补书。\n\n第二件，修架。", "promises", "三件事"),
        ("我们有三点体会。\n\n第一，早谋划。\n\n第二，勤走动。", "promises", "三点体会"),
        ("任务是三件：把书补齐，把架修好。", "promises", "三"),
        ("把借得到、还得上、读得进当作四件事来办。", "promises", "四件"),
        ("## 一、主要问题\n\n### （一）书少\n\n无。\n\n### （二）人少\n\n无。\n\n## 二、对策\n\n针对上述三个问题，分头来办。", "promises", "三个问题"),
        ("办法是“三个一”。\n\n## 一、建好一批书屋\n\n好。\n\n## 二、带好一支队伍\n\n好。", "promises", "“三个一”"),
        ("## 一、保障\n\n（一）加强领导。\n\n（三）落实经费。", "enumerations", "（三）"),
        ("第一件，补书。第三件，修架。", "enumerations", "第三件"),
        ("2026年9月20日前已建成县少年阅览馆，8月底前开通线上借阅。", "coverage", "已"),
        ("建成了县少年阅览馆，2026年9月20日前建成了县少年阅览馆。", "coverage", "建成了"),
        ("年底前建成县少年阅览馆，8月底前开通线上借阅。", "coverage", "年底前"),
        ("还有158人按时还了书，占用图书410册。", "coverage", "还了"),
        ("由县财政局约谈未开放书屋的学校，夏季开放从6月1日至8月31日。", "coverage", "县财政局"),
        ("刑事借阅纠纷14件，两户人家为一套旧书争了5年。", "coverage", "刑事"),
        ("退休教师阮长岭一年修补旧书740册。老桑从不喊累。", "names", "老桑"),
        ("西浦、东浦两县各有书屋。", "names", "东浦"),
        ("现场会在西浔召开。", "names", "西浔"),
        ("图书馆副馆长左停舟带领3名同事编目。", "names", "副馆长"),
        ("退休教师桑叶舟一年修补旧书740册。", "names", "退休教师桑叶舟"),
        ("新办理85名盲人读者专用证。", "figures", "85名"),
        ("已更新书架36组，还剩240组。", "figures", "36组"),
        ("走访12个乡镇、47个乡镇，收回读者问卷2600份。", "figures", "47个"),
        ("2026年9月底前建成县少年阅览馆，8月底前开通线上借阅。", "dates", "2026年9月底"),
        ("夏季开放的80天里，书屋不关门。", "figures", "80天"),
        ("返聘教师占管理员的三成以上，管理员864名，其中返聘教师216名。", "figures", "三成"),
    ],
)  # fmt: skip
def test_is_found(body: str, check: str, quote: str) -> None:
    assert quote in _of(check, body), _found(body)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("任务是三件：把书补齐，把架修好，把人留住。", "三"),
        ("把借得到、还得上、读得进当作三件事来办。", "三件"),
        ("158个人就是158个家，占用图书410册。", "158个"),
        ("全县有村级书屋320个、管理员864名，平均每个书屋2名多。", "2名"),
        ("馆里的人讲了又讲，24小时值守，前两类书不外借。", "两类"),
        ("夏季开放的92天里，书屋不关门。", "92天"),
        ("月均借阅1840册，全省平均2300册，前者只有后者的80%。", "80%"),
        ("比例由20%提高到30%，市级一年多拿50万元。", "50万元"),
        ("两个县都有书屋，西浦县96个，东浔县72个。", "两个"),
        ("两家当家人说开了，为一套旧书争了5年。", "两家"),
        ("书架多、林多、树也多。", "林多"),
        ("这件事拖着拖着就忘了。", "拖着拖着"),
        ("## 一、做法\n\n### （一）补书\n\n#### 1.买\n\n买。\n\n### （二）修架\n\n修。\n\n### （三）留人\n\n留。", "（二）"),
    ],
)  # fmt: skip
def test_is_let_be(body: str, words: str) -> None:
    assert not [quote for _, quote in _found(body) if quote.startswith(words)], _found(body)


_TABLE = "| 县 | 书屋（个） | 藏书（册） | 每个书屋均藏书（册） |\n| --- | --- | --- | --- |\n"
_ROWS = "| 西浦县 | 96 | 4800 | 50 |\n| 东浔县 | 72 | 2880 | 40 |\n| 合计 | 168 | 7680 | {} |\n"


@pytest.mark.parametrize(("mean", "blamed"), [("46", False), ("64", True)])
def test_a_table_is_worked_out_by_its_rows(mean: str, blamed: bool) -> None:
    quotes = _of("figures", f"数量见下表。\n\n{_TABLE}{_ROWS.format(mean)}")
    assert (mean in quotes) is blamed
    assert not {"50", "40", "168", "7680"} & set(quotes)


def test_a_share_of_all_in_a_table() -> None:
    head = "| 县 | 书屋（个） | 占比 |\n| --- | --- | --- |\n"
    rows = "| 西浦县 | 96 | 57.1% |\n| 东浔县 | 72 | {} |\n| 合计 | 168 | 100% |\n"
    assert "52.9%" in _of("figures", f"见下表。\n\n{head}{rows.format('52.9%')}")
    assert "42.9%" not in _of("figures", f"见下表。\n\n{head}{rows.format('42.9%')}")


def test_a_share_that_stands_in_a_fact_of_another_is_wrong_in_its_row() -> None:
    fact = Fact("F14", "数据", "全市借阅量增长52.9%。")
    brief = replace(_BRIEF, facts=(*_BRIEF.facts, fact))
    head = "| 县 | 书屋（个） | 占比 |\n| --- | --- | --- |\n"
    rows = "| 西浦县 | 96 | 57.1% |\n| 东浔县 | 72 | 52.9% |\n| 合计 | 168 | 100% |\n"
    findings = run_checks(parse(f"# 总结\n\n见下表。\n\n{head}{rows}"), Sources(brief))
    assert "52.9%" in [f.quote for f in findings if f.check == "figures"]


def test_headings_tell_a_fact() -> None:
    brief = Brief(
        kind="implementation_plan",
        title="方案",
        facts=(Fact("F1", "步骤", "动员部署（4月20日至5月10日）、集中攻坚（9月1日至11月30日）。"),),
    )
    text = "# 方案\n\n## 一、动员部署（4月20日至5月10日）\n\n开会。\n\n## 二、集中攻坚（9月1日至11月30日）\n\n动手。\n"
    said = [f for f in run_checks(parse(text), Sources(brief)) if f.facts == ("F1",)]
    assert [f.message for f in said if "没有写进" in f.message] == []
