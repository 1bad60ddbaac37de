from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.model import Brief
from drafting.subject import FALLBACK, subject_of


def subject(title: str = "", occasion: str = "") -> str:
    return subject_of(Brief(kind="work_summary", title=title, occasion=occasion))


@pytest.mark.parametrize(
    ("title", "matter"),
    [
        ("2025年科技创新工作总结", "科技创新"),
        ("全市家庭医生签约服务工作总结", "家庭医生签约服务"),
        ("省水务厅干部挂职工作总结", "干部挂职"),
        ("2024—2025年度食品安全工作总结", "食品安全"),
        ("关于农村养老服务情况的汇报", "农村养老服务"),
        ("关于开展无偿献血工作情况的汇报", "无偿献血"),
        ("关于全市社区工作者队伍建设情况的调研报告", "社区工作者队伍建设"),
        ("关于干部基层锻炼的思考", "干部基层锻炼"),
        ("关于城市更新的实施意见", "城市更新"),
        ("荻州市人居环境整治专项行动实施方案", "人居环境整治"),
        ("在全县党外干部挂职锻炼总结暨动员大会上的讲话", "党外干部挂职锻炼"),
        ("在临江市第三批科技特派员下派动员会上的讲话", "科技特派员下派"),
    ],
)
def test_the_matter_is_read_from_the_title(title: str, matter: str) -> None:
    assert subject(title) == matter


@pytest.mark.parametrize(
    ("title", "matter"),
    [
        ("社区治理创新工作总结", "社区治理创新"),
        ("老旧小区改造提升工作总结", "老旧小区改造提升"),
        ("市场监管工作总结", "市场监管"),
        ("全县域旅游发展工作总结", "全县域旅游发展"),
        ("关于党建引领乡村振兴工作情况的汇报", "党建引领乡村振兴"),
        ("县域医疗骨干下派工作总结", "县域医疗骨干下派"),
    ],
)
def test_a_word_that_ends_like_a_place_is_no_place(title: str, matter: str) -> None:
    assert subject(title) == matter


@pytest.mark.parametrize(
    "title",
    [
        "",
        "工作总结",
        "鸣泉区科学技术局2025年工作总结",
        "中共临江市委组织部2025年度工作总结",
        "让调查研究从“看见”走向“改变”",
        f"关于{'很长' * 20}情况的汇报",
    ],
)
def test_a_title_without_a_matter_leaves_it_open(title: str) -> None:
    assert subject(title) == FALLBACK


def test_the_occasion_says_more_than_the_title() -> None:
    assert subject("同心同向再出发", occasion="全市家庭教育工作推进会") == "家庭教育"


def test_what_the_brief_says_goes_before_what_is_read() -> None:
    brief = Brief(kind="work_summary", title="2025年科技创新工作总结", subject="科创工作")
    assert subject_of(brief) == "科创工作"


@settings(max_examples=100, deadline=None)
@given(
    st.text(
        alphabet="关于在全省市县区开展推进工作情况的会议总结汇报讲话2025年第一批暨A", max_size=200
    )
)
def test_any_title_gives_a_subject_that_fits_a_heading(title: str) -> None:
    assert 2 <= len(subject(title)) <= 14
