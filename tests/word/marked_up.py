"""Reviewed files part by part as Word 365 and WPS save them: every namespace, property and side part
that these programs add around a handful of changes."""

from __future__ import annotations

import zipfile
from pathlib import Path

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_2010, _2012 = (
    "http://schemas.microsoft.com/office/word/2010",
    "http://schemas.microsoft.com/office/word/2012",
)
NAMESPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_R}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    f'xmlns:wps="{_2010}/wordprocessingShape" xmlns:w14="{_2010}/wordml" xmlns:w15="{_2012}/wordml" '
    'xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex" '
    'xmlns:w16cid="http://schemas.microsoft.com/office/word/2016/wordml/cid" '
    'mc:Ignorable="w14 w15 w16se w16cid"'
)  # fmt: skip
_CHEN = 'w:author="陈处长" w:date="2026-03-13T09:10:00Z"'
_LIU = 'w:author="刘秘书" w:date="2026-03-13T15:30:00Z"'


def r(text: str, look: str = "") -> str:
    return (
        f'<w:r w:rsidR="00A1B2C3" w:rsidRPr="00D4E5F6"><w:rPr><w:rFonts w:hint="eastAsia"/>{look}</w:rPr>'
        f'<w:t xml:space="preserve">{text}</w:t></w:r>'
    )


def p(inner: str, look: str = "", mark: str = "", paragraph: str = "3C4D5E6F") -> str:
    return (
        f'<w:p w14:paraId="{paragraph}" w14:textId="77777777" w:rsidR="00A1B2C3" w:rsidRDefault="00A1B2C3"'
        f' w:rsidP="00D4E5F6"><w:pPr>{look}<w:rPr>{mark}<w:rFonts w:hint="eastAsia"/></w:rPr></w:pPr>{inner}</w:p>'
    )


def ins(inner: str, by: str = _CHEN, number: int = 101) -> str:
    return f'<w:ins w:id="{number}" {by}>{inner}</w:ins>'


def gone(text: str, by: str = _CHEN, number: int = 102) -> str:
    run = f'<w:r w:rsidDel="00F1F2F3"><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:delText xml:space="preserve">{text}</w:delText></w:r>'
    return f'<w:del w:id="{number}" {by}>{run}</w:del>'


def field(result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> DATE \\@ "yyyy年M月d日" </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def cell(inner: str, look: str = "", mark: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/>{look}</w:tcPr>{p(r(inner) if inner else "", "", mark)}</w:tc>'


def row(*cells: str, mark: str = "") -> str:
    return f'<w:tr w:rsidR="00A1B2C3" w14:paraId="0A0B0C0D" w14:textId="77777777"><w:trPr>{mark}</w:trPr>{"".join(cells)}</w:tr>'


_BOX = f"<w:txbxContent>{p(r('（内部材料）'))}</w:txbxContent>"
_OLD_HEADING = '<w:pPrChange w:id="120" ' + _LIU + '><w:pPr><w:pStyle w:val="1"/><w:outlineLvl w:val="2"/></w:pPr></w:pPrChange>'  # fmt: skip
_NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>'

BY_WORD = "".join((
    p(r("关于科技副总选派") + '<w:proofErr w:type="gramStart"/>' + r("情况的报告") + '<w:proofErr w:type="gramEnd"/>', '<w:pStyle w:val="a3"/><w:jc w:val="center"/>'),
    p('<w:sdt><w:sdtPr><w:alias w:val="主送机关"/><w:tag w:val="to"/><w:id w:val="-12"/><w15:appearance w15:val="hidden"/></w:sdtPr><w:sdtContent>' + r("区人民政府：") + "</w:sdtContent></w:sdt>"),
    '<w:sdt><w:sdtPr><w:id w:val="99"/><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent>' + p(r("单击或点击此处输入文字。", '<w:rStyle w:val="PlaceholderText"/>')) + "</w:sdtContent></w:sdt>",
    p(r("一、主要做法"), '<w:outlineLvl w:val="0"/>' + _OLD_HEADING),
    p(r("全区选派科技副总") + gone("57") + ins(r("58")) + r("名") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + r("，解决技术难题119项。") + '<w:bookmarkStart w:id="0" w:name="OLE_LINK1"/><w:bookmarkEnd w:id="0"/>'),
    p(r("逐企摸排需\xad求，") + ins(r("逐项建立台账，"), _LIU) + '<w:commentRangeStart w:id="3"/>' + r("逐月跟踪问效") + '<w:commentRangeEnd w:id="3"/><w:r><w:rPr><w:rStyle w:val="a9"/></w:rPr><w:commentReference w:id="3"/></w:r><w:commentRangeStart w:id="4"/><w:commentRangeEnd w:id="4"/><w:r><w:commentReference w:id="4"/></w:r>' + r("。", f'<w:b/><w:rPrChange w:id="130" {_LIU}><w:rPr><w:b w:val="0"/></w:rPr></w:rPrChange>')),
    # a paragraph put in, its end marked; the one before it keeps its own
    p(ins(r("建立“揭榜挂帅”机制。")), "", f'<w:ins w:id="140" {_CHEN}/>'),
    f'<w:moveFromRangeStart w:id="150" w:name="move1" {_LIU}/>' + p(f'<w:moveFrom w:id="151" {_LIU}>' + r("企业满意度达到96%。") + "</w:moveFrom>", "", f'<w:moveFrom w:id="152" {_LIU}/>') + '<w:moveFromRangeEnd w:id="150"/>',
    p(r("二、主要成效"), '<w:outlineLvl w:val="0"/>'),
    p('<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>' + _BOX + "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>" + _BOX + "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>" + r("截至") + field("2026年3月12日") + r("，新增专利86件。")),
    f'<w:moveToRangeStart w:id="160" w:name="move1" {_LIU}/>' + p(f'<w:moveTo w:id="161" {_LIU}>' + r("企业满意度达到96%。") + "</w:moveTo>", "", f'<w:moveTo w:id="162" {_LIU}/>') + '<w:moveToRangeEnd w:id="160"/>',
    p('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + r("已办结") + '<w:r><w:sym w:font="单位专用符号" w:char="E123"/></w:r><w:r><mc:AlternateContent><mc:Choice Requires="w16se"><w16se:symEx w16se:font="Segoe UI Emoji" w16se:char="1F4C8"/></mc:Choice><mc:Fallback><w:t>📈</w:t></mc:Fallback></mc:AlternateContent></w:r>' + r("。")),
    p("<m:oMathPara><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></m:oMathPara>"),
    p('<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><a:blip r:embed="rId9"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'),
    "<w:tbl><w:tblPr/><w:tblGrid/>"
    + row(cell("镇", '<w:vMerge w:val="restart"/>'), cell("2025年", '<w:gridSpan w:val="2"/>'))
    + row(cell("", "<w:vMerge/>"), cell("人数"), cell("难题"))
    + row(cell("东湖镇", '<w:vMerge w:val="restart"/>'), cell("21"), cell("48"))
    + row(cell("", "<w:vMerge/>"), cell("19"), cell("36"))
    + row(cell("白石镇", "", f'<w:ins w:id="171" {_CHEN}/>'), cell("17"), cell("35"), mark=f'<w:ins w:id="170" {_CHEN}/>')
    + row(cell("云溪镇"), cell("9"), cell("14"), mark=f'<w:del w:id="172" {_CHEN}/>')
    + "</w:tbl>",
    p(r("特此报告。")),
    p(r("鸣泉区科学技术局"), '<w:jc w:val="right"/>'),
    p("<w:r><w:ptab w:relativeTo=\"margin\" w:alignment=\"right\" w:leader=\"none\"/></w:r>" + r("2026年3月13日")),
))  # fmt: skip
"""A report marked up by two people in Word 365."""

BY_WPS = "".join((
    p(r("全区春耕工作汇报", '<w:sz w:val="44"/>'), '<w:jc w:val="center"/>'),
    p(r("基本情况"), _NUMBERED),
    p(gone("今年以来，", _LIU) + ins(ins(r("入春以来，"), _LIU, 205), _CHEN, 206) + r("备种4.6万吨。") + f'<w:ins w:id="207" {_LIU}>' + gone("另有储备。", _CHEN, 208) + "</w:ins>"),
    p(r("存在问题"), _NUMBERED + f'<w:pPrChange w:id="210" {_LIU}><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr></w:pPr></w:pPrChange>'),
    # two paragraphs joined: the end of the first is taken out
    p(r("农机手不足，"), "", f'<w:del w:id="211" {_CHEN}/>'),
    p(r("缺口126人。"), "", "", "4D5E6F70"),
    f'<w:customXmlInsRangeStart w:id="212" {_CHEN}/>' + p(r("请予支持。")) + '<w:customXmlInsRangeEnd w:id="212"/>',
))  # fmt: skip
"""A report marked up in WPS, changes within changes."""

_LISTS = '<w:abstractNum w:abstractNumId="3" w15:restartNumberingAfterBreak="0"><w:nsid w:val="1A2B3C4D"/><w:multiLevelType w:val="multilevel"/><w:lvl w:ilvl="0" w:tplc="04090001"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum><w:num w:numId="7" w16cid:durableId="1"><w:abstractNumId w:val="3"/></w:num>'
_STYLES = '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/><w:basedOn w:val="a"/></w:style><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
_COMMENTS = "".join(
    f'<w:comment w:id="{number}" {by} w:initials="x">{p(r(text), "", "", paragraph)}</w:comment>'
    for number, by, text, paragraph in (
        (3, _CHEN, "跟踪结果要有数字", "5E6F7081"),
        (4, _LIU, "已核", "6F708192"),
    )
)


def save(body: str, path: Path, *, wps: bool = False) -> None:
    """A package with all the parts these programs write beside ``body``."""
    base = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts = {
        "document": (f"<w:document {NAMESPACES}><w:body>{body}<w:sectPr w:rsidR=\"00A1B2C3\"><w:pgSz w:w=\"11906\" w:h=\"16838\"/></w:sectPr></w:body></w:document>", "document.main", "officeDocument"),
        "styles": (f"<w:styles {NAMESPACES}>{_STYLES}</w:styles>", "styles", "styles"),
        "numbering": (f"<w:numbering {NAMESPACES}>{_LISTS}</w:numbering>", "numbering", "numbering"),
        "comments": (f"<w:comments {NAMESPACES}>{_COMMENTS}</w:comments>", "comments", "comments"),
        "footnotes": (f'<w:footnotes {NAMESPACES}><w:footnote w:id="2">{p(r("据台账"))}</w:footnote></w:footnotes>', "footnotes", "footnotes"),
    }  # fmt: skip
    side = {
        "commentsExtended": (f'<w15:commentsEx {NAMESPACES}><w15:commentEx w15:paraId="5E6F7081" w15:done="0"/><w15:commentEx w15:paraId="6F708192" w15:paraIdParent="5E6F7081" w15:done="1"/></w15:commentsEx>', "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"),
        "commentsIds": (f'<w16cid:commentsIds {NAMESPACES}><w16cid:commentId w16cid:paraId="5E6F7081" w16cid:durableId="2A2B2C2D"/></w16cid:commentsIds>', "http://schemas.microsoft.com/office/2016/09/relationships/commentsIds"),
        "people": (f'<w15:people {NAMESPACES}><w15:person w15:author="陈处长"><w15:presenceInfo w15:providerId="None" w15:userId="陈处长"/></w15:person></w15:people>', "http://schemas.microsoft.com/office/2011/relationships/people"),
    }  # fmt: skip
    kinds = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{base}.{kind}+xml"/>' for name, (_, kind, _) in parts.items())  # fmt: skip
    kinds += "".join(f'<Override PartName="/word/{name}.xml" ContentType="{base}.{name}+xml"/>' for name in side)  # fmt: skip
    links = [(f"{_R}/{kind}", f"{name}.xml") for name, (_, _, kind) in parts.items() if name != "document"]  # fmt: skip
    links += [(kind, f"{name}.xml") for name, (_, kind) in side.items()]
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    files = {
        "[Content_Types].xml": f'<Types xmlns="{types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{kinds}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{relations}">' + "".join(f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(links, 1)) + "</Relationships>",
        **{f"word/{name}.xml": text for name, (text, _, _) in parts.items()},
        **{f"word/{name}.xml": text for name, (text, _) in side.items()},
    }  # fmt: skip
    if wps:
        custom = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
        files["docProps/custom.xml"] = f'<Properties xmlns="{custom}"><property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="KSOProductBuildVer"><vt:lpwstr xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">2052-12.1.0.16250</vt:lpwstr></property></Properties>'  # fmt: skip
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{text}')
