"""Whether the totals of a table are the sums of its rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation

from drafting.model import FactTable

_TOTAL = re.compile(r"^(?:合\s*计|总\s*计|共\s*计)$")
_PART = re.compile(r"^(?:其\s*中|小\s*计)")
_NO_SUM = re.compile(r"率|均|比|幅|增|名次|位次|排名|序号|年份|单价|[%％‰]")
"""Columns whose total is no sum."""


def wrong_sums(table: FactTable) -> Iterator[str]:
    """A sentence for each total that is not what the rows above it add up to."""
    totals = [n for n, row in enumerate(table.rows) if _TOTAL.match(row[0])]
    if len(totals) != 1 or any(_PART.match(row[0]) for row in table.rows):
        return
    total = table.rows[totals[0]]
    others = [row for n, row in enumerate(table.rows) if n != totals[0]]
    for column in range(1, len(total)):
        name = _name(table, column)
        said = _number(total[column])
        parts = _numbers([row[column] for row in others])
        if said is not None and parts and not _NO_SUM.search(name) and sum(parts) != said:
            yield f"合计行的“{name}”是{total[column]}，各行相加是{sum(parts)}，请核对。"


def _name(table: FactTable, column: int) -> str:
    """What a column is called, the group it belongs to in front."""
    *groups, own = table.head
    over = (next((name for name in row[column::-1] if name), "") for row in groups)
    return "".join((*(over if own[column] else (row[column] for row in groups)), own[column]))


def _numbers(cells: Sequence[str]) -> list[Decimal]:
    """The numbers of a column; none where one of its cells is no number."""
    found = [_number(cell) for cell in cells]
    return [] if None in found else [number for number in found if number is not None]


def _number(cell: str) -> Decimal | None:
    try:
        return Decimal(cell.replace(",", "")) if cell else None
    except InvalidOperation:
        return None
