"""PDF files with a text layer: lines put together to paragraphs, page furniture left out."""

from __future__ import annotations

import threading
from typing import Any

from retrieval.errors import UnreadableError
from retrieval.read.encoding import damage
from retrieval.read.pdf_furniture import without_furniture
from retrieval.read.pdf_lines import Line, lines_of
from retrieval.read.pdf_paragraphs import paragraphs
from retrieval.read.refusals import FEWEST_CHINESE, chinese_characters

SUFFIXES = (".pdf",)

MOST_PAGES = 1_000
_NEEDS_PASSWORD = 4
_MOST_DAMAGE = 0.2
_turn = threading.Lock()
"""PDFium may be used by one thread at a time."""


def read(data: bytes) -> str:
    """Return the text of a PDF file, paragraphs parted by blank lines.

    Raises:
        UnreadableError: it is damaged, protected by a password, has no text or text without
            meaning, or too many pages.
    """
    with _turn:
        pages, pictures = _pages(data)
    text = "\n\n".join(paragraphs(without_furniture(pages)))
    if chinese_characters(text) < FEWEST_CHINESE and (pictures or not text.strip()):
        raise UnreadableError("PDF 是扫描件或图片，没有文字层，请先识别成文字（OCR）后再添加")
    if damage(text) > _MOST_DAMAGE:
        raise UnreadableError("PDF 里的文字没有编码，读出来是乱码，请转换为 .docx 后再添加")
    return text


def pages_of(data: bytes) -> list[list[Line]]:
    """Return the lines of each page. Raises UnreadableError where the file cannot be opened."""
    with _turn:
        return _pages(data)[0]


def _pages(data: bytes) -> tuple[list[list[Line]], bool]:
    """Return the lines of each page, and whether a page holds a picture instead of text."""
    document = _opened(data)
    try:
        if len(document) > MOST_PAGES:
            raise UnreadableError(
                f"PDF 有 {len(document)} 页，超过 {MOST_PAGES} 页，请拆分后再添加"
            )
        pages: list[list[Line]] = []
        pictures = False
        for number in range(len(document)):
            lines, picture = _page(document, number)
            pages.append(lines)
            pictures = pictures or picture
        return pages, pictures
    finally:
        document.close()


def _opened(data: bytes) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _NEEDS_PASSWORD or "password" in str(error).lower():
            raise UnreadableError("PDF 已加密，设有打开密码，请取消密码、另存后再添加") from error
        raise UnreadableError("PDF 文件已损坏，请重新下载或另存后再添加") from error


def _page(document: Any, number: int) -> tuple[list[Line], bool]:
    """Return the lines of one page; a page that is broken has none."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return [], False
    try:
        lines = lines_of(page)
        return lines, not lines and any(page.get_objects([pdfium.FPDF_PAGEOBJ_IMAGE]))
    finally:
        page.close()
