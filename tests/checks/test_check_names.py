"""Names of the draft against the names of the facts."""

from __future__ import annotations

import pytest

from drafting.document import markdown_of
from drafting.manuscript import parse
from drafting.naming import name_provenance
from tests.briefs import SHIPPED, VARIANTS, drafted, shipped
from tests.checks.reviewing import BRIEF, DRAFT, edited, found, quotes


def test_a_draft_that_names_what_the_facts_name_is_silent() -> None:
    assert found("names") == []


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("variant", VARIANTS)
def test_our_own_drafts_are_silent(name: str, variant: int) -> None:
    text = markdown_of(drafted(shipped(name), variant))
    assert found("names", text, brief=shipped(name)) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("教师顾怀瑾", "教师顾怀谨"),
        ("罗秉文", "罗炳文"),
        ("罗秉文", "罗文秉"),
        ("槐津县青石镇有28个村", "槐律县青石镇有28个村"),
        ("青石镇有28个村", "青右镇有28个村"),
        ("云渡镇卫生院", "云度镇卫生院"),
        ("县教体局", "县教休局"),
        ("“青苗守护”", "“青苗守户”"),
        ("签约服务管理办法》", "签约服务管里办法》"),
        ("槐津县人民政府办公室", "槐津县人民政府办公事"),
    ],
)
def test_one_character_off_is_told_with_the_right_name(right: str, wrong: str) -> None:
    text = DRAFT.replace(right, wrong, 1)
    (finding,) = found("names", text)
    assert finding.severity == "error"
    assert finding.quote in text
    place = text[: finding.start] + finding.suggestion + text[finding.end :]
    assert place == DRAFT


@pytest.mark.parametrize(
    ("old", "new", "quote"),
    [
        ("教师顾怀瑾", "教师沈知予", "沈知予"),
        ("教师顾怀瑾", "教师欧阳明远", "欧阳明远"),
        ("云渡镇卫生院医生", "柳坪乡卫生院医生", "柳坪乡卫生院"),
        ("槐津县青石镇有28个村", "槐津县白马乡有28个村", "白马乡"),
        ("签约服务管理办法》", "医疗救助实施细则》", "槐津县家庭医生医疗救助实施细则"),
        ("县卫生健康局印发", "瑞康医药有限公司印发", "瑞康医药有限公司"),
    ],
)
def test_a_name_that_no_fact_gives_is_an_error(old: str, new: str, quote: str) -> None:
    assert quotes(found("names", edited(old, new))) == [quote]


@pytest.mark.parametrize(
    "sentence",
    [
        "县委、县政府高度重视，市委组织部专门调研，各级党组织层层落实。",
        "全县各乡镇、各村和社区都要学习党中央决策部署，各行政村逐户走访。",
        "广大党员干部深入学习习近平新时代中国特色社会主义思想。",
        "青石镇政府和县卫健局联合督查，教体局跟进。",
        "青石镇和云渡镇的老城区、示范村、薄弱村都有变化，老百姓满意。",
        "要发扬焦裕禄精神，遵守《中华人民共和国基本医疗卫生与健康促进法》和《办法》。",
        "顾怀瑾老师和罗医生的事迹感动了大家，康健、平安是群众最大的心愿。",
        "于细微处见精神，高质量完成任务，常态化开展工作，万家灯火更温暖。",
        "乡镇卫生院、养老院、派出所和中小学都有联络员。",
        "全面推行河湖长制、林长制、田长制，紧盯水库、塘坝、河道，祝愿大家阖家安康。",
        "送戏下乡要种文化、育人才，让庄稼汉也能登台亮相，老年大学、农家书屋都要提前谋划。",
        "康养产业方兴未艾，银发经济前景广阔，产业园区承载能力持续增强。",
        "要管好班子、带好队伍，宣传干部要练好脚力、眼力、脑力、笔力。",
        "严管就是厚爱，严实的作风来自日常。",
    ],
)
def test_what_needs_no_fact_is_silent(sentence: str) -> None:
    assert found("names", edited("组建签约团队124个。", f"组建签约团队124个。{sentence}")) == []


def test_an_office_the_facts_do_not_mention_is_for_a_person_to_look_at() -> None:
    text = edited("县教体局牵头", "县自然资源局牵头")
    assert quotes(found("names", text), "warning") == ["县自然资源局"]


@pytest.mark.parametrize(
    ("old", "new", "quote", "right"),
    [
        ("小学教师顾怀瑾", "小学校长顾怀瑾", "校长", "教师"),
        ("卫生院医生罗秉文", "卫生院教师罗秉文", "教师", "医生"),
        ("云渡镇卫生院医生罗秉文", "县教体局医生罗秉文", "县教体局", ""),
    ],
)
def test_posts_and_units_belong_to_the_person_the_facts_give_them_to(
    old: str, new: str, quote: str, right: str
) -> None:
    (finding,) = [f for f in found("names", edited(old, new)) if f.severity == "error"]
    assert (finding.quote, finding.suggestion) == (quote, right)
    assert "F6" in finding.facts or "F5" in finding.facts


def test_without_facts_no_name_is_judged() -> None:
    assert found("names", brief=None) == []


def test_names_are_shown_with_the_facts_they_rest_on() -> None:
    manuscript = parse(DRAFT)
    spans = name_provenance(manuscript, BRIEF)
    assert all(DRAFT[span.start : span.end] == span.text for span in spans)
    facts = {span.text: span.facts for span in spans}
    assert facts["顾怀瑾"] == ("F5",)
    assert facts["槐津县家庭医生签约服务管理办法"] == ("F3",)
    assert facts["槐津县人民政府办公室"] == ()
