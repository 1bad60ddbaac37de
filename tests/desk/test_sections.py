"""Sections added, removed and split in a draft."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.desk.forms import MOST_SECTIONS
from drafting.desk.sections import added, removed, split
from drafting.desk.texts import marked, shown
from drafting.engines.offline import OfflineEngine
from drafting.errors import BadInput
from drafting.facts import read_facts
from drafting.model import Draft
from drafting.pipeline import Finished
from drafting.pipeline import draft as write
from drafting.plan import unnumbered
from retrieval.shipping import SAMPLES


def _made(path: Path) -> Draft:
    *_, finished = write(read_facts(path).brief, OfflineEngine())
    assert isinstance(finished, Finished)
    return finished.draft


DRAFT = _made(SAMPLES / "facts" / "work_summary.yaml")


def _ids(draft: Draft) -> list[str]:
    assert draft.outline is not None
    ids = [s.id for s in draft.sections]
    assert [s.id for s in draft.outline.sections] == ids
    return ids


def _numbers(draft: Draft) -> str:
    return "".join(s.heading.partition("、")[0] for s in draft.sections if s.level)


def test_a_section_is_added_after_another() -> None:
    before = _ids(DRAFT)
    new = added(DRAFT, before[1])
    assert [*_ids(new)[:2], *_ids(new)[3:]] == before
    assert new.sections[2].text == ""
    assert _numbers(new) == "一二三四五六七八九"[: len(_numbers(new))]


def test_a_removed_section_leaves_no_proposal_and_no_hole() -> None:
    new = removed(DRAFT, _ids(DRAFT)[2])
    assert _ids(new) == [*_ids(DRAFT)[:2], *_ids(DRAFT)[3:]]
    assert _numbers(new) == "一二三四五六七八九"[: len(_numbers(new))]
    assert new.brief == DRAFT.brief


@settings(max_examples=60)
@given(st.integers(0, len(DRAFT.sections) - 1), st.floats(0, 1))
def test_both_halves_hold_all_the_words_and_facts(number: int, share: float) -> None:
    old = DRAFT.sections[number]
    text = shown(old)
    try:
        new = split(DRAFT, old.id, round(share * len(text)))
    except BadInput:
        return
    one, other = new.sections[number : number + 2]
    squeeze = str.maketrans("", "", "\n# \u3000")
    assert (one.text + other.text).translate(squeeze) == old.text.translate(squeeze)
    assert one.text == marked(shown(one))
    assert DRAFT.outline is not None
    assert new.outline is not None
    planned = next(s for s in DRAFT.outline.sections if s.id == old.id)
    halves = [s for s in new.outline.sections if s.id in (one.id, other.id)]
    assert sorted(f for s in halves for f in s.facts) == sorted(planned.facts)
    assert sum(s.length for s in halves) == planned.length
    _ids(new)


def test_a_split_needs_text_on_both_sides() -> None:
    old = DRAFT.sections[1]
    for at in (0, len(shown(old))):
        with pytest.raises(BadInput, match="光标"):
            split(DRAFT, old.id, at)


def test_headings_without_numbers_stay_without() -> None:
    bare = tuple(replace(s, heading=unnumbered(s.heading)) for s in DRAFT.sections)
    new = added(replace(DRAFT, sections=bare), DRAFT.sections[0].id)
    assert all(s.heading == unnumbered(s.heading) for s in new.sections)


def test_no_more_sections_than_the_page_has_room_for() -> None:
    draft = DRAFT
    while len(draft.sections) < MOST_SECTIONS:
        draft = added(draft, draft.sections[0].id)
    with pytest.raises(BadInput, match="最多12节"):
        added(draft, draft.sections[0].id)


def test_the_last_section_stays() -> None:
    draft = DRAFT
    while len(draft.sections) > 1:
        draft = removed(draft, draft.sections[0].id)
    with pytest.raises(BadInput, match="只剩这一节"):
        removed(draft, draft.sections[0].id)
