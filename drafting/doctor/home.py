"""The data folder: there, writable, with room."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from drafting.doctor.records import Examined
from drafting.settings import Settings

NAME = "数据文件夹"
_ROOM = 500 * 2**20
"""Bytes below which room is short: a library of 20,000 passages takes about 250 MB."""
_ELSEWHERE = "请检查权限，或用 DRAFTING_HOME（页面用 --data）换一个文件夹"


def examine(settings: Settings) -> Examined:
    """Look at the folder without making it."""
    folder = settings.drafting_home
    there = _nearest(folder)
    if folder.exists() and not folder.is_dir():
        return Examined(NAME, "problem", (f"{folder} 不是文件夹。{_ELSEWHERE}。",))
    if not os.access(there, os.W_OK | os.X_OK):
        return Examined(NAME, "problem", (f"{folder} 不能写入。{_ELSEWHERE}。",))
    free = shutil.disk_usage(there).free
    details = {"folder": str(folder), "free_bytes": free}
    room = f"磁盘还有 {free / 2**30:.1f} GB"
    if free < _ROOM:
        said = f"{folder}，{room}，快满了。请清理磁盘，或用 DRAFTING_HOME 换一个文件夹。"
        return Examined(NAME, "problem", (said,), details)
    state = "" if folder.exists() else "还没有建立，第一次使用时建立，"
    return Examined(NAME, "good", (f"{folder}，{state}{room}。",), details)


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest above it that exists."""
    return next((one for one in (folder, *folder.absolute().parents) if one.exists()), folder)
