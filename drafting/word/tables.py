"""Rows of cells -> a ruled table as wide as the type area, its head repeated on every page."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from docx.oxml.xmlchemy import BaseOxmlElement

from drafting.manuscript import Role
from drafting.word.heads import Cell
from drafting.word.profile import Profile
from drafting.word.text import ems
from drafting.word.units import Length
from drafting.word.xml import Attributes, element

Row = tuple[Role, tuple[str, ...]]
"""``table_head`` or ``table``, and the text of its cells."""

_THICK, _THIN = 12, 4
"""Eighths of a point: 1.5 pt above and below a three-line table, 0.5 pt elsewhere."""
_PADDING = 34
"""Twips between the text of a cell and the rules above and below it: 0.6 mm."""
_TRIES = ((1.0, 85, 7.0, 2), (0.875, 57, 7.0, 2), (0.75, 40, 7.0, 2), (0.75, 40, 4.0, 3))
"""How a table that is too wide is set smaller, step by step: share of the size of its type (小四, 五号,
小五), twips beside its text, characters of words that a column keeps on one line, and lines over
which the name of a column may run."""
WHOLE = 8
"""Rows, those of the head among them, up to which a table is not parted: a quarter of a page of white
before it at most."""
_ROW_HEIGHT = 1.9
"""Least height of a row in sizes of its type."""
_NARROWEST = 2.0
"""Characters a column gets at least."""
_LONG = 10
"""Characters from which a column of text is set flush left."""
_FIGURE = re.compile(r"[\d.,%％‰+\-−—–/～~± ]*")


@dataclass(frozen=True, slots=True)
class Fit:
    """How a table is set: the width of each column and the space beside its text in twips, the
    size of its type; ``landscape`` where only a page on its side holds it."""

    grid: tuple[int, ...]
    margin: int
    size: Length
    landscape: bool = False


def columns(rows: Sequence[Row]) -> int:
    """How many columns a table has: as many as its longest row."""
    return max((len(cells) for _, cells in rows), default=0)


def widths(rows: Sequence[Row], profile: Profile) -> list[int]:
    """Width of each column in twips, together the type area."""
    return list(fit(rows, profile).grid)


def fit(rows: Sequence[Row], profile: Profile, *, may_turn: bool = False) -> Fit:
    """The largest type at which no figure is broken, on a page on its side where ``may_turn`` and
    nothing else helps; columns by their longest cells, long texts damped for the others' sake."""
    size = profile.styles["table"].size
    upright, lying = profile.page.text_width.twips, profile.page.text_height.twips
    wide = range(columns(rows))
    for room, (share, margin, word, lines) in product(
        (upright, lying) if may_turn else (upright,), _TRIES
    ):
        em = size.twips * share
        need = [_least(rows, at, word, lines) * em + 2 * margin for at in wide]
        if sum(need) <= room:
            break
    grid = _shared(room, need, [_wanted(rows, at) * em + 2 * margin for at in wide])
    return Fit(tuple(grid), margin, Length(round(size.points * share * 2) / 2), room != upright)


def _shared(room: int, least: Sequence[float], wanted: Sequence[float]) -> list[int]:
    """Widths that fill the room: what each column needs, then what it would like, then in
    proportion."""
    need, like = sum(least), sum(wanted)
    if like <= room:
        made = [one * room / like for one in wanted]
    elif need <= room:
        part = (room - need) / max(1.0, like - need)
        made = [low + part * (high - low) for low, high in zip(least, wanted, strict=True)]
    else:
        made = [one * room / need for one in least]
    grid = [max(1, int(one)) for one in made]
    grid[-1] += room - sum(grid)
    return grid


def _least(rows: Sequence[Row], at: int, word: float, lines: int) -> float:
    """Characters a column cannot do without: its longest figure whole, its words and its name
    broken."""
    body = [ems(cell) for cell in _column(rows, at, "table") if is_figure(cell)]
    words = [ems(cell) for cell in _column(rows, at, "table") if not is_figure(cell)]
    head = [math.ceil(ems(cell) / lines) for cell in _own_head(rows, at)]
    return max([_NARROWEST, *body, *(min(one, word) for one in words), *head])


def _wanted(rows: Sequence[Row], at: int) -> float:
    cells = [*_column(rows, at, "table"), *_own_head(rows, at)]
    longest = max((ems(cell) for cell in cells), default=0.0)
    damped = longest if longest <= _LONG else _LONG + (longest - _LONG) ** 0.7
    return max(_NARROWEST, damped, *(ems(c) for c in cells if is_figure(c))) + 1


def _column(rows: Sequence[Row], at: int, role: Role) -> list[str]:
    return [_cell(cells, at) for own, cells in rows if own == role]


def _own_head(rows: Sequence[Row], at: int) -> list[str]:
    """The name of a column itself, not of the group it belongs to: the lowest that is filled."""
    return [cell for cell in _column(rows, at, "table_head") if cell][-1:]


def _cell(cells: Sequence[str], at: int) -> str:
    return cells[at] if at < len(cells) else ""


def is_figure(cell: str) -> bool:
    """Whether a cell holds nothing but a figure, or a dash in place of one."""
    return bool(_FIGURE.fullmatch(cell))


def alignments(rows: Sequence[Row]) -> list[str]:
    """How each column stands: figures right, short words in the middle, sentences flush left."""
    return [_alignment(_column(rows, at, "table")) for at in range(columns(rows))]


def _alignment(cells: Sequence[str]) -> str:
    if any(cells) and all(map(is_figure, cells)):
        return "right"
    return "left" if any(ems(cell) > _LONG for cell in cells) else "center"


def aside(rows: Sequence[Row], at: int, made: Fit) -> int:
    """Twips right of the figures of a column, so that the longest stands in its middle."""
    longest = max((ems(cell) for cell in _column(rows, at, "table")), default=0.0)
    return max(0, round((made.grid[at] - 2 * made.margin - longest * made.size.twips) / 2))


def table_element(profile: Profile, made: Fit, rules: str = "") -> BaseOxmlElement:
    """An empty ``w:tbl`` with the columns of ``made``, ruled as ``rules`` or the profile say."""
    margins = {"top": _PADDING, "left": made.margin, "bottom": _PADDING, "right": made.margin}
    return element(
        "tbl", None,
        element(
            "tblPr", None,
            element("tblW", {"w": sum(made.grid), "type": "dxa"}),
            element("jc", {"val": "center"}),
            _borders(rules or profile.tables.rules),
            element("tblLayout", {"type": "fixed"}),
            element("tblCellMar", None,
                    *(element(side, {"w": w, "type": "dxa"}) for side, w in margins.items())),
        ),
        element("tblGrid", None, *(element("gridCol", {"w": width}) for width in made.grid)),
    )  # fmt: skip


def row_element(cells: Sequence[BaseOxmlElement], made: Fit, *, head: bool) -> BaseOxmlElement:
    """A ``w:tr`` of ``w:tc`` that stays on one page."""
    height = round(made.size.twips * _ROW_HEIGHT)
    said = [
        element("cantSplit"),
        element("trHeight", {"val": height, "hRule": "atLeast"}),
        *([element("tblHeader")] if head else []),
    ]
    return element("tr", None, element("trPr", None, *said), *cells)


def cell_element(
    cell: Cell, paragraph: BaseOxmlElement, made: Fit, *, ruled: bool
) -> BaseOxmlElement:
    """A ``w:tc``; ``ruled`` draws the line under the head of a three-line table."""
    width = sum(made.grid[cell.column : cell.column + cell.columns])
    look = [element("tcW", {"w": width, "type": "dxa"})]
    if cell.columns > 1:
        look.append(element("gridSpan", {"val": cell.columns}))
    if cell.down:
        look.append(element("vMerge", {"val": cell.down}))
    if ruled:
        look.append(element("tcBorders", None, element("bottom", _line(_THIN))))
    look.append(element("vAlign", {"val": "center"}))
    return element("tc", None, element("tcPr", None, *look), paragraph)


def _borders(rules: str) -> BaseOxmlElement:
    if rules == "grid":
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        return element("tblBorders", None, *(element(side, _line(_THIN)) for side in sides))
    return element(
        "tblBorders", None, *(element(side, _line(_THICK)) for side in ("top", "bottom"))
    )


def _line(size: int) -> Attributes:
    return {"val": "single", "sz": size, "space": 0, "color": "000000"}
