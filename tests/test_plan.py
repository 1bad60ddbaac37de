from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings

from drafting.kinds import kind_ids, load_kind
from drafting.model import Brief, Outline
from drafting.plan import assign, chinese_date, plan, renumber, seed_of, unnumbered
from drafting.wording import word_count
from tests.briefs import BRIEFS, SHIPPED, SUMMARY, brief_of, shipped

quick = settings(max_examples=60, deadline=None)


def owned(outline: Outline) -> Counter[str]:
    return Counter(fact for section in outline.sections for fact in section.facts)


def headings(outline: Outline) -> list[str]:
    return [section.heading for section in outline.sections if section.level == 1]


@quick
@given(BRIEFS)
def test_every_fact_is_owned_by_exactly_one_section(brief: Brief) -> None:
    assert owned(plan(brief)) == Counter(fact.id for fact in brief.facts)


@quick
@given(BRIEFS)
def test_every_section_has_a_length_and_room_for_its_facts(brief: Brief) -> None:
    texts = {fact.id: fact.text for fact in brief.facts}
    for section in plan(brief).sections:
        assert section.length >= 40
        assert section.length >= sum(word_count(texts[i]) for i in section.facts)


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("length", [1000, 1500, 3000, 10_000])
def test_the_lengths_add_up_to_the_target(name: str, length: int) -> None:
    outline = plan(replace(shipped(name), length=length))
    planned = sum(section.length for section in outline.sections)
    assert planned >= length - len(outline.sections)
    assert planned <= max(1.01 * length, 1600)


def test_the_kind_says_how_long_where_the_brief_does_not() -> None:
    kind = load_kind("work_summary")
    planned = sum(section.length for section in plan(brief_of(*SUMMARY)).sections)
    assert abs(planned - kind.length) <= len(kind.sections)


@pytest.mark.parametrize("kind", kind_ids())
@pytest.mark.parametrize("variant", range(8))
def test_headings_of_one_document_are_parallel(kind: str, variant: int) -> None:
    forms = {
        "".join(char for char in unnumbered(heading) if char in "，：——“”")
        for heading in headings(plan(Brief(kind=kind, subject="社区治理"), variant=variant))
    }
    assert len(forms) == 1


@pytest.mark.parametrize("kind", kind_ids())
def test_headings_are_numbered_in_order_and_name_the_matter(kind: str) -> None:
    found = headings(plan(Brief(kind=kind, subject="社区治理")))
    assert [heading.split("、")[0] for heading in found] == list("一二三四五六")[: len(found)]
    assert all("社区治理" in heading for heading in found)


@pytest.mark.parametrize("kind", kind_ids())
def test_another_variant_may_have_other_headings(kind: str) -> None:
    sets = {tuple(headings(plan(Brief(kind=kind), variant=v))) for v in range(12)}
    assert len(sets) >= 3


@pytest.mark.parametrize("name", SHIPPED)
def test_the_same_brief_is_planned_the_same(name: str) -> None:
    assert plan(shipped(name)) == plan(shipped(name))
    assert seed_of(shipped(name)) != seed_of(shipped(name), variant=1)


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_facts_lack_nothing(name: str) -> None:
    outline = plan(shipped(name))
    assert outline.notices == ()
    assert not any(section.missing for section in outline.sections)


def test_a_missing_required_topic_is_said_at_once() -> None:
    outline = plan(brief_of(*(pair for pair in SUMMARY if pair[0] != "问题")))
    assert outline.notices == ("缺少“问题”类事实。",)
    (marked,) = [section for section in outline.sections if section.missing]
    assert (marked.id, marked.missing) == ("problems", ("问题",))


@pytest.mark.parametrize("kind", kind_ids())
def test_without_facts_every_required_topic_is_missing(kind: str) -> None:
    outline = plan(Brief(kind=kind, subject="社区治理"))
    required = load_kind(kind).required_topics
    assert outline.notices == tuple(f"缺少“{topic}”类事实。" for topic in required)
    assert Counter(t for s in outline.sections for t in s.missing) == Counter(required)


@pytest.mark.parametrize("kind", kind_ids())
def test_a_section_that_is_not_required_comes_with_its_facts_alone(kind: str) -> None:
    optional = {s.id: s.topics[0] for s in load_kind(kind).sections if s.headed and not s.required}
    fed = brief_of(*((topic, "走访群众320户。") for topic in optional.values()), kind=kind)
    assert optional.keys().isdisjoint(s.id for s in plan(Brief(kind=kind)).sections)
    assert optional.keys() <= {s.id for s in plan(fed).sections}


def test_a_brief_without_a_subject_is_told_so() -> None:
    assert plan(brief_of(*SUMMARY, subject="")).notices == (
        "没有写明主题（subject），标题中暂以“各项工作”代替。",
    )


def test_a_topic_without_a_home_goes_by_its_words() -> None:
    kind = load_kind("work_summary")
    brief = brief_of(("不认识的类别", "网格员队伍不足，短板明显。"), ("不认识的类别", "走访群众。"))
    owners = assign(brief.facts, kind)
    assert [fact.id for fact in owners["problems"]] == ["F1"]
    assert [fact.id for fact in owners["practices"]] == ["F2"]


def test_a_title_is_proposed_where_there_is_none() -> None:
    brief = replace(brief_of(*SUMMARY), issuer="映江区委社会工作部", period="2025年")
    assert plan(brief).title == "映江区委社会工作部2025年社区治理工作总结"
    assert plan(replace(brief, issuer="")).title == "2025年社区治理工作总结"
    assert plan(replace(brief, title="家门口的大事")).title == "家门口的大事"


def test_moved_sections_are_numbered_anew() -> None:
    outline = plan(brief_of(*SUMMARY))
    opening, *headed = outline.sections
    moved = renumber([opening, *reversed(headed)])
    assert [s.heading.split("、")[0] for s in moved] == ["", "一", "二", "三", "四", "五"]
    assert [unnumbered(s.heading) for s in moved[1:]] == [
        unnumbered(s.heading) for s in reversed(headed)
    ]


@pytest.mark.parametrize("heading", ["学习、调研和落实", "稳、准、实"])
def test_a_pause_mark_alone_makes_no_number(heading: str) -> None:
    assert unnumbered(heading) == heading
    assert unnumbered(f"十二、{heading}") == heading


def test_dates_are_written_without_padding() -> None:
    assert chinese_date(dt.date(2026, 3, 2)) == "2026年3月2日"
    assert chinese_date(None) == ""
