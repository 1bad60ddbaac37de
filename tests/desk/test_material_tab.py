"""Raw material on the page: candidates, ticks, the fact table and the fields."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from drafting.desk.extracting import Extracting, extracted
from drafting.desk.forms import FIELDS
from drafting.desk.material_tab import all_ticked, filled, taken
from drafting.facts.extraction import Extraction
from drafting.settings import Settings

ROW = ["", "成绩", "走访农户1860户。", "全年走访农户1860户。", "记录.txt，第1段"]
TICKED = ["是", *ROW[1:]]


def _candidates(text: str, paths: list[str]) -> Extraction:
    return asyncio.run(extracted(text, paths, "work_summary", Settings()))


def test_pasted_text_and_files_together(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_text("村,户数\n石桥村,412\n", encoding="utf-8")
    found = _candidates("全年走访农户1860户。", [str(path)]).found
    assert [one.fact.text for one in found] == ["石桥村412户。", "全年走访农户1860户。"]


def test_nothing_given_is_told(refused: Callable[..., str]) -> None:
    assert "请先粘贴材料" in refused(_candidates, "  ", [])


def test_ticked_rows_go_under_the_facts() -> None:
    kept, left = taken([ROW, TICKED], [["F1", "背景", "旧的。", ""], ["", "", "", ""]])
    assert kept == [
        ["F1", "背景", "旧的。", ""],
        ["F2", "成绩", "走访农户1860户。", "记录.txt，第1段"],
    ]
    assert left == [ROW]


def test_numbers_that_are_taken_are_passed_over() -> None:
    kept, _ = taken(
        [TICKED, TICKED], [["F3", "背景", "旧的。", ""], ["F2", "背景", "旧的二。", ""]]
    )
    assert [row[0] for row in kept] == ["F3", "F2", "F4", "F5"]


def test_no_tick_is_told(refused: Callable[..., str]) -> None:
    assert "还没有勾选" in refused(taken, [ROW], [])


def test_all_can_be_ticked_and_unticked() -> None:
    once = all_ticked([ROW, TICKED])
    assert [row[0] for row in once] == ["是", "是"]
    assert [row[0] for row in all_ticked(once)] == ["", ""]


@pytest.mark.parametrize("proposed", ["", '{"issuer": "县财政局", "title": "新题"}'])
def test_fields_typed_in_stay(proposed: str) -> None:
    values = ["旧题" if name == "title" else "" for name in FIELDS]
    shown = dict(zip(FIELDS, filled(values, proposed), strict=True))
    assert shown["title"] == "旧题"
    assert shown["issuer"] == ("县财政局" if proposed else "")


def test_work_ends_with_what_was_found_or_an_error() -> None:
    work = Extracting("全年走访农户1860户。", [], "work_summary", Settings())
    work.start()
    assert work.wait(30)
    assert work.found is not None
    assert work.found.found[0].fact.text == "全年走访农户1860户。"
    empty = Extracting("", [], "work_summary", Settings())
    empty.start()
    assert empty.wait(30)
    assert "请先粘贴材料" in str(empty.error)


def test_work_that_is_stopped_finds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = threading.Event()

    async def endless(*_: object) -> Extraction:
        begun.set()
        await asyncio.sleep(60)
        raise AssertionError

    monkeypatch.setattr("drafting.desk.extracting.extracted", endless)
    work = Extracting("甲", [], "work_summary", Settings())
    work.start()
    assert begun.wait(30)
    work.cancel()
    assert work.ended
    assert work.wait(30)
    assert work.cancelled
    assert (work.found, work.error) == (None, None)
