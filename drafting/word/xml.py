"""WordprocessingML elements, and the two property groups whose children have a fixed order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, nsmap
from docx.oxml.ns import qn as _qualified
from docx.oxml.parser import oxml_parser
from docx.oxml.xmlchemy import BaseOxmlElement

Attributes = Mapping[str, str | int]

# ECMA-376 part 1, A.1: CT_PPr and CT_RPr are sequences; Word takes other orders for damage.
PARAGRAPH_ORDER: tuple[str, ...] = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
    "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap",
    "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd",
    "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc",
    "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle",
    "rPr", "sectPr", "pPrChange",
)  # fmt: skip
RUN_ORDER: tuple[str, ...] = (
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike",
    "outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden",
    "color", "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect", "bdr",
    "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish",
    "oMath", "rPrChange",
)  # fmt: skip


@cache
def tag(name: str) -> str:
    """``name`` in Clark notation; without a prefix it belongs to ``w:``."""
    return str(_qualified(name if ":" in name else f"w:{name}"))


def element(
    name: str, attributes: Attributes | None = None, *children: BaseOxmlElement
) -> BaseOxmlElement:
    """An element of ``w:`` with attributes of ``w:``; other namespaces are given as prefixes."""
    said = {tag(key): str(value) for key, value in attributes.items()} if attributes else None
    made: BaseOxmlElement = oxml_parser.makeelement(tag(name), said, _namespaces(name))
    if children:
        made.extend(children)
    return made


@cache
def _namespaces(name: str) -> dict[str, str]:
    prefix = name.partition(":")[0] if ":" in name else "w"
    return {prefix: nsmap[prefix]}


def toggle(name: str, on: bool) -> BaseOxmlElement:
    """An on/off property, said outright so that no style below can decide otherwise."""
    return element(name, {"val": "1" if on else "0"})


def paragraph_properties(children: Iterable[BaseOxmlElement]) -> BaseOxmlElement:
    """``w:pPr`` with its children in the order of the schema."""
    return element("pPr", None, *_sorted(children, PARAGRAPH_ORDER))


def run_properties(children: Iterable[BaseOxmlElement]) -> BaseOxmlElement:
    """``w:rPr`` with its children in the order of the schema."""
    return element("rPr", None, *_sorted(children, RUN_ORDER))


def text_element(text: str) -> BaseOxmlElement:
    """``w:t`` that keeps its spaces."""
    made = element("t")
    made.text = text
    if text != text.strip() or "  " in text:
        made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def empty_part(root: str) -> BaseOxmlElement:
    """The root element of a part, with the ``w:`` and ``r:`` namespaces declared."""
    return parse_xml(f"<w:{root} {nsdecls('w', 'r')}/>")


def _sorted(children: Iterable[BaseOxmlElement], order: tuple[str, ...]) -> list[BaseOxmlElement]:
    return sorted(children, key=lambda child: order.index(child.tag.rpartition("}")[2]))
