"""Old and foreign word processor files (.doc, .wps, .rtf, .odt), through LibreOffice.

LibreOffice runs with a profile of its own, so that one the user has open is not disturbed, and is
ended with all its children when it takes too long.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from retrieval.errors import UnreadableError
from retrieval.read import word

SUFFIXES = (".doc", ".dot", ".odt", ".rtf", ".wps", ".wpt")

LONGEST_WAIT = 90
"""Seconds for one file."""

_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)
_SAVE_AS = "请在 Word 或 WPS 中另存为 .docx 后再添加"


def read(data: bytes) -> str:
    """Return the text of a file that LibreOffice can turn into .docx.

    Raises:
        UnreadableError: LibreOffice is not installed, or cannot read the file in time.
    """
    program = office_program()
    if program is None:
        raise UnreadableError(
            f"读这种旧格式要用 LibreOffice，而本机没有安装：{_SAVE_AS}，或安装 LibreOffice"
        )
    with tempfile.TemporaryDirectory(prefix="office-", ignore_cleanup_errors=True) as folder:
        return word.read(_converted(program, data, Path(folder)))


@cache
def office_program() -> str | None:
    """Return the path of LibreOffice's program, None when it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def _converted(program: str, data: bytes, folder: Path) -> bytes:
    source = folder / f"sample{_suffix(data)}"
    source.write_bytes(data)
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(folder / "out"),
        str(source),
    ]
    _run(command)
    result = folder / "out" / "sample.docx"
    if not result.is_file():
        raise UnreadableError(f"LibreOffice 打不开这个文件，可能已损坏或设有密码：{_SAVE_AS}")
    return result.read_bytes()


def _suffix(data: bytes) -> str:
    if data.startswith(b"PK"):
        return ".odt"
    return ".rtf" if data.lstrip()[:5] == b"{\\rtf" else ".doc"


def _run(command: list[str]) -> None:
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(LONGEST_WAIT)
    except subprocess.TimeoutExpired as error:
        raise UnreadableError(
            f"LibreOffice 读了 {LONGEST_WAIT} 秒还没有读完：{_SAVE_AS}"
        ) from error
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice and the processes it started, if they are still there."""
    if process.poll() is not None:
        return
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
