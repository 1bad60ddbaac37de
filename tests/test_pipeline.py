from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pytest

from drafting.document import (
    back_lines,
    coverage_of,
    edit_section,
    from_json,
    front_lines,
    manuscript_of,
    markdown_of,
    to_json,
)
from drafting.engines.base import Piece, Task, Written
from drafting.engines.offline import OfflineEngine
from drafting.errors import BadInput, ModelFailed
from drafting.kinds import kind_ids, load_kind
from drafting.model import Brief, Draft, EngineName, Making, Outline, Section, Sentence, Usage
from drafting.pipeline import EXEMPLARS, Event, Finished, Planned, check_draft, draft
from drafting.plan import plan, renumber
from drafting.wording import word_count
from tests.briefs import SHIPPED, SUMMARY, brief_of, drafted, shipped


def events(brief: Brief) -> list[Event]:
    return list(draft(brief, OfflineEngine()))


def finished(made: Iterator[Event]) -> Draft:
    *_, last = made
    assert isinstance(last, Finished)
    return last.draft


# The road


def test_the_plan_comes_first_and_the_draft_last() -> None:
    first, *between, last = events(shipped("work_summary"))
    assert isinstance(first, Planned)
    assert isinstance(last, Finished)
    assert {type(event) for event in between} == {Piece, Written}


def test_what_is_missing_is_said_with_the_plan() -> None:
    first, *_ = events(brief_of(*(pair for pair in SUMMARY if pair[0] != "问题")))
    assert isinstance(first, Planned)
    assert first.outline.notices == ("缺少“问题”类事实。",)


@pytest.mark.parametrize("name", SHIPPED)
def test_the_draft_follows_its_plan(name: str) -> None:
    first, *_ = events(shipped(name))
    made = drafted(shipped(name))
    assert isinstance(first, Planned)
    assert made.title == first.outline.title
    assert [s.heading for s in made.sections] == [s.heading for s in first.outline.sections]


def test_a_settled_outline_is_kept() -> None:
    brief = shipped("work_summary")
    opening, *headed = plan(brief).sections
    settled = replace(
        plan(brief), title="家门口的实验室", sections=renumber([opening, *headed[::-1]])
    )
    made = finished(draft(brief, OfflineEngine(), outline=settled))
    assert made.title == "家门口的实验室"
    assert [s.id for s in made.sections] == [s.id for s in settled.sections]
    assert coverage_of(made)["unused"] == []


def test_a_draft_is_named_and_names_its_engine() -> None:
    one, other = (finished(draft(brief_of(*SUMMARY), OfflineEngine())) for _ in range(2))
    assert one.id != other.id
    assert one.engine == "offline"
    assert drafted(brief_of(*SUMMARY)).id == "test"


def test_findings_are_those_of_the_finished_text() -> None:
    made = drafted(brief_of(*SUMMARY[:4]))
    text = markdown_of(made)
    assert [(f.check, f.section[:1]) for f in made.findings if f.severity == "error"] == [
        ("placeholders", "五")
    ]
    assert all(text[f.start : f.end] == f.quote for f in made.findings)
    assert check_draft(made) == made


@dataclass(frozen=True)
class Untidy:
    """An engine that writes its sections from the last to the first and invents a figure."""

    name: EngineName = "model"

    def outline(self, task: Task) -> Outline:
        return task.outline

    def write(self, task: Task) -> Iterator[Piece | Written]:
        for planned in reversed(task.outline.sections):
            text = f"共{planned.length}86座。"
            section = Section(planned.id, planned.heading, planned.level, text, (Sentence(text),))
            yield Written(section, notices=(f"{planned.id}写完了。",))


def test_sections_written_in_any_order_are_put_in_order() -> None:
    made = finished(draft(brief_of(*SUMMARY), Untidy()))
    assert [s.id for s in made.sections] == [s.id for s in plan(brief_of(*SUMMARY)).sections]
    assert made.engine == "model"
    assert "lead_in写完了。" in made.notices


def test_an_invented_figure_is_found_whoever_wrote_it() -> None:
    made = finished(draft(brief_of(*SUMMARY), Untidy()))
    assert len([f for f in made.findings if f.check == "figures"]) == len(made.sections)


class Broken:
    """An engine whose model stops answering."""

    name: EngineName = "model"

    def outline(self, task: Task) -> Outline:
        return task.outline

    def write(self, task: Task) -> Iterator[Piece | Written]:
        yield Piece(task.outline.sections[0].id, "开头")
        raise ModelFailed("模型没有回答。请稍后重试。")


def test_a_failing_engine_is_not_hidden() -> None:
    with pytest.raises(ModelFailed, match="没有回答"):
        list(draft(brief_of(*SUMMARY), Broken()))


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(BadInput, match="没有“poem”这个文种"):
        list(draft(Brief(kind="poem"), OfflineEngine()))


@dataclass(frozen=True)
class Costly(Untidy):
    """An engine that betters the headings, and mends its first section at the end."""

    def outline(self, task: Task) -> Outline:
        first, *rest = task.outline.sections
        better = (first, *(replace(s, heading=s.heading + "新") for s in rest))
        making = Making("writer", ("outline@1",), Usage(100, 20, 10, 1))
        return replace(task.outline, sections=better, making=making)

    def write(self, task: Task) -> Iterator[Piece | Written]:
        assert all(section.heading.endswith("新") for section in task.outline.sections[1:])
        for planned in task.outline.sections:
            making = Making("writer", ("section@1",), Usage(10, 5, 2, 1))
            section = Section(planned.id, planned.heading, planned.level, "好。", making=making)
            yield Written(section, notices=("先有的毛病。",))
        yield Written(
            replace(section, text="更好。", making=Making("writer", (), Usage(9, 9, 9, 2)))
        )


def test_the_engine_betters_an_outline_that_nobody_has_settled() -> None:
    brief = brief_of(*SUMMARY)
    made = finished(draft(brief, Costly()))
    assert made.outline is not None
    assert [s.heading for s in made.sections] == [s.heading for s in made.outline.sections]


def test_what_all_calls_cost_is_added_up() -> None:
    made = finished(draft(brief_of(*SUMMARY), Costly()))
    count = len(made.sections)
    assert made.usage == Usage(100 + 10 * (count - 1) + 9, 20 + 5 * (count - 1) + 9,
                               10 + 2 * (count - 1) + 9, 1 + (count - 1) + 2)  # fmt: skip
    assert from_json(to_json(made)) == made


def test_the_last_word_on_a_section_counts() -> None:
    made = finished(draft(brief_of(*SUMMARY), Costly()))
    assert made.sections[-1].text == "更好。"
    assert made.notices.count("先有的毛病。") == len(made.sections) - 1


def test_sections_that_are_done_are_not_written_again() -> None:
    brief = shipped("work_summary")
    usual = plan(brief)
    done = (Section("results", usual.sections[3].heading, 1, "原来就有的话。"),)
    assert usual.sections[3].id == "results"
    made = finished(draft(brief, OfflineEngine(), outline=usual, done=done))
    assert [s.id for s in made.sections] == [s.id for s in usual.sections]
    assert made.sections[3] == done[0]


# Exemplars


@dataclass(frozen=True)
class Hit:
    passage: str
    document: str
    text: str = "好经验贵在坚持。"
    heading: str = "做法"
    title: str = "范文"
    score: float = 1.0


class Shelf:
    """A library of three documents that notes what it was asked."""

    def __init__(self, roles: Sequence[str] = ("成绩",)) -> None:
        self.roles = roles
        self.asked: list[tuple[str, str | None, str | None]] = []

    def search(
        self, query: str, *, k: int = 5, kind: str | None = None, role: str | None = None
    ) -> Sequence[Hit]:
        self.asked.append((query, kind, role))
        if role and role not in self.roles:
            return []
        return [Hit(f"p{n}", f"d{n // 4}") for n in range(9)][:k]


def outline_with(shelf: Shelf) -> Planned:
    first = next(draft(shipped("work_summary"), OfflineEngine(), finder=shelf))
    assert isinstance(first, Planned)
    return first


def test_each_section_gets_a_few_passages_of_several_documents() -> None:
    for section in outline_with(Shelf()).outline.sections:
        assert [e.passage for e in section.exemplars] == ["p0", "p4", "p8"]
        assert len(section.exemplars) == EXEMPLARS


def test_the_library_is_asked_for_kind_and_role_first() -> None:
    shelf = Shelf(("成绩", "问题"))
    sections = outline_with(shelf).outline.sections
    roles = [role for _, kind, role in shelf.asked if kind == "work_summary"]
    assert {"成绩", "问题"} <= set(roles)
    assert all(section.exemplars for section in sections)


def test_a_section_whose_role_no_sample_has_is_shown_others_of_its_kind() -> None:
    shelf = Shelf(())
    assert all(section.exemplars for section in outline_with(shelf).outline.sections)
    assert shelf.asked[-1][1:] == ("work_summary", None)


def test_the_library_is_asked_with_task_matter_and_facts() -> None:
    shelf = Shelf()
    outline_with(shelf)
    assert any("科技创新" in query and "264家" in query for query, _, _ in shelf.asked)


def test_passages_lend_no_words() -> None:
    shelf = Shelf()
    made = finished(draft(shipped("work_summary"), OfflineEngine(), finder=shelf))
    assert "好经验贵在坚持" not in markdown_of(made)


# The document around the sections


SPEECH = replace(
    brief_of(("要求", "驻村干部要每月驻村不少于20天。"), kind="mobilization_speech"),
    speaker="莫春山",
    speaker_title="县委书记",
    audience="各位来宾、同志们",
    date=dt.date(2026, 3, 12),
    occasion="动员大会",
)


def test_a_speech_begins_with_date_speaker_and_address() -> None:
    kind = load_kind("mobilization_speech")
    assert front_lines(SPEECH, kind) == (
        "（2026年3月12日）",
        "县委书记　莫春山",
        "各位来宾、同志们：",
    )
    assert front_lines(Brief(kind=kind.id), kind) == ("同志们：",)


def test_a_speech_ends_with_thanks_said_once() -> None:
    kind = load_kind("mobilization_speech")
    assert back_lines(SPEECH, kind) == ("谢谢大家！",)
    thanked = Section("closing", "", 0, "祝大家顺利！谢谢大家！")
    assert back_lines(SPEECH, kind, [thanked]) == ()


def test_a_summary_is_signed_and_dated() -> None:
    brief = replace(shipped("work_summary"), date=None)
    assert back_lines(brief, load_kind("work_summary")) == (brief.issuer,)
    assert drafted(shipped("work_summary")).back == ("鸣泉区科学技术局", "2026年1月8日")


@pytest.mark.parametrize("name", SHIPPED)
def test_the_markdown_knows_its_parts(name: str) -> None:
    made = drafted(shipped(name))
    roles = [line.role for line in manuscript_of(made).lines]
    assert roles[0] == "title"
    assert roles.count("heading1") == sum(section.level == 1 for section in made.sections)
    assert "\n\n\n" not in markdown_of(made)


@pytest.mark.parametrize("kind", kind_ids())
def test_a_document_says_what_its_kind_is_with_nothing_but_facts(kind: str) -> None:
    made = drafted(brief_of(*SUMMARY, kind=kind))
    assert len(made.title) >= 4
    assert "{" not in markdown_of(made)
    assert "None" not in markdown_of(made)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_draft_survives_json(name: str) -> None:
    made = drafted(shipped(name))
    data = to_json(made)
    assert from_json(data) == made
    assert data["word_count"] == word_count(data["markdown"])
    assert data["coverage"] == {"used": [fact.id for fact in made.brief.facts], "unused": []}


@pytest.mark.parametrize("broken", [{}, {"brief": 1}, {"kind": "x"}, {"sections": [{}]}])
def test_what_is_no_draft_is_refused(broken: dict[str, object]) -> None:
    whole = to_json(drafted(brief_of(*SUMMARY)))
    data = {**whole, **broken} if broken else {}
    with pytest.raises(BadInput):
        from_json(data)


# Edited by hand


def test_an_edited_section_keeps_what_its_sentences_rest_on() -> None:
    made = drafted(shipped("work_summary"))
    section = next(s for s in made.sections if s.id == "basics")
    edited = edit_section(made, "basics", text=f"{section.text}\n新加一句。", heading="一、家底")
    assert coverage_of(edited)["unused"] == []
    new = next(s for s in edited.sections if s.id == "basics")
    assert (new.heading, new.sentences[-1]) == ("一、家底", Sentence("新加一句。"))


@pytest.mark.parametrize("name", SHIPPED)
def test_saving_a_section_unchanged_loses_no_fact(name: str) -> None:
    made = drafted(shipped(name))
    for section in made.sections:
        made = edit_section(made, section.id, text=section.text)
    assert coverage_of(made)["unused"] == []


def test_a_fact_of_two_sentences_is_still_known_after_an_edit() -> None:
    made = drafted(brief_of(("背景", "已经建成社区食堂12个。还有3个正在选址，年内开工建设。")))
    text = next(s for s in made.sections if s.id == "basics").text
    edited = edit_section(made, "basics", text=text + "改过了。")
    assert coverage_of(edited)["used"] == ["F1"]
    sentences = next(s for s in edited.sections if s.id == "basics").sentences
    assert [s.facts for s in sentences if "3个" in s.text or "12个" in s.text] == [("F1",), ("F1",)]


def test_a_deleted_fact_is_reported_unused() -> None:
    made = drafted(brief_of(*SUMMARY))
    edited = edit_section(made, "problems", text="问题不大。")
    assert coverage_of(edited)["unused"] == ["F4"]


def test_an_unknown_section_cannot_be_edited() -> None:
    with pytest.raises(BadInput, match="没有编号为“nowhere”的小节"):
        edit_section(drafted(brief_of(*SUMMARY)), "nowhere", text="")
