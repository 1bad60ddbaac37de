"""Reading files: every module of this folder names its ``SUFFIXES`` and has ``read(path)``.

A reader returns text with Unix line ends, headings it is sure of marked in Markdown, and raises
:class:`retrieval.errors.UnreadableError`. Adding a format is adding a module here.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

from retrieval.errors import LibraryError, UnreadableError
from retrieval.failures import reason

Reader = Callable[[Path], str]
LARGEST_FILE = 50_000_000
"""Bytes; a longer file is not an official document."""

_ADVICE = {
    ".doc": "请在 Word 或 WPS 中另存为 .docx 后再添加",
    ".wps": "请在 WPS 中另存为 .docx 后再添加",
    ".pdf": "请先转换为 .docx 或 .txt 后再添加",
}


@cache
def readers() -> dict[str, Reader]:
    """Return the reader of each suffix, such as ``.docx``."""
    found: dict[str, Reader] = {}
    for module_info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{module_info.name}")
        found.update(dict.fromkeys(module.SUFFIXES, module.read))
    return found


def read_file(path: Path) -> str:
    """Read one file.

    Raises:
        UnreadableError: the format is unknown, or the file is damaged, empty, too large or binary.
    """
    reader = readers().get(path.suffix.lower())
    if reader is None:
        raise UnreadableError(_unknown_format(path))
    text = _guarded(reader, path)
    if not any(character.isalnum() for character in text):
        raise UnreadableError("文件中没有文字，请确认内容后再添加")
    return text


def files_under(paths: list[Path]) -> list[Path]:
    """Return the files named and those in the folders named, in order of name.

    Hidden files and the lock files of Word are left out of folders.

    Raises:
        LibraryError: a path does not exist or a folder cannot be read.
    """
    files: list[Path] = []
    for path in paths:
        files.extend(_walk(path) if path.is_dir() else [_existing(path)])
    return list(dict.fromkeys(file.resolve() for file in files))


def _unknown_format(path: Path) -> str:
    advice = _ADVICE.get(path.suffix.lower())
    known = "、".join(sorted(readers()))
    return f"不支持 {path.suffix or '没有扩展名的'} 文件，" + (
        advice or f"可以添加的格式有 {known}"
    )


def _guarded(reader: Reader, path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise UnreadableError(
                f"文件有 {size // 1_000_000} MB，超过 50 MB 的上限，请拆分后再添加"
            )
        return reader(path)
    except OSError as error:
        raise UnreadableError(f"文件打不开（{reason(error)}），请检查文件和权限") from error


def _existing(path: Path) -> Path:
    if not path.exists():
        raise LibraryError(f"找不到 {path}：请检查路径是否写对")
    return path


def _walk(folder: Path) -> list[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise LibraryError(f"文件夹 {folder} 无法读取：请检查权限（{reason(error)}）") from error
    files: list[Path] = []
    for entry in entries:
        if entry.name.startswith((".", "~$")):
            continue
        if entry.is_dir() and not entry.is_symlink():
            files.extend(_walk(entry))
        elif entry.is_file():
            files.append(entry)
    return files
