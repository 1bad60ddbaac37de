"""Facts from CSV in any encoding that Excel writes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from drafting.encoding import decode
from drafting.errors import BadInput
from drafting.facts.table import Row, Table, from_rows


def read(path: Path) -> Table:
    """The brief's data from a comma-, tab- or semicolon-separated file. Raises BadInput."""
    return from_rows(_rows(decode(path.read_bytes(), path.name), path.name), path.name)


def read_rows(path: Path, name: str) -> list[Row]:
    """The rows of a table that a facts file names, one cell a text. Raises BadInput."""
    try:
        data = path.read_bytes() if path.stat().st_size <= _MOST_BYTES else None
    except OSError as error:
        raise BadInput(f"找不到表格文件“{name}”。请与事实文件放在同一文件夹。") from error
    if data is None:
        raise BadInput(f"表格文件“{name}”太大，请确认选对了文件。")
    return list(_separated(decode(data, name), name))


_MOST_BYTES = 5 * 1024 * 1024


def _rows(text: str, name: str) -> Iterator[Row]:
    width = 0
    for number, row in enumerate(_separated(text, name), 1):
        width = width or len(row)
        if any(cell.strip() for cell in row[width:]):
            raise BadInput(
                f"“{name}”第 {number} 行比表头多出一列：内容里有分隔符“{_separator(text)}”。"
                "请给该格加上英文双引号，或用 Excel 另存。"
            )
        yield row


def _separator(text: str) -> str:
    first_line = text.lstrip().split("\n", 1)[0]
    return max(",\t;，", key=first_line.count)


def _separated(text: str, name: str) -> Iterator[Row]:
    stream = io.StringIO(text, newline="")
    reader = csv.reader(stream, delimiter=_separator(text), strict=True)
    try:
        yield from map(tuple, reader)
    except csv.Error as error:
        raise BadInput(
            f"“{name}”第 {reader.line_num} 行读不出来：引号不成对，或一格文字过长。"
            "请检查英文双引号，或用 Excel 另存为 CSV。"
        ) from error
