"""What a person has settled in an outline stays when the facts change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from drafting.desk.replanning import replanned
from drafting.facts import read_facts
from drafting.model import Brief, Fact, Outline
from drafting.plan import plan


@pytest.fixture
def brief(facts_folder: Path) -> Brief:
    return read_facts(facts_folder / "mobilization_speech.yaml").brief


def _home(outline: Outline, fact: str) -> str:
    return next((s.id for s in outline.sections if fact in s.facts), "")


def _moved(outline: Outline, fact: str, to: str) -> Outline:
    return replace(
        outline,
        sections=tuple(
            replace(s, facts=(*(f for f in s.facts if f != fact), *((fact,) if s.id == to else ())))
            for s in outline.sections
        ),
    )


def test_nothing_settled_is_the_plan(brief: Brief) -> None:
    fewer = replace(brief, facts=brief.facts[1:])
    assert replanned(fewer, plan(brief), brief) == plan(fewer)


def test_facts_moved_by_hand_stay_where_they_are(brief: Brief) -> None:
    before = plan(brief)
    goal = before.sections[3].id
    moved = _moved(before, "F4", goal)
    put_away = _moved(moved, "F5", "")
    more = replace(brief, facts=(*brief.facts, Fact("F99", "成绩", "新修村路12公里。")))
    after = replanned(more, put_away, brief)
    assert _home(after, "F4") == goal
    assert _home(after, "F5") == ""
    assert _home(after, "F99") == _home(plan(more), "F99") != ""


def test_facts_are_known_by_their_words_when_rows_are_numbered_anew(brief: Brief) -> None:
    before = _moved(plan(brief), "F4", plan(brief).sections[3].id)
    renumbered = tuple(replace(f, id=f"F{n}") for n, f in enumerate(reversed(brief.facts), 1))
    after = replanned(replace(brief, facts=renumbered), before, brief)
    moved = next(f.id for f in renumbered if f.text == brief.facts[3].text)
    assert _home(after, moved) == before.sections[3].id


def test_headings_lengths_order_and_samples_stay(brief: Brief) -> None:
    before = plan(brief)
    first, second, third, *rest = before.sections
    named = replace(second, heading="一、家底", length=777, pinned=("p1",), dismissed=("p2",))
    settled = replace(before, title="自拟的题目", sections=(first, third, named, *rest))
    after = replanned(replace(brief, facts=brief.facts[:-1]), settled, brief)
    assert [s.id for s in after.sections[:3]] == [first.id, third.id, second.id]
    kept = after.sections[2]
    assert (kept.heading, kept.length) == ("二、家底", 777)
    assert (kept.pinned, kept.dismissed, after.title) == (("p1",), ("p2",), "自拟的题目")


def test_sections_added_and_removed_by_hand_stay_so(brief: Brief) -> None:
    before = plan(brief)
    first, second, third, *rest = before.sections
    added = replace(
        second, id="added_1", heading="二、自己加的一节", purpose="自己加的一节", facts=("F4",)
    )
    second = replace(second, facts=tuple(f for f in second.facts if f != "F4"))
    cut = replace(before, sections=(first, second, added, *rest))
    more = replace(brief, facts=(*brief.facts, Fact("F99", "成绩", "新修村路12公里。")))
    after = replanned(more, cut, brief)
    assert [s.id for s in after.sections] == [s.id for s in cut.sections]
    assert after.sections[2].heading == "二、自己加的一节"
    assert _home(after, "F4") == "added_1"
    assert not any(f in s.facts for f in third.facts for s in after.sections)
