"""The page number: ``— 1 —`` below the type area, outer side or centred."""

from __future__ import annotations

from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section, _BaseHeaderFooter

from drafting.word.profile import Profile
from drafting.word.styles import fonts
from drafting.word.units import Length
from drafting.word.xml import element, paragraph_properties, run_properties, text_element, toggle


def footer_distance(profile: Profile) -> Length:
    """From the lower edge of the paper to the bottom of the number's line.

    The line is as high as its type, so its dashes lie half a size above its bottom.
    """
    number = profile.page_number
    return Length(profile.page.bottom.points - number.below.points - number.size.points / 2)


def write_page_numbers(section: Section, profile: Profile) -> None:
    """Give odd and even pages their footers; one serves both when the number is centred."""
    outer = profile.page_number.place == "outer"
    _fill(section.footer, _paragraph(profile, "right" if outer else "center"))
    if outer:
        _fill(section.even_page_footer, _paragraph(profile, "left"))


def _fill(footer: _BaseHeaderFooter, paragraph: BaseOxmlElement) -> None:
    footer.is_linked_to_previous = False
    root = footer.part.element
    for child in list(root):
        root.remove(child)
    root.append(paragraph)


def _paragraph(profile: Profile, side: str) -> BaseOxmlElement:
    number = profile.page_number
    height = number.size.twips
    distance = {
        f"{side}Chars": number.indent * 100,
        side: number.indent * height,
    }
    look = paragraph_properties(
        [
            element("pStyle", {"val": "Footer"}),
            toggle("widowControl", False),
            toggle("snapToGrid", False),
            element("spacing", {"before": 0, "after": 0, "line": height, "lineRule": "exact"}),
            element("ind", {} if side == "center" else distance),
            element("jc", {"val": side}),
        ]
    )
    before, after = number.pattern.split("{page}")
    runs = [
        _run(profile, text_element(before)),
        _run(profile, element("fldChar", {"fldCharType": "begin"})),
        _run(profile, _instruction(" PAGE ")),
        _run(profile, element("fldChar", {"fldCharType": "separate"})),
        _run(profile, text_element("1")),
        _run(profile, element("fldChar", {"fldCharType": "end"})),
        _run(profile, text_element(after)),
    ]
    return element("p", None, look, *runs)


def _instruction(text: str) -> BaseOxmlElement:
    made = element("instrText", {"xml:space": "preserve"})
    made.text = text
    return made


def _run(profile: Profile, content: BaseOxmlElement) -> BaseOxmlElement:
    number = profile.page_number
    look = run_properties(
        [
            fonts(number.font, number.font, shared=True),
            element("spacing", {"val": 0}),
            element("kern", {"val": 0}),
            element("sz", {"val": number.size.half_points}),
            element("szCs", {"val": number.size.half_points}),
        ]
    )
    return element("r", None, look, content)
