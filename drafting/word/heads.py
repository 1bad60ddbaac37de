"""The head of a table: which of its cells span columns or rows.

As the lines of a draft have it, an empty cell of the head belongs to the cell on its left where the
row below names its column, and to the cell above it in the last row.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple


class Cell(NamedTuple):
    """A cell of a head: the column it begins in and how many it spans; ``down`` says that it goes
    on in the next row, or with the cell above."""

    text: str
    column: int
    columns: int = 1
    down: Literal["", "restart", "continue"] = ""


def head_cells(rows: Sequence[Sequence[str]]) -> list[list[Cell]]:
    """The cells of each row of a head; all rows are of one width."""
    return [_row(rows, at) for at in range(len(rows))]


def _row(rows: Sequence[Sequence[str]], at: int) -> list[Cell]:
    made: list[Cell] = []
    column = 0
    while column < len(rows[at]):
        count = _columns(rows, at, column)
        made.append(Cell(rows[at][column], column, count, _down(rows, at, column, count)))
        column += count
    return made


def _columns(rows: Sequence[Sequence[str]], at: int, column: int) -> int:
    """Columns that the cell at ``column`` spans."""
    if not rows[at][column] or not _named_below(rows, at, column):
        return 1
    end = column + 1
    while end < len(rows[at]) and not rows[at][end] and _named_below(rows, at, end):
        end += 1
    return end - column


def _named_below(rows: Sequence[Sequence[str]], at: int, column: int) -> bool:
    return any(row[column] for row in rows[at + 1 :])


def _down(
    rows: Sequence[Sequence[str]], at: int, column: int, count: int
) -> Literal["", "restart", "continue"]:
    if count > 1:
        return ""
    if rows[at][column]:
        below = at + 1 < len(rows) and not _named_below(rows, at, column)
        return "restart" if below else ""
    return "continue" if any(row[column] for row in rows[:at]) else ""
