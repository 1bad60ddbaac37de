from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.about import About, about
from retrieval.understanding.dates import date_in, year_in
from retrieval.understanding.titles import clean_title
from tests.retrieval.understanding.labels import SAMPLES


@pytest.mark.parametrize(
    ("title", "clean"),
    [
        ("3、2023年挂职工作材料.docx", "2023年挂职工作材料"),
        ("工作总结范文（精选3篇）", "工作总结"),
        ("工作总结最新范文大全", "工作总结"),
        ("挂职干部总结 篇1", "挂职干部总结"),
        ("篇一：动员会讲话稿", "动员会讲话稿"),
        ("在动员会上的讲话稿2", "在动员会上的讲话稿"),
        ("挂职工作总结挂职工作总结", "挂职工作总结"),
        ("挂职工作总结 挂职工作总结", "挂职工作总结"),
        ("《关于助餐点的调研报告》", "关于助餐点的调研报告"),
        ("【篇2】年度工作总结", "年度工作总结"),
        ("座谈会讲话（一）", "座谈会讲话"),
        ("第三篇 研讨材料", "研讨材料"),
        ("管理办法（试行）", "管理办法（试行）"),
        ("2025年工作总结", "2025年工作总结"),
        ("抓实“四项机制” 激活人才引擎", "抓实“四项机制” 激活人才引擎"),
        ("在第二批挂职干部座谈会上的讲话", "在第二批挂职干部座谈会上的讲话"),
        ("", ""),
    ],
)
def test_titles_lose_what_document_sites_add(title: str, clean: str) -> None:
    assert clean_title(title) == clean


@given(st.text(max_size=80))
@settings(max_examples=300, deadline=None)
def test_cleaning_a_title_twice_is_cleaning_it_once(title: str) -> None:
    once = clean_title(title)
    assert clean_title(once) == once


def test_a_report_says_who_and_when() -> None:
    text = "关于秋粮收购情况的汇报\n县政府：\n收购过半。\n桥东镇人民政府\n2025年10月20日"
    assert about(text) == About("关于秋粮收购情况的汇报", "桥东镇人民政府", "2025", "2025-10-20")


def test_a_speech_has_its_speakers_office() -> None:
    found = about("在动员会上的讲话\n（2025年3月6日）\n桥东县委副书记林望川\n同志们：\n今天开会。")
    assert (found.issuer, found.date) == ("桥东县委", "2025-03-06")


def test_a_title_names_office_and_year() -> None:
    found = about("县文旅局2024年工作总结\n一年来，工作有序。各项任务都已办结。")
    assert (found.issuer, found.year, found.date) == ("县文旅局", "2024", "")


def test_a_person_signs() -> None:
    assert about("挂职总结\n我在县里挂职两年。\n张望山\n2026年1月8日").issuer == "张望山"


def test_what_is_not_stated_is_empty() -> None:
    assert about("今天天气很好，是2006年的三倍。") == About("", "", "", "")
    assert about("") == About("", "", "", "")
    assert about("工作总结\n20xx年，工作有序。\n某局\nxx年x月x日").date == ""


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2026年3月12日", "2026-03-12"),
        ("二〇二六年三月十二日", "2026-03-12"),
        ("二○二五年十二月", "2025-12"),
        ("2025.3.6", "2025-03-06"),
        ("2025年", "2025"),
        ("20xx年3月", ""),
        ("2025年13月", "2025"),
    ],
)
def test_dates_are_read_in_digits_and_numerals(text: str, date: str) -> None:
    assert date_in(text) == date


def test_the_last_year_of_a_span_counts() -> None:
    assert year_in("2024年至2025年挂职总结") == "2025"


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*/*.md")), ids=lambda path: path.stem)
def test_every_sample_has_title_and_issuer(path) -> None:
    found = about(path.read_text(encoding="utf-8"))
    assert found.title
    assert found.issuer


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_text_says_something_or_nothing(text: str) -> None:
    assert isinstance(about(text), About)


def test_the_title_stands_below_a_letterhead() -> None:
    head = "000012\n机密★1年\n特急\n云溪县人民政府文件\n云政发〔2024〕17号\n"
    title = "云溪县人民政府关于加强农村供水工作的通知"
    text = f"{head}{title}\n各乡镇人民政府：\n现就有关事项通知如下。\n云溪县人民政府\n2024年6月8日"
    assert about(text).title == title


def test_a_common_word_is_no_office() -> None:
    assert about("社区矛盾纠纷化解工作汇报\n今年以来，社区工作取得成效。").issuer == ""
