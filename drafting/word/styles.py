"""The named styles of a profile, and the same look as direct formatting.

People edit styles; format checkers and some versions of WPS read direct formatting only: both are
written, from the same functions, so they cannot disagree.
"""

from __future__ import annotations

from docx.oxml.xmlchemy import BaseOxmlElement

from drafting.manuscript import TABLE_ROLES, Role
from drafting.word.profile import Profile, Style
from drafting.word.xml import Attributes, element, paragraph_properties, run_properties, toggle

_BUILT_IN = (
    ("Title", "Title"),
    ("Heading1", "heading 1"),
    ("Heading2", "heading 2"),
    ("Heading3", "heading 3"),
    ("Heading4", "heading 4"),
    ("Footer", "footer"),
)


def style_id(role: Role) -> str:
    """Identifier of a role's style in the file; people see its name."""
    return f"Draft{role.title().replace('_', '')}"


_IN_TABLES = {style_id(role) for role in TABLE_ROLES}


def style_ids(profile: Profile) -> dict[Role, str]:
    """Identifier by role; roles that share a style share its identifier."""
    first: dict[str, str] = {}
    styles = profile.styles
    return {role: first.setdefault(styles[role].name, style_id(role)) for role in styles}


def fonts(font: str, latin: str, *, shared: bool = False) -> BaseOxmlElement:
    """``w:rFonts``; for marks that both scripts share every slot names the Chinese font."""
    western = font if shared else latin
    names = {"ascii": western, "eastAsia": font, "hAnsi": western, "cs": western}
    return element("rFonts", {"hint": "eastAsia", **names} if shared else names)


def run_look(
    style: Style, latin: str, *, shared: bool = False, bold: bool = False
) -> BaseOxmlElement:
    """``w:rPr``: fonts, weight, size (half-points) and tracking (twips) of ``style``."""
    heavy = style.bold or bold
    return run_properties(
        [
            fonts(style.font, latin, shared=shared),
            toggle("b", heavy),
            toggle("bCs", heavy),
            element("color", {"val": style.color}),
            element("spacing", {"val": style.tracking.twips}),
            element("kern", {"val": 0}),
            element("sz", {"val": style.size.half_points}),
            element("szCs", {"val": style.size.half_points}),
        ]
    )


def paragraph_look(style: Style, profile: Profile) -> list[BaseOxmlElement]:
    """Children of ``w:pPr``: exact pitch, indents, alignment, line breaking."""
    return _look(style, profile, {"line": profile.page.pitch.twips, "lineRule": "exact"})


def cell_look(style: Style, profile: Profile) -> list[BaseOxmlElement]:
    """Children of ``w:pPr`` within a table: lines are as high as their type."""
    return _look(style, profile, {"line": 240, "lineRule": "auto"})


def _look(style: Style, profile: Profile, pitch: Attributes) -> list[BaseOxmlElement]:
    habits = profile.typography
    return [
        *([toggle("pageBreakBefore", True)] if style.new_page else []),
        toggle("keepNext", style.keep_with_next),
        toggle("widowControl", False),  # a full page has all its lines
        toggle("kinsoku", True),
        toggle("overflowPunct", habits.hanging_punctuation),
        toggle("autoSpaceDE", habits.space_latin),
        toggle("autoSpaceDN", habits.space_latin),
        toggle("snapToGrid", False),  # the pitch is exact; LibreOffice gives a title two lines
        element("spacing", {"before": 0, "after": 0, **pitch}),
        indent(style),
        element("jc", {"val": style.align}),
    ]


def indent(style: Style) -> BaseOxmlElement:
    """``w:ind`` in characters of ``style``, as twips; the first line also as hundredths of a
    character, which editors keep at two characters when the size changes.

    The other sides have no hundredths here: they would outweigh the twips of a single paragraph.
    """
    twips = style.character.points * 20
    return element(
        "ind",
        {
            "left": 0,
            "right": round(style.right * twips),
            "firstLineChars": style.first_line * 100,
            "firstLine": round(style.first_line * twips),
        },
    )


def style_elements(profile: Profile) -> list[BaseOxmlElement]:
    """All ``w:style`` elements of a document laid out by ``profile``."""
    made = _foundation(profile)
    ids = style_ids(profile)
    for role, identifier in ids.items():
        if identifier == style_id(role):
            made.append(_named(profile, profile.styles[role], identifier, ids["body"]))
    return made


def document_defaults(profile: Profile) -> BaseOxmlElement:
    """``w:docDefaults``: plain fonts instead of the theme's, Chinese as the language."""
    body = profile.styles["body"]
    look = run_properties(
        [
            fonts(body.font, profile.typography.latin),
            element("sz", {"val": body.size.half_points}),
            element("szCs", {"val": body.size.half_points}),
            element("lang", {"val": "en-US", "eastAsia": "zh-CN", "bidi": "ar-SA"}),
        ]
    )
    return element("docDefaults", None, element("rPrDefault", None, look), element("pPrDefault"))


def _foundation(profile: Profile) -> list[BaseOxmlElement]:
    """Normal and the built-in styles ours are based on. Normal has no exact pitch: it would clip
    the tables and pictures that people put in later."""
    body, latin = profile.styles["body"], profile.typography.latin
    normal = element("style", {"type": "paragraph", "default": 1, "styleId": "Normal"})
    loose = [toggle("widowControl", False), element("jc", {"val": "both"})]
    look = run_look(body, latin)
    normal.extend([_value("name", "Normal"), element("qFormat"), paragraph_properties(loose), look])
    default = element("style", {"type": "character", "default": 1, "styleId": "DefaultFont"})
    default.extend([_value("name", "Default Paragraph Font"), *_hidden()])
    table = element("style", {"type": "table", "default": 1, "styleId": "TableNormal"})
    cell = element("tblCellMar")
    for side, twips in (("top", 0), ("left", 108), ("bottom", 0), ("right", 108)):
        cell.append(element(side, {"w": twips, "type": "dxa"}))
    table.extend([_value("name", "Normal Table"), *_hidden(), element("tblPr", None, cell)])
    numbers = element("style", {"type": "numbering", "default": 1, "styleId": "NoList"})
    numbers.extend([_value("name", "No List"), *_hidden()])
    return [normal, default, table, numbers, *(_built_in(*names) for names in _BUILT_IN)]


def _built_in(identifier: str, name: str) -> BaseOxmlElement:
    style = element("style", {"type": "paragraph", "styleId": identifier})
    style.extend([_value("name", name), _value("basedOn", "Normal"), element("qFormat")])
    if identifier.startswith("Heading"):
        level = element("outlineLvl", {"val": int(identifier[-1]) - 1})
        style.append(paragraph_properties([toggle("keepNext", True), level]))
    return style


def _named(profile: Profile, style: Style, identifier: str, body: str) -> BaseOxmlElement:
    made = element("style", {"type": "paragraph", "customStyle": 1, "styleId": identifier})
    in_table = identifier in _IN_TABLES
    look = cell_look(style, profile) if in_table else paragraph_look(style, profile)
    if style.outline is not None:
        look.append(element("outlineLvl", {"val": style.outline}))
    made.extend(
        [
            _value("name", style.name),
            _value("basedOn", style.based_on),
            _value("next", body),
            element("qFormat"),
            paragraph_properties(look),
            run_look(style, profile.typography.latin),
        ]
    )
    return made


def _hidden() -> list[BaseOxmlElement]:
    return [
        element("uiPriority", {"val": 99}),
        element("semiHidden"),
        element("unhideWhenUsed"),
    ]


def _value(name: str, value: str) -> BaseOxmlElement:
    return element(name, {"val": value})
