"""DOCX -> PDF through LibreOffice, and PDF -> pictures of its pages.

LibreOffice runs with a profile folder of its own, so that one a person has open is not disturbed,
and is ended with all it started when it takes too long.
"""

from __future__ import annotations

import contextlib
import io
import os
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from drafting.errors import BadInput, StoreFailed
from drafting.manuscript import Line
from drafting.word.save import save

LONGEST_WAIT = 60
"""Seconds LibreOffice may take to start; each document adds ``WAIT_A_DOCUMENT``."""
WAIT_A_DOCUMENT = 30
_MISSING = (
    "转 PDF 要用 LibreOffice，本机没有找到。请安装 LibreOffice（libreoffice-writer），"
    "或导出 Word 文件后用 Word、WPS 另存为 PDF。"
)
_FAILED = "LibreOffice 没有转出 PDF：{why}。请导出 Word 文件后用 Word、WPS 另存为 PDF。"


@cache
def office_program() -> str | None:
    """The path of LibreOffice's program; None where it is not installed."""
    from retrieval.read.office import office_program as find

    return find()


def print_pdf(document: Path, output: Path) -> None:
    """The DOCX ``document`` as the PDF ``output``, written whole or not at all. Takes some seconds.

    Raises BadInput where LibreOffice is not installed, StoreFailed where it fails or the file
    cannot be saved. No network, no model.
    """
    save(pdfs_of([document])[0], output)


def pdfs_of(documents: Sequence[Path], environment: Mapping[str, str] | None = None) -> list[bytes]:
    """The PDFs of several DOCX files, in order, made in one start of LibreOffice.

    Raises as :func:`print_pdf`.
    """
    program = office_program()
    if program is None:
        raise BadInput(_MISSING)
    with tempfile.TemporaryDirectory(prefix="office-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        sources = []
        for index, document in enumerate(documents):  # names of people may repeat, or be no names
            source = folder / f"{index}.docx"
            source.write_bytes(document.read_bytes())
            sources.append(source)
        _run(program, sources, folder, environment)
        made = [folder / "out" / f"{source.stem}.pdf" for source in sources]
        if not all(pdf.is_file() for pdf in made):
            raise StoreFailed(_FAILED.format(why="它打不开这份文件"))
        return [pdf.read_bytes() for pdf in made]


def _run(
    program: str, sources: Sequence[Path], folder: Path, environment: Mapping[str, str] | None
) -> None:
    command = [
        program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
        "--norestore", "--nologo", "--convert-to", "pdf:writer_pdf_Export",
        "--outdir", str(folder / "out"), *map(str, sources),
    ]  # fmt: skip
    wait = LONGEST_WAIT + WAIT_A_DOCUMENT * len(sources)
    try:
        process = subprocess.Popen(
            command, env={**os.environ, **(environment or {})}, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
    except OSError as error:
        raise StoreFailed(_FAILED.format(why="它启动不了")) from error
    try:
        process.wait(wait)
    except subprocess.TimeoutExpired as error:
        raise StoreFailed(_FAILED.format(why=f"等了 {wait} 秒还没有转完")) from error
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice and the processes it started, if they are still there."""
    if process.poll() is not None:
        return
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def page_pictures(pdf: bytes, *, width: int = 900) -> list[bytes]:
    """Each page of a PDF as a PNG ``width`` pixels wide."""
    import pypdfium2

    pictures = []
    with contextlib.closing(pypdfium2.PdfDocument(pdf)) as document:
        for page in document:
            image = page.render(scale=width / page.get_width()).to_pil()
            stream = io.BytesIO()
            image.convert("RGB").quantize(32).save(stream, "PNG", optimize=True)
            pictures.append(stream.getvalue())
            page.close()
    return pictures


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page of a PDF, as it stands there."""
    import pypdfium2

    with contextlib.closing(pypdfium2.PdfDocument(pdf)) as document:
        return [page.get_textpage().get_text_range() for page in document]


def heading_pages(texts: Sequence[str], lines: Sequence[Line]) -> dict[int, int]:
    """The page of each heading by the index of its line, the first page of the text being 1;
    ``texts`` are the pages of a PDF, a table of contents before them."""
    pages = [_bare(text) for text in texts]
    title = next((_bare(line.text) for line in lines if line.role == "title"), "")
    first = next((number for number, text in enumerate(pages) if title in text), 0)
    found: dict[int, int] = {}
    page, place = first, 0
    for index, line in enumerate(lines):
        if not line.role.startswith("heading"):
            continue
        for number in range(page, len(pages)):
            at = pages[number].find(_bare(line.text), place if number == page else 0)
            if at >= 0:
                page, place = number, at + 1
                found[index] = number - first + 1
                break
    return found


def _bare(text: str) -> str:
    return "".join(text.split())
