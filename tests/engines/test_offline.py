from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings

from drafting.document import markdown_of
from drafting.engines.base import MISSING, Task, Written
from drafting.engines.offline import OfflineEngine
from drafting.figures import find_figures
from drafting.kinds import kind_ids, load_kind
from drafting.model import Brief, Draft, Exemplar, Section, Sentence
from drafting.plan import plan
from drafting.wording import bare, word_count
from tests.briefs import BRIEFS, SHIPPED, SUMMARY, VARIANTS, brief_of, drafted, shipped

quick = settings(max_examples=60, deadline=None)


every_shipped_draft = pytest.mark.parametrize(
    ("name", "variant"), [(name, variant) for name in SHIPPED for variant in VARIANTS]
)


def sentences(draft: Draft) -> list[Sentence]:
    return [sentence for section in draft.sections for sentence in section.sentences]


def phrasing(draft: Draft) -> list[str]:
    """What the engine says of its own: sentences that rest on no fact, the marks of gaps apart."""
    return [s.text for s in sentences(draft) if not s.facts and not s.text.startswith("【")]


def used(draft: Draft) -> Counter[str]:
    return Counter(fact for sentence in sentences(draft) for fact in sentence.facts)


def headings(draft: Draft) -> list[str]:
    return [section.heading for section in draft.sections if section.level == 1]


def subheadings(section: Section) -> list[str]:
    return re.findall(r"^### (.*)$", section.text, flags=re.MULTILINE)


def unnumbered(heading: str) -> str:
    return re.sub(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)", "", heading)


def form(heading: str) -> str:
    """How a heading is built: its marks."""
    return re.sub(r"[^，：；、—“”]", "", unnumbered(heading))


# The shipped facts files


@every_shipped_draft
def test_every_fact_is_used_exactly_once(name: str, variant: int) -> None:
    brief = shipped(name)
    assert used(drafted(brief, variant)) == Counter(fact.id for fact in brief.facts)


@every_shipped_draft
def test_every_figure_stands_in_the_text(name: str, variant: int) -> None:
    text = markdown_of(drafted(shipped(name), variant))
    for fact in shipped(name).facts:
        assert [f.text for f in find_figures(fact.text) if f.text not in text] == [], fact.id


@every_shipped_draft
def test_no_check_finds_an_error(name: str, variant: int) -> None:
    findings = drafted(shipped(name), variant).findings
    assert [finding for finding in findings if finding.severity == "error"] == []


@every_shipped_draft
def test_nothing_is_said_twice(name: str, variant: int) -> None:
    said = Counter(sentence.text for sentence in sentences(drafted(shipped(name), variant)))
    assert [text for text, times in said.items() if times > 1] == []


@every_shipped_draft
def test_no_clause_of_phrasing_comes_twice(name: str, variant: int) -> None:
    clauses = Counter(
        clause
        for text in phrasing(drafted(shipped(name), variant))
        for clause in re.split(r"[，。；：！？]", text)
        if len(clause) > 5 and shipped(name).subject not in clause
    )
    assert [clause for clause, times in clauses.items() if times > 1] == []


@every_shipped_draft
def test_no_connective_opens_two_sentences(name: str, variant: int) -> None:
    openings = Counter(
        sentence.text.partition("，")[0]
        for sentence in sentences(drafted(shipped(name), variant))
        if re.match(r"(?:同时|此外|另外|与此同时|不仅如此)，", sentence.text)
    )
    assert set(openings.values()) <= {1}


@every_shipped_draft
def test_the_length_asked_for_is_met(name: str, variant: int) -> None:
    draft = drafted(shipped(name), variant)
    assert 0.85 <= word_count(markdown_of(draft)) / shipped(name).length <= 1.15
    assert draft.notices == ()


@every_shipped_draft
def test_headings_are_numbered_and_parallel(name: str, variant: int) -> None:
    draft = drafted(shipped(name), variant)
    assert [h[0] for h in headings(draft)] == list("一二三四五六")[: len(headings(draft))]
    assert len({form(heading) for heading in headings(draft)}) == 1
    for section in draft.sections:
        numbers = [heading[1] for heading in subheadings(section)]
        assert numbers == list("一二三四五六七八")[: len(numbers)]
        assert len(numbers) != 1
        assert len({form(heading) for heading in subheadings(section)}) <= 1


@every_shipped_draft
def test_points_are_counted_off_without_a_gap(name: str, variant: int) -> None:
    for section in drafted(shipped(name), variant).sections:
        starts = (re.match(r"([一二三四五六七八九十])(?:是|要)", s.text) for s in section.sentences)
        counted = [match[1] for match in starts if match]
        assert counted == list("一二三四五六七八九十")[: len(counted)]
        assert len(counted) != 1


@every_shipped_draft
def test_the_engine_adds_no_figure_of_its_own(name: str, variant: int) -> None:
    frame = shipped(name).period + shipped(name).occasion
    for text in phrasing(drafted(shipped(name), variant)):
        said = text.replace("详见表1", "")  # which table, no figure
        assert [f for f in find_figures(said) if f.text not in frame] == [], text


@every_shipped_draft
def test_marks_join_rightly(name: str, variant: int) -> None:
    assert_well_joined(drafted(shipped(name), variant))


@every_shipped_draft
def test_the_same_task_gives_the_same_draft(name: str, variant: int) -> None:
    again = drafted.__wrapped__(shipped(name), variant)
    assert again == drafted(shipped(name), variant)


@pytest.mark.parametrize("name", SHIPPED)
def test_each_variant_is_worded_anew(name: str) -> None:
    texts = {markdown_of(drafted(shipped(name), variant)) for variant in VARIANTS}
    assert len(texts) == len(VARIANTS)


# Lengths and gaps


@pytest.mark.parametrize("missing", [topic for topic, _ in SUMMARY])
def test_drafting_goes_on_around_a_missing_topic(missing: str) -> None:
    draft = drafted(brief_of(*(pair for pair in SUMMARY if pair[0] != missing)))
    marked = [section for section in draft.sections if "【" in section.text]
    assert [section.text for section in marked] == [MISSING.format(topic=missing)]
    assert f"缺少“{missing}”类事实。" in draft.notices
    assert len(used(draft)) == len(SUMMARY) - 1


@pytest.mark.parametrize("kind", kind_ids())
def test_a_brief_without_facts_is_marked_and_never_padded(kind: str) -> None:
    draft = drafted(brief_of(kind=kind))
    for section in draft.sections:
        if section.level == 1:
            assert {sentence.text[:5] for sentence in section.sentences} == {"【此处缺少"}


def test_thin_facts_stay_thin_and_the_writer_is_told_what_to_add() -> None:
    draft = drafted(brief_of(*SUMMARY, length=5000))
    words = word_count(markdown_of(draft))
    assert words < 1500
    (notice,) = draft.notices
    assert f"离目标5000字还差{5000 - words}字" in notice
    assert "请再补充约" in notice
    assert "优先补“" in notice


def test_facts_longer_than_the_target_are_all_said_and_the_writer_is_told() -> None:
    brief = replace(shipped("work_summary"), length=300)
    draft = drafted(brief)
    assert len(used(draft)) == len(brief.facts)
    (notice,) = draft.notices
    assert "超出目标300字" in notice


@pytest.mark.parametrize("length", [1200, 1500, 2000])
def test_more_is_said_where_more_is_asked_for(length: int) -> None:
    words = word_count(markdown_of(drafted(replace(shipped("work_summary"), length=length))))
    assert 0.85 <= words / length <= 1.15


# Facts of any sort


_LONGEST_NAMED_ONCE = 18
"""Characters of an addressee or a time that may be left out where it was named just before."""


def assert_well_joined(draft: Draft) -> None:
    text = markdown_of(draft)
    doubled = re.findall(r".{0,12}(?:[，。；、：][，。；、：！？]|[！？][，；、：。]).{0,6}", text)
    assert doubled == []
    assert re.findall(r"^[，。；、：！？].*", text, flags=re.MULTILINE) == []


def assert_traceable(section: Section) -> None:
    """Nothing stands in a section but its sentences, in order, and its sub-headings."""
    body = re.sub(r"^### .*$", "", section.text, flags=re.MULTILINE)
    assert "".join(s.text for s in section.sentences) == body.replace("\n", "")
    assert all(part.strip() for part in section.text.split("\n\n"))


@quick
@given(BRIEFS)
def test_any_facts_are_all_used_once_and_well_joined(brief: Brief) -> None:
    draft = drafted.__wrapped__(brief)
    assert used(draft) == Counter(fact.id for fact in brief.facts)
    assert_well_joined(draft)
    for section in draft.sections:
        assert_traceable(section)


@quick
@given(BRIEFS)
def test_any_facts_keep_their_words_and_figures(brief: Brief) -> None:
    text = markdown_of(drafted.__wrapped__(brief))
    for fact in brief.facts:
        words = bare(fact.text)
        rest = words[_LONGEST_NAMED_ONCE:]
        assert words in text or (len(rest) >= 6 and rest in text)
        assert [f.text for f in find_figures(words) if f.text not in text] == []


@quick
@given(BRIEFS)
def test_any_facts_leave_the_phrasing_without_repeats(brief: Brief) -> None:
    own = Counter(phrasing(drafted.__wrapped__(brief)))
    assert [text for text, times in own.items() if times > 1] == []


@quick
@given(BRIEFS)
def test_any_facts_pass_the_checks_of_figures_and_numbering(brief: Brief) -> None:
    findings = drafted.__wrapped__(brief).findings
    wrong = [f for f in findings if f.check in ("figures", "numbering") and f.severity == "error"]
    assert wrong == []


@quick
@given(BRIEFS)
def test_a_long_draft_is_never_padded_beyond_its_target(brief: Brief) -> None:
    words = word_count(markdown_of(drafted.__wrapped__(brief)))
    facts = sum(word_count(fact.text) for fact in brief.facts)
    assert words <= max(1.15 * brief.length, 1.15 * facts + 600)


@pytest.mark.parametrize("kind", kind_ids())
@pytest.mark.parametrize("topic", ["做法", "问题", "要求"])
def test_a_hundred_facts_of_one_topic_are_all_said(kind: str, topic: str) -> None:
    texts = (chr(0x4E00 + n) * 12 for n in range(120))
    brief = brief_of(*((topic, text) for text in texts), kind=kind)
    assert used(drafted(brief)) == Counter(fact.id for fact in brief.facts)


def test_the_same_said_twice_is_said_once() -> None:
    same = "统筹协调还不够有力，部门之间配合不够紧密。"
    for topic in ("背景", "做法", "问题"):
        draft = drafted(brief_of((topic, same), (topic, same)))
        assert markdown_of(draft).count(bare(same)) == 1
        assert used(draft) == Counter(["F1", "F2"])


def test_a_word_that_ends_in_yao_is_no_demand() -> None:
    text = markdown_of(
        drafted(
            brief_of(
                ("背景", "挂职工作主要在农村开展，时间较长，任务较重，涉及的面也很广。"),
                ("背景", "挂职工作主要靠自觉，监督不多，管理也不够严，容易流于形式。"),
            )
        )
    )
    assert "挂职工作主要靠自觉" in text


@pytest.mark.parametrize("opening", ["2025年的", "2025年、2026年", "2025年和2026年", "2025年内"])
def test_a_time_is_left_out_only_where_the_rest_can_stand_alone(opening: str) -> None:
    facts = (f"{opening}投资达到{n}亿元，主要用于道路改造和供水管网更新" for n in (3, 4))
    text = markdown_of(drafted(brief_of(*(("背景", fact) for fact in facts))))
    assert f"{opening}投资达到4亿元" in text


def test_points_that_make_one_item_are_not_counted() -> None:
    facts = [
        f"{name}方面基础薄弱，投入偏少，人员配备与任务要求还不相适应" for name in "甲乙丙丁戊己庚"
    ]
    text = markdown_of(drafted(brief_of(*(("问题", fact) for fact in facts))))
    assert ("一是" in text) == ("二是" in text)


@pytest.mark.parametrize("end", ["！", "？"])
def test_an_exclamation_or_question_stays_one(end: str) -> None:
    text = markdown_of(drafted(brief_of(("背景", f"困难不少，办法还要多想想吗{end}"))))
    assert f"多想想吗{end}" in text
    assert f"多想想吗{end}。" not in text


@pytest.mark.parametrize("end", ["……", "。”", "。）"])
def test_an_end_mark_of_the_fact_is_not_doubled(end: str) -> None:
    text = markdown_of(drafted(brief_of(("背景", f"困难不少，但办法总比困难多{end}"))))
    assert f"困难多{end}" in text
    assert f"困难多{end}。" not in text


# The engine by itself


def test_sections_come_whole_and_in_order() -> None:
    brief = shipped("work_summary")
    outline = plan(brief)
    events = list(OfflineEngine().write(Task(brief, load_kind(brief.kind), outline)))
    written = [event.section for event in events if isinstance(event, Written)]
    assert [section.id for section in written] == [section.id for section in outline.sections]
    assert [(s.heading, s.level) for s in written] == [
        (section.heading, section.level) for section in outline.sections
    ]
    assert [event.text for event in events if not isinstance(event, Written)] == [
        section.text for section in written
    ]


def test_a_fact_that_has_gone_from_the_brief_is_passed_over() -> None:
    brief = shipped("work_summary")
    task = Task(replace(brief, facts=brief.facts[1:]), load_kind(brief.kind), plan(brief))
    written = [event.section for event in OfflineEngine().write(task) if isinstance(event, Written)]
    assert {i for s in written for t in s.sentences for i in t.facts} == {
        fact.id for fact in brief.facts[1:]
    }


@pytest.mark.parametrize(
    ("sample", "opening"), [("一是抓。二是管。", "一是"), ("第一，抓。", "第一，")]
)
def test_points_are_counted_off_as_the_samples_do(sample: str, opening: str) -> None:
    brief = shipped("work_summary")
    outline = plan(brief)
    shown = (Exemplar("p1", "d1", "范文", "问题", sample, 1.0),)
    told = [replace(section, exemplars=shown) for section in outline.sections]
    task = Task(brief, load_kind(brief.kind), replace(outline, sections=tuple(told)))
    written = [event.section for event in OfflineEngine().write(task) if isinstance(event, Written)]
    counted = [s for w in written for s in w.sentences if s.text.startswith(opening)]
    assert [sentence.samples for sentence in counted] == [("p1",)] * len(counted) != []


def test_an_opening_that_waits_for_its_facts_is_not_padded() -> None:
    brief = shipped("experience_material")
    lacking = replace(brief, facts=tuple(f for f in brief.facts if f.topic != "背景"))
    opening = drafted(lacking).sections[0]
    assert "缺少“背景”类事实" in opening.text
    assert len(opening.sentences) <= 2
