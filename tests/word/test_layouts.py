"""An office's own layouts: files in the data folder, one based on another, learned from a document."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from drafting.errors import BadInput, DraftingError
from drafting.word import load_profile, profile_names, write
from drafting.word.layouts import listed, own_folder
from drafting.word.learning import learn_profile
from tests.conftest import is_clear
from tests.word.documents import REPORT


def own(name: str, text: str) -> None:
    own_folder().mkdir(parents=True, exist_ok=True)
    (own_folder() / f"{name}.toml").write_text(text, encoding="utf-8")


def test_a_file_in_the_data_folder_is_a_layout() -> None:
    own("office", 'label = "本局"\nbase = "speech"\n[text]\nfont = "仿宋"\n')
    assert "office" in profile_names()
    made = load_profile("office")
    assert (made.label, made.name, made.page_number.place) == ("本局", "office", "center")
    assert made.styles["body"].font == made.styles["recipient"].font == "仿宋"
    assert made.styles["heading1"].font == "黑体"
    assert [(one.name, one.own) for one in listed()][-1] == ("office", True)


def test_a_change_of_the_file_counts_at_once() -> None:
    own("office", 'label = "甲"\nbase = "official"\n')
    assert load_profile("office").label == "甲"
    own("office", 'label = "乙"\nbase = "official"\n')
    assert load_profile("office").label == "乙"


def test_an_office_may_replace_a_layout_of_ours() -> None:
    own("official", 'label = "本局公文"\nbase = "official"\n[page_number]\nplace = "center"\n')
    assert load_profile("official").label == "本局公文"
    assert load_profile("official").page.characters == 28
    assert load_profile("speech").label == "讲话稿"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('label = "甲"\nbase = "甲"\n', "base"),
        ('label = "甲"\nbase = "none"\n', "没有名为“none”"),
        ("label = 甲\n", "第 1 行"),
        ('label = "甲"\nbase = "official"\n[page]\npitch = "31pt"\n', "排不出每页 22 行"),
    ],
)
def test_a_wrong_file_says_what_is_wrong(text: str, complaint: str) -> None:
    own("甲", text) if 'base = "甲"' not in text else own(
        "甲", text.replace('"甲"\nbase = "甲"', '"甲"\nbase = "乙"')
    )
    own("乙", 'label = "乙"\nbase = "甲"\n')
    with pytest.raises(BadInput) as caught:
        load_profile("甲")
    assert complaint in str(caught.value)
    assert is_clear(str(caught.value))
    assert any("有误" in one.label for one in listed())


@pytest.mark.parametrize("name", ["official", "plain", "speech", "speech_large"])
def test_our_own_layouts_are_learned_back(name: str, tmp_path: Path) -> None:
    write(REPORT, tmp_path / "a.docx", profile=name)
    learned = learn_profile(tmp_path / "a.docx", "学来的")
    ours, found = load_profile(name), load_profile("学来的")
    assert learned.notices == ()
    assert found.page == ours.page
    assert found.page_number == ours.page_number
    shown = ("title", "recipient", "heading1", "heading2", "heading3", "body", "signature", "date")
    for role in shown:
        a, b = found.styles[role], ours.styles[role]
        assert (a.font, a.size, a.tracking, a.bold, a.align, a.first_line) == (
            b.font, b.size, b.tracking, b.bold, b.align, b.first_line,
        ), role  # fmt: skip


def an_office_document(path: Path) -> None:
    """As a person lays one out in Word: no styles, full-width spaces for the indent, 1.5 lines."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(30)
    section.left_margin = section.right_margin = Mm(25)
    rows = [
        ("关于春耕生产情况的汇报", "华文中宋", 22, WD_ALIGN_PARAGRAPH.CENTER, True),
        ("　　一、主要做法", "黑体", 15, None, False),
        (
            "　　今年以来，各县区抓紧备耕，农资到位，农机下田，进展总体顺利。",
            "宋体",
            15,
            None,
            False,
        ),
    ]
    for text, font, size, align, bold in rows:
        paragraph = document.add_paragraph()
        paragraph.alignment = align
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        paragraph.paragraph_format.line_spacing = Pt(26)
        run = paragraph.add_run(text)
        run.font.size, run.font.bold = Pt(size), bold
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    document.save(str(path))


def test_a_document_without_styles_is_learned_by_its_looks(tmp_path: Path) -> None:
    an_office_document(tmp_path / "a.docx")
    learned = learn_profile(tmp_path / "a.docx", "zheng-fu-ban", "政府办")
    made = load_profile("zheng-fu-ban")
    assert made.label == "政府办"
    assert (made.page.top.millimetres, made.page.left.millimetres) == pytest.approx((30, 25))
    assert made.page.pitch.points == 26
    assert (made.page.lines, made.page.characters) == (25, 30)
    title, body, heading = (made.styles[role] for role in ("title", "body", "heading1"))
    assert (title.font, title.size.points, title.bold, title.align) == (
        "华文中宋",
        22,
        True,
        "center",
    )
    assert (body.font, body.size.points, body.first_line) == ("宋体", 15, 2)
    assert heading.font == "黑体"
    assert any("页码" in notice for notice in learned.notices)


def test_what_was_learned_can_be_written_with(tmp_path: Path) -> None:
    an_office_document(tmp_path / "a.docx")
    learn_profile(tmp_path / "a.docx", "office")
    write(REPORT, tmp_path / "b.docx", profile="office")
    section = docx.Document(str(tmp_path / "b.docx")).sections[0]
    assert round(section.top_margin.mm) == 30


@pytest.mark.parametrize("name", ["", "../外面", "a/b", "a.b", "长" * 41])
def test_a_name_that_is_no_name_is_refused(name: str, tmp_path: Path) -> None:
    an_office_document(tmp_path / "a.docx")
    with pytest.raises(DraftingError):
        learn_profile(tmp_path / "a.docx", name)
    assert not list(tmp_path.rglob("*.toml"))


def test_an_empty_document_teaches_nothing(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "a.docx"))
    with pytest.raises(BadInput, match="正文"):
        learn_profile(tmp_path / "a.docx", "office")
