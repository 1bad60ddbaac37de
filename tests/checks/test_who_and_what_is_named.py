"""Names of every make and the slips in them; meanings turned round in another order; tables."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.checks import Sources, run_checks
from drafting.manuscript import parse
from drafting.model import Brief, Fact

FACTS = (
    "局长欧阳亦川牵头，会同市自然资源和规划局、市城市管理局成立专班，副局长兰采薇兼任专班办公室主任。",
    "柳巷社区老支书麦长庚带着7名老党员跑遍6栋楼。",
    "吉列村绣娘吉克阿支带动86名姐妹。",
    "县委书记东方澈、县长闻远任双主任。",
    "云坪乡村民郎大海突发胸痛，乡卫生院医生司徒静上传心电图。",
    "石壁镇卫生院三年接诊5300余人次。",
    "指挥部副总指挥呼延柏松把铺盖搬到工地。",
    "屏江新能源电池产业园一期提前24天封顶。",
    "民警邹允文上门劝阻1小时，保住全部存款。",
    "常驻乡镇的特派员只有34名。",
    "建议将剪纸纳入中小学劳动课程。",
    "全县142个行政村销售茶叶1360万元，农户户均增收1.8万元。",
)
CLEAN = (
    "局长欧阳亦川牵头，会同市自然资源和规划局、市城市管理局成立专班，副局长兰采薇兼任专班办公室主任。",
    "柳巷社区老支书麦长庚带着7名老党员跑遍6栋楼。麦支书不喊累。",
    "吉列村绣娘吉克阿支带动86名姐妹。",
    "县委书记东方澈、县长闻远任双主任。",
    "云坪乡村民郎大海突发胸痛，乡卫生院医生司徒静上传心电图。",
    "指挥部副总指挥呼延柏松把铺盖搬到工地。",
    "屏江新能源电池产业园一期提前24天封顶。",
    "民警邹允文上门劝阻1小时，存款全部保住。",
    "常驻乡镇的特派员只有34名。",
    "建议将剪纸纳入中小学劳动课程。",
    "全县142个行政村销售茶叶1360万元，农户户均增收1.8万元。",
)
SLIPS = (
    ("市自然资源和规划局", "市自然资原和规划局"), ("欧阳亦川", "欧阳奕川"), ("副局长兰采薇", "局长兰采薇"),
    ("老支书麦长庚", "老支书麦长更"), ("麦支书不喊累", "沈支书不喊累"), ("吉克阿支", "吉克阿枝"), ("县长闻远", "县长文远"),
    ("县长闻远", "副县长闻远"), ("云坪乡村民郎大海", "石壁镇村民郎大海"), ("司徒静", "司远静"),
    ("副总指挥呼延柏松", "总指挥呼延柏松"), ("屏江新能源电池产业园", "屏江新材料电池产业园"), ("存款全部保住", "存款没有保住"),
    ("常驻乡镇", "不在乡镇"), ("建议将剪纸", "剪纸已经"), ("行政村", "自然村"), ("户均", "人均"), ("只有34名", "高达34名"),
)  # fmt: skip


def _told(text: str, facts: tuple[str, ...] = FACTS) -> list[tuple[str, str]]:
    brief = Brief(
        kind="situation_report", title="关于有关情况的汇报", issuer="望川县人民政府办公室", date=dt.date(2026, 4, 10),
        facts=tuple(Fact(f"F{n}", "做法", fact) for n, fact in enumerate(facts, 1)),
    )  # fmt: skip
    found = run_checks(parse(f"# {brief.title}\n\n## 一、情况\n\n{text}\n"), Sources(brief))
    wanted = ("names", "places", "figures", "arithmetic")
    return [
        (f.check, f.quote)
        for f in found
        if f.severity != "info"
        and (f.check in wanted or (f.check == "coverage" and f.severity == "error"))
    ]


def test_names_that_the_facts_give_are_let_be() -> None:
    assert _told("\n\n".join(CLEAN)) == []


@pytest.mark.parametrize(("right", "wrong"), SLIPS)
def test_slips_are_told(right: str, wrong: str) -> None:
    text = "\n\n".join(CLEAN)
    assert right in text
    assert _told(text.replace(right, wrong, 1))


def test_an_office_is_known_by_its_short_name_without_the_county() -> None:
    facts = ("岚屏县发展和改革局会同有关部门抓落实。",)
    assert _told("县发改局会同有关部门抓落实。", facts) == []
    assert _told("县发改委会同有关部门抓落实。", facts)


def test_one_pointed_at_has_the_post_of_the_facts() -> None:
    facts = ("石壁镇镇长郎大海带头捐款。",)
    assert _told("石壁镇镇长郎大海带头捐款。这位镇长不声张。", facts) == []
    assert _told("石壁镇镇长郎大海带头捐款。这位副镇长不声张。", facts) == [("names", "副镇长")]


TABLE = """各县区改造小区情况如下。

| 县区 | 改造小区（个） | 占全市比重 |
| --- | --- | --- |
| 霁川区 | 72 | 33.8% |
| 石台区 | 58 | 27.2% |
| 青蒲县 | 46 | 21.6% |
| 云溪县 | 37 | 17.4% |
"""
TABLED = ("改造小区213个，其中霁川区72个、石台区58个、青蒲县46个、云溪县37个。",)


def test_a_table_is_read_with_its_head() -> None:
    assert _told(TABLE, TABLED) == []


@pytest.mark.parametrize(("right", "wrong"), [("| 72 |", "| 77 |"), ("27.2%", "37.2%")])
def test_a_wrong_cell_is_told(right: str, wrong: str) -> None:
    quotes = [quote for _, quote in _told(TABLE.replace(right, wrong), TABLED)]
    assert wrong.strip("| ") in quotes


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("体会有三条：钱要花在碗里，账要晒在墙上，人要坐到桌边。", False),
        ("体会有五条：钱要花在碗里，账要晒在墙上，人要坐到桌边。", True),
    ],
)
def test_clauses_that_are_announced_are_counted(text: str, told: bool) -> None:
    found = run_checks(parse(f"# 总结\n\n{text}\n"), Sources(None))
    assert any(f.check == "promises" for f in found) is told


def test_half_a_bracket_of_a_number_is_told() -> None:
    found = run_checks(parse("# 总结\n\n三）要素跟着走。各项要素落实到位。\n"), Sources(None))
    assert [f.quote for f in found if f.check == "pairs"] == ["）"]


_CELLS = st.lists(st.text("甲个（）|72.%—年 ·其中😀", max_size=8), min_size=1, max_size=5)


@settings(max_examples=60, deadline=None)
@given(st.lists(_CELLS, min_size=1, max_size=5))
def test_no_table_is_too_odd(rows: list[list[str]]) -> None:
    head, *rest = [f"| {' | '.join(cells)} |" for cells in rows]
    text = "\n".join(["# 总结", "", head, f"|{' --- |' * len(rows[0])}", *rest, ""])
    brief = Brief(kind="work_summary", facts=(Fact("F1", "数据", TABLED[0]),))
    for finding in run_checks(parse(text), Sources(brief)):
        assert text[finding.start : finding.end] == finding.quote


@pytest.mark.parametrize(
    ("fact", "text", "check"),
    [
        ("推动“银税贷”放款1.2亿元。", "推动“银农贷”放款1.2亿元。", "names"),
        ("为集体挽回损失86万元。", "为集体造成损失86万元。", "coverage"),
        ("水文站站长穆青野值守三夜。", "县水父站站长穆青野值守三夜。", "names"),
    ],
)
def test_a_word_that_names_or_turns_is_told(fact: str, text: str, check: str) -> None:
    brief = Brief(kind="work_summary", facts=(Fact("F1", "做法", fact, "县水文站"),))
    found = run_checks(parse(f"# 总结\n\n{text}\n"), Sources(brief))
    assert check in {f.check for f in found if f.severity == "error"}
    right = text.replace("农", "税").replace("造成", "挽回").replace("父", "文")
    found = run_checks(parse(f"# 总结\n\n{right}\n"), Sources(brief))
    assert check not in {f.check for f in found if f.severity == "error"}


def test_sentences_announced_are_the_headings_below() -> None:
    points = "\n\n".join(f"## {n}、第{n}句话：干字当头\n\n大家都要干。" for n in "一二三")
    for number, told in (("三", False), ("四", True)):
        text = f"# 讲话\n\n下面，我再强调{number}句话。\n\n{points}\n"
        found = run_checks(parse(text), Sources(None))
        assert any(f.check == "promises" for f in found) is told
