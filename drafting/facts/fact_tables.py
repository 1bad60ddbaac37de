"""The tables of a facts file -> :class:`FactTable`, with every complaint naming table, row and field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from drafting.errors import BadInput
from drafting.facts.places import Places
from drafting.facts.sheets import Sheet, sheet_of
from drafting.facts.sums import wrong_sums
from drafting.facts.values import brief_form, text_of, visible
from drafting.model import FactTable, Rules
from drafting.topics import canonical_topic

MOST_TABLES = 20
MOST_ROWS = 300
MOST_COLUMNS = 20
"""A table with more belongs into an attachment of its own."""
_MOST_HEADS = 2
_LONGEST_CAPTION = 40
_KEYS = {
    "id": "id", "编号": "id", "caption": "caption", "表题": "caption", "标题": "caption",
    "title": "caption", "head": "head", "表头": "head", "header": "head", "rows": "rows",
    "各行": "rows", "行": "rows", "unit": "unit", "单位": "unit", "topic": "topic", "类别": "topic",
    "section": "section", "章节": "section", "rules": "rules", "样式": "rules", "source": "source",
    "来源": "source", "file": "file", "文件": "file",
}  # fmt: skip
_RULES: Mapping[str, Rules] = {
    "": "", "grid": "grid", "网格": "grid", "网格表": "grid", "three-line": "three-line",
    "三线": "three-line", "三线表": "three-line",
}  # fmt: skip
_NUMBERED = re.compile(r"^表\s*[0-9一二三四五六七八九十]*[\s　.．、：:]*(?=\S)")


def read_tables(
    value: Any, places: Places, folder: Path | None, taken: Sequence[str], notices: list[str]
) -> tuple[FactTable, ...]:
    """The tables; CSV files that they name lie in ``folder``, ids of facts are ``taken``. Raises
    BadInput."""
    if value is None:
        return ()
    if not isinstance(value, list):
        raise BadInput(f"{places.field('tables')}应为列表，每张表写明 caption、head 和 rows。")
    if len(value) > MOST_TABLES:
        raise BadInput(f"“{places.name}”有 {len(value)} 张表，一篇文稿最多放 {MOST_TABLES} 张。")
    used = set(taken)
    made = []
    for number, item in enumerate(value, 1):
        table = _Reader(f"“{places.name}”第 {number} 张表", item, folder, notices).table(used)
        used.add(table.id)
        made.append(table)
    return tuple(made)


class _Reader:
    """Reads one table; ``where`` names it in complaints."""

    def __init__(self, where: str, item: Any, folder: Path | None, notices: list[str]) -> None:
        self._where = where
        self._notices = notices
        if not isinstance(item, dict):
            raise BadInput(
                f"{where}写法不对，应写明 caption（表题）、head（表头）和 rows（各行）。"
            )
        self._data = self._known(item)
        if self._data.get("file") is not None:
            self._take_file(folder)

    def _known(self, item: Mapping[Any, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in item.items():
            name = visible(str(key)).strip()
            field = _KEYS.get(name) or _KEYS.get(name.lower())
            if field is None:
                said = brief_form(name, 20)
                self._notices.append(f"{self._where}中没有用到的项：“{said}”。")
            elif found.get(field) is None:
                found[field] = value
        return found

    def _take_file(self, folder: Path | None) -> None:
        """Head and rows from the CSV file beside the facts file; what the table itself says of
        caption and unit goes before what the file says."""
        name = text_of(self._data["file"], f"{self._where}的 file（文件）")
        if folder is None:
            raise BadInput(
                f"{self._where}写了 file（文件），这里读不到。请把 head 和 rows 直接写上。"
            )
        if Path(name).name != name or not name.lower().endswith(".csv"):
            raise BadInput(
                f"{self._where}的 file（文件）“{brief_form(name)}”应是同一文件夹里的 .csv 文件名。"
            )
        from drafting.facts.csv_file import read_rows

        sheet = sheet_of(read_rows(folder / name, name), name)
        self._data = {**sheet, **{k: v for k, v in self._data.items() if v is not None}}

    def table(self, used: set[str]) -> FactTable:
        head, rows = self._head(), self._rows()
        width = max(map(len, head))
        caption = self._caption()
        filled = tuple(self._of_width(row, width, f"第 {n} 行") for n, row in enumerate(rows, 1))
        made = FactTable(
            id=self._id(used), caption=caption, head=tuple(_padded(row, width) for row in head),
            rows=filled, unit=re.sub(r"^(?:计量)?单位[:：]", "", self._text("unit", 20)),
            topic=self._topic(), section=self._text("section", 45), rules=self._rules(),
            source=self._text("source"),
        )  # fmt: skip
        self._notices += [f"{self._where}{said}" for said in wrong_sums(made)]
        return said_in_words(made)

    def _text(self, key: str, most: int = 300) -> str:
        return text_of(self._data.get(key), f"{self._where}的 {key}", most)

    def _caption(self) -> str:
        caption = _NUMBERED.sub("", self._text("caption")).rstrip("。；;：: ")
        if not caption:
            raise BadInput(f"{self._where}缺少 caption（表题）。请补上，如“各镇企业预约情况”。")
        if len(caption) > _LONGEST_CAPTION:
            raise BadInput(
                f"{self._where}的 caption（表题）有 {len(caption)} 字，请精简到 {_LONGEST_CAPTION} 字以内。"
            )
        return caption

    def _id(self, used: set[str]) -> str:
        written = self._text("id")
        if written in used:
            raise BadInput(f"{self._where}的 id（编号）“{brief_form(written)}”已经用过。请换一个。")
        number = 1
        while not written and f"T{number}" in used:
            number += 1
        return written or f"T{number}"

    def _topic(self) -> str:
        written = self._text("topic")
        topic = canonical_topic(written) if written else ""
        if topic is None:
            said = f"{self._where}的类别“{brief_form(written, 20)}”不在常用类别中，按表中文字归节。"
            self._notices.append(said)
        return topic or ""

    def _rules(self) -> Rules:
        written = self._text("rules")
        if written.lower() not in _RULES:
            raise BadInput(
                f"{self._where}的 rules（样式）“{brief_form(written)}”不认识，"
                "请写 three-line（三线表）或 grid（网格表）。"
            )
        return _RULES[written.lower()]

    def _head(self) -> list[tuple[str, ...]]:
        value = self._data.get("head")
        if not isinstance(value, list) or not value:
            raise BadInput(f"{self._where}缺少 head（表头）。请写成一行，如 [县区, 企业数]。")
        many = value if all(isinstance(row, list) for row in value) else [value]
        head = [self._cells(row, "表头") for row in many]
        if len(head) > _MOST_HEADS:
            raise BadInput(f"{self._where}的表头有 {len(head)} 行，最多 {_MOST_HEADS} 行。")
        width = max(map(len, head))
        if not 2 <= width <= MOST_COLUMNS:
            raise BadInput(f"{self._where}有 {width} 列，应为 2 到 {MOST_COLUMNS} 列。")
        for column in range(width):
            if not any(_padded(row, width)[column] for row in head) and not head[0][0] == "":
                raise BadInput(f"{self._where}的表头第 {column + 1} 列是空的。请写明这一列是什么。")
        return head

    def _rows(self) -> list[tuple[str, ...]]:
        value = self._data.get("rows")
        if not isinstance(value, list) or not value:
            raise BadInput(f"{self._where}缺少 rows（各行）。请至少写一行。")
        if len(value) > MOST_ROWS:
            raise BadInput(
                f"{self._where}有 {len(value)} 行，最多 {MOST_ROWS} 行。长表请另作附件。"
            )
        return [self._cells(row, f"第 {number} 行") for number, row in enumerate(value, 1)]

    def _cells(self, row: Any, which: str) -> tuple[str, ...]:
        if not isinstance(row, list):
            raise BadInput(f"{self._where}{which}应是各格组成的列表，如 [江北县, 126]。")
        return tuple(
            text_of(cell, f"{self._where}{which}第 {number} 格")
            for number, cell in enumerate(row, 1)
        )

    def _of_width(self, row: tuple[str, ...], width: int, which: str) -> tuple[str, ...]:
        if len(row) > width and any(row[width:]):
            raise BadInput(f"{self._where}{which}有 {len(row)} 格，比表头多。请对齐各列。")
        if not any(row):
            raise BadInput(f"{self._where}{which}是空的。请填写或删去。")
        return _padded(row[:width], width)


def _padded(row: Sequence[str], width: int) -> tuple[str, ...]:
    return (*row, *[""] * (width - len(row)))


def said_in_words(table: FactTable) -> FactTable:
    """The table with its rows as sentences (:attr:`FactTable.says`). No model, no network."""
    from dataclasses import replace

    from drafting.facts.extraction.records import Grid, Material
    from drafting.facts.extraction.tables import table_statements

    rows = list(_grid_rows(table))
    grid = Grid(tuple(rows), tuple(str(n) for n in range(len(rows))), table.caption)
    statements, _ = table_statements(Material(table.id, grids=(grid,)))
    return replace(table, says=tuple(statement.text.rstrip("。") for statement in statements))


def _grid_rows(table: FactTable) -> Iterator[tuple[Any, ...]]:
    from drafting.facts.extraction.cells import cell_of_text

    width = len(table.head[0])
    if table.unit:
        yield tuple(map(cell_of_text, _padded((f"单位：{table.unit}",), width)))
    for row in (*table.head, *table.rows):
        yield tuple(map(cell_of_text, row))


__all__ = ["Sheet", "read_tables", "said_in_words"]
