"""Rows of cells -> a ruled table as wide as the type area, its head repeated on every page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docx.oxml.xmlchemy import BaseOxmlElement

from drafting.manuscript import Role
from drafting.word.profile import Profile
from drafting.word.text import ems
from drafting.word.xml import Attributes, element

Row = tuple[Role, tuple[str, ...]]
"""``table_head`` or ``table``, and the text of its cells."""

_THICK, _THIN = 12, 4
"""Eighths of a point: 1.5 pt above and below a three-line table, 0.5 pt elsewhere."""
_MARGINS: Attributes = {"top": 34, "left": 85, "bottom": 34, "right": 85}
"""Twips between the text of a cell and its edges: 0.6 mm and 1.5 mm."""
_ROW_HEIGHT = 1.9
"""Least height of a row in sizes of its type."""
_NARROWEST = 3.0
"""Characters a column gets at least."""
_LONG = 10
"""Characters from which a column of text is set flush left."""
_FIGURE = re.compile(r"[\d.,%％+\-—–/～~ ]*")


def columns(rows: Sequence[Row]) -> int:
    """How many columns a table has: as many as its longest row."""
    return max((len(cells) for _, cells in rows), default=0)


def widths(rows: Sequence[Row], profile: Profile) -> list[int]:
    """Width of each column in twips, together the type area: by the longest cell, long texts
    damped so that they leave room for the others."""
    wanted = [_wanted([_cell(cells, at) for _, cells in rows]) for at in range(columns(rows))]
    total = profile.page.text_width.twips
    made = [round(total * share / sum(wanted)) for share in wanted]
    made[-1] += total - sum(made)
    return made


def _wanted(cells: Sequence[str]) -> float:
    longest = max((ems(cell) for cell in cells), default=0.0)
    return max(_NARROWEST, longest if longest <= _LONG else _LONG + (longest - _LONG) ** 0.7) + 1


def _cell(cells: Sequence[str], at: int) -> str:
    return cells[at] if at < len(cells) else ""


def alignments(rows: Sequence[Row]) -> list[str]:
    """How each column stands: figures and short words in the middle, sentences flush left."""
    return [_alignment([_cell(c, at) for role, c in rows if role == "table"]) for at in range(columns(rows))]  # fmt: skip


def _alignment(cells: Sequence[str]) -> str:
    figures = all(_FIGURE.fullmatch(cell) for cell in cells)
    return "left" if not figures and any(ems(cell) > _LONG for cell in cells) else "center"


def table_element(profile: Profile, grid: Sequence[int]) -> BaseOxmlElement:
    """An empty ``w:tbl`` with columns as wide as ``grid`` says, in twips."""
    return element(
        "tbl", None,
        element(
            "tblPr", None,
            element("tblW", {"w": sum(grid), "type": "dxa"}),
            element("jc", {"val": "center"}),
            _borders(profile),
            element("tblLayout", {"type": "fixed"}),
            element("tblCellMar", None,
                    *(element(side, {"w": w, "type": "dxa"}) for side, w in _MARGINS.items())),
        ),
        element("tblGrid", None, *(element("gridCol", {"w": width}) for width in grid)),
    )  # fmt: skip


def row_element(
    head: bool, cells: Sequence[BaseOxmlElement], grid: Sequence[int], profile: Profile
) -> BaseOxmlElement:
    """A ``w:tr`` that stays on one page; each of ``cells`` is the paragraph of a cell."""
    height = round(profile.styles["table"].size.twips * _ROW_HEIGHT)
    said = [
        element("cantSplit"),
        element("trHeight", {"val": height, "hRule": "atLeast"}),
        *([element("tblHeader")] if head else []),
    ]
    made = element("tr", None, element("trPr", None, *said))
    ruled = head and profile.tables.rules == "three-line"
    for paragraph, width in zip(cells, grid, strict=True):
        look = [element("tcW", {"w": width, "type": "dxa"})]
        if ruled:
            look.append(element("tcBorders", None, element("bottom", _line(_THIN))))
        look.append(element("vAlign", {"val": "center"}))
        made.append(element("tc", None, element("tcPr", None, *look), paragraph))
    return made


def _borders(profile: Profile) -> BaseOxmlElement:
    if profile.tables.rules == "grid":
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        return element("tblBorders", None, *(element(side, _line(_THIN)) for side in sides))
    return element(
        "tblBorders", None, *(element(side, _line(_THICK)) for side in ("top", "bottom"))
    )


def _line(size: int) -> Attributes:
    return {"val": "single", "sz": size, "space": 0, "color": "000000"}
