from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.checks.fixing import fix_draft
from drafting.document import markdown_of
from drafting.engines.choice import choose
from drafting.model import Draft
from drafting.pipeline import Finished
from drafting.pipeline import draft as write
from drafting.places import Change, change, places_of
from tests.briefs import SHIPPED, shipped


def written(name: str) -> Draft:
    events = list(write(shipped(name), choose("offline")))
    last = events[-1]
    assert isinstance(last, Finished)
    return last.draft


@pytest.mark.parametrize("name", SHIPPED)
def test_every_part_is_found_where_it_stands(name: str) -> None:
    draft = written(name)
    text = markdown_of(draft)
    for place in places_of(draft):
        shown = text[place.start : place.end]
        if place.part == "text":
            assert shown == next(s for s in draft.sections if s.id == place.section).text.strip()
        if place.part == "title":
            assert shown == draft.title


@given(st.data())
def test_a_change_by_offsets_is_the_change_of_the_markdown(data: st.DataObject) -> None:
    draft = written(SHIPPED[0])
    text = markdown_of(draft)
    place = data.draw(st.sampled_from([p for p in places_of(draft) if p.part == "text"]))
    start = data.draw(st.integers(place.start, place.end - 1))
    end = data.draw(st.integers(start + 1, place.end))
    if "\n" in text[start - 1 : end + 1]:
        return
    changed = change(draft, [Change(start, end, "改")])
    assert markdown_of(changed) == text[:start] + "改" + text[end:]


def test_fixing_a_draft_keeps_the_facts_of_what_it_does_not_touch() -> None:
    draft = written(SHIPPED[0])
    section = next(s for s in draft.sections if len(s.sentences) > 2)
    spoilt = replace(section, text=section.text.replace("。", "。。", 1))
    sections = tuple(spoilt if s.id == section.id else s for s in draft.sections)
    mended, applied = fix_draft(replace(draft, sections=sections))
    assert [finding.quote for finding in applied] == ["。。"]
    assert markdown_of(mended) == markdown_of(draft)
    assert [s.sentences for s in mended.sections if s.id != section.id] == [
        s.sentences for s in draft.sections if s.id != section.id
    ]
