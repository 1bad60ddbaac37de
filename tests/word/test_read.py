"""Documents by other hands: Word, WPS, python-docx."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from drafting.word import read

Made = Callable[[Document], object]


@pytest.fixture
def text_of(tmp_path: Path) -> Callable[[Made], str]:
    def build(fill: Made) -> str:
        document = docx.Document()
        fill(document)
        document.save(str(tmp_path / "made.docx"))
        return read(tmp_path / "made.docx")

    return build


def paragraph(inner: str) -> object:
    return parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>")


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def put(document: Document, *inner: str) -> None:
    for index, one in enumerate(inner):
        document.element.body.insert(index, paragraph(one))


def test_headings_by_style(text_of: Callable[[Made], str]) -> None:
    def fill(document: Document) -> None:
        document.add_paragraph("工作总结", style="Title")
        document.add_paragraph("主要做法", style="Heading 1")
        document.add_paragraph("精准选派", style="Heading 2")
        document.add_paragraph("正文。")

    assert text_of(fill) == "# 工作总结\n\n## 主要做法\n\n### 精准选派\n\n正文。\n"


def test_headings_by_numbering_alone(text_of: Callable[[Made], str]) -> None:
    def fill(document: Document) -> None:
        for text in (
            "工作总结",
            "一、做法",
            "（一）选派",
            "1.责任",
            "（1）县级",
            "一、做法。如此。",
        ):
            document.add_paragraph(text)

    assert text_of(fill).split("\n\n") == [
        "# 工作总结", "## 一、做法", "### （一）选派", "#### 1.责任", "##### （1）县级",
        "一、做法。如此。\n",
    ]  # fmt: skip


def test_a_title_in_heading_1_shifts_the_rest(text_of: Callable[[Made], str]) -> None:
    def fill(document: Document) -> None:
        document.add_paragraph("工作总结", style="Heading 1")
        document.add_paragraph("主要做法", style="Heading 2")

    assert text_of(fill) == "# 工作总结\n\n## 主要做法\n"


def test_a_large_centred_title_in_two_paragraphs_below_a_red_head(
    text_of: Callable[[Made], str],
) -> None:
    def fill(document: Document) -> None:
        for text, size in (
            ("临江市文件", 48),
            ("临发〔2026〕1号", 16),
            ("关于选派", 22),
            ("的通知", 22),
        ):
            one = document.add_paragraph()
            one.alignment = WD_ALIGN_PARAGRAPH.CENTER
            one.add_run(text).font.size = Pt(size)
        document.add_paragraph("各县（区）：")

    assert text_of(fill) == "临江市文件\n\n临发〔2026〕1号\n\n# 关于选派的通知\n\n各县（区）：\n"


def test_tracked_changes_are_read_as_accepted(text_of: Callable[[Made], str]) -> None:
    def fill(document: Document) -> None:
        gone = '<w:del w:id="1" w:author="甲"><w:r><w:delText>旧的</w:delText></w:r></w:del>'
        new = f'<w:ins w:id="2" w:author="甲">{run("新的")}</w:ins>'
        mark = '<w:pPr><w:rPr><w:del w:id="3" w:author="甲"/></w:rPr></w:pPr>'
        put(document, run("首段。"), f"{mark}{run('这是')}{gone}{new}", run("说法。"))

    assert text_of(fill) == "首段。\n\n这是新的说法。\n"


def test_links_fields_controls_and_hidden_text(text_of: Callable[[Made], str]) -> None:
    def fill(document: Document) -> None:
        link = f"<w:hyperlink>{run('链接')}</w:hyperlink>"
        field = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("今天")}'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )
        control = f"<w:sdt><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>"
        hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>"
        put(document, run("首段。"), link + field + control + hidden)

    assert text_of(fill) == "首段。\n\n链接今天控件\n"


def test_breaks_part_paragraphs_and_indents_by_spaces_go(text_of: Callable[[Made], str]) -> None:
    def fill(document: Document) -> None:
        put(document, run("　　甲。") + "<w:r><w:br/></w:r>" + run("　　乙。"))

    assert text_of(fill) == "甲。\n\n乙。\n"


def test_tables_in_place(text_of: Callable[[Made], str]) -> None:
    def fill(document: Document) -> None:
        document.add_paragraph("如下。")
        table = document.add_table(2, 2)
        for cell, text in zip(table._cells, ("县区", "人数", "甲县", "12"), strict=True):
            cell.text = text
        document.add_paragraph("如上。")

    assert text_of(fill) == "如下。\n\n| 县区 | 人数 |\n| --- | --- |\n| 甲县 | 12 |\n\n如上。\n"


def test_text_boxes_once(text_of: Callable[[Made], str]) -> None:
    def fill(document: Document) -> None:
        box = f"<w:txbxContent><w:p>{run('框里。')}</w:p></w:txbxContent>"
        space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        put(
            document,
            run("首段。") + f"<w:r><mc:AlternateContent {space}>{both}</mc:AlternateContent></w:r>",
        )

    assert text_of(fill) == "首段。\n\n框里。\n"


NUMBERING = """<w:abstractNum w:abstractNumId="77">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
</w:abstractNum><w:num w:numId="88"><w:abstractNumId w:val="77"/></w:num>"""


def test_numbers_that_word_counts_are_part_of_the_heading(text_of: Callable[[Made], str]) -> None:
    def fill(document: Document) -> None:
        numbering = document.part.numbering_part.element
        for child in parse_xml(f"<w:x {nsdecls('w')}>{NUMBERING}</w:x>"):
            numbering.append(child)
        levels = ((0, "背景"), (1, "选派"), (1, "管理"), (2, "责任"), (0, "打算"), (1, "落实"))
        put(
            document,
            *(
                f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="88"/></w:numPr></w:pPr>'
                + run(text)
                for level, text in levels
            ),
        )

    assert text_of(fill).split("\n\n") == [
        "## 一、背景", "### （一）选派", "### （二）管理", "#### 1.责任", "## 二、打算",
        "### （一）落实\n",
    ]  # fmt: skip


def test_the_table_of_contents_is_left_out(text_of: Callable[[Made], str]) -> None:
    def fill(document: Document) -> None:
        document.styles.add_style("toc 1", 1)
        document.add_paragraph("一、做法 3", style="toc 1")
        document.add_paragraph("正文。")

    assert text_of(fill) == "正文。\n"


def test_attachments_listed_are_no_headings(text_of: Callable[[Made], str]) -> None:
    def fill(document: Document) -> None:
        for text in ("正文。", "附件：1.名册", "2.统计表"):
            document.add_paragraph(text)

    assert text_of(fill) == "正文。\n\n附件：1.名册\n\n2.统计表\n"


def test_a_document_of_the_strict_kind(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("正文。")
    document.save(str(tmp_path / "a.docx"))
    transitional = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with (
        zipfile.ZipFile(tmp_path / "a.docx") as old,
        zipfile.ZipFile(tmp_path / "strict.docx", "w") as new,
    ):
        for name in old.namelist():
            strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
            new.writestr(name, old.read(name).replace(transitional, strict))
    assert read(tmp_path / "strict.docx") == "正文。\n"
