"""The folder that several processes share for uploads and exports."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from drafting.passing import KEPT, shared_folder


def _put(path: Path, age: float) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("文")
    moment = time.time() - age
    for each in (path, path.parent):
        os.utime(each, (moment, moment))
    return path


def test_what_is_old_goes_and_what_is_new_stays(tmp_path: Path) -> None:
    old = _put(tmp_path / "shared" / "d1-a" / "总结.docx", KEPT + 60)
    new = _put(tmp_path / "shared" / "d2-b" / "总结.docx", KEPT - 60)
    assert shared_folder(tmp_path / "shared") == (tmp_path / "shared").resolve()
    assert (old.exists(), new.exists()) == (False, True)


def test_a_folder_with_something_new_in_it_stays_whole(tmp_path: Path) -> None:
    old = _put(tmp_path / "d1-a" / "一.docx", KEPT + 60)
    new = _put(tmp_path / "d1-a" / "深" / "二.docx", 0)
    shared_folder(tmp_path)
    assert old.exists()
    assert new.exists()


def test_a_folder_that_cannot_be_written_is_told(
    tmp_path: Path, refused: Callable[..., str]
) -> None:
    (tmp_path / "文件").touch()
    assert "DRAFTING_SHARED" in refused(shared_folder, tmp_path / "文件" / "夹")


@pytest.mark.parametrize("name", ["新", "深/新"])
def test_it_is_made_where_it_is_missing(tmp_path: Path, name: str) -> None:
    assert shared_folder(tmp_path / name).is_dir()
