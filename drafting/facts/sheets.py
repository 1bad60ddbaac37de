"""A sheet of cells -> a table as a facts file writes it: caption and unit above, head, rows.

Lines of one cell above the head are ``表题：……``, ``单位：……``, ``类别：……``, ``章节：……``, ``来源：……``
or ``样式：……``; one without such a word is the caption.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from typing import Any

from drafting.errors import BadInput

Sheet = dict[str, Any]
"""A table by the keys of a facts file."""

_OPTION = re.compile(r"^(表题|计量单位|单位|类别|章节|来源|样式|编号)\s*[:：]\s*(.+)$")
_FIELDS = {
    "表题": "caption", "计量单位": "unit", "单位": "unit", "类别": "topic", "章节": "section",
    "来源": "source", "样式": "rules", "编号": "id",
}  # fmt: skip
_FIGURE = re.compile(r"[-+−]?[\d,，.]+\s*[%％]?")


def sheet_of(rows: Iterable[Sequence[str]], name: str) -> Sheet:
    """The table of a sheet called ``name`` in complaints. Raises BadInput where it holds none."""
    filled = [_trimmed(row) for row in rows]
    filled = [row for row in filled if row]
    made: Sheet = {}
    while filled and len(filled[0]) == 1:
        option = _OPTION.match(filled[0][0])
        made[_FIELDS[option[1]] if option else "caption"] = option[2] if option else filled[0][0]
        filled = filled[1:]
    if len(filled) < 2:
        raise BadInput(f"“{name}”里没有表：应有一行表头，下面至少一行数据。")
    heads = _heads(filled)
    return {**made, "head": filled[:heads], "rows": filled[heads:]}


def _heads(rows: Sequence[list[str]]) -> int:
    """Rows of the head: two where a name spans columns that the next row names one by one."""
    first, second = rows[0], rows[1]
    spans = any(
        not name and below for name, below in itertools.zip_longest(first, second, fillvalue="")
    )
    words = not any(_FIGURE.fullmatch(cell) for cell in second)
    return 2 if len(rows) > 2 and spans and words else 1


def _trimmed(row: Sequence[str]) -> list[str]:
    cells = [" ".join(cell.split()) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells
