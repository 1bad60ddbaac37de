"""Tracked changes: accepting all gives the new text, rejecting all the old."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.manuscript import Line, from_markdown
from drafting.word import load_profile, profile_names, write
from drafting.word.alignment import stretches
from drafting.word.body import paragraphs
from drafting.word.tracking import Author, merged
from drafting.word.xml import element
from tests.word.documents import REPORT, TWO_HEADS, xml
from tests.word.resolving import resolved, shown, style

OFFICIAL = load_profile("official")


def both(old: Sequence[Line], new: Sequence[Line], folder: Path, profile: str = "official"):  # type: ignore[no-untyped-def]
    path = folder / "compared.docx"
    write(new, path, compare=old, changed_by="程立春", profile=profile)
    return xml(path).find(qn("w:body"))


def as_set(lines: Sequence[Line], profile: str = "official") -> list[tuple[str, str]]:
    chosen = OFFICIAL if profile == "official" else load_profile(profile)
    return [(style(p), shown(p)) for p in paragraphs(lines, chosen)]


def check(
    old: Sequence[Line], new: Sequence[Line], folder: Path, profile: str = "official"
) -> None:
    check_body(both(old, new, folder, profile), old, new, profile)


def check_body(
    body: BaseOxmlElement, old: Sequence[Line], new: Sequence[Line], profile: str = "official"
) -> None:
    for accept, lines in ((True, new), (False, old)):
        found = [(style(p), shown(p)) for p in resolved(body, accept=accept)]
        assert found == as_set(lines, profile)


TABLE = (
    Line("caption", "表1　选派情况"),
    Line("table_head", "| 县区 | 人数 |"),
    Line("table", "| 甲县 | 12 |"),
    Line("table", "| 乙县 | 30 |"),
)
WITH_TABLE = (*REPORT[:6], *TABLE, *REPORT[6:])
OTHER_TABLE = (Line("table_head", "| 镇 | 村数 | 户数 |"), Line("table", "| 丙镇 | 5 | 800 |"))

EDITS = {
    "nothing": REPORT,
    "a word": tuple(Line(x.role, x.text.replace("468", "486")) for x in REPORT),
    "a paragraph taken out": (*REPORT[:5], *REPORT[6:]),
    "a paragraph put in": (*REPORT[:5], Line("body", "全市各县区都有任务。"), *REPORT[5:]),
    "the last one taken out": REPORT[:-1],
    "the last three taken out": REPORT[:-3],
    "paragraphs behind the last": (*REPORT, Line("body", "抄送：各县区。"), Line("body", "印发。")),
    "another end": (*REPORT[:-2], Line("body", "全新的一段话，与从前无关。")),
    "another title": (Line("title", "关于科技特派员工作情况的报告"), *REPORT[1:]),
    "a heading made of text": (*REPORT[:5], Line("heading2", REPORT[5].text), *REPORT[6:]),
    "turned round": tuple(reversed(REPORT)),
    "all new": (Line("title", "通知"), Line("body", "开会。")),
    "nothing left": (),
    "a table put in": WITH_TABLE,
    "a table at the end": (*REPORT, *TABLE),
    "nothing but a table": TABLE,
}
TABLE_EDITS = {
    "a figure": tuple(Line(x.role, x.text.replace("| 12", "| 15")) for x in WITH_TABLE),
    "a row out": tuple(x for x in WITH_TABLE if "甲县" not in x.text),
    "a row in": (*REPORT[:6], *TABLE, Line("table", "| 丙县 | 7 |"), *REPORT[6:]),
    "the table out": REPORT,
    "another table": (*REPORT[:6], *OTHER_TABLE, *REPORT[6:]),
    "two tables": (*REPORT[:6], *TABLE, *OTHER_TABLE, *REPORT[6:]),
    "a table in another place": (*REPORT, *TABLE),
    "a column more": (*REPORT[:6], TABLE[0], *OTHER_TABLE, *REPORT[6:]),
}


HEADS = tuple(from_markdown(TWO_HEADS).lines)
HEAD_EDITS = {
    "a name of the head": tuple(Line(x.role, x.text.replace("2024", "2023")) for x in HEADS),
    "one row of the head": tuple(x for x in HEADS if "2024" not in x.text),
    "the unit": tuple(Line(x.role, x.text.replace("名、项", "名")) for x in HEADS),
    "a 版头 put on": (
        *HEADS,
        Line("masthead", "江北县农业农村局文件"),
        Line("number", "江农〔2026〕12号"),
    ),
}


@pytest.mark.parametrize("edit", HEAD_EDITS)
def test_an_edit_of_a_head_and_its_undoing(edit: str, tmp_path: Path) -> None:
    check(HEADS, HEAD_EDITS[edit], tmp_path)
    check(HEAD_EDITS[edit], HEADS, tmp_path)


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_and_its_undoing(edit: str, tmp_path: Path) -> None:
    check(REPORT, EDITS[edit], tmp_path)
    check(EDITS[edit], REPORT, tmp_path)


@pytest.mark.parametrize("profile", profile_names())
def test_every_profile(profile: str, tmp_path: Path) -> None:
    check(REPORT, EDITS["turned round"], tmp_path, profile)


@pytest.mark.parametrize("edit", TABLE_EDITS)
def test_an_edit_of_a_table_and_its_undoing(edit: str, tmp_path: Path) -> None:
    check(WITH_TABLE, TABLE_EDITS[edit], tmp_path)
    check(TABLE_EDITS[edit], WITH_TABLE, tmp_path)


def test_only_the_figure_of_a_cell_is_marked(tmp_path: Path) -> None:
    body = both(WITH_TABLE, TABLE_EDITS["a figure"], tmp_path)
    assert [e.text for e in body.iter(qn("w:delText"))] == ["12"]


LINES = st.lists(
    st.builds(
        Line,
        st.sampled_from(["title", "salutation", "heading1", "heading2", "body", "ending", "signature", "date",
                         "table_head", "table", "annex", "imprint"]),
        st.text(st.sampled_from("选派干部到村任职，“实”。1A—|"), min_size=1, max_size=24),
    ),
    max_size=8,
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(LINES, LINES, st.integers(0, 8), st.integers(0, 8))
def test_any_edit_and_its_undoing(a: list[Line], b: list[Line], cut: int, join: int) -> None:
    new = a[:cut] + b + a[cut + join :]
    before, after = list(paragraphs(a, OFFICIAL)), list(paragraphs(new, OFFICIAL))
    by = Author("程立春", dt.datetime(2026, 3, 12))
    check_body(element("body", None, *merged(before, after, by)), a, new)


def test_a_change_names_its_author_and_each_mark_its_own_id(tmp_path: Path) -> None:
    body = both(REPORT, EDITS["a word"], tmp_path)
    marks = [e for e in body.iter() if e.get(qn("w:author")) is not None]
    assert {mark.get(qn("w:author")) for mark in marks} == {"程立春"}
    ids = [mark.get(qn("w:id")) for mark in marks]
    assert len(ids) == len(set(ids)) > 0


def test_only_what_changed_is_marked(tmp_path: Path) -> None:
    body = both(REPORT, EDITS["a word"], tmp_path)
    struck = "".join(e.text or "" for e in body.iter(qn("w:delText")))
    assert struck == "468"
    assert [e.tag for e in body.iter(qn("w:pPrChange"))] == []


def test_a_reader_follows_phrases_not_letters() -> None:
    found = stretches("选派干部到村任职", "选拔干事到乡任事")
    assert sum(not same for same, *_ in found) <= 2


def test_the_same_text_has_no_marks(tmp_path: Path) -> None:
    body = both(REPORT, REPORT, tmp_path)
    assert [e for e in body.iter() if e.get(qn("w:author")) is not None] == []
