"""Any Word file as a draft: ours, Word's, WPS's."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from drafting.document import from_json, lines_of, markdown_of, to_json
from drafting.errors import BadInput
from drafting.kinds import load_kind
from drafting.manuscript import from_markdown, to_markdown
from drafting.returning import accept, bring_back, draft_of, open_as_draft
from drafting.word import write
from drafting.word.review import read_review
from tests.briefs import SHIPPED, drafted, shipped
from tests.word import foreign
from tests.word.documents import WHOLE


@pytest.mark.parametrize("name", SHIPPED)
def test_a_draft_that_left_comes_back_equal(name: str, tmp_path: Path) -> None:
    draft = drafted(shipped(name))
    write(lines_of(draft), tmp_path / "a.docx", profile=load_kind(draft.kind).profile)
    opened = open_as_draft(tmp_path / "a.docx", draft.kind)
    assert markdown_of(opened) == markdown_of(draft)
    assert (opened.title, opened.front, opened.kind) == (draft.title, draft.front, draft.kind)


def test_a_whole_document(tmp_path: Path) -> None:
    lines = from_markdown(WHOLE).lines
    write(lines, tmp_path / "a.docx")
    opened = open_as_draft(tmp_path / "a.docx")
    assert opened.front == ("江农办〔2026〕12号", "市委组织部：")
    assert [section.heading for section in opened.sections] == [
        "",
        "一、主要做法",
        "二、下一步打算",
    ]
    assert "| 河口县 | 342 | 开展技术培训 |" in opened.sections[1].text
    assert opened.brief.issuer == "临江市农业农村局"
    assert opened.brief.date == dt.date(2026, 3, 12)
    write(lines_of(opened), tmp_path / "b.docx")
    assert open_as_draft(tmp_path / "b.docx").sections == opened.sections
    assert to_markdown(read_review(tmp_path / "b.docx").original) == WHOLE


def test_it_survives_its_json_and_brings_back_its_own_changes(tmp_path: Path) -> None:
    write(from_markdown(WHOLE).lines, tmp_path / "a.docx")
    opened = open_as_draft(tmp_path / "a.docx")
    assert from_json(to_json(opened)) == opened
    assert bring_back(opened, read_review(tmp_path / "a.docx")).revisions == ()


@pytest.mark.parametrize(("old", "new"), [("342", "324"), ("江北县农技站", "河口县农技站"),
                                          ("春耕用种", "夏种用种")])  # fmt: skip
def test_changes_in_tables_and_attachments_come_back(old: str, new: str, tmp_path: Path) -> None:
    before, after = from_markdown(WHOLE).lines, from_markdown(WHOLE.replace(old, new)).lines
    draft = draft_of(from_markdown(WHOLE))
    write(after, tmp_path / "a.docx", compare=before, changed_by="程立春")
    returned = bring_back(draft, read_review(tmp_path / "a.docx"))
    assert [revision.author for revision in returned.revisions] == ["程立春"]
    taken = accept(returned.draft, returned.revisions[0])
    assert [(x.role, x.text) for x in lines_of(taken) if new in x.text] == [
        (x.role, x.text) for x in after if new in x.text
    ]  # fmt: skip


def test_a_report_made_in_word(tmp_path: Path) -> None:
    foreign.save(foreign.BY_WORD, tmp_path / "来文.docx")
    opened = open_as_draft(tmp_path / "来文.docx")
    assert opened.title == "关于春耕生产情况的报告"
    assert opened.kind == "situation_report"
    assert opened.front == ("市委办公室：",)
    assert [(s.heading, s.level) for s in opened.sections] == [
        ("", 0), ("一、基本情况", 1), ("二、存在问题", 1),
    ]  # fmt: skip
    assert opened.sections[0].text == "全市春耕2026年3月全面展开。"
    assert opened.sections[1].text == "### （一）备耕进度\n\n全市已备种4.6万吨。"
    assert opened.sections[2].text == "| 县区 | 进度 |\n| --- | --- |\n| 江北县 | 86% |"
    assert opened.back == ("特此报告。", "临江市农业农村局", "2026年3月12日")


def test_a_speech_made_in_wps_without_styles(tmp_path: Path) -> None:
    foreign.save(foreign.BY_WPS, tmp_path / "讲话.docx")
    opened = open_as_draft(tmp_path / "讲话.docx")
    assert opened.title == "在全市春耕生产动员会上的讲话"
    assert opened.kind == "mobilization_speech"
    assert opened.front[:2] == ("（2026年3月12日）", "同志们：")
    assert [s.heading for s in opened.sections][-2:] == ["一、认清形势", "二、抓住关键"]
    assert "（征求意见稿）" in markdown_of(opened)
    assert opened.back == ("谢谢大家！",)


def test_its_sentences_are_there_to_be_checked(tmp_path: Path) -> None:
    foreign.save(foreign.BY_WORD, tmp_path / "a.docx")
    opened = open_as_draft(tmp_path / "a.docx")
    assert [s.text for s in opened.sections[1].sentences] == ["全市已备种4.6万吨。"]


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    foreign.save(foreign.paragraph(""), tmp_path / "空.docx")
    with pytest.raises(BadInput, match=r"空.*没有正文"):
        open_as_draft(tmp_path / "空.docx")
    with pytest.raises(BadInput, match="另存为"):
        open_as_draft(tmp_path / "旧.doc")
    foreign.save(foreign.BY_WORD, tmp_path / "a.docx")
    with pytest.raises(BadInput, match="文种"):
        open_as_draft(tmp_path / "a.docx", "no_such_kind")
