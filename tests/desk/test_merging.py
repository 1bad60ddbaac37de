"""Two pages on one draft: nothing of either is lost."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.desk.merging import CLASH, both, clashes, marks_of, merge
from drafting.desk.texts import shown
from drafting.errors import BadInput
from drafting.model import Brief, Draft, Section
from drafting.revising import accept

DRAFT = Draft(
    "one", "work_summary", "总结", "offline", Brief("work_summary"),
    (
        Section("a", "", 0, "开头一段。"),
        Section("b", "一、做法", 1, "修渠12条。\n\n### （一）抓培训\n\n办班3期。"),
        Section("c", "二、打算", 1, "再修3条。"),
    ),
)  # fmt: skip


class Page:
    """What a page shows and what is typed into it."""

    def __init__(self, draft: Draft) -> None:
        self.marks = marks_of(draft)
        self.title = draft.title
        self.headings: list[str | None] = [s.heading for s in draft.sections]
        self.texts: list[str | None] = [shown(s) for s in draft.sections]


def _texts(draft: Draft) -> list[str]:
    return [section.text for section in draft.sections]


def _save(draft: Draft, page: Page) -> Draft:
    merged = merge(draft, page.marks, page.title, page.headings, page.texts)
    page.marks = merged.marks
    return merged.draft


def test_changes_in_different_sections_come_together() -> None:
    mine, theirs = Page(DRAFT), Page(DRAFT)
    theirs.texts[0], theirs.title = "别人改的开头。", "别人的题目"
    mine.texts[1] = "我改的做法。"
    now = _save(_save(DRAFT, theirs), mine)
    assert _texts(now) == ["别人改的开头。", "我改的做法。", "再修3条。"]
    assert (now.title, now.revisions) == ("别人的题目", ())


def test_of_two_changes_of_a_section_the_later_is_proposed() -> None:
    mine, theirs = Page(DRAFT), Page(DRAFT)
    theirs.texts[2], mine.texts[2] = "　　再修5条。", "　　再修9条。"
    mine.headings[2] = "二、下一步"
    now = _save(_save(DRAFT, theirs), mine)
    assert now.sections[2].text == "再修5条。"
    [clash] = now.revisions
    assert (clash.instruction, clash.before, clash.after.text) == (CLASH, "再修5条。", "再修9条。")
    assert "二、下一步" in clash.notices[0]
    assert clashes(now) == ["二、打算"]
    assert _texts(accept(now, clash.id))[2] == "再修9条。"
    kept = both(now, clash.id)
    assert _texts(kept)[2] == "再修5条。\n\n再修9条。"
    assert clashes(kept) == []


def test_saving_again_proposes_nothing_again_and_sees_what_is_not_shown() -> None:
    mine, theirs = Page(DRAFT), Page(DRAFT)
    theirs.texts[2], mine.texts[2] = "再修5条。", "再修9条。"
    now = _save(_save(DRAFT, theirs), mine)
    merged = merge(now, mine.marks, mine.title, mine.headings, mine.texts)
    assert merged.draft is now
    assert merged.foreign
    fresh = Page(now)
    assert not merge(now, fresh.marks, fresh.title, fresh.headings, fresh.texts).foreign


def test_what_one_page_saves_twice_is_no_clash_with_itself() -> None:
    page = Page(DRAFT)
    page.texts[1] = "第一遍。"
    now = _save(DRAFT, page)
    page.texts[1] = "第二遍。"
    now = _save(now, page)
    assert (now.sections[1].text, now.revisions) == ("第二遍。", ())


def test_the_same_change_made_twice_is_one() -> None:
    mine, theirs = Page(DRAFT), Page(DRAFT)
    mine.texts[1] = theirs.texts[1] = "同样的话。"
    now = _save(_save(DRAFT, theirs), mine)
    assert (now.sections[1].text, now.revisions) == ("同样的话。", ())


def test_a_section_that_is_gone_takes_no_change_with_it() -> None:
    page = Page(DRAFT)
    left = replace(DRAFT, sections=DRAFT.sections[:2])
    assert merge(left, page.marks, page.title, page.headings, page.texts).foreign
    page.texts[2] = "改了又没了。"
    with pytest.raises(BadInput, match="复制出来"):
        merge(left, page.marks, page.title, page.headings, page.texts)


def test_both_titles_changed_the_first_stands_and_the_page_is_told() -> None:
    mine, theirs = Page(DRAFT), Page(DRAFT)
    mine.title, theirs.title = "我的", "别人的"
    merged = merge(_save(DRAFT, theirs), mine.marks, mine.title, mine.headings, mine.texts)
    assert merged.draft.title == "别人的"
    assert merged.foreign


_PART = st.sampled_from(["甲。", "乙。", "丙丁。", "甲。\n\n乙。"])
_TEXTS = st.tuples(_PART, _PART, _PART)


@given(_TEXTS, _TEXTS)
def test_every_text_that_anybody_typed_is_there(
    first: tuple[str, ...], last: tuple[str, ...]
) -> None:
    """In the draft or in a proposal, whatever both have typed."""
    theirs, mine = Page(DRAFT), Page(DRAFT)
    theirs.texts, mine.texts = list(first), list(last)
    now = _save(_save(DRAFT, theirs), mine)
    for number, section in enumerate(now.sections):
        there = {section.text, *(r.after.text for r in now.revisions if r.section == section.id)}
        assert {first[number], last[number]} <= there
    assert json.loads(mine.marks).keys() == json.loads(marks_of(DRAFT)).keys()
