"""Facts from the first sheet of an Excel file that has the right header."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from drafting.errors import BadInput
from drafting.facts.table import from_rows


def read(path: Path) -> dict[str, Any]:
    """The brief's data from an .xlsx file. Raises BadInput."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # openpyxl raises a dozen kinds for a file that is no workbook
        raise BadInput(
            f"“{path.name}”打不开，可能不是 Excel 文件或已损坏。请用 Excel/WPS 另存为 .xlsx 后再试。"
        ) from error
    try:
        sheet = book.worksheets[0]
        return from_rows(sheet.iter_rows(values_only=True), path.name)
    finally:
        book.close()
