"""A store that cannot be opened, read or written: one sentence, and what was saved is unharmed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from drafting.errors import StoreFailed
from drafting.model import Brief, Draft, Section
from drafting.store import Store, open_store

Refused = Callable[..., str]

LONG = Section("practices", "一、做法", 1, "修渠12条。" * 2000)
DRAFT = Draft("one", "work_summary", "总结", "offline", Brief("work_summary"), (LONG,))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with one draft in it."""
    store = open_store(tmp_path / "data")
    store.save(DRAFT)
    store.close()
    return tmp_path / "data"


@pytest.fixture
def on_small_disk(small_disk: Path) -> Iterator[Store]:
    store = open_store(small_disk)
    yield store
    store.close()


def test_a_full_disk_is_told_and_harms_nothing(on_small_disk: Store, refused: Refused) -> None:
    saved = 0
    with suppress(StoreFailed):
        while saved < 100:
            on_small_disk.save(replace(DRAFT, title=f"第{saved + 1}稿"))
            saved += 1
    assert 0 < saved < 100
    message = refused(on_small_disk.save, DRAFT)
    assert "磁盘已满" in message
    assert "已保存的内容不受影响" in message
    assert [version.number for version in on_small_disk.versions("one")] == list(
        range(saved, 0, -1)
    )
    assert on_small_disk.load("one").title == f"第{saved}稿"
    assert on_small_disk.drafts()[0].title == f"第{saved}稿"


def test_a_disk_that_is_full_from_the_start_is_told(small_disk: Path, refused: Refused) -> None:
    with suppress(OSError), (small_disk / "全部").open("wb", 0) as file:
        while True:
            file.write(bytes(4096))
    assert "磁盘" in refused(open_store, small_disk)


def test_a_read_only_disk_can_be_read_and_refuses_to_be_written(
    small_disk: Path, make_read_only: Callable[[Path], None], refused: Refused
) -> None:
    store = open_store(small_disk)
    store.save(DRAFT)
    store.close()
    make_read_only(small_disk)
    again = open_store(small_disk)
    assert again.load("one") == DRAFT
    assert "没有写入权限" in refused(again.save, DRAFT)
    assert "没有写入权限" in refused(again.remove, "one")
    assert len(again.versions("one")) == 1
    again.close()


def test_no_folder_can_be_made_on_a_read_only_disk(
    small_disk: Path, make_read_only: Callable[[Path], None], refused: Refused
) -> None:
    make_read_only(small_disk)
    message = refused(open_store, small_disk / "data")
    assert "只读" in message
    assert "--data" in message
    assert "打不开数据库文件" in refused(open_store, small_disk)


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path, refused: Refused) -> None:
    (tmp_path / "文件").touch()
    assert "已有同名文件" in refused(open_store, tmp_path / "文件")
    assert "不是文件夹" in refused(open_store, tmp_path / "文件" / "data")


def test_a_name_too_long_is_told(tmp_path: Path, refused: Refused) -> None:
    assert "名称太长" in refused(open_store, tmp_path / ("长" * 200))


def test_a_folder_in_place_of_the_database_is_told(tmp_path: Path, refused: Refused) -> None:
    (tmp_path / "data" / "drafting.db").mkdir(parents=True)
    assert "打不开数据库文件" in refused(open_store, tmp_path / "data")


def test_a_file_that_is_no_database_is_told_and_left_alone(
    tmp_path: Path, refused: Refused
) -> None:
    path = tmp_path / "drafting.db"
    path.write_bytes(b"junk" * 2000)
    message = refused(open_store, tmp_path)
    assert "数据库文件已损坏" in message
    assert "备份" in message
    assert "不受影响" not in message
    assert path.read_bytes() == b"junk" * 2000


def test_a_database_with_broken_pages_is_told(folder: Path, refused: Refused) -> None:
    path = folder / "drafting.db"
    data = path.read_bytes()
    path.write_bytes(data[:4096] + bytes(range(256)) * ((len(data) - 4096) // 256))
    assert "数据库文件已损坏" in refused(open_store, folder)


@pytest.mark.parametrize("content", ["{broken", "[1]", "null", '{"id": 1}', '"text"'])
def test_a_version_that_cannot_be_read_is_told(
    folder: Path, refused: Refused, content: str
) -> None:
    with closing(sqlite3.connect(folder / "drafting.db")) as database, database:
        database.execute("UPDATE versions SET content = ?", [content])
    store = open_store(folder)
    assert refused(store.load, "one")
    assert [draft.id for draft in store.drafts()] == ["one"]
    store.close()


def test_a_database_of_another_program_is_told(tmp_path: Path, refused: Refused) -> None:
    with closing(sqlite3.connect(tmp_path / "drafting.db")) as database, database:
        database.execute("CREATE TABLE drafts (name TEXT)")
    assert "不是本程序的" in refused(open_store, tmp_path)


@pytest.mark.parametrize(
    "url", ["drafts", "", "nodb://u:secret@host/x", "postgresql+nodriver://u:secret@host/x",
            "postgresql://u:secret@host:port/x"],
)  # fmt: skip
def test_an_address_that_is_none_is_refused_without_its_password(
    refused: Refused, url: str
) -> None:
    message = refused(Store, url)
    assert "DRAFTING_DATABASE_URL" in message
    assert "secret" not in message


def test_half_a_character_in_a_title_is_told(folder: Path, refused: Refused) -> None:
    store = open_store(folder)
    assert "无法保存的字符" in refused(store.save, replace(DRAFT, title="\ud800"))
    assert store.load("one") == DRAFT
    store.close()
