"""Comments of proof: on the right words, with the facts they rest on."""

from __future__ import annotations

from pathlib import Path

from docx.oxml.ns import qn

from drafting.document import manuscript_of
from drafting.engines.offline import OfflineEngine
from drafting.export_command import proof_notes
from drafting.manuscript import from_markdown
from drafting.pipeline import Finished
from drafting.pipeline import draft as write_draft
from drafting.word import read, write
from drafting.word.notes import Note
from drafting.word.review import read_review
from tests.briefs import shipped
from tests.word.documents import WHOLE, text_of, xml

LINES = from_markdown(WHOLE).lines


def note(words: str, text: str = "F1") -> Note:
    at = WHOLE.index(words)
    return Note(at, at + len(words), text)


def hung(path: Path) -> list[tuple[str, str]]:
    review = read_review(path)
    return [(c.quote, c.text) for line in review.lines for c in line.comments]


def test_a_comment_hangs_on_its_words(tmp_path: Path) -> None:
    notes = [note("468名", "F1：选派468名\n来源：统计表"), note("726条"), note("（一）坚持")]
    write(LINES, tmp_path / "a.docx", notes=notes, author="农业农村局")
    assert hung(tmp_path / "a.docx") == [
        ("468名", "F1：选派468名\n来源：统计表"), ("（一）坚持", "F1"), ("726条", "F1"),
    ]  # fmt: skip
    assert read(tmp_path / "a.docx") == WHOLE


def test_a_figure_of_a_table_has_its_comment(tmp_path: Path) -> None:
    write(LINES, tmp_path / "a.docx", notes=[note("342")])
    root = xml(tmp_path / "a.docx")
    (start,) = root.iter(qn("w:commentRangeStart"))
    assert text_of(start.getparent()) == "342"


def test_two_comments_on_the_same_words(tmp_path: Path) -> None:
    write(LINES, tmp_path / "a.docx", notes=[note("468名", "甲"), note("468", "乙")])
    assert sorted(hung(tmp_path / "a.docx")) == [("468", "乙"), ("468名", "甲")]


def test_words_that_are_not_there_have_none(tmp_path: Path) -> None:
    write(LINES, tmp_path / "a.docx", notes=[Note(10_000, 10_003, "无")])
    assert hung(tmp_path / "a.docx") == []


def test_every_figure_of_a_draft_names_its_fact_and_source(tmp_path: Path) -> None:
    *_, last = write_draft(shipped("situation_report"), OfflineEngine())
    assert isinstance(last, Finished)
    manuscript = manuscript_of(last.draft)
    notes = proof_notes(manuscript, last.draft.brief)
    write(manuscript.lines, tmp_path / "a.docx", notes=notes)
    found = hung(tmp_path / "a.docx")
    assert len(found) == len(notes) > 10
    assert [quote for quote, _ in found] == [manuscript.text[n.start : n.end] for n in notes]
    known = {fact.id: fact for fact in last.draft.brief.facts}
    for note_ in notes:
        first = note_.text.split("\n")[-1]
        fact = known[first.partition("：")[0]]
        assert fact.text in first
        assert not fact.source or fact.source in first
