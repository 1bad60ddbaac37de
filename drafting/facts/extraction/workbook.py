"""Sheets of an Excel file, and a CSV, as grids: as many as there are tables on a sheet."""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from drafting.encoding import decode
from drafting.errors import BadInput
from drafting.facts.excel_file import refuse_bomb
from drafting.facts.extraction.cells import cell_of_text, cell_of_value
from drafting.facts.extraction.records import Cell, Grid

MOST_ROWS = 5_000
MOST_COLUMNS = 60
"""What lies beyond is not read, and that is said."""
_MOST_UNPACKED = 40 * 1024 * 1024
_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"})


def grids_of_excel(path: Path) -> tuple[list[Grid], list[str]]:
    """The tables of all visible sheets, and what a person should know. Raises BadInput."""
    notices: list[str] = []
    try:
        with path.open("rb") as file, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            refuse_bomb(file, path.name, _MOST_UNPACKED)
            grids = _of_book(file, path.name, notices)
    except BadInput:
        raise
    except Exception as error:  # openpyxl raises a dozen kinds for a file that is no workbook
        raise BadInput(
            f"“{path.name}”打不开，可能不是 Excel 文件、已加密或已损坏。"
            "请用 Excel/WPS 另存为 .xlsx 后再试。"
        ) from error
    return grids, notices


def _of_book(file: Any, name: str, notices: list[str]) -> list[Grid]:
    from openpyxl import load_workbook

    book = load_workbook(file, data_only=True)
    file.seek(0)
    formulas = load_workbook(file)
    grids: list[Grid] = []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            notices.append(f"“{name}”的工作表“{sheet.title}”是隐藏的，没有读取。")
            continue
        if unsaved := _unsaved(sheet, formulas[sheet.title]):
            notices.append(
                f"“{name}”的“{sheet.title}”有 {unsaved} 个公式没有保存计算结果，读不到数。"
                "请用 Excel/WPS 打开后保存一次再试。"
            )
        grids += _of_sheet(sheet, name, notices)
    return grids


def _unsaved(values: Any, formulas: Any) -> int:
    rows = formulas.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS)
    return sum(
        cell.data_type == "f" and values.cell(cell.row, cell.column).value is None
        for row in rows
        for cell in row
    )


def _of_sheet(sheet: Any, name: str, notices: list[str]) -> list[Grid]:
    last_row, last_column = min(sheet.max_row, MOST_ROWS), min(sheet.max_column, MOST_COLUMNS)
    if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
        notices.append(
            f"“{name}”的“{sheet.title}”只读了前 {MOST_ROWS} 行、{MOST_COLUMNS} 列，其余没有读取。"
        )
    hidden = [n for n, d in sheet.row_dimensions.items() if d.hidden and n <= last_row]
    if hidden:
        notices.append(
            f"“{name}”的“{sheet.title}”有 {len(hidden)} 行是隐藏的（或被筛选掉），没有读取。"
        )
    faults = 0
    rows: list[list[Cell]] = []
    for row in sheet.iter_rows(max_row=last_row, max_col=last_column):
        cells = [cell_of_value(cell.value, str(cell.number_format or "")) for cell in row]
        faults += sum(cell.text in _ERRORS for cell in cells)
        rows.append([Cell() if cell.text in _ERRORS else cell for cell in cells])
    if faults:
        notices.append(f"“{name}”的“{sheet.title}”有 {faults} 格是 Excel 错误值，没有采用。")
    _spread(sheet, rows)
    for number in hidden:
        rows[number - 1] = []
    refs = [_ref(sheet.title, number, row) for number, row in enumerate(rows, 1)]
    return list(regions(rows, refs))


def _spread(sheet: Any, rows: list[list[Cell]]) -> None:
    """Words of a merged cell stand in every cell it covers; a number only in its first, so that
    no quantity is counted twice."""
    for merged in sheet.merged_cells.ranges:
        if merged.min_row > len(rows) or merged.min_col > len(rows[merged.min_row - 1]):
            continue
        first = rows[merged.min_row - 1][merged.min_col - 1]
        if first.number or not first.text:
            continue
        for row in rows[merged.min_row - 1 : merged.max_row]:
            for column in range(merged.min_col - 1, min(merged.max_col, len(row))):
                row[column] = first


def _ref(sheet: str, number: int, row: Sequence[Cell]) -> str:
    from openpyxl.utils import get_column_letter

    filled = [index for index, cell in enumerate(row, 1) if cell.text] or [1]
    first, last = f"{get_column_letter(filled[0])}{number}", f"{get_column_letter(filled[-1])}{number}"  # fmt: skip
    return f"{sheet}!{first}:{last}" if first != last else f"{sheet}!{first}"


def grids_of_csv(path: Path) -> list[Grid]:
    """The table of a CSV in any encoding that Excel writes. Raises BadInput."""
    text = decode(path.read_bytes(), path.name)
    sample = text.lstrip("\ufeff\r\n").split("\n", 1)[0]
    separator = max(",\t;，", key=sample.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows: list[list[Cell]] = []
    refs: list[str] = []
    try:
        for number, row in enumerate(reader, 1):
            rows.append([cell_of_text(value) for value in row[:MOST_COLUMNS]])
            refs.append(f"第{number}行")
            if number >= MOST_ROWS:
                break
    except csv.Error as error:
        raise BadInput(
            f"“{path.name}”第 {reader.line_num} 行读不出来：引号不成对，或一格文字过长。"
            "请检查英文双引号，或用 Excel 另存为 CSV。"
        ) from error
    return list(regions(rows, refs))


def regions(rows: Sequence[Sequence[Cell]], refs: Sequence[str]) -> Iterator[Grid]:
    """The tables of a sheet: parted by blank rows and by blank columns."""
    block: list[int] = []
    for index in range(len(rows) + 1):
        if index < len(rows) and any(cell.text for cell in rows[index]):
            block.append(index)
        elif block:
            yield from _side_by_side([rows[i] for i in block], [refs[i] for i in block])
            block = []


def _is_spread(row: Sequence[Cell]) -> bool:
    """Whether one merged cell is all there is in a row."""
    filled = [cell for cell in row if cell.text]
    return len(filled) > 1 and all(cell is filled[0] for cell in filled)


def _side_by_side(rows: Sequence[Sequence[Cell]], refs: Sequence[str]) -> Iterator[Grid]:
    width = max(len(row) for row in rows)
    padded = [[*row, *[Cell()] * (width - len(row))] for row in rows]
    # A title merged over two tables would hide the blank column between them.
    body = [row for row in padded if not _is_spread(row)] or padded
    filled = [any(row[column].text for row in body) for column in range(width)]
    start = 0
    for column in range(width + 1):
        if column < width and filled[column]:
            continue
        if column > start:
            part = [tuple(row[start:column]) for row in padded]
            kept = [i for i, row in enumerate(part) if any(cell.text for cell in row)]
            yield Grid(tuple(part[i] for i in kept), tuple(refs[i] for i in kept))
        start = column + 1
