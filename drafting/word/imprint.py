"""版记 at the foot of the last page (GB/T 9704-2012, 7.4): ruled lines of 四号仿宋, one character in.

A table of one column that floats at the foot of the type area: programs that know nothing of it
show a table at the end. It reads back as the lines it holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from docx.oxml.xmlchemy import BaseOxmlElement

from drafting.word.profile import Profile
from drafting.word.xml import Attributes, element

if TYPE_CHECKING:
    from drafting.word.setter import Setter

_THICK, _THIN = 8, 6
"""Eighths of a point: about 0.35 mm above and below, 0.25 mm between (7.4.2)."""


def imprint(lines: Sequence[str], setter: Setter, profile: Profile) -> BaseOxmlElement:
    """The floating table of 版记."""
    width = profile.page.text_width.twips
    place: Attributes = {
        "leftFromText": 0, "rightFromText": 0, "vertAnchor": "margin", "horzAnchor": "page",
        "tblpX": profile.page.left.twips, "tblpYSpec": "bottom",
    }  # fmt: skip
    made = element(
        "tbl", None,
        element(
            "tblPr", None,
            element("tblpPr", place),
            element("tblOverlap", {"val": "never"}),
            element("tblW", {"w": width, "type": "dxa"}),
            element("tblBorders", None,
                    element("top", _line(_THICK)), element("bottom", _line(_THICK)),
                    element("insideH", _line(_THIN))),
            element("tblLayout", {"type": "fixed"}),
            element("tblCellMar", None,
                    *(element(side, {"w": 0, "type": "dxa"}) for side in ("left", "right"))),
        ),
        element("tblGrid", None, element("gridCol", {"w": width})),
    )  # fmt: skip
    for text in lines:
        row = element("tr", None, element("trPr", None, element("cantSplit")))
        cell = element("tcPr", None, element("tcW", {"w": width, "type": "dxa"}))
        row.append(element("tc", None, cell, setter.imprint_line(text)))
        made.append(row)
    return made


def _line(size: int) -> Attributes:
    return {"val": "single", "sz": size, "space": 0, "color": "000000"}
