"""The written file: layout, fonts, order of elements, properties."""

import datetime as dt
import os
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from drafting.manuscript import Line
from drafting.word import load_profile, write
from drafting.word.xml import PARAGRAPH_ORDER, RUN_ORDER
from tests.word.documents import REPORT, attribute, paragraph, summary, text_of, written, xml

GOLDEN = Path(__file__).parent / "golden"
SPEECH = (
    Line("title", "在全市科技特派员选派工作会议上的讲话"),
    Line("dateline", "（2026年3月12日）"),
    Line("byline", "市委组织部部长　林某某"),
    Line("salutation", "同志们："),
    Line("body", "今天我们在这里召开会议。"),
    Line("ending", "谢谢大家！"),
)


@pytest.mark.parametrize(
    ("name", "lines", "profile"),
    [
        ("official", REPORT, "official"),
        ("speech", SPEECH, "speech"),
        ("plain", REPORT, "plain"),
    ],
)
def test_the_document_is_as_approved(
    tmp_path: Path, name: str, lines: tuple[Line, ...], profile: str
) -> None:
    """Approve a wanted change by running with UPDATE_GOLDEN=1 and reading the difference."""
    found = summary(written(tmp_path, lines, profile))
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


SECTION_ORDER = (
    "headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar",
    "paperSrc", "pgBorders", "lnNumType", "pgNumType", "cols", "formProt", "vAlign", "noEndnote",
    "titlePg", "textDirection", "bidi", "rtlGutter", "docGrid",
)  # fmt: skip
STYLE_ORDER = (
    "name", "aliases", "basedOn", "next", "link", "autoRedefine", "hidden", "uiPriority",
    "semiHidden", "unhideWhenUsed", "qFormat", "locked", "pPr", "rPr", "tblPr",
)  # fmt: skip
SETTINGS_ORDER = (
    "zoom", "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter", "defaultTabStop",
    "evenAndOddHeaders", "characterSpacingControl", "compat", "themeFontLang", "decimalSymbol",
    "listSeparator",
)  # fmt: skip
ORDERS = {
    "pPr": PARAGRAPH_ORDER, "rPr": RUN_ORDER, "sectPr": SECTION_ORDER, "style": STYLE_ORDER,
    "settings": SETTINGS_ORDER, "styles": ("docDefaults", "latentStyles", "style"),
}  # fmt: skip


@pytest.mark.parametrize("profile", ["official", "speech", "plain"])
def test_children_stand_in_the_order_of_the_schema(tmp_path: Path, profile: str) -> None:
    path = tmp_path / "a.docx"
    write(REPORT, path, profile=profile)
    with zipfile.ZipFile(path) as archive:
        parts = [
            name for name in archive.namelist() if name.startswith("word/") and "_rels" not in name
        ]
    checked = 0
    for part in parts:
        for element in xml(path, part).iter():
            order = ORDERS.get(element.tag.rpartition("}")[2])
            if order is not None:
                places = [order.index(child.tag.rpartition("}")[2]) for child in element]
                assert places == sorted(places), (part, element.tag)
                checked += 1
    assert checked > 50


def test_the_package_holds_what_it_needs_and_no_theme(tmp_path: Path) -> None:
    written(tmp_path)
    with zipfile.ZipFile(tmp_path / "written.docx") as archive:
        assert set(archive.namelist()) == {
            "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/document.xml",
            "word/_rels/document.xml.rels", "word/styles.xml", "word/settings.xml",
            "word/fontTable.xml", "word/footer1.xml", "word/footer2.xml",
        }  # fmt: skip
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert b"asciiTheme" not in everything
    assert b"eastAsiaTheme" not in everything


def test_python_docx_opens_it_with_named_styles(tmp_path: Path) -> None:
    written(tmp_path)
    opened = docx.Document(str(tmp_path / "written.docx"))
    names = {one.text: one.style.name for one in opened.paragraphs if one.style and one.text}
    assert names["一、主要做法"] == "一级标题"
    assert names["（一）坚持精准选派"] == "二级标题"
    assert names["市委组织部："] == "主送机关"
    assert opened.styles["一级标题"].base_style.name == "Heading 1"
    section = opened.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm, 1) for margin in margins] == [37, 35, 28, 26]


def test_headings_have_outline_levels(tmp_path: Path) -> None:
    written(tmp_path)
    styles = xml(tmp_path / "written.docx", "word/styles.xml")
    levels = {
        attribute(style, "name"): attribute(style, "pPr/outlineLvl")
        for style in styles.iter(qn("w:style"))
    }
    assert [levels[f"{number}级标题"] for number in "一二三四"] == ["0", "1", "2", "3"]


def test_the_title_is_one_paragraph_followed_by_one_blank_line(tmp_path: Path) -> None:
    root = written(tmp_path)
    title, blank, recipient = list(root.iter(qn("w:p")))[:3]
    assert text_of(title) == "关于选派科技特派员下乡服务春耕生产情况的汇报"
    assert len(list(title.iter(qn("w:br")))) == 1
    assert text_of(blank) == ""
    assert text_of(recipient) == "市委组织部："


def test_a_title_broken_by_its_writer_stays_so(tmp_path: Path) -> None:
    root = written(tmp_path, [Line("title", "在会上的\n讲话")])
    assert [text_of(run) for run in root.iter(qn("w:r"))] == ["在会上的", "", "讲话"]


def test_quotes_take_the_chinese_font_and_digits_times(tmp_path: Path) -> None:
    runs = {text_of(run): run for run in written(tmp_path).iter(qn("w:r"))}
    assert attribute(runs["“"], "rPr/rFonts", "ascii") == "仿宋_GB2312"
    assert attribute(runs["“"], "rPr/rFonts", "hint") == "eastAsia"
    digits = runs["ABC公司投入1.5亿元，占26.9%。"]
    assert attribute(digits, "rPr/rFonts", "ascii") == "Times New Roman"
    assert attribute(digits, "rPr/rFonts", "eastAsia") == "仿宋_GB2312"


def test_a_run_in_heading_alone_takes_the_heading_font(tmp_path: Path) -> None:
    root = written(tmp_path)
    runs = list(paragraph(root, "（一）强化统筹").iter(qn("w:r")))
    assert attribute(runs[0], "rPr/rFonts", "eastAsia") == "楷体_GB2312"
    assert text_of(runs[0]) == "（一）强化统筹。"
    assert {attribute(run, "rPr/rFonts", "eastAsia") for run in runs[1:]} == {"仿宋_GB2312"}
    lead = next(iter(paragraph(root, "一是").iter(qn("w:r"))))
    assert attribute(lead, "rPr/rFonts", "eastAsia") == "仿宋_GB2312"
    assert attribute(lead, "rPr/b") == "0"


def test_a_profile_may_set_leads_bold(tmp_path: Path) -> None:
    official = load_profile("official")
    habits = official.typography.model_copy(update={"bold_leads": True})
    path = tmp_path / "a.docx"
    write(REPORT, path, profile=official.model_copy(update={"typography": habits}))
    first, second = paragraph(xml(path), "一是").iter(qn("w:r"))
    assert (attribute(first, "rPr/b"), attribute(second, "rPr/b")) == ("1", "0")


def test_further_attachments_stand_under_the_first(tmp_path: Path) -> None:
    lines = [Line("attachment", "附件：1.名册"), Line("attachment", "2.统计表")]
    first, second = written(tmp_path, lines).iter(qn("w:p"))
    left = attribute(first, "pPr/ind", "left")
    assert left == attribute(second, "pPr/ind", "left")
    hanging = [int(attribute(one, "pPr/ind", "hanging") or 0) for one in (first, second)]
    assert hanging[0] - hanging[1] == 3 * 315  # “附件：” is three characters of 15.75 pt


def test_page_numbers_alternate_sides(tmp_path: Path) -> None:
    written(tmp_path)
    sides = {}
    section = next(xml(tmp_path / "written.docx").iter(qn("w:sectPr")))
    relations = xml(tmp_path / "written.docx", "word/_rels/document.xml.rels")
    targets = {one.get("Id"): one.get("Target") for one in relations}
    for reference in section.findall(qn("w:footerReference")):
        footer = xml(tmp_path / "written.docx", f"word/{targets[reference.get(qn('r:id'))]}")
        sides[reference.get(qn("w:type"))] = attribute(footer, "p/pPr/jc")
        assert text_of(footer) == "— 1 —"
    assert sides == {"default": "right", "even": "left"}
    settings = xml(tmp_path / "written.docx", "word/settings.xml")
    assert settings.find(qn("w:evenAndOddHeaders")) is not None


def test_properties(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    write(REPORT, path, author="市科技局\x01", kind_name="工作汇报")
    properties = docx.Document(str(path)).core_properties
    assert properties.title == REPORT[0].text
    assert (properties.author, properties.subject) == ("市科技局", "工作汇报")
    assert properties.language == "zh-CN"
    assert properties.comments == ""
    assert properties.created is not None
    assert abs(dt.datetime.now(dt.UTC) - properties.created) < dt.timedelta(minutes=1)


def test_a_very_long_title_fits_the_properties(tmp_path: Path) -> None:
    write([Line("title", "长" * 3000)], tmp_path / "a.docx", title="长" * 3000)
    title = docx.Document(str(tmp_path / "a.docx")).core_properties.title
    assert len(title) == 255


def test_no_lines_still_make_a_document(tmp_path: Path) -> None:
    assert len(list(written(tmp_path, []).iter(qn("w:p")))) == 1


def test_short_text_is_kept_on_the_page_of_the_signoff(tmp_path: Path) -> None:
    root = written(tmp_path)
    assert attribute(paragraph(root, "附件"), "pPr/keepNext") == "1"
    assert attribute(paragraph(root, "临江市"), "pPr/keepNext") == "1"
    assert attribute(paragraph(root, "2026年"), "pPr/keepNext") == "0"


def test_what_closes_a_document_stays_together(tmp_path: Path) -> None:
    lines = [*REPORT[:-2], Line("attachment", "2.统计表"), *REPORT[-2:]]
    root = written(tmp_path, lines)
    for text in ("特此汇报", "附件", "2.统计表", "临江市"):
        assert attribute(paragraph(root, text), "pPr/keepNext") == "1"
