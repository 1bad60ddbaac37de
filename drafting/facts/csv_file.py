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
    text = decode(path.read_bytes(), path.name)
    return from_rows(_rows(text, path.name), path.name)


def _rows(text: str, name: str) -> Iterator[Row]:
    first_line = text.lstrip().split("\n", 1)[0]
    separator = max(",\t;，", key=first_line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    width = 0
    try:
        for number, row in enumerate(reader, 1):
            width = width or len(row)
            if any(cell.strip() for cell in row[width:]):
                raise BadInput(
                    f"“{name}”第 {number} 行比表头多出一列：内容里有分隔符“{separator}”。"
                    "请给该格加上英文双引号，或用 Excel 另存。"
                )
            yield tuple(row)
    except csv.Error as error:
        raise BadInput(
            f"“{name}”第 {reader.line_num} 行读不出来：引号不成对，或一格文字过长。"
            "请检查英文双引号，或用 Excel 另存为 CSV。"
        ) from error
