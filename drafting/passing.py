"""The folder in which processes behind one address keep what is uploaded and handed out: a file that one
of them made is fetched from any other. Nothing in it is needed for long."""

from __future__ import annotations

import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from drafting.errors import StoreFailed, reason_of

KEPT = 2 * 24 * 3600.0
"""Seconds after which what lies there is old: a page is seldom open so long."""


def shared_folder(folder: Path) -> Path:
    """The folder, made where it is missing, without what is old. Raises StoreFailed where it cannot
    be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"\0")
        for path in folder.iterdir():
            _forget_if_old(path)
    except OSError as error:
        raise StoreFailed(
            f"共用文件夹“{folder}”（DRAFTING_SHARED）不能写入：{reason_of(error)}。请检查它是否挂上、权限对不对。"
        ) from error
    return folder.resolve()


def _forget_if_old(path: Path) -> None:
    """Another process may be quicker."""
    with suppress(FileNotFoundError):
        if path.is_dir() and _changed(path) < time.time() - KEPT:
            shutil.rmtree(path, ignore_errors=True)


def _changed(folder: Path) -> float:
    return max(each.stat().st_mtime for each in (folder, *folder.rglob("*")))
