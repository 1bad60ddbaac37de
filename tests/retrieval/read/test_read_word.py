from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from docx.shared import Pt

from retrieval.errors import UnreadableError
from retrieval.read import read_data
from retrieval.read.numerals import chinese, numeral
from tests.retrieval.read.fixtures import SENTENCES, paragraph, word, zipped
from tests.retrieval.read.needs import needs_office

NUMBERING = """
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>
<w:pStyle w:val="First"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/>
<w:lvlText w:val="%1.%3"/></w:lvl>
<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="●"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
"""
STYLES = """
<w:style w:type="paragraph" w:styleId="First"><w:name w:val="heading 1"/>
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="我的标题"/><w:basedOn w:val="First"/></w:style>
<w:style w:type="paragraph" w:styleId="C"><w:name w:val="toc 1"/></w:style>
"""


def numbered(text: str, depth: int, number: int = 1) -> str:
    settings = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, settings)


def blocks(body: str, **parts: str) -> list[str]:
    return read_data(word(body + paragraph(SENTENCES), **parts), ".docx").split("\n\n")[:-1]


def test_tracked_changes_are_accepted() -> None:
    body = """<w:p><w:r><w:t>全县</w:t></w:r>
    <w:ins w:author="a"><w:r><w:t>选派</w:t></w:r></w:ins>
    <w:del w:author="a"><w:r><w:delText>下派</w:delText></w:r></w:del>
    <w:moveFrom w:author="a"><w:r><w:t>旧处</w:t></w:r></w:moveFrom>
    <w:moveTo w:author="a"><w:r><w:t>新处</w:t></w:r></w:moveTo>
    <w:r><w:t>干部</w:t></w:r></w:p>"""
    assert blocks(body) == ["全县选派新处干部"]


def test_a_deleted_paragraph_mark_joins_paragraphs() -> None:
    gone = '<w:rPr><w:del w:author="a"/></w:rPr>'
    assert blocks(paragraph("前半句，", gone) + paragraph("后半句。")) == ["前半句，后半句。"]


def test_a_deleted_row_is_gone() -> None:
    cell = "<w:tc>{}</w:tc>".format
    row = f"<w:tr>{cell(paragraph('甲'))}{cell(paragraph('一'))}</w:tr>"
    gone = row.replace("<w:tr>", '<w:tr><w:trPr><w:del w:author="a"/></w:trPr>').replace("甲", "乙")
    assert blocks(f"<w:tbl>{row}{gone}</w:tbl>") == ["| 甲 | 一 |"]


def test_tables_keep_their_columns() -> None:
    def row(*texts: str) -> str:
        return f"<w:tr>{''.join(f'<w:tc>{paragraph(text)}</w:tc>' for text in texts)}</w:tr>"

    table = f"<w:tbl>{row('单位', '人数')}{row('', '')}{row('县医院', '')}</w:tbl>"
    assert blocks(table) == ["| 单位 | 人数 |\n| 县医院 |  |"]


def test_a_table_that_only_places_text_is_text() -> None:
    cell = f"<w:tc>{paragraph('一、情况')}{paragraph('情况很好。')}</w:tc>"
    assert blocks(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>") == ["一、情况", "情况很好。"]


def test_text_boxes_are_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('内部资料')}</w:txbxContent>"
    body = f"""<w:p><w:r><w:t>正文在前。</w:t></w:r><w:r><mc:AlternateContent>
    <mc:Choice Requires="wps"><wps:txbx>{box}</wps:txbx></mc:Choice>
    <mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>
    </mc:AlternateContent></w:r></w:p>"""
    assert blocks(body) == ["正文在前。", "内部资料"]


def test_automatic_numbers_are_written_out() -> None:
    body = "".join(
        (
            paragraph("提高认识", '<w:pStyle w:val="First"/>'),
            numbered("抓学习", 1),
            numbered("抓落实", 1),
            numbered("细化", 2),
            numbered("说明", 3),
            paragraph("压实责任", '<w:pStyle w:val="Own"/>'),
            numbered("抓考核", 1),
            numbered("另起", 0, 2),
        )
    )
    assert blocks(body, styles=STYLES, numbering=NUMBERING) == [
        "## 一、提高认识", "（一）抓学习", "（二）抓落实", "1.1细化", "说明",
        "## 二、压实责任", "（一）抓考核", "一、另起",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (101, "一百〇一"), (115, "一百一十五"), (300, "300")],
)  # fmt: skip
def test_chinese_numbers(number: int, written: str) -> None:
    assert chinese(number) == written


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("decimalEnclosedCircleChinese", "④"),
        ("lowerRoman", "iv"),
        ("upperLetter", "D"),
        ("ideographTraditional", "丁"),
        ("decimalFullWidth", "４"),
        ("decimalZero", "04"),
        ("somethingNew", "4"),
    ],
)
def test_other_numbers(kind: str, written: str) -> None:
    assert numeral(4, kind) == written


def test_contents_pinyin_hidden_text_and_field_codes_are_left_out() -> None:
    body = (
        paragraph("一、情况……3", '<w:pStyle w:val="C"/>')
        + "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:ruby><w:rt><w:r><w:t>lái</w:t>"
        "</w:r></w:rt><w:rubyBase><w:r><w:t>来</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>广告</w:t></w:r></w:p>"
    )
    assert blocks(body, styles=STYLES) == ["来"]


def test_heading_one_is_the_title_when_it_stands_alone() -> None:
    styles = "".join(
        f'<w:style w:styleId="{n}"><w:name w:val="heading {n}"/></w:style>' for n in (1, 2)
    )
    title = paragraph("关于下派工作的汇报", '<w:pStyle w:val="1"/>')
    section = paragraph("一、基本情况", '<w:pStyle w:val="2"/>')
    assert blocks(title + section, styles=styles) == ["# 关于下派工作的汇报", "## 一、基本情况"]
    assert blocks(section, styles=styles) == ["### 一、基本情况"]


def test_a_paragraph_in_a_heading_style_is_no_heading() -> None:
    body = paragraph("一、提高认识。" + SENTENCES, '<w:pStyle w:val="First"/>')
    assert not blocks(body, styles=STYLES)[0].startswith("#")


def test_a_strict_document_is_read() -> None:
    xml = (
        '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>'
        f"{paragraph(SENTENCES)}</w:body></w:document>"
    )
    assert read_data(zipped([("word/document.xml", xml)]), ".docx") == SENTENCES


def test_a_document_python_docx_made_is_read(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("关于下派工作的汇报", level=0)
    document.add_paragraph(SENTENCES).runs[0].font.size = Pt(16)
    document.save(str(tmp_path / "a.docx"))
    assert read_data((tmp_path / "a.docx").read_bytes(), ".docx") == (
        f"# 关于下派工作的汇报\n\n{SENTENCES}"
    )


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, "图片（PNG）"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 99, "图片（JPEG）"),
        (word(paragraph(SENTENCES))[:300], "已损坏"),
        (zipped([("word/document.xml", "<w:document")]), "已损坏"),
        (zipped([("xl/workbook.xml", "<x/>")]), "不是 Word 文件"),
        (zipped([("word/document.xml", b" " * 41_000_000)]), "解压后过大"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (word(paragraph("Hello, this is a letter.")), "没有中文正文"),
        (word(""), "没有文字"),
    ],
)  # fmt: skip
def test_what_is_no_word_document_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(UnreadableError, match=told):
        read_data(data, ".docx")


def test_entities_are_not_expanded() -> None:
    entities = '<!DOCTYPE d [<!ENTITY a "很多">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    xml = f'{entities}]><w:document xmlns:w="urn:x"><w:body>&j;</w:body></w:document>'
    with pytest.raises(UnreadableError):
        read_data(zipped([("word/document.xml", xml)]), ".docx")


def test_a_locked_old_document_is_refused() -> None:
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\x00") + b"\xec\xa5".ljust(
        11, b"\x00"
    )
    with pytest.raises(UnreadableError, match="密码"):
        read_data(header + b"\x01" + b"\x00" * 600, ".doc")


@pytest.mark.office
@needs_office
@pytest.mark.parametrize(("suffix", "form"), [(".doc", "MS Word 97"), (".rtf", "Rich Text Format")])
def test_old_formats_are_read_through_libreoffice(tmp_path: Path, suffix: str, form: str) -> None:
    document = docx.Document()
    document.add_heading("一、基本情况", level=1)
    document.add_paragraph(SENTENCES)
    document.save(str(tmp_path / "a.docx"))
    subprocess.run(
        [shutil.which("soffice") or "soffice", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}",
         "--headless", "--convert-to", f"{suffix[1:]}:{form}", "--outdir", str(tmp_path),
         str(tmp_path / "a.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    data = (tmp_path / f"a{suffix}").read_bytes()
    assert read_data(data, suffix) == f"## 一、基本情况\n\n{SENTENCES}"
    assert read_data(data, ".docx") == read_data(data, ".wps")


@pytest.mark.office
@needs_office
def test_damage_that_libreoffice_cannot_mend_is_refused() -> None:
    with pytest.raises(UnreadableError, match=r"打不开|没有"):
        read_data(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 2000, ".doc")
