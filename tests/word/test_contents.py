"""The table of contents: a field with its entries, pages reckoned, text counted from page 1."""

from __future__ import annotations

from pathlib import Path

from docx.oxml.ns import qn

from drafting.manuscript import Line
from drafting.word import read, write
from tests.word.documents import FULL_LINE, attribute, text_of, xml

BODY = Line("body", FULL_LINE * 8)
PART = (Line("heading1", "一、做法"), Line("heading2", "（一）选派"), *[BODY] * 11)
LONG = (Line("title", "调研报告"), *PART, Line("heading1", "二、打算"), *[BODY] * 11)


def entries(path: Path) -> list[str]:
    return [text_of(link) for link in xml(path).iter(qn("w:hyperlink"))]


def test_it_names_the_headings_and_their_pages(tmp_path: Path) -> None:
    write(LONG, tmp_path / "a.docx", contents=True)
    # 2 lines of title, 2 of headings, 88 to 99 of text by 22 a page
    assert entries(tmp_path / "a.docx") == ["一、做法1", "（一）选派1", "二、打算5"]


def test_pages_that_are_known_are_taken(tmp_path: Path) -> None:
    write(LONG, tmp_path / "a.docx", contents=True, pages={1: 3})
    assert entries(tmp_path / "a.docx")[0] == "一、做法3"


def test_each_entry_leads_to_its_heading(tmp_path: Path) -> None:
    write(LONG, tmp_path / "a.docx", contents=True)
    root = xml(tmp_path / "a.docx")
    anchors = [link.get(qn("w:anchor")) for link in root.iter(qn("w:hyperlink"))]
    marks = {mark.get(qn("w:name")): mark for mark in root.iter(qn("w:bookmarkStart"))}
    assert [text_of(marks[anchor].getparent()) for anchor in anchors] == [
        "一、做法",
        "（一）选派",
        "二、打算",
    ]


def test_the_field_is_whole(tmp_path: Path) -> None:
    write(LONG, tmp_path / "a.docx", contents=True)
    kinds = [one.get(qn("w:fldCharType")) for one in xml(tmp_path / "a.docx").iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("end") == 4
    codes = [one.text or "" for one in xml(tmp_path / "a.docx").iter(qn("w:instrText"))]
    assert codes[0].split()[:2] == ["TOC", "\\o"]


def test_the_text_counts_its_pages_from_one(tmp_path: Path) -> None:
    write(LONG, tmp_path / "a.docx", contents=True)
    first, second = xml(tmp_path / "a.docx").iter(qn("w:sectPr"))
    assert first.find(qn("w:footerReference")) is None
    assert attribute(second, "pgNumType", "start") == "1"
    assert second.find(qn("w:footerReference")) is not None


def test_it_is_no_part_of_the_text(tmp_path: Path) -> None:
    write(LONG, tmp_path / "a.docx", contents=True)
    write(LONG, tmp_path / "b.docx", contents=False)
    assert read(tmp_path / "a.docx") == read(tmp_path / "b.docx")


def test_a_long_document_has_one_unasked_and_a_speech_has_not(tmp_path: Path) -> None:
    long = (*LONG, *[BODY] * 40)
    for profile, wanted in (("official", True), ("speech", False)):
        write(long, tmp_path / "a.docx", profile=profile)
        assert bool(entries(tmp_path / "a.docx")) is wanted
    write(LONG, tmp_path / "a.docx")
    assert entries(tmp_path / "a.docx") == []


def test_a_document_without_headings_has_none(tmp_path: Path) -> None:
    write((LONG[0], BODY), tmp_path / "a.docx", contents=True)
    assert entries(tmp_path / "a.docx") == []
