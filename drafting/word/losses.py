"""What a document of other hands holds that a draft cannot: counted, so that it is said."""

from __future__ import annotations

from collections.abc import Iterator

from docx.oxml.xmlchemy import BaseOxmlElement

from drafting.word.symbols import symbol
from drafting.word.xml import tag

_KINDS = (
    (("footnoteReference", "endnoteReference"), "{}处脚注或尾注"),
    (("blip", "imagedata"), "{}幅图片"),
    (("chart", "relIds"), "{}个图表"),
    (("oMath",), "{}个公式"),
    (("OLEObject",), "{}个嵌入的对象"),
    (("altChunk", "subDoc"), "{}处插入的其他文件"),
)
"""Local names of elements, and what is said of them."""


def losses(document: BaseOxmlElement) -> tuple[str, ...]:
    """A sentence on what of a ``w:document`` was not carried over; none where all was."""
    found = [said for said in _counted(document) if said]
    if not found:
        return ()
    return (f"文件里有{'、'.join(found)}没有带进文稿，导出后请到原文件核对。",)


def _counted(document: BaseOxmlElement) -> Iterator[str]:
    counts = dict.fromkeys((name for names, _ in _KINDS for name in names), 0)
    signs = nested = 0
    for element in document.iter():
        name = str(element.tag).rpartition("}")[2]
        if name in counts and not _repeats(element):
            counts[name] += 1
        elif element.tag == tag("sym"):
            signs += not symbol(element)
        elif element.tag == tag("tbl"):
            nested += any(above.tag == tag("tc") for above in element.iterancestors())
    for names, said in _KINDS:
        number = sum(counts[name] for name in names)
        yield said.format(number) if number else ""
    yield f"{signs}个特殊字体的符号" if signs else ""
    yield f"{nested}张套在表格里的表格（内容并入所在的格）" if nested else ""


def _repeats(element: BaseOxmlElement) -> bool:
    """Whether it stands in the copy for old programs, or within another of its kind."""
    above = (str(one.tag).rpartition("}")[2] for one in element.iterancestors())
    return any(name in ("Fallback", "oMath") for name in above)
