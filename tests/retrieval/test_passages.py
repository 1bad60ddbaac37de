from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.passages import LONGEST, SHORTEST, pack, sentences, split
from retrieval.roles import ROLES
from retrieval.structure import analyse, heading_of, sections_of
from tests.retrieval.sample_texts import REPORT, SPEECH

LINES = st.lists(
    st.one_of(
        st.text(alphabet="一二三四五六七八九十，。；！？”）、（#1. 县委工作", max_size=700),
        st.sampled_from(
            [
                "# 题目",
                "## 一、提高认识",
                "### （二）抓好落实",
                "1.强化责任",
                "同志们：",
                "2026年3月5日",
                "一、建强队伍。各地要把队伍建好。",
                "三、主要做法",
                "二、基本情况今年以来，我县把这件事抓得很紧，各方都满意。",
                "一是抓早。二是抓小。",
                "我代表县委表示衷心感谢！下一步，将抓好落实。",
                "中共石桥县委办公室",
            ]
        ),
    ),
    max_size=12,
)


def chinese(text: str) -> list[str]:
    return re.findall(r"[\u4e00-\u9fff]", text)


def is_in_order(part: list[str], whole: list[str]) -> bool:
    """Tell whether ``part`` can be read off ``whole`` from left to right."""
    rest = iter(whole)
    return all(character in rest for character in part)


@given(LINES, st.sampled_from(["\n\n", "\n", "", " "]))
@settings(max_examples=300, deadline=None)
def test_every_chinese_character_is_kept_in_its_order(lines: list[str], between: str) -> None:
    text = between.join(lines)
    shown = "".join(p.heading + p.text for p in split(analyse(text), "d"))
    assert is_in_order(chinese(text), chinese(shown))


@given(st.text(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_text_is_taken_apart(text: str) -> None:
    shown = "".join(p.heading + p.text for p in split(analyse(text), "d"))
    assert is_in_order(chinese(text), chinese(shown))


@given(LINES)
@settings(max_examples=200, deadline=None)
def test_passages_are_never_empty_nor_too_long(lines: list[str]) -> None:
    for passage in split(analyse("\n\n".join(lines)), "d"):
        assert passage.text.strip()
        assert len(passage.text) <= LONGEST
        assert passage.role in ROLES


@given(st.lists(st.integers(5, 120), min_size=1, max_size=30))
@settings(deadline=None)
def test_sentences_stay_whole_and_passages_long_enough(lengths: list[int]) -> None:
    paragraph = "".join("文" * (length - 1) + "。" for length in lengths)
    passages = pack([paragraph])
    assert "".join(passages) == paragraph
    assert all(passage.endswith("。") for passage in passages)
    assert all(len(passage) >= SHORTEST for passage in passages[:-1])


def test_short_paragraphs_of_a_section_share_a_passage() -> None:
    assert pack(["甲。", "乙。", "丙。"]) == ["甲。\n乙。\n丙。"]


def test_quotes_stay_with_their_sentence() -> None:
    assert sentences("他说：“行！”大家笑了。") == ["他说：“行！”", "大家笑了。"]


def test_a_long_sentence_is_cut_at_its_commas() -> None:
    pieces = sentences("，".join(["要把工作抓实" * 5] * 20) + "。")
    assert len(pieces) > 1
    assert all(piece.endswith(("，", "。")) for piece in pieces)


def test_a_speech_is_taken_apart() -> None:
    structure = analyse(SPEECH)
    assert structure.title == "在全县第三批科技特派员下派动员会上的讲话"
    assert structure.front == ("（2026年3月12日）", "石桥县委副书记林望川", "同志们：")
    assert [(s.level, s.heading[:4]) for s in sections_of(structure)] == [
        (0, ""),
        (1, "一、肯定"),
        (1, "二、正视"),
        (1, "三、压实"),
        (2, "（一）特"),
        (2, "（二）接"),
    ]


def test_passages_carry_headings_roles_and_numbers() -> None:
    passages = split(analyse(SPEECH), "abc")
    assert [p.id for p in passages[:2]] == ["abc-01", "abc-02"]
    assert [p.role for p in passages] == [
        *("标题", "落款", "落款", "称呼", "开场", "成绩", "问题", "要求", "要求", "号召"),
    ]
    assert passages[-1].heading == "三、压实责任，确保下派取得实效 > （二）接收单位要用得好"


def test_a_report_without_marks_is_taken_apart() -> None:
    structure = analyse(REPORT)
    assert structure.front == ("县政府：",)
    assert structure.back == ("石桥县民政局", "2026年3月5日")
    roles = [p.role for p in split(structure, "d")]
    assert roles[:3] == ["标题", "称呼", "开场"]
    assert roles[-2:] == ["落款", "落款"]


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("## 一、提高认识", (1, "一、提高认识")),
        ("十二、加强领导", (1, "十二、加强领导")),
        ("（三）强化保障", (2, "（三）强化保障")),
        ("(三) 强化保障", (2, "(三) 强化保障")),
        ("2.先做示范再铺面积", (3, "2.先做示范再铺面积")),
        ("一、各级要把这件事办好。", None),
        ("3.5亿元", None),
        ("一个好汉三个帮", None),
    ],
)
def test_headings_are_known_by_mark_or_number(line: str, heading: tuple[int, str] | None) -> None:
    assert heading_of(line) == heading


def test_a_numbered_paragraph_has_its_first_sentence_as_heading() -> None:
    (block,) = analyse("一、建强队伍。各地要选好人、用好人，把队伍建起来。").blocks
    assert block.path == ("一、建强队伍",)
    assert block.paragraphs[0].startswith("一、建强队伍。")
