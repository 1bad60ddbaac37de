"""A file is written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import uuid
from pathlib import Path

from drafting.errors import StoreFailed

_REMEDIES = {
    errno.ENOSPC: "磁盘已满，请清理出空间或换一个位置再保存",
    errno.EDQUOT: "磁盘配额已用完，请清理出空间或换一个位置再保存",
    errno.EROFS: "所在磁盘只读，请换一个可以写入的位置",
    errno.EACCES: "没有写入权限，或文件正在 Word 中打开，请关闭文件或换一个位置",
    errno.EPERM: "没有写入权限，请换一个可以写入的位置",
    errno.ENOENT: "文件夹不存在，请先建好文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹，请核对路径",
    errno.EISDIR: "那里已有同名文件夹，请换一个文件名",
    errno.ENAMETOOLONG: "文件名太长，请缩短",
}


def save(data: bytes, path: Path) -> None:
    """Write ``data`` beside ``path`` and rename: what stood there stays until all is on disk.

    Raises :class:`StoreFailed` naming the path and what to do.
    """
    beside = path.with_name(f".{uuid.uuid4().hex}.tmp")
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a directory")
        with beside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        remedy = _REMEDIES.get(error.errno or 0, f"系统提示“{error.strerror}”，请换一个位置再试")
        raise StoreFailed(f"文件“{path}”没有保存成功：{remedy}。") from error
