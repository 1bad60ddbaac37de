from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.structure import analyse, outline


def headings(text: str) -> list[tuple[int, str]]:
    return list(outline(analyse(text)))


LEVELS = (
    "一、基本情况\n全区现有站点二十处，分布在八个街道，群众步行十分钟可到。\n"
    "（一）站点布局\n老城区十二处，新城区八处。\n"
    "1.老城区\n以改造旧房为主。\n"
    "（1）改造进度\n已经改好九处。\n"
    "二、下步安排\n年底前全部开放，并向社会公布服务时间。"
)
EXPECTED = [
    (1, "一、基本情况"),
    (2, "（一）站点布局"),
    (3, "1.老城区"),
    (4, "（1）改造进度"),
    (1, "二、下步安排"),
]


def test_numbered_lines_are_headings_by_level() -> None:
    assert headings(LEVELS) == EXPECTED


def test_lost_breaks_before_headings_are_found_again() -> None:
    assert headings("".join(LEVELS.replace("\n", " ", 20))) == EXPECTED


@pytest.mark.parametrize(
    ("paragraph", "found"),
    [
        ("一、建强队伍。各地要选好人、用好人，把队伍建起来。", [(1, "一、建强队伍")]),
        ("一、主要做法 我们把窗口搬到村里，把表格减到一张。", [(1, "一、主要做法")]),
        ("一、工作开展情况今年以来，我局把窗口搬到村里，群众反映很好。", [(1, "一、工作开展情况")]),
        ("三、工作要求：各单位要落实专人负责，按月报送进展，不得迟报漏报。", [(1, "三、工作要求")]),
        (
            "第一，身子要沉下去。吃住在村不是一句口号，请假要经镇里批准，村里每月公示一次驻村天数，"
            "群众随时可以打电话反映，镇里接到以后当天核实、第二天答复，区里每季度抽查一遍，查到的一律通报到派出单位。",
            [(5, "第一，身子要沉下去")],
        ),
    ],
)
def test_headings_run_into_their_text(paragraph: str, found: list[tuple[int, str]]) -> None:
    assert headings(paragraph) == found


@pytest.mark.parametrize(
    "sentence",
    [
        "一、今年以来，全市完成投资3.2亿元，同比增长一成。各区进度不一，需要加力。",
        "1.全体人员在8点前到达指定地点，按分组就座，保持会场安静。",
        "我们有三项任务：一、查清底数；二、定好方案；三、抓好落实。",
        "全年投入3.5亿元。2.6万亩耕地受益，群众很满意。",
        "十一、国庆期间游客较多，各景区要加强值守。",
        "一个篱笆三个桩。一个好汉三个帮。",
    ],
)
def test_no_heading_is_made_of_a_sentence(sentence: str) -> None:
    assert headings(sentence) == []


def test_only_the_documents_own_count_breaks_lines() -> None:
    text = (
        "一、基本情况\n会议听取了汇报。五、六两个月降雨偏多。三、四线城市也有类似情况，需要留意。"
    )
    assert headings(text) == [(1, "一、基本情况")]


def test_title_salutation_and_signature_glued_to_the_text() -> None:
    structure = analyse(
        "在全县动员会上的讲话同志们：今天我们召开动员会，任务是部署秋收。请大家抓紧行动。"
        "中共石桥县委办公室 2025年9月1日"
    )
    assert structure.title == "在全县动员会上的讲话"
    assert structure.front == ("同志们：",)
    assert structure.back == ("中共石桥县委办公室 2025年9月1日",)


def test_a_subtitle_belongs_to_the_title() -> None:
    structure = analyse("小院连着大民生\n——桥东街道的探索\n桥东街道老房子多。")
    assert structure.title == "小院连着大民生——桥东街道的探索"


def test_the_last_line_of_a_cut_text_is_no_signature() -> None:
    structure = analyse("工作总结\n一年来工作有序。\n我们坚持把服务送到群众身边并且")
    assert structure.back == ()


PIECES = st.sampled_from(
    [
        "一、",
        "二、",
        "（一）",
        "1.",
        "（1）",
        "第一，",
        "一是",
        "提高认识",
        "。",
        "，",
        "：",
        " ",
        "\n",
        "要抓好落实",
        "同志们",
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join))
@settings(max_examples=300, deadline=None)
def test_any_text_has_an_outline(text: str) -> None:
    for level, heading in headings(text):
        assert 1 <= level <= 6
        assert heading.strip()
