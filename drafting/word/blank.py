"""A clean document without text: page, page numbers, settings, styles, fonts.

python-docx's own template is US Letter with theme fonts that override ours; only its package
and its list of latent styles are kept.
"""

from __future__ import annotations

import io

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.xmlchemy import BaseOxmlElement

from drafting.word.footer import footer_distance, write_page_numbers
from drafting.word.profile import Page, Profile
from drafting.word.styles import document_defaults, style_elements
from drafting.word.xml import element, empty_part, tag

# Layout habits that Word switches on in every new Chinese document, in the schema's order.
_CHINESE_COMPATIBILITY = (
    "spaceForUL",
    "balanceSingleByteDoubleByteWidth",
    "doNotLeaveBackslashAlone",
    "ulTrailSpace",
    "doNotExpandShiftReturn",
    "adjustLineHeightInTable",
    "useFELayout",
)
_WORD = "http://schemas.microsoft.com/office/word"
_KEPT = {RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.SETTINGS}
_PROPERTIES = {RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES}


_MADE: dict[int, tuple[Profile, bytes]] = {}
"""Blank documents by the identity of their profile: making one costs more than a page of text."""
_MOST = 16


def blank_document(profile: Profile) -> Document:
    """A document laid out by ``profile`` whose body holds nothing but its section."""
    known = _MADE.get(id(profile))
    if known is None:
        stream = io.BytesIO()
        _made(profile).save(stream)
        known = (profile, stream.getvalue())
        if len(_MADE) >= _MOST:
            _MADE.clear()
        _MADE[id(profile)] = known
    return docx.Document(io.BytesIO(known[1]))


def _made(profile: Profile) -> Document:
    document = docx.Document()
    _drop_relations(document)
    _replace(document.settings.element, _settings(profile))
    _write_styles(document, profile)
    _write_fonts(document, profile)
    body = document.element.body
    _replace(body, [element("sectPr", None, *_section(profile.page, profile))])
    write_page_numbers(document.sections[0], profile)
    return document


def _drop_relations(document: Document) -> None:
    """Let go of the template's theme, thumbnail, lists and custom XML: unreached parts are not
    saved."""
    package = document.part.package
    assert package is not None  # an opened document always has one
    for rels, kept in ((document.part.rels, _KEPT), (package.rels, _PROPERTIES)):
        for key in [key for key, relation in rels.items() if relation.reltype not in kept]:
            del rels[key]


def _replace(parent: BaseOxmlElement, children: list[BaseOxmlElement]) -> None:
    for child in list(parent):
        parent.remove(child)
    parent.extend(children)


def _section(page: Page, profile: Profile) -> list[BaseOxmlElement]:
    """Page size, margins and a grid of lines; a grid of characters breaks LibreOffice."""
    margins = {
        "top": page.top.twips,
        "right": page.right.twips,
        "bottom": page.bottom.twips,
        "left": page.left.twips,
        "header": 851,  # 15 mm; nothing stands in the header
        "footer": footer_distance(profile).twips,
        "gutter": 0,
    }
    grid = {"type": "lines"} if page.grid else {}
    return [
        element("pgSz", {"w": page.width.twips, "h": page.height.twips}),
        element("pgMar", margins),
        element("cols", {"space": 425}),
        element("docGrid", {**grid, "linePitch": page.pitch.twips}),
    ]


def _settings(profile: Profile) -> list[BaseOxmlElement]:
    compatibility = [element(name) for name in _CHINESE_COMPATIBILITY]
    for name, value in (
        ("compatibilityMode", 15),
        ("overrideTableStyleFontSizeAndJustification", 1),
        ("enableOpenTypeFeatures", 1),
        ("doNotFlipMirrorIndents", 1),
    ):
        compatibility.append(element("compatSetting", {"name": name, "uri": _WORD, "val": value}))
    facing = [element("evenAndOddHeaders")] if profile.page_number.place == "outer" else []
    return [
        element("zoom", {"percent": 100}),
        element("bordersDoNotSurroundHeader"),
        element("bordersDoNotSurroundFooter"),
        element("defaultTabStop", {"val": 420}),
        *facing,
        element("characterSpacingControl", {"val": "doNotCompress"}),  # each mark a full character
        element("compat", None, *compatibility),
        element("themeFontLang", {"val": "en-US", "eastAsia": "zh-CN"}),
        element("decimalSymbol", {"val": "."}),
        element("listSeparator", {"val": ","}),
    ]


def _write_styles(document: Document, profile: Profile) -> None:
    styles = document.styles.element
    latent = [child for child in styles if child.tag == tag("latentStyles")]
    _replace(styles, [document_defaults(profile), *latent, *style_elements(profile)])


def _write_fonts(document: Document, profile: Profile) -> None:
    """The font table names what to use where 仿宋_GB2312 and its kin are not installed."""
    table = empty_part("fonts")
    for name, others in profile.substitutes.items():
        font = element("font", {"name": name})
        font.append(element("altName", {"val": others}))
        font.append(element("charset", {"val": "86"}))  # GB2312_CHARSET
        table.append(font)
    part = Part(
        PackURI("/word/fontTable.xml"),
        CONTENT_TYPE.WML_FONT_TABLE,
        serialize_part_xml(table),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FONT_TABLE)
