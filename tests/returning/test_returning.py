"""A file that went out and came back: what was changed in it is proposed, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from drafting.document import from_json, lines_of, markdown_of, to_json
from drafting.engines.choice import choose
from drafting.manuscript import Line
from drafting.model import Draft
from drafting.pipeline import Finished
from drafting.pipeline import draft as write_draft
from drafting.returning import Returned, accept, bring_back, refuse
from drafting.word import write
from drafting.word.review import read_review
from tests.briefs import SHIPPED, shipped


def made(name: str) -> Draft:
    last = list(write_draft(shipped(name), choose("offline")))[-1]
    assert isinstance(last, Finished)
    return last.draft


DRAFT = made("work_summary")
LINES = lines_of(DRAFT)
HEADINGS = [i for i, line in enumerate(LINES) if line.role == "heading1"]
FIRST, SECOND, LAST = HEADINGS[0], HEADINGS[1], HEADINGS[-1]
Edit = Callable[[list[Line]], list[Line]]


def came_back(edit: Edit, folder: Path, *, tracked: bool = True) -> tuple[Returned, list[Line]]:
    new = edit(list(LINES))
    path = folder / "returned.docx"
    write(new, path, compare=LINES if tracked else None, changed_by="程立春")
    return bring_back(DRAFT, read_review(path)), new


def taken_over(returned: Returned) -> Draft:
    draft = returned.draft
    for revision in returned.revisions:
        draft = accept(draft, revision)
    return draft


def a_word(lines: list[Line]) -> list[Line]:
    body = next(i for i, line in enumerate(lines) if i > SECOND and line.role == "body")
    lines[body] = replace(lines[body], text=lines[body].text[:-1] + "，务求实效。")
    return lines


def a_heading(lines: list[Line]) -> list[Line]:
    lines[SECOND] = replace(lines[SECOND], text=lines[SECOND].text[:2] + "换了一个说法的标题")
    return lines


def a_section_out(lines: list[Line]) -> list[Line]:
    return lines[:FIRST] + lines[SECOND:]


def a_section_in(lines: list[Line]) -> list[Line]:
    new = [Line("heading1", "二、新增加的一个部分"), Line("body", "这里补充说明经费保障的安排。")]
    return lines[:SECOND] + new + lines[SECOND:]


def sections_swapped(lines: list[Line]) -> list[Line]:
    third = HEADINGS[2]
    return lines[:FIRST] + lines[SECOND:third] + lines[FIRST:SECOND] + lines[third:]


def a_title(lines: list[Line]) -> list[Line]:
    return [replace(lines[0], text=lines[0].text + "（送审稿）"), *lines[1:]]


def the_signature(lines: list[Line]) -> list[Line]:
    return [replace(x, text="中共江州市委办公室") if x.role == "signature" else x for x in lines]


EDITS: list[Edit] = [a_word, a_heading, a_section_out, a_section_in, sections_swapped, a_title,
                     the_signature]  # fmt: skip


@pytest.mark.parametrize("name", SHIPPED)
def test_a_file_nobody_touched_brings_nothing(name: str, tmp_path: Path) -> None:
    draft = made(name)
    write(lines_of(draft), tmp_path / "a.docx")
    returned = bring_back(draft, read_review(tmp_path / "a.docx"))
    assert returned.revisions == returned.remarks == ()


@pytest.mark.parametrize("tracked", [True, False], ids=["tracked", "untracked"])
@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_taking_over_all_gives_the_file_that_came_back(
    edit: Edit, tracked: bool, tmp_path: Path
) -> None:
    returned, new = came_back(edit, tmp_path, tracked=tracked)
    assert 1 <= len(returned.revisions) <= 2
    assert markdown_of(returned.draft) == markdown_of(DRAFT)
    assert [line.text for line in lines_of(taken_over(returned))] == [line.text for line in new]


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_refusing_all_leaves_the_draft(edit: Edit, tmp_path: Path) -> None:
    returned, _ = came_back(edit, tmp_path)
    draft = returned.draft
    for revision in returned.revisions:
        draft = refuse(draft, revision)
    assert replace(draft, revisions=()) == replace(DRAFT, revisions=())
    assert {revision.state for revision in draft.revisions} == {"refused"}


def test_a_tracked_change_names_its_author(tmp_path: Path) -> None:
    returned, _ = came_back(a_word, tmp_path)
    assert [revision.author for revision in returned.revisions] == ["程立春"]
    assert returned.notices == ()


def test_a_change_without_tracking_says_so(tmp_path: Path) -> None:
    returned, _ = came_back(a_word, tmp_path, tracked=False)
    assert [revision.author for revision in returned.revisions] == ["（未留修订痕迹）"]
    assert "没有修订痕迹" in returned.notices[0]


def test_sentences_that_were_not_touched_keep_their_facts(tmp_path: Path) -> None:
    returned, _ = came_back(a_word, tmp_path)
    revision = returned.revisions[0]
    before = next(s for s in DRAFT.sections if s.id == revision.section)
    after = {sentence.text: sentence for sentence in revision.after.sentences}
    kept = [sentence for sentence in before.sentences if sentence.text in after]
    assert len(kept) >= len(before.sentences) - 1
    assert all(after[sentence.text].facts == sentence.facts for sentence in kept)


def test_a_draft_with_revisions_survives_its_json(tmp_path: Path) -> None:
    returned, _ = came_back(a_section_in, tmp_path)
    assert from_json(to_json(returned.draft)) == returned.draft
