"""LibreOffice and poppler as tests use them: render a DOCX, then measure the page.

The fonts an official document asks for are not free, so a fontconfig file of our own lends it
Debian's instead; all CJK fonts are one em wide, so lines break at the same places.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

LENT_FONTS = {
    "仿宋_GB2312": "AR PL SungtiL GB",
    "宋体": "AR PL SungtiL GB",
    "楷体_GB2312": "AR PL KaitiM GB",
    "黑体": "WenQuanYi Zen Hei",
    "方正小标宋简体": "Noto Serif CJK SC",
    "Times New Roman": "Liberation Serif",
}
_TOOLS = ("soffice", "pdftotext", "pdfinfo")
MILLIMETRE = 72 / 25.4  # in pt


def require_office() -> None:
    """Skip where the programs are missing; on the build machine that is a failure."""
    missing = [tool for tool in _TOOLS if shutil.which(tool) is None]
    if missing and os.environ.get("CI") == "true":
        pytest.fail(f"missing on the build machine: {', '.join(missing)}")
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)} (apt-get install libreoffice-writer "
                    "poppler-utils fonts-noto-cjk fonts-arphic-gbsn00lp fonts-arphic-gkai00mp)")  # fmt: skip


def write_font_map(folder: Path) -> Path:
    """A fontconfig file that lends Debian's fonts under the names documents ask for."""
    aliases = "".join(
        f'<alias binding="same"><family>{asked}</family>'
        f"<prefer><family>{lent}</family></prefer></alias>"
        for asked, lent in LENT_FONTS.items()
    )
    file = folder / "fonts.conf"
    file.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        f"<cachedir>{folder}/fontcache</cachedir>{aliases}</fontconfig>",
        encoding="utf-8",
    )
    return file


def to_pdf(documents: list[Path], folder: Path) -> list[Path]:
    """Render in one LibreOffice with a user profile of its own."""
    return convert(documents, folder, "pdf")


def convert(documents: list[Path], folder: Path, form: str) -> list[Path]:
    """Convert in one LibreOffice to ``form``, a filter of its."""
    run = subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--norestore",
         "--convert-to", form, "--outdir", str(folder), *map(str, documents)],
        env={**os.environ, "FONTCONFIG_FILE": str(write_font_map(folder))},
        capture_output=True, text=True, timeout=280, check=False,
    )  # fmt: skip
    made = [folder / f"{document.stem}.{form.partition(':')[0]}" for document in documents]
    assert all(file.exists() for file in made), run.stderr
    return made


@dataclass(frozen=True, slots=True)
class TextLine:
    """A printed line; distances in mm from the upper left corner of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


_PAGE = re.compile(r"<page [^>]*>(.*?)</page>", re.DOTALL)
_WORD = re.compile(
    r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>'
)


def printed_lines(pdf: Path) -> list[list[TextLine]]:
    """The lines of each page, from top to bottom; words within 2 mm of height share a line."""
    run = subprocess.run(
        ["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, text=True, check=True
    )
    return [_lines(page) for page in _PAGE.findall(run.stdout)]


def _lines(page: str) -> list[TextLine]:
    words = [
        (*(float(number) / MILLIMETRE for number in found[:4]), found[4])
        for found in _WORD.findall(page)
    ]
    rows: list[list[tuple[float, float, float, float, str]]] = []
    for word in sorted(words, key=lambda word: word[3]):
        if rows and word[3] - rows[-1][0][3] < 3:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [
        TextLine(
            text="".join(word[4] for word in sorted(row)),
            left=min(word[0] for word in row),
            top=min(word[1] for word in row),
            right=max(word[2] for word in row),
            bottom=max(word[3] for word in row),
        )
        for row in rows
    ]


def page_size(pdf: Path) -> tuple[float, float]:
    """Width and height in mm."""
    run = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, text=True, check=True)
    found = re.search(r"Page size:\s+([\d.]+) x ([\d.]+) pts", run.stdout)
    assert found, run.stdout
    return float(found[1]) / MILLIMETRE, float(found[2]) / MILLIMETRE
