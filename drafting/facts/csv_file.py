"""Facts from CSV in any encoding that Excel writes."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from drafting.encoding import decode
from drafting.errors import BadInput
from drafting.facts.table import from_rows


def read(path: Path) -> dict[str, Any]:
    """The brief's data from a comma-, tab- or semicolon-separated file. Raises BadInput."""
    text = decode(path.read_bytes(), path.name)
    first_line = text.lstrip().split("\n", 1)[0]
    separator = max(",\t;，", key=first_line.count)
    try:
        rows = [
            tuple(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        ]
    except csv.Error as error:
        raise BadInput(f"“{path.name}”不是有效的 CSV 文件：{error}。") from error
    return from_rows(rows, path.name)
