"""Facts from the first sheet of an Excel file that has the right header, tables from further ones."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from drafting.errors import BadInput
from drafting.facts.sheets import Sheet, sheet_of
from drafting.facts.table import ERRORS, Row, Table, from_rows, header_of

_MOST_BYTES = 100 * 1024 * 1024
"""Unpacked size of the whole file."""
_COLUMNS = 50
_MOST_TABLE_ROWS = 400


def read(path: Path) -> Table:
    """The brief's data from an .xlsx file. Raises BadInput."""
    from openpyxl import load_workbook

    try:
        with path.open("rb") as file, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions that do not matter here
            refuse_bomb(file, path.name)
            book = load_workbook(file, read_only=True, data_only=True)
            return _read_book(book, path.name)
    except BadInput:
        raise
    except Exception as error:  # openpyxl raises a dozen kinds for a file that is no workbook
        raise BadInput(
            f"“{path.name}”打不开，可能不是 Excel 文件或已损坏。请用 Excel/WPS 另存为 .xlsx 后再试。"
        ) from error


def refuse_bomb(file: Any, name: str, most: int = _MOST_BYTES) -> None:
    """Raise BadInput where a packed file unpacks to more than ``most`` bytes."""
    with zipfile.ZipFile(file) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
    if unpacked > most:
        raise BadInput(f"“{name}”解压后有 {unpacked >> 20} MB，太大，没有打开。请确认选对了文件。")


def _read_book(book: Any, name: str) -> Table:
    """The facts, and the tables on sheets whose name begins with 表."""
    own, facts = _facts(book, name)
    tables = [
        _table(sheet, name)
        for sheet in book.worksheets
        if _TABLE.match(sheet.title) and sheet.title != own
    ]
    if tables:
        facts.data["tables"] = tables
    return facts


_TABLE = re.compile(r"表\s*[0-9一二三四五六七八九十]*[\s　.．、：:-]*")


def _table(sheet: Any, name: str) -> Sheet:
    """A table as its cells are shown; the name of the sheet is its caption where it has none."""
    from drafting.facts.extraction.cells import cell_of_value

    sheet.reset_dimensions()
    rows = [
        [cell_of_value(cell.value, str(cell.number_format or "")).text for cell in row]
        for row in sheet.iter_rows(max_col=_COLUMNS, max_row=_MOST_TABLE_ROWS)
    ]
    _refuse_errors(rows, f"“{name}”的工作表“{sheet.title}”")
    return {"caption": _TABLE.sub("", sheet.title, count=1), **sheet_of(rows, sheet.title)}


def _refuse_errors(rows: list[list[str]], where: str) -> None:
    for number, row in enumerate(rows, 1):
        wrong = next((cell for cell in row if cell in ERRORS), "")
        if wrong:
            raise BadInput(f"{where}第 {number} 行有 Excel 的错误值“{wrong}”。请在表中改正公式。")


def _facts(book: Any, name: str) -> tuple[str, Table]:
    """The first sheet that begins with a header, with its name; where there is none, the first
    sheet's fault."""
    for sheet in book.worksheets:
        rows = _rows(sheet)
        empty: list[Row] = []
        for row in rows:
            if any(value is not None for value in row):
                break
            empty.append(())
        else:
            continue
        if header_of(row):
            return sheet.title, from_rows(chain(empty, [row], rows), name)
    return "", from_rows(_rows(book.worksheets[0]) if book.worksheets else [], name)


def _rows(sheet: Any) -> Iterator[Row]:
    sheet.reset_dimensions()  # what a file says of its size need not be true
    rows: Iterator[Row] = sheet.iter_rows(values_only=True, max_col=_COLUMNS)
    return rows
