"""版头 (GB/T 9704-2012, 7.2): 发文机关标志, 文号 and 签发人 in one row, the red line under them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml.xmlchemy import BaseOxmlElement

from drafting.word.profile import Profile
from drafting.word.text import ems
from drafting.word.units import Length
from drafting.word.xml import element

if TYPE_CHECKING:
    from drafting.word.setter import Setter

_LINE = 1.2
"""Height of the line of 发文机关标志 in sizes of its type."""
_ABOVE = 0.13
"""Share of its size between the top of that line and that of its characters, as measured."""
_BELOW = 0.35
"""Share of the pitch less the size that lies under the characters of 文号 in its line."""
_WIDEST = 0.95
"""Share of the width of the type area that 发文机关标志 may take."""
_FARTHEST = 31
"""Points that Word takes between text and border at most."""


def masthead(text: str, setter: Setter, profile: Profile) -> BaseOxmlElement:
    """发文机关标志: red, in one line, its upper edge 35 mm below that of the type area (7.2.4)."""
    style = profile.styles["masthead"]
    room = profile.page.text_width.points
    size = Length(int(2 * min(style.size.points, _WIDEST * room / max(1.0, ems(text)))) / 2)
    chosen = style.model_copy(update={"size": size, "color": profile.masthead.color})
    above = profile.masthead.below_top.points - _ABOVE * size.points
    pitch = element("spacing", {
        "before": round(max(0.0, above) * 20), "after": 0,
        "line": round(size.points * _LINE * 20), "lineRule": "exact",
    })  # fmt: skip
    return setter.line("masthead", chosen, [(text, chosen)], [pitch])


def issue_row(
    number: str, signer: str, setter: Setter, profile: Profile, *, red: bool
) -> BaseOxmlElement:
    """文号 in the middle, or, with a 签发人, one character from the left and that one from the right
    (7.2.5, 7.2.6); ``red`` draws the separating line 4 mm below (7.2.7)."""
    style, by = profile.styles["number"], profile.styles["signer"]
    marks = [_rule(profile)] if red else []
    if not signer:
        return setter.line("number", style, [(number, style)], marks)
    at = 1 + max(signer.find("："), signer.find(":"))
    label, name = signer[:at], signer[at:]
    named = by.model_copy(update={"font": profile.styles["byline"].font, "name": "签发人姓名"})
    flush = style.model_copy(update={"align": "left"})
    edge = profile.page.text_width.twips
    inset = style.character.twips
    stops = element("tabs", None, element("tab", {"val": "left", "pos": inset}),
                    element("tab", {"val": "right", "pos": edge - inset}))  # fmt: skip
    runs = [(f"\t{number}", style), (f"\t{label}", by), (name, named)]
    return setter.line("number", flush, runs, [stops, *marks])


def _rule(profile: Profile) -> BaseOxmlElement:
    """The border under a line of text; Word measures from its characters."""
    style, page = profile.styles["number"], profile.page
    below = (page.pitch.points - style.size.points) * _BELOW
    space = min(_FARTHEST, max(0, round(profile.masthead.rule_below.points - below)))
    return element("pBdr", None, element("bottom", {
        "val": "single", "sz": round(profile.masthead.rule.points * 8), "space": space,
        "color": profile.masthead.color,
    }))  # fmt: skip
