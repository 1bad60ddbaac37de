"""What ``doctor`` says of a machine that is well, and of what is wrong with another."""

from __future__ import annotations

import datetime as dt
import json
import re
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from drafting.cli import main
from drafting.doctor import clock, database, fonts, home, vectors
from drafting.doctor.records import Examined
from drafting.settings import Settings, load_settings
from drafting.store import open_store
from retrieval import open_library, ship
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
    assert list(found) == [
        "数据文件夹",
        "文稿数据库",
        "时钟",
        "样本库",
        "向量服务",
        "模型",
        "LibreOffice",
        "字体",
    ]
    assert "还没有建立" in found["数据文件夹"]["lines"][0]
    assert not the_home().exists()


def test_the_drafts_are_counted(told: Told) -> None:
    with closing(open_store(the_home())) as store:
        store.save(drafted(shipped("work_summary")))
    _, found = told()
    [line] = found["文稿数据库"]["lines"]
    assert re.fullmatch(r"SQLite 3\.[\d.]+，1 篇文稿。", line)


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


NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("server", "last", "state"),
    [(None, None, "good"), (30, -3600, "good"), (61, None, "problem"), (-61, None, "problem"),
     (None, 3600, "problem"), (None, -3600, "good")],
)  # fmt: skip
def test_a_clock_that_is_wrong(server: int | None, last: int | None, state: str) -> None:
    moments = [NOON + dt.timedelta(seconds=s) if s is not None else None for s in (server, last)]
    found = clock.judged("12:00", NOON, *moments)
    assert found.state == state
    assert ("timedatectl" in found.lines[0]) == (state == "problem")


def test_the_server_and_its_clock(database_url: str) -> None:
    settings = Settings(drafting_home=the_home(), drafting_database_url=database_url)
    assert clock.examine(settings).state == "good"
    found = database.examine(settings)
    assert found.state == "good"
    assert re.search(r"(SQLite|PostgreSQL) \d+\.\d", found.lines[0])


@pytest.mark.network
@pytest.mark.enable_socket
def test_a_chroma_server_that_does_not_answer() -> None:
    found = vectors.examine(Settings(chroma_url="http://user:geheim@127.0.0.1:9"))
    assert found.state == "problem"
    assert "geheim" not in found.lines[0]
    assert "按词查找照常可用" in found.lines[0]


@pytest.mark.network
@pytest.mark.enable_socket
def test_a_chroma_server_tells_its_version(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = str(probe.getsockname()[1])
    program = str(Path(sys.executable).parent / "chroma")
    command = [
        program,
        "run",
        "--path",
        str(tmp_path / "srv"),
        "--host",
        "127.0.0.1",
        "--port",
        port,
    ]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:  # fmt: skip
        settings = Settings(chroma_url=f"http://127.0.0.1:{port}")
        until = time.monotonic() + 30
        while (found := vectors.examine(settings)).state != "good" and time.monotonic() < until:
            time.sleep(0.2)
        server.kill()
    assert re.fullmatch(rf"Chroma \d[\d.]+（127\.0\.0\.1:{port}）。", found.lines[0])


def test_the_samples_of_an_office_are_those_in_its_database(
    told: Told, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAFTING_DATABASE_URL", database_url)
    monkeypatch.setenv("DRAFTING_EMBEDDINGS", "off")
    with closing(open_store(the_home(), database_url)), open_library() as library:
        ship(library)
        documents = library.status().documents
    _, found = told()
    assert found["样本库"]["documents"] == documents > 0
    assert not (the_home() / "library" / "catalog.db").exists()
