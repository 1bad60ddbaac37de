"""What the columns of a table work out of one another: a share of two others (每百个网格配备), a sum
or difference of two, and the row that adds up those above it.

A relation counts where it holds in all rows but one, and in two at least: then the cell of that one
row is wrong, and the others rest on their row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from drafting.manuscript import Line, Manuscript, cells_of

_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
TOTAL = re.compile(r"合\s*计|总\s*计|小\s*计|全[市县区省镇乡校]|共\s*计")
_RATIO = re.compile(r"占|率|比重|比例|每百|每千|每万|均|%|％")
_FACTORS = (1, 100, 1000, 10000)


@dataclass(frozen=True, slots=True)
class CellSum:
    """What a cell should be by its row or column: ``words`` is the sum, ``holds`` whether it is."""

    right: Decimal
    words: str
    holds: bool


_Cell = tuple[int, int]


def cell_sums(manuscript: Manuscript) -> dict[_Cell, CellSum]:
    """The cells that follow from others, by the offset of their row and their number in it."""
    found: dict[_Cell, CellSum] = {}
    for head, rows in tables_of(manuscript.lines):
        columns = [[value_of(cells, at) for _, cells in rows] for at in range(len(head))]
        for at in range(1, len(head)):
            for row, cell in _of_column(at, head, columns, rows):
                found.setdefault((rows[row][0].start, at), cell)
    return found


_Rows = list[tuple[Line, list[str]]]


def tables_of(lines: Sequence[Line]) -> Iterator[tuple[list[str], _Rows]]:
    """Each table of a text: its head and its rows with their lines."""
    head: list[str] = []
    rows: _Rows = []
    for line in (*lines, None):
        if line is not None and line.role == "table":
            rows.append((line, cells_of(line.text)))
            continue
        if head and len(rows) > 1:
            yield head, rows
        rows = []
        head = cells_of(line.text) if line is not None and line.role == "table_head" else []


def value_of(cells: Sequence[str], at: int) -> Decimal | None:
    """The number in a cell; None where it holds something else."""
    text = cells[at].strip().rstrip("%％") if at < len(cells) else ""
    return Decimal(text.replace(",", "")) if _NUMBER.fullmatch(text) else None


def _of_column(
    at: int, head: list[str], columns: list[list[Decimal | None]], rows: _Rows
) -> Iterator[tuple[int, CellSum]]:
    if _RATIO.search(head[at]):
        for one, other in permutations(set(range(1, len(head))) - {at}, 2):
            for factor in _FACTORS:
                cells = list(_shares(columns[at], columns[one], columns[other], factor, rows, at))
                if _is_rule(cells):
                    yield from cells
                    return
        for one in set(range(1, len(head))) - {at} if _OF_ALL.search(head[at]) else ():
            wholes = [_whole(columns[one], rows)] * len(rows)
            cells = list(_shares(columns[at], columns[one], wholes, 100, rows, at))
            if _is_rule(cells):
                yield from cells
                return
        return
    yield from _added_up(columns[at], rows)


_OF_ALL = re.compile(r"占|比重|比例")


def _whole(column: Sequence[Decimal | None], rows: _Rows) -> Decimal | None:
    """What a column adds up to, the row 合计 left out; None where a cell is empty."""
    parts = [
        value for value, (_, cells) in zip(column, rows, strict=True) if not TOTAL.search(cells[0])
    ]
    return sum((p for p in parts if p is not None), Decimal(0)) if None not in parts else None


def _shares(
    column: Sequence[Decimal | None],
    parts: Sequence[Decimal | None],
    wholes: Sequence[Decimal | None],
    factor: int,
    rows: _Rows,
    at: int,
) -> Iterator[tuple[int, CellSum]]:
    for row, (said, part, whole) in enumerate(zip(column, parts, wholes, strict=True)):
        if said is None or part is None or not whole:
            continue
        places = len(rows[row][1][at].rstrip("%％").partition(".")[2])
        right = (part * factor / whole).quantize(Decimal(1).scaleb(-places))
        times = f"×{factor}" if factor > 1 else ""
        holds = abs(part * factor / whole - said) <= Decimal("0.5").scaleb(-places)
        yield row, CellSum(right, f"{right}＝{part}÷{whole}{times}", holds)


def _is_rule(cells: Sequence[tuple[int, CellSum]]) -> bool:
    right = sum(cell.holds for _, cell in cells)
    return right > 1 and len(cells) - right <= 1


def _added_up(column: Sequence[Decimal | None], rows: _Rows) -> Iterator[tuple[int, CellSum]]:
    """The row 合计, at the end or the beginning."""
    for row in (len(rows) - 1, 0):
        total = column[row]
        if total is None or not TOTAL.search(rows[row][1][0]):
            continue
        parts = [value for n, value in enumerate(column) if n != row and value is not None]
        if len(parts) > 1 and len(parts) == len(rows) - 1:
            value = sum(parts, Decimal(0))
            words = f"{'＋'.join(map(str, parts))}＝{value}"
            yield row, CellSum(value, words, value == total)
        return
