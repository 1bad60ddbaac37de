"""DOCX files as Word and WPS write them, by hand: split runs, rsids, proofing marks, smart tags,
alternate content, numbering by lists, 落款 by tabs and spaces."""

from __future__ import annotations

import zipfile
from pathlib import Path

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:wpsCustomData="http://www.wps.cn/officeDocument/2013/wpsCustomData" '
    'mc:Ignorable="w14 wpsCustomData"'
)
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def word_style(name: str, identifier: str, outline: int | None = None) -> str:
    level = "" if outline is None else f'<w:pPr><w:outlineLvl w:val="{outline}"/></w:pPr>'
    return f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/>{level}</w:style>'


WORD_STYLES = (
    word_style("Normal", "a") + word_style("heading 1", "1", 0) + word_style("heading 2", "2", 1)
    + word_style("Title", "a3") + word_style("toc 1", "TOC1")
)  # fmt: skip
LISTS = """<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="（%2）"/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"""


def run(text: str, look: str = "") -> str:
    return f'<w:r w:rsidRPr="00A1B2C3"><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inner: str, look: str = "") -> str:
    return f'<w:p w14:paraId="1A2B3C4D" w:rsidR="00D4E5F6" w:rsidRDefault="00D4E5F6"><w:pPr>{look}</w:pPr>{inner}</w:p>'


BY_WORD = "".join((
    paragraph(run("关于春耕") + '<w:proofErr w:type="spellStart"/>' + run("生产情况的报告"), '<w:pStyle w:val="a3"/><w:jc w:val="center"/>'),
    paragraph(run("市委办公室") + run("："), ""),
    paragraph('<w:bookmarkStart w:id="0" w:name="_GoBack"/>' + run("全市春耕") + '<w:smartTag w:uri="urn:x" w:element="date"><w:r><w:t>2026年3月</w:t></w:r></w:smartTag>' + run("全面展开。") + '<w:bookmarkEnd w:id="0"/>'),
    paragraph(run("基本情况"), '<w:pStyle w:val="1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
    paragraph(run("备耕进度"), '<w:pStyle w:val="2"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'),
    paragraph(run("全市已备种") + '<w:lastRenderedPageBreak/>'.join(("", "")) + run("4.6") + run("万吨。")),
    paragraph(run("存在问题"), '<w:pStyle w:val="1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
    '<w:tbl><w:tblPr><w:tblStyle w:val="a4"/></w:tblPr><w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="4000"/></w:tblGrid>'
    + "".join(f'<w:tr w:rsidR="00D4E5F6"><w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>{paragraph(run(a))}</w:tc><w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>{paragraph(run(b))}</w:tc></w:tr>' for a, b in (("县区", "进度"), ("江北县", "86%")))
    + "</w:tbl>",
    paragraph(run("特此报告。")),
    paragraph(run("　　　　　　　　　　　　") + run("临江市农业农村局"), '<w:jc w:val="right"/>'),
    paragraph("<w:r><w:tab/></w:r>" * 6 + run("2026年3月12日")),
))  # fmt: skip
"""A report made in Word with heading styles and automatic numbers."""

_BOX = f"<w:txbxContent>{paragraph(run('（征求意见稿）'))}</w:txbxContent>"
_SIZE = '<w:rFonts w:hint="eastAsia" w:ascii="方正小标宋简体" w:eastAsia="方正小标宋简体"/><w:sz w:val="44"/>'
BY_WPS = "".join((
    paragraph(run("在全市春耕生产", _SIZE), '<w:jc w:val="center"/>'),
    paragraph(run("动员会上的讲话", _SIZE), '<w:jc w:val="center"/>'),
    paragraph(run("（2026年3月12日）"), '<w:jc w:val="center"/>'),
    paragraph(f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{_BOX}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>{_BOX}</w:pict></mc:Fallback></mc:AlternateContent></w:r>' + run("同志们：")),
    paragraph(run("　　今天召开") + run("这次") + run("会议。"), '<w:ind w:firstLine="640" w:firstLineChars="200"/>'),
    paragraph(run("一、认清形势"), '<w:ind w:firstLine="640"/>'),
    paragraph(run("（一）") + run("时间紧迫"), ""),
    paragraph(run("农时不等人。")),
    paragraph(run("二、抓住关键"), ""),
    paragraph(run("要") + '<w:commentRangeStart w:id="1"/>' + run("抓早") + '<w:commentRangeEnd w:id="1"/>' + run("抓实。")),
    paragraph(run("谢谢大家！")),
))  # fmt: skip
"""A speech made in WPS without any styles."""


def save(body: str, path: Path) -> None:
    """A package with ``body``, the styles and the lists above."""
    section = '<w:sectPr w:rsidR="00D4E5F6"><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/><w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-849"/></w:sectPr>'
    parts = {
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}{section}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_NAMESPACES}>{WORD_STYLES}</w:styles>",
        "word/numbering.xml": f"<w:numbering {_NAMESPACES}>{LISTS}</w:numbering>",
        "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _relations(("styles", "styles.xml"), ("numbering", "numbering.xml")),
        "[Content_Types].xml": _types(),
    }  # fmt: skip
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{text}')


def _relations(*pairs: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(pairs, 1)
    )
    return f'<Relationships xmlns="{_RELS}">{rows}</Relationships>'


def _types() -> str:
    base = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    rows = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{base}.{kind}+xml"/>'
        for name, kind in (
            ("document", "document.main"),
            ("styles", "styles"),
            ("numbering", "numbering"),
        )
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )  # fmt: skip
