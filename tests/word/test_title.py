from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.word.text import ems
from drafting.word.title import break_title

CAPACITY = 20.1  # 156 mm of 22 pt type


@pytest.mark.parametrize(
    "broken",
    [
        "在全市选派县域医疗骨干/帮扶乡镇卫生院工作动员大会上的讲话",
        "中共临江市委组织部/关于2025年度抓党建促乡村振兴/工作情况的报告",
        "关于进一步加强和改进新时代全市离退休/干部党员教育管理服务工作的实施方案",
        "临江市卫生健康局2025年/家庭医生签约服务工作总结",
        "关于学习贯彻《中国共产党纪律处分条例》/情况的自查报告",
        "以党建引领物业服务/推动老旧小区治理提质增效",
        "坚持党建引领 强化精准服务 /推动新时代离退休干部工作高质量发展",
        "在全县优化营商环境暨招商引资工作/推进会议上的讲话",
        "在全市青年干部驻村锻炼总结/暨动员大会上的讲话",
        "临江市人力资源和社会保障局/2025年职业技能提升行动工作总结",
        "在担事历事中成长/——关于干部基层锻炼的思考",
        "支部进小区，服务到家门/——映江区党建引领小区治理的探索",
        "麓宁水务集团有限公司/有限空间作业安全专项整治实施方案",
        "在全市选派优秀年轻干部/到乡村振兴一线和信访维稳一线/挂职锻炼动员部署会上的讲话",
    ],
)
def test_long_titles_break_by_meaning(broken: str) -> None:
    assert break_title(broken.replace("/", ""), CAPACITY) == broken.split("/")


@pytest.mark.parametrize("title", ["", "工作总结", "在全市第七批科技特派员下派动员会上的讲话"])
def test_a_title_that_fits_stays_on_one_line(title: str) -> None:
    assert break_title(title, CAPACITY) == [title]


@pytest.mark.parametrize("title", ["长" * 500, "a" * 60, "——" * 15, "（" * 25])
def test_what_cannot_be_broken_well_is_left_to_the_word_processor(title: str) -> None:
    assert "".join(break_title(title, CAPACITY)) == title


WORDS = [
    "关于",
    "全市",
    "党员教育",
    "工作",
    "的",
    "“两优一先”",
    "《条例》",
    "2025年",
    "和",
    "报告",
    "、",
    "ABC",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=30).map("".join))
def test_broken_titles_are_whole_and_well_formed(title: str) -> None:
    lines = break_title(title, CAPACITY)
    assert "".join(lines) == title
    if len(lines) > 1:
        assert max(map(ems, lines)) <= CAPACITY
    for before, after in pairwise(lines):
        assert after[0] not in "的、”》）"
        assert before[-1] not in "“《（"
        assert not (before[-1].isascii() and after[0].isascii())
