"""The tables of a section as they will be printed: in its text they are rows with bars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from drafting.desk.html import escape
from drafting.desk.words import say
from drafting.manuscript import TABLE_ROLES, Line, cells_of, from_markdown
from drafting.model import Section

_ABOVE = ("caption", "unit")


def printed(section: Section) -> str:
    """Each table of a section, with its caption and unit, and what is wrong with its rows; nothing
    where there is none."""
    if "|" not in section.text:
        return ""
    lines = list(from_markdown(section.text).lines)
    figures = "".join(_figure(above, rows) for above, rows in _tables(lines))
    hint = f'<p class="quiet">{escape(say("section.as_printed"))}</p>'
    return f'<div class="as-printed">{hint}{figures}</div>' if figures else ""


def _tables(lines: Sequence[Line]) -> Iterator[tuple[list[Line], list[Line]]]:
    """What stands above each table, and its rows."""
    above: list[Line] = []
    for of_table, run in groupby(lines, lambda line: line.role in TABLE_ROLES):
        some = list(run)
        if of_table:
            yield above, some
        above = [line for line in some[-2:] if line.role in _ABOVE]


def _figure(above: Sequence[Line], rows: Sequence[Line]) -> str:
    width = len(cells_of(rows[0].text))
    caption = "".join(f'<span class="{line.role}">{escape(line.text)}</span>' for line in above)
    body = "".join(_row(line, width) for line in rows)
    odd = [at for at, line in enumerate(rows, 1) if len(cells_of(line.text)) != width]
    wrong = "".join(
        f'<p class="wrong">{escape(say("section.odd_row", row=at, cells=len(cells_of(rows[at - 1].text)), width=width))}</p>'
        for at in odd
    )
    return f'<table lang="zh-CN"><caption>{caption}</caption>{body}</table>{wrong}'


def _row(line: Line, width: int) -> str:
    cells = cells_of(line.text)
    kind = "th" if line.role == "table_head" else "td"
    odd = ' class="odd"' if len(cells) != width else ""
    return f"<tr{odd}>{''.join(f'<{kind}>{escape(cell)}</{kind}>' for cell in cells)}</tr>"
