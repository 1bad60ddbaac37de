"""What tests of Word files share: a full manuscript, the XML of a written file, a short summary."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

from docx.oxml import parse_xml
from docx.oxml.ns import nsmap, qn
from docx.oxml.xmlchemy import BaseOxmlElement

from drafting.manuscript import Line
from drafting.word import write

FULL_LINE = "全市各级各部门始终坚持以人民为中心的思想统筹推进各项工作"  # 28 characters


REPORT = (
    Line("title", "关于选派科技特派员下乡服务春耕生产情况的汇报"),
    Line("recipient", "市委组织部："),
    Line("body", "今年以来，我局选派科技特派员468名，现将有关情况汇报如下。"),
    Line("heading1", "一、主要做法"),
    Line("heading2", "（一）坚持精准选派"),
    Line("body", "（一）强化统筹。实行“一对一”结对帮扶——覆盖全部行政村……"),
    Line("body", "一是建立台账。逐村登记。"),
    Line("heading3", "1.明确责任"),
    Line("heading4", "（1）县级责任"),
    Line("body", "ABC公司投入1.5亿元，占26.9%。"),
    Line("ending", "特此汇报。"),
    Line("attachment", "附件：1.科技特派员名册"),
    Line("signature", "临江市科学技术局"),
    Line("date", "2026年3月12日"),
)

WHOLE = """江农办〔2026〕12号

# 关于选派科技特派员下乡服务春耕生产情况的报告

市委组织部：

今年以来，我局选派科技特派员468名，现将有关情况报告如下。

## 一、主要做法

### （一）坚持精准选派

一是摸清需求。逐村登记，共收集需求726条。

表1　各县选派情况

| 县区 | 人数 | 主要服务内容 |
| --- | --- | --- |
| 江北县 | 126 | 到村入户指导春耕备耕，推广良种良法 |
| 河口县 | 342 | 开展技术培训 |

## 二、下一步打算

持续跟踪问效。

特此报告。

附件：1.科技特派员名册

2.服务需求清单

临江市农业农村局

2026年3月12日

附件1

科技特派员名册

| 姓名 | 单位 |
| --- | --- |
| 林望川 | 江北县农技站 |

附件2

服务需求清单

## 一、种植类

春耕用种需求较多。

抄送：市委办公室、市政府办公室。

临江市农业农村局办公室　2026年3月12日印发
"""
"""Everything a document may hold, in the project's Markdown."""


HEADED = """江北县农业农村局文件

江农〔2026〕12号

签发人：林望川

# 关于春耕生产情况的报告

县人民政府：

全县备耕顺利。

江北县农业农村局

2026年3月12日
"""
"""With 版头."""

TWO_HEADS = """# 总结

各镇情况详见表1。

表1　各镇选派情况

单位：名、项

| 镇 | 2024年 |  | 2025年 |  |
|  | 人数 | 难题 | 人数 | 难题 |
| --- | --- | --- | --- | --- |
| 东湖镇 | 12 | 20 | 121 | 48 |
| 白石镇 | 8 | — | 9 | 6.5 |

表2　指标

| 指标 | 数值 |
| --- | --- |
| 甲 | 1 |

完。
"""
"""With a table whose head has two rows."""


def wide(columns: int, cell: str = "12345.6") -> str:
    rows = ["镇", *(f"指标{n}" for n in range(1, columns))], ["东湖镇", *[cell] * (columns - 1)]
    head, body = (f"| {' | '.join(row)} |" for row in rows)
    return f"# 表\n\n前文。\n\n表1　各项指标\n\n{head}\n|{' --- |' * columns}\n{body}\n\n后文。\n"


def xml(path: Path, part: str = "word/document.xml") -> BaseOxmlElement:
    with zipfile.ZipFile(path) as archive:
        return parse_xml(archive.read(part))


def written(
    folder: Path, lines: Sequence[Line] = REPORT, profile: str = "official"
) -> BaseOxmlElement:
    """Write ``lines`` and give back the root of document.xml."""
    path = folder / "written.docx"
    write(lines, path, profile=profile)
    return xml(path)


def attribute(element: BaseOxmlElement, path: str, name: str = "val") -> str | None:
    """``attribute(paragraph, "pPr/ind", "left")``."""
    found = element.find("/".join(qn(f"w:{step}") for step in path.split("/")))
    return None if found is None else found.get(qn(f"w:{name}"))


def text_of(element: BaseOxmlElement) -> str:
    return "".join(node.text or "" for node in element.iter(qn("w:t")))


def paragraph(root: BaseOxmlElement, text: str) -> BaseOxmlElement:
    """The one paragraph that begins with ``text``."""
    found = [one for one in root.iter(qn("w:p")) if text_of(one).startswith(text)]
    assert len(found) == 1, text
    return found[0]


def summary(root: BaseOxmlElement) -> str:
    """Every paragraph in a few readable lines: style, layout, runs with fonts, sizes, words."""
    rows: list[str] = []
    for one in root.iter(qn("w:p")):
        layout = " ".join(
            f"{path.rpartition('/')[2] if name == 'val' else name}={value}"
            for path, name in (
                ("pPr/jc", "val"), ("pPr/ind", "left"), ("pPr/ind", "right"),
                ("pPr/ind", "rightChars"), ("pPr/ind", "firstLineChars"), ("pPr/ind", "firstLine"),
                ("pPr/ind", "hanging"), ("pPr/spacing", "line"), ("pPr/spacing", "lineRule"),
                ("pPr/keepNext", "val"),
            )
            if (value := attribute(one, path, name)) is not None
        )  # fmt: skip
        rows.append(f"{attribute(one, 'pPr/pStyle')} | {layout}")
        for run in one.findall(qn("w:r")):
            fonts = [attribute(run, "rPr/rFonts", name) for name in ("ascii", "eastAsia", "hint")]
            size, tracking = attribute(run, "rPr/sz"), attribute(run, "rPr/spacing")
            words = text_of(run) or "⏎"
            rows.append(f"    {'/'.join(map(str, fonts))} {size} {tracking} | {words}")
    section = root.find(f".//{{{nsmap['w']}}}sectPr")
    assert section is not None
    for child in section:
        values = sorted(
            f"{key.rpartition('}')[2]}={value}"
            for key, value in child.attrib.items()
            if not key.endswith("}id")
        )
        rows.append(f"{child.tag.rpartition('}')[2]} {' '.join(values)}")
    return "\n".join(rows) + "\n"
