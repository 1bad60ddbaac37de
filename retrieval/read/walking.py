"""The files that paths stand for: those named and those in the folders named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from retrieval.errors import LibraryError
from retrieval.failures import reason

_SYSTEM_FILES = ("Thumbs.db", "desktop.ini")

Found = tuple[Path, str]
"""A file; or a folder with the reason why it cannot be read."""


def found_under(paths: Sequence[Path]) -> Iterator[Found]:
    """Yield each file once, in order of name.

    Hidden files and the lock files of Word are left out of folders; links to folders are not
    followed there.
    """
    seen: set[Path] = set()
    for path in paths:
        for file, error in _walk(path) if path.is_dir() else ((path, ""),):
            resolved = file.resolve()
            if resolved not in seen:
                seen.add(resolved)
                yield resolved, error


def require_existing(paths: Sequence[Path]) -> None:
    """Raise :class:`LibraryError` when a path does not exist."""
    for path in paths:
        if not path.exists():
            raise LibraryError(f"找不到 {path}：请检查路径是否写对")


def files_under(paths: list[Path]) -> list[Path]:
    """Return the files of :func:`found_under` as a list.

    Raises:
        LibraryError: a path does not exist or a folder cannot be read.
    """
    require_existing(paths)
    files: list[Path] = []
    for file, error in found_under(paths):
        if error:
            raise LibraryError(f"文件夹 {file} 无法读取：{error}")
        files.append(file)
    return files


def _walk(folder: Path) -> Iterator[Found]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield folder, f"请检查权限（{reason(error)}）"
        return
    for entry in entries:
        if entry.name.startswith((".", "~$")) or entry.name in _SYSTEM_FILES:
            continue
        if entry.is_dir():
            if not entry.is_symlink():
                yield from _walk(entry)
        elif entry.is_file():
            yield entry, ""
