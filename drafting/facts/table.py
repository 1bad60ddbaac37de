"""Rows of a table (Excel, CSV) -> the mapping that a facts file holds.

The header row names 类别, 内容 and, if wanted, 来源 and 编号. A row whose 类别 is a field of the
brief (文种, 标题, 发文单位, 日期, 字数 …) fills that field with its 内容.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from drafting.errors import BadInput
from drafting.facts.record import FIELD_OF_NAME

_COLUMNS = {
    "类别": "topic", "类型": "topic", "主题类别": "topic", "topic": "topic",
    "内容": "text", "事实": "text", "text": "text",
    "来源": "source", "出处": "source", "source": "source",
    "编号": "id", "序号": "id", "id": "id",
}  # fmt: skip


def from_rows(rows: Iterable[tuple[Any, ...]], name: str) -> dict[str, Any]:
    """The brief's data. Raises BadInput naming the row (1 is the first of the sheet)."""
    columns: dict[int, str] | None = None
    data: dict[str, Any] = {"facts": []}
    for number, row in enumerate(rows, 1):
        if not any(_cell(value) for value in row):
            continue
        if columns is None:
            columns = _header(row, name, number)
            continue
        item = {field: row[index] for index, field in columns.items() if index < len(row)}
        _take(item, data, name, number)
    if columns is None:
        raise BadInput(f"“{name}”是空表。第一行请写“类别、内容、来源”，下面一行一条事实。")
    return data


def _cell(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _header(row: tuple[Any, ...], name: str, number: int) -> dict[int, str]:
    columns = {
        index: _COLUMNS[_cell(value).lower()]
        for index, value in enumerate(row)
        if _cell(value).lower() in _COLUMNS
    }
    if "text" not in columns.values() or "topic" not in columns.values():
        raise BadInput(f"“{name}”第 {number} 行应为表头，至少要有“类别”和“内容”两列。")
    return columns


def _take(item: dict[str, Any], data: dict[str, Any], name: str, number: int) -> None:
    topic = _cell(item.get("topic"))
    if topic in FIELD_OF_NAME:
        data[FIELD_OF_NAME[topic]] = item.get("text")
        return
    if not _cell(item.get("text")):
        raise BadInput(f"“{name}”第 {number} 行缺少“内容”。请补上或删去该行。")
    fact = {key: value for key, value in item.items() if _cell(value)}
    if _cell(fact.get("id")).isdigit():
        fact["id"] = f"F{_cell(fact['id'])}"
    data["facts"].append(fact)
