"""Reading one file: the reader of its format, limits before it and a look at the text after it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

from retrieval.errors import UnreadableError
from retrieval.failures import reason
from retrieval.read.refusals import require_chinese, too_large
from retrieval.read.sniffing import true_suffix

Reader = Callable[[bytes], str]
LARGEST_FILE = 50_000_000
"""Bytes; a longer file is not an official document."""

_CONVERT = "请先转换为 .docx 或 .txt 后再添加"
_SPEAKER_NOTES = "演示文稿不是公文，请把讲稿另存为 .docx 后再添加"
_ADVICE = {
    ".zip": "压缩包里不能再有压缩包，请解压后添加",
    ".rar": "请解压后添加",
    ".7z": "请解压后添加",
    ".ofd": _CONVERT,
    ".caj": _CONVERT,
    ".ppt": _SPEAKER_NOTES,
    ".pptx": _SPEAKER_NOTES,
}


@cache
def readers() -> dict[str, Reader]:
    """Return the reader of each suffix, such as ``.docx``."""
    found: dict[str, Reader] = {}
    for module_info in pkgutil.iter_modules([str(Path(__file__).parent)]):
        module = importlib.import_module(f"{__package__}.{module_info.name}")
        if hasattr(module, "SUFFIXES"):
            found.update(dict.fromkeys(module.SUFFIXES, module.read))
    return found


def read_file(path: Path) -> str:
    """Read one file.

    Raises:
        UnreadableError: the format is unknown, or the file is damaged, protected, empty, too
            large or not in Chinese.
    """
    require_known(path.suffix)
    try:
        return read_data(_bytes(path), path.suffix)
    except OSError as error:
        raise UnreadableError(f"文件打不开（{reason(error)}），请检查文件和权限") from error


def read_data(data: bytes, suffix: str) -> str:
    """Read the bytes of a file whose name ends in ``suffix``; see :func:`read_file`."""
    require_known(suffix)
    if not data.strip(b"\x00 \t\r\n"):
        raise UnreadableError("这是空文件，文件中没有文字，请确认内容后再添加")
    text = readers()[true_suffix(data, suffix.lower())](data)
    require_chinese(text)
    return text


def require_known(suffix: str) -> None:
    """Refuse a suffix that no reader knows. Raises :class:`UnreadableError`."""
    if suffix.lower() in readers():
        return
    known = "、".join(sorted({*readers(), ".zip"}))
    advice = _ADVICE.get(suffix.lower(), f"可以添加的格式有 {known}")
    raise UnreadableError(f"不支持 {suffix or '没有扩展名的'} 文件，{advice}")


def _bytes(path: Path) -> bytes:
    if path.exists() and not path.is_file():
        raise UnreadableError("文件打不开（不是普通文件），请检查路径")
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise UnreadableError(too_large(size, LARGEST_FILE))
    with path.open("rb") as file:
        return file.read(LARGEST_FILE + 1)
