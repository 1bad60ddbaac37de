"""Files and pasted text -> materials.

Documents are read by the sample library's readers, tables here: there every cell counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from drafting.errors import BadInput, reason_of
from drafting.facts import read_facts
from drafting.facts.extraction.cells import cell_of_text
from drafting.facts.extraction.records import Cell, Grid, Material
from drafting.facts.values import visible

MOST_BYTES = 20 * 1024 * 1024
MOST_CHARACTERS = 400_000
"""Running text of one material; a longer one is not raw material for one document."""
_DOCUMENTS = (".docx", ".docm", ".doc", ".wps", ".rtf", ".pdf", ".html", ".htm", ".txt", ".md")
SUFFIXES = (*_DOCUMENTS, ".xlsx", ".xlsm", ".csv")
_TABLE_LINES = re.compile(r"(?m)^[ \t]*\|.*\|[ \t]*$(?:\n+[ \t]*\|.*\|[ \t]*$)*")
_RULE_LINE = re.compile(r"[\s|:\-]+")
_LONGEST_CAPTION = 50


def read_material(path: Path) -> Material:
    """Read one file. Raises BadInput, with a sentence that names it, where it cannot be read."""
    suffix = path.suffix.lower()
    data = _bytes(path)
    if suffix in (".xlsx", ".xlsm"):
        return _excel(path)
    if suffix == ".csv":
        return _csv(path)
    if suffix in (".yaml", ".yml", ".json"):
        raise BadInput(
            f"“{path.name}”已是事实文件，不用再提取。请直接用 python -m drafting draft 起草。"
        )
    return _document(path, data)


def pasted(text: str, name: str = "粘贴的文字") -> Material:
    """Text that a person has pasted; rows parted by tabs are a table. Raises BadInput where there
    is none or far too much."""
    text = visible(text.replace("\r\n", "\n").replace("\r", "\n"))
    if not any(char.isalnum() for char in text):
        raise BadInput(f"{name}里没有内容。请粘贴原始材料后再试。")
    return _of_text(name, text, ())


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise BadInput(f"“{path}”是文件夹。请写明其中的文件。")
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise BadInput(f"“{path.name}”有 {size >> 20} MB，超过 20 MB。请拆分后再试。")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise BadInput(f"找不到文件“{path}”。请检查路径和文件名。") from error
    except OSError as error:
        raise BadInput(f"打不开“{path}”：{reason_of(error)}。请检查路径和读取权限。") from error
    if not data.strip(b"\x00 \t\r\n"):
        raise BadInput(f"“{path.name}”是空文件。请确认选对了文件。")
    return data


def _excel(path: Path) -> Material:
    from drafting.facts.extraction.workbook import grids_of_excel

    grids, notices = grids_of_excel(path)
    return _with_facts(path, Material(path.name, grids=tuple(grids), notices=tuple(notices)))


def _csv(path: Path) -> Material:
    from drafting.facts.extraction.workbook import grids_of_csv

    return _with_facts(path, Material(path.name, grids=tuple(grids_of_csv(path))))


def _with_facts(path: Path, material: Material) -> Material:
    """A table with 类别 and 内容 already is a table of facts: they are taken as they are."""
    heads = {cell.text for grid in material.grids for cell in grid.rows[0]}
    if not {"类别", "内容"} <= heads:
        return material
    read = read_facts(path, "work_summary")
    return Material(path.name, facts=read.brief.facts, notices=(*material.notices, *read.notices))


def _document(path: Path, data: bytes) -> Material:
    from retrieval.errors import UnreadableError
    from retrieval.read import read_data

    suffix = path.suffix.lower()
    if suffix not in _DOCUMENTS:
        raise BadInput(
            f"不认识“{path.name}”这种文件，可用的格式有 {'、'.join(SUFFIXES)}。请另存后再试。"
        )
    try:
        text = read_data(data, suffix)
    except UnreadableError as error:
        if suffix in (".txt", ".md"):
            return _plain(path, data)
        said = re.sub(r"，?请?[^，]{0,12}后再添加|样本库只收中文公文", "", str(error)).rstrip(
            "，。"
        )
        raise BadInput(f"“{path.name}”读不出来：{said}。请另存为 .docx 或 .txt 后再试。") from error
    merged = _word_tables(data) if suffix in (".docx", ".docm") else []
    material = _of_text(path.name, visible(text), merged)
    return _with_pages(material, data) if suffix == ".pdf" else material


def _plain(path: Path, data: bytes) -> Material:
    """A text that is too short for the sample library, or in few Chinese characters."""
    from drafting.encoding import decode

    return pasted(decode(data, path.name), path.name)


def _word_tables(data: bytes) -> list[list[list[Cell]]]:
    from drafting.facts.extraction.word_tables import tables_of_word

    return tables_of_word(data)


def _with_pages(material: Material, data: bytes) -> Material:
    from retrieval.read.pdf_pages import page_texts

    pages = tuple(re.sub(r"\s", "", page) for page in page_texts(data))
    return Material(material.name, material.text, material.grids, pages)


def _of_text(name: str, text: str, merged: Sequence[list[list[Cell]]]) -> Material:
    if len(text) > MOST_CHARACTERS:
        raise BadInput(
            f"“{name}”有 {len(text)} 字，超过 {MOST_CHARACTERS} 字。请只留与这篇文稿有关的部分。"
        )
    text = _tabbed(text)
    grids: list[Grid] = []
    for match in _TABLE_LINES.finditer(text):
        rows = [_cells(line) for line in match[0].splitlines() if line.strip()]
        rows = [row for row in rows if not all(_RULE_LINE.fullmatch(c.text or "-") for c in row)]
        rows = _same(rows, merged) or rows
        if not rows:
            continue
        number = len(grids) + 1
        width = max(map(len, rows))
        refs = tuple(f"第{number}个表第{row}行" for row in range(1, len(rows) + 1))
        even = tuple((*row, *[Cell()] * (width - len(row))) for row in rows)
        grids.append(Grid(even, refs, _caption(text[: match.start()])))
    return Material(name, _TABLE_LINES.sub(_blank, text), tuple(grids))


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _tabbed(text: str) -> str:
    """Rows copied from a sheet (two and more lines with as many tabs) as lines of a table."""
    lines = text.split("\n")
    counts = [line.strip("\n").count("\t") for line in lines]
    for index, count in enumerate(counts):
        near = count and count in (
            counts[index - 1] if index else 0, counts[index + 1] if index + 1 < len(counts) else 0,
        )  # fmt: skip
        if near and lines[index].strip():
            cells = (cell.strip().replace("|", "｜") for cell in lines[index].split("\t"))
            lines[index] = f"| {' | '.join(cells)} |"
    return "\n".join(lines)


def _cells(line: str) -> list[Cell]:
    return [cell_of_text(part) for part in line.strip().strip("|").split("|")]


def _same(rows: Iterable[list[Cell]], merged: Sequence[list[list[Cell]]]) -> list[list[Cell]]:
    """The table of the Word file that has the same words in it, with its merged cells."""
    words = _words(rows)
    return next((list(table) for table in merged if _words(table) == words), [])


def _words(rows: Iterable[Iterable[Cell]]) -> list[str]:
    """The words of a table in order; one merged cell is one object, and counts once."""
    cells = {id(cell): cell for row in rows for cell in row if cell.text}
    return [re.sub(r"[\s|｜]", "", cell.text) for cell in cells.values()]


def _caption(text: str) -> str:
    """The line over a table where it is short enough to be its title."""
    lines = [line.strip(" #*\t") for line in text[-400:].splitlines() if line.strip()]
    line = lines[-1] if lines else ""
    return line if len(line) <= _LONGEST_CAPTION and not re.search(r"[。；]$", line) else ""
