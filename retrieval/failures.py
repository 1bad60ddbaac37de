"""Errors of disk and database as one Chinese sentence: what, where, what to do."""

from __future__ import annotations

import errno

from retrieval.errors import LibraryError

_UNHARMED = "已保存的内容没有受影响"

# In order: what the error's text holds, and the sentence for it.
_SENTENCES: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("disk is full", "No space left", "File too large", "quota exceeded"),
        "磁盘空间不足，样本库 {place} 没有存完：请清理磁盘后重试，" + _UNHARMED,
    ),
    (
        ("disk I/O error",),
        "样本库 {place} 读写失败：请检查磁盘是否已满或有故障后重试，" + _UNHARMED,
    ),
    (
        ("readonly", "Read-only", "Permission denied", "unable to open database"),
        "样本库 {place} 无法写入：请检查文件夹权限，或换一个文件夹",
    ),
    (
        ("No such file",),
        "样本库 {place} 无法创建：请检查路径是否写对",
    ),
    (
        ("Not a directory", "File exists"),
        "样本库 {place} 不是文件夹：请换一个文件夹",
    ),
    (
        ("database is locked", "table is locked"),
        "样本库 {place} 正被另一个程序写入：请稍后重试，" + _UNHARMED,
    ),
    (
        ("later release",),
        "样本库 {place} 是更新的版本建的：请升级本程序后再打开",
    ),
    (
        (
            "connection refused",
            "closed the connection",
            "terminating connection",
            "starting up",
            "shutting down",
            "connection failed",
            "connection is",
            "timeout expired",
            "too many clients",
            "connection slots",
            "QueuePool limit",
        ),
        "样本库的数据库连不上：请检查数据库是否在运行，稍后重试，" + _UNHARMED,
    ),
    (
        ("authentication failed", "no password supplied", "does not exist"),
        "样本库的数据库进不去：请检查数据库地址（DRAFTING_DATABASE_URL）里的用户、密码和库名",
    ),
    (
        ("not a database", "malformed", "no such column"),
        "样本库 {place} 中的 catalog.db 已损坏或不是样本库：请把它移走，再重新添加文档",
    ),
)


_SYSTEM = {
    errno.ENOENT: "文件不存在",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "这是一个文件夹",
    errno.ENAMETOOLONG: "名称太长",
    errno.ELOOP: "链接互相指向",
    errno.EIO: "磁盘读写出错",
}


def reason(error: OSError) -> str:
    """Return why the system refused, in a few Chinese words."""
    return _SYSTEM.get(error.errno or 0) or error.strerror or type(error).__name__


def explained(error: Exception, place: str) -> LibraryError:
    """Return the error to raise instead of one of disk or database, about the library at place."""
    text = str(getattr(error, "orig", None) or error)
    for marks, sentence in _SENTENCES:
        if any(mark.lower() in text.lower() for mark in marks):
            return LibraryError(sentence.format(place=place))
    return LibraryError(
        f"样本库 {place} 无法读写（{type(error).__name__}）：请检查磁盘和数据库设置"
    )
