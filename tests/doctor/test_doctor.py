"""What ``doctor`` says of a machine that is well, and of what is wrong with another."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from drafting.cli import main
from drafting.doctor import fonts, home
from drafting.doctor.records import Examined
from drafting.settings import Settings, load_settings
from drafting.store import open_store
from retrieval.read import office
from tests.briefs import drafted, shipped

Told = Callable[[], tuple[int, dict[str, Any]]]


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    """Runs the command; returns its exit code and what it found, by name."""

    def run() -> tuple[int, dict[str, Any]]:
        code = main(["doctor", "--json"])
        found = json.loads(capsys.readouterr().out)
        assert found["works"] is (code == 0)
        return code, {one["name"]: one for one in found["examined"]}

    return run


def the_home() -> Path:
    return load_settings(None).drafting_home


def test_nothing_is_made_by_looking(told: Told) -> None:
    code, found = told()
    assert code == 0
    assert list(found) == ["数据文件夹", "文稿数据库", "样本库", "模型", "LibreOffice", "字体"]
    assert "还没有建立" in found["数据文件夹"]["lines"][0]
    assert not the_home().exists()


def test_the_drafts_are_counted(told: Told) -> None:
    with closing(open_store(the_home())) as store:
        store.save(drafted(shipped("work_summary")))
    _, found = told()
    assert found["文稿数据库"]["lines"] == ["SQLite，1 篇文稿。"]


def test_a_damaged_database_is_a_problem(told: Told) -> None:
    open_store(the_home()).close()
    file = the_home() / "drafting.db"
    file.write_bytes(b"SQLite format 3\0" + b"\xff" * 4096)
    code, found = told()
    assert code == 1
    assert found["文稿数据库"]["state"] == "problem"
    assert "备份" in found["文稿数据库"]["lines"][0]


def test_a_damaged_page_is_found(told: Told) -> None:
    with closing(open_store(the_home())) as store:
        for _ in range(40):
            store.save(drafted(shipped("work_summary")), "一版")
    file = the_home() / "drafting.db"
    with closing(sqlite3.connect(file)) as connection:
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        root = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE type = 'table' AND name = 'versions'"
        ).fetchone()[0]
    data = bytearray(file.read_bytes())
    data[(root - 1) * size : (root - 1) * size + 64] = b"\xaa" * 64
    file.write_bytes(data)
    code, found = told()
    assert code == 1
    assert found["文稿数据库"]["state"] == "problem"


def test_a_file_in_the_place_of_the_folder() -> None:
    the_home().parent.mkdir(parents=True, exist_ok=True)
    the_home().write_text("")
    assert home.examine(Settings(drafting_home=the_home())).state == "problem"


def test_a_disk_that_is_nearly_full(small_disk: Path) -> None:
    found = home.examine(Settings(drafting_home=small_disk))
    assert found.state == "problem"
    assert "清理磁盘" in found.lines[0]


def test_without_office_it_is_said_what_cannot_be_done(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "office_program", lambda: None)
    code, found = told()
    assert code == 0
    assert found["LibreOffice"]["state"] == "note"
    assert "PDF" in found["LibreOffice"]["lines"][0]


@pytest.mark.parametrize(("missing", "state"), [((), "good"), (("黑体", "方正小标宋简体"), "note")])
def test_fonts_of_the_layouts(
    missing: tuple[str, ...], state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = set(fonts.wanted()) - set(missing)
    monkeypatch.setattr(fonts, "_installed", lambda: there)
    found: Examined = fonts.examine(Settings())
    assert found.state == state
    assert all(font in found.lines[0] for font in missing)


def test_every_line_is_a_chinese_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    assert all(line.endswith("。") for line in capsys.readouterr().out.splitlines())
