"""What every shipped kind keeps to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import drafting.kinds
from drafting.figures import find_figures
from drafting.kinds import Kind, SectionKind, all_kinds, kind_ids, load_kind
from drafting.kinds.model import slots_in
from drafting.topics import TOPICS
from drafting.word import profile_names

KINDS = all_kinds()
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)


def phrases(kind: Kind) -> Iterator[str]:
    """Every sentence the offline engine may say."""
    for section in kind.sections:
        yield from section_phrases(section)
    yield from kind.ending


def section_phrases(section: SectionKind) -> Iterator[str]:
    yield from (*section.openings, *section.closings)
    for by_topic in (section.leads, section.remarks):
        for said in by_topic.values():
            yield from said
    for group in section.groups:
        yield from (*group.openings, *group.remarks)


def headings(kind: Kind) -> Iterator[str]:
    for heading_set in kind.heading_sets:
        yield from heading_set.values()
    for section in kind.sections:
        yield from (group.heading for group in section.groups)


def test_every_file_of_the_folder_is_a_kind() -> None:
    folder = Path(drafting.kinds.__file__).parent
    assert [kind.id for kind in KINDS] == sorted(path.stem for path in folder.glob("*.toml"))
    assert len(KINDS) >= 9


def test_no_two_kinds_have_one_name() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS)


@every_kind
def test_a_kind_is_found_by_its_id_and_by_its_name(kind: Kind) -> None:
    assert load_kind(kind.id) == load_kind(kind.name) == kind


@every_kind
def test_its_layout_exists(kind: Kind) -> None:
    assert kind.profile in profile_names()


@every_kind
def test_every_topic_feeds_at_most_one_section(kind: Kind) -> None:
    fed = Counter(topic for section in kind.sections for topic in section.topics)
    assert set(fed) <= set(TOPICS)
    assert [topic for topic, times in fed.items() if times > 1] == []


@every_kind
def test_its_required_topics_feed_a_section_with_a_heading_or_the_opening(kind: Kind) -> None:
    fed = {topic for section in kind.sections for topic in section.topics}
    assert kind.required_topics
    assert set(kind.required_topics) <= fed


@every_kind
def test_leads_and_remarks_are_for_topics_of_their_section(kind: Kind) -> None:
    for section in kind.sections:
        assert {*section.leads, *section.remarks} <= {*section.topics, "*"}, section.id


@every_kind
def test_no_phrase_and_no_heading_holds_a_figure(kind: Kind) -> None:
    said = [*phrases(kind), *headings(kind), *kind.title_patterns]
    assert [text for text in said if find_figures(text)] == []


@every_kind
def test_no_phrase_occurs_twice(kind: Kind) -> None:
    assert [text for text, times in Counter(phrases(kind)).items() if times > 1] == []


@every_kind
def test_every_phrase_is_one_line_with_an_end_mark(kind: Kind) -> None:
    odd = [p for p in phrases(kind) if p.split() != [p] or not p.endswith(("。", "！", "？"))]
    assert odd == []


@every_kind
def test_no_phrase_leaves_a_place_open(kind: Kind) -> None:
    open_places = re.compile(r"【|】|××|XX|……|＿|待补充|TODO")
    assert [p for p in (*phrases(kind), *headings(kind)) if open_places.search(p)] == []


def shape(heading: str) -> tuple[list[str], list[int], list[bool]]:
    """Marks between the clauses, their lengths without the subject, and where the subject is."""
    clauses = re.split(r"[，：]", heading)
    return (
        re.findall(r"[，：、“”？]", heading),
        [len(clause.replace("{subject}", "")) for clause in clauses],
        ["{subject}" in clause for clause in clauses],
    )


@every_kind
def test_the_headings_of_a_set_are_built_alike(kind: Kind) -> None:
    for heading_set in kind.heading_sets:
        shapes = [shape(heading) for heading in heading_set.values()]
        assert all(other == shapes[0] for other in shapes), heading_set


@every_kind
def test_the_headings_of_a_set_all_differ(kind: Kind) -> None:
    for heading_set in kind.heading_sets:
        assert len(set(heading_set.values())) == len(heading_set)


@every_kind
def test_every_set_of_headings_can_be_used_with_a_subject_alone(kind: Kind) -> None:
    assert all(slots_in(heading) <= {"subject"} for heading in headings(kind))


@every_kind
def test_a_title_is_proposed_from_the_subject_alone(kind: Kind) -> None:
    assert any(slots_in(pattern) <= {"subject"} for pattern in kind.title_patterns)


def test_ids_are_listed_in_order() -> None:
    assert kind_ids() == sorted(kind_ids())
