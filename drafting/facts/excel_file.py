"""Facts from the first sheet of an Excel file that has the right header."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from drafting.errors import BadInput
from drafting.facts.table import Row, Table, from_rows, header_of

_MOST_BYTES = 100 * 1024 * 1024
"""Unpacked size of the whole file."""
_COLUMNS = 50


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
    """The first sheet that begins with a header; where there is none, the first sheet's fault."""
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
            return from_rows(chain(empty, [row], rows), name)
    return from_rows(_rows(book.worksheets[0]) if book.worksheets else [], name)


def _rows(sheet: Any) -> Iterator[Row]:
    sheet.reset_dimensions()  # what a file says of its size need not be true
    rows: Iterator[Row] = sheet.iter_rows(values_only=True, max_col=_COLUMNS)
    return rows
