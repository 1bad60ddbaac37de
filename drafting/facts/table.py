"""Rows of a table (Excel, CSV) -> the mapping that a facts file holds.

The header row names 类别, 内容 and, if wanted, 来源 and 编号. A row whose 类别 is a field of the
brief (文种, 标题, 发文单位, 日期, 字数 …) fills that field with its 内容.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from drafting.errors import BadInput
from drafting.facts.places import CHINESE, Places
from drafting.facts.record import FIELD_OF_NAME

Row = tuple[Any, ...]

MOST_ROWS = 20_000
"""Filled rows; a table with more is refused without reading on."""
_COLUMNS = {
    "类别": "topic", "类型": "topic", "主题类别": "topic", "topic": "topic",
    "内容": "text", "事实": "text", "text": "text",
    "来源": "source", "出处": "source", "source": "source",
    "编号": "id", "序号": "id", "id": "id",
}  # fmt: skip
ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"})


@dataclass(slots=True)
class Table:
    """What the rows say so far, and the row (1 is the first of the sheet) it stands in."""

    name: str
    data: dict[str, Any] = field(default_factory=lambda: {"facts": []})
    fields: dict[str, int] = field(default_factory=dict)
    facts: list[int] = field(default_factory=list)

    @property
    def places(self) -> Places:
        """The rows, for complaints."""
        return Places(self.name, self.fields, self.facts)


def from_rows(rows: Iterable[Row], name: str) -> Table:
    """The brief's data. Raises BadInput naming the row."""
    columns: dict[int, str] | None = None
    table = Table(name)
    filled = 0
    for number, row in enumerate(rows, 1):
        if not any(_cell(value) for value in row):
            continue
        filled += 1
        if filled > MOST_ROWS:
            raise BadInput(f"“{name}”超过 {MOST_ROWS} 行，不像事实表。请确认选对了文件。")
        if columns is None:
            columns = header_of(row)
            if columns is None:
                raise BadInput(f"“{name}”第 {number} 行应为表头，至少要有“类别”和“内容”两列。")
            continue
        item = {key: row[index] for index, key in columns.items() if index < len(row)}
        _take(item, table, number)
    if columns is None:
        raise BadInput(f"“{name}”是空表。第一行请写“类别、内容、来源”，下面一行一条事实。")
    return table


def header_of(row: Row) -> dict[int, str] | None:
    """Column index -> what stands in it; None where the row is no header."""
    columns = {
        index: _COLUMNS[_cell(value).lower()]
        for index, value in enumerate(row)
        if _cell(value).lower() in _COLUMNS
    }
    return columns if {"topic", "text"} <= set(columns.values()) else None


def _cell(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _take(item: dict[str, Any], table: Table, number: int) -> None:
    for key, value in item.items():
        if _cell(value) in ERRORS:
            raise BadInput(
                f"“{table.name}”第 {number} 行的“{CHINESE[key]}”是 Excel 的错误值“{_cell(value)}”。"
                "请在表中改正公式。"
            )
    topic = _cell(item.get("topic"))
    if topic in FIELD_OF_NAME:
        _fill(FIELD_OF_NAME[topic], item.get("text"), table, number)
        return
    if not _cell(item.get("text")):
        raise BadInput(f"“{table.name}”第 {number} 行缺少“内容”。请补上或删去该行。")
    fact = {key: value for key, value in item.items() if _cell(value)}
    if _cell(fact.get("id")).isdecimal():
        fact["id"] = f"F{_cell(fact['id'])}"
    table.data["facts"].append(fact)
    table.facts.append(number)


def _fill(key: str, value: Any, table: Table, number: int) -> None:
    if key in table.fields and _cell(table.data[key]) != _cell(value):
        raise BadInput(
            f"“{table.name}”第 {table.fields[key]} 行和第 {number} 行都写了“{CHINESE[key]}”，"
            "内容不同。请只留一行。"
        )
    table.data[key] = value
    table.fields[key] = number
