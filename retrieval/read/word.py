"""Word documents (.docx): paragraphs and tables in order, heading styles as Markdown marks."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

from retrieval.errors import UnreadableError

SUFFIXES = (".docx",)

LARGEST_UNPACKED = 300_000_000
"""Bytes; a small archive that unpacks to more is not a document."""

_OLD_WORD = b"\xd0\xcf\x11\xe0"
_HEADING_STYLE = re.compile(r"^(?:heading|标题)\s*([1-4])$", re.IGNORECASE)


def read(path: Path) -> str:
    """Return the text of a Word document, paragraphs parted by blank lines.

    Raises:
        OSError: the file cannot be opened.
        UnreadableError: it is damaged, protected by a password or not a Word document.
    """
    with path.open("rb") as file:
        if file.read(4) == _OLD_WORD:
            raise UnreadableError("文件已加密或是旧版 .doc 格式，请取消密码并另存为 .docx 后再添加")
    _refuse_damaged(path)
    try:
        lines = _lines(_opened(path))
    # python-docx lets through whatever its parts raise: KeyError for a missing part, lxml's
    # XMLSyntaxError, zlib.error and more, none of them documented.
    except Exception as error:
        raise UnreadableError(_damaged()) from error
    return "\n\n".join(line for line in lines if line)


def _refuse_damaged(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(item.file_size for item in archive.infolist())
    except zipfile.BadZipFile as error:
        raise UnreadableError(_damaged()) from error
    if unpacked > LARGEST_UNPACKED:
        raise UnreadableError("文件解压后过大，不像公文，请核对后另存再添加")


def _damaged() -> str:
    return "Word 文件已损坏或不是 Word 文件，请用 Word 或 WPS 打开修复、另存后再添加"


def _opened(path: Path) -> Any:
    import docx

    return docx.Document(str(path))


def _lines(document: Any) -> list[str]:
    lines: list[str] = []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            lines.extend(_row(row) for row in block.rows)
        else:
            lines.append(_paragraph(block))
    return lines


def _row(row: Any) -> str:
    cells: list[str] = []
    for cell in row.cells:
        text = " ".join(cell.text.split())
        if text and (not cells or cells[-1] != text):
            cells.append(text)
    return "，".join(cells)


def _paragraph(paragraph: Any) -> str:
    text = paragraph.text.replace("\u3000", " ").strip()
    style = (paragraph.style.name or "") if paragraph.style is not None else ""
    if not text:
        return ""
    if style.lower() in ("title", "标题"):
        return f"# {' '.join(text.split())}"
    heading = _HEADING_STYLE.match(style)
    return f"{'#' * (int(heading[1]) + 1)} {' '.join(text.split())}" if heading else text
