"""Every file is as the standard's schemas ask (the Open XML SDK's, in pure Python)."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from drafting.checks import Sources
from drafting.manuscript import Line, from_markdown
from drafting.review_sheet import sheet_of
from drafting.word import profile_names, write
from drafting.word.notes import Note
from drafting.word.review_sheet import write_sheets
from tests.word.documents import HEADED, TWO_HEADS, WHOLE, wide

MANUSCRIPT = from_markdown(WHOLE)
LINES = MANUSCRIPT.lines
_OPTIONAL = "relationships/theme' is missing"
"""The SDK's own rule; the standard asks for no theme, and ours would override the fonts."""


def complaints(path: Path) -> list[str]:
    found = OpenXmlValidator().validate(str(path)).errors
    return [
        f"{e.part_uri} {e.path}: {e.description}" for e in found if _OPTIONAL not in e.description
    ]


@pytest.mark.parametrize("profile", profile_names())
def test_a_whole_document(profile: str, tmp_path: Path) -> None:
    write(LINES, tmp_path / "a.docx", profile=profile, author="临江市农业农村局", kind_name="报告")
    assert complaints(tmp_path / "a.docx") == []


@pytest.mark.parametrize("text", [HEADED, TWO_HEADS, wide(18)], ids=["版头", "two heads", "wide"])
def test_other_documents(text: str, tmp_path: Path) -> None:
    lines = from_markdown(text).lines
    write(lines, tmp_path / "a.docx", rules={"各镇选派情况": "three-line"})
    assert complaints(tmp_path / "a.docx") == []
    write(lines, tmp_path / "b.docx", compare=LINES, changed_by="程立春")
    assert complaints(tmp_path / "b.docx") == []


def test_with_contents_and_comments(tmp_path: Path) -> None:
    at = WHOLE.index("468名")
    write(LINES, tmp_path / "a.docx", contents=True, notes=[Note(at, at + 3, "F1：选派468名")])
    assert complaints(tmp_path / "a.docx") == []


def test_with_tracked_changes(tmp_path: Path) -> None:
    new = [Line(x.role, x.text.replace("468", "486")) for x in LINES if "河口县" not in x.text]
    write(new, tmp_path / "a.docx", compare=LINES, changed_by="程立春")
    assert complaints(tmp_path / "a.docx") == []


def test_a_review_sheet(tmp_path: Path) -> None:
    sheet = sheet_of(MANUSCRIPT, Sources(), name="报告.docx", at=dt.datetime(2026, 3, 12))
    write_sheets([sheet], tmp_path / "a.docx")
    assert complaints(tmp_path / "a.docx") == []


def test_the_schemas_see_a_wrong_order(tmp_path: Path) -> None:
    write(LINES, tmp_path / "a.docx")
    with (
        zipfile.ZipFile(tmp_path / "a.docx") as old,
        zipfile.ZipFile(tmp_path / "b.docx", "w") as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = data.replace(b"<w:tblPr>", b"<w:tblPr><w:tblLayout w:type='fixed'/>", 1)
            new.writestr(name, data)
    assert complaints(tmp_path / "b.docx")
