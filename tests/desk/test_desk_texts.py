from __future__ import annotations

from pathlib import Path

import pytest

from drafting.desk.draft_tab import MOST_SECTIONS
from drafting.desk.merging import merge
from drafting.desk.texts import marked, shown
from drafting.engines.offline import OfflineEngine
from drafting.facts import read_facts
from drafting.kinds import all_kinds, kind_ids
from drafting.model import Draft, Section
from drafting.pipeline import Finished, draft


def _draft(folder: Path, kind: str) -> Draft:
    *_, finished = draft(read_facts(folder / f"{kind}.yaml").brief, OfflineEngine())
    assert isinstance(finished, Finished)
    return finished.draft


@pytest.mark.parametrize("kind", kind_ids())
def test_what_is_shown_and_taken_back_is_unchanged(facts_folder: Path, kind: str) -> None:
    made = _draft(facts_folder, kind)
    for section in made.sections:
        assert "#" not in shown(section)
        assert marked(shown(section)) == section.text
    headings = [s.heading for s in made.sections]
    merged = merge(made, "", made.title, headings, [shown(s) for s in made.sections])
    assert merged.draft is made
    assert not merged.foreign


def test_rows_of_a_table_stay_together() -> None:
    table = "表1　各县人数\n\n| 县 | 人 |\n| --- | --- |\n| 甲县 | 12 |"
    section = Section("a", "", 0, f"第一段。\n\n{table}\n\n第二段。")
    assert shown(section).splitlines()[2:5] == ["| 县 | 人 |", "| --- | --- |", "| 甲县 | 12 |"]
    assert marked(shown(section)) == section.text
    assert marked(shown(section).replace("12", "13")) == section.text.replace("12", "13")


def test_there_is_a_box_for_every_section() -> None:
    assert max(len(kind.sections) for kind in all_kinds()) <= MOST_SECTIONS


def test_sub_headings_are_known_by_their_numbers() -> None:
    typed = "　　（一）抓培训\n第一段。\r\n\n（二）这是一句带句号的话。\n1.小点\n2.5万元已经到位。"
    assert marked(typed).split("\n\n") == [
        "### （一）抓培训", "第一段。", "（二）这是一句带句号的话。", "#### 1.小点", "2.5万元已经到位。",
    ]  # fmt: skip


def test_edits_reach_title_heading_and_text_alone(facts_folder: Path) -> None:
    made = _draft(facts_folder, "work_summary")
    number = next(i for i, s in enumerate(made.sections) if s.level)
    headings: list[str | None] = [s.heading for s in made.sections]
    texts: list[str | None] = [shown(s) for s in made.sections]
    headings[number] = " 一、新的标题 "
    texts[number] = f"{texts[number]}\n新添的一句。"
    new = merge(made, "", "新\n题目", [*headings, None], [*texts, "多余的框"]).draft
    assert new.title == "新 题目"
    assert new.sections[number].heading == "一、新的标题"
    assert new.sections[number].text == f"{made.sections[number].text}\n\n新添的一句。"
    kept = made.sections[number].sentences
    assert new.sections[number].sentences[: len(kept)] == kept
    untouched = [(a, b) for a, b in zip(made.sections, new.sections, strict=True) if a is b]
    assert len(untouched) == len(made.sections) - 1


def test_a_title_or_heading_cannot_be_emptied(facts_folder: Path) -> None:
    made = _draft(facts_folder, "work_summary")
    texts = [shown(s) for s in made.sections]
    assert merge(made, "", "  ", ["" for _ in made.sections], texts).draft is made
