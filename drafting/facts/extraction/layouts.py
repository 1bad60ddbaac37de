"""What the parts of a table are: title, unit, headings of one to three rows, labels, totals."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from drafting.facts.extraction.cells import is_year
from drafting.facts.extraction.records import Cell, Grid

Row = tuple[Cell, ...]

_MOST_HEADER_ROWS = 3
_UNIT_LINE = re.compile(
    r"(?:计量)?单位\s*[:：]\s*(?P<unit>[^\s，,、；;。）)]{1,6})(?P<more>[、，,/])?"
)
_UNIT_IN_HEADING = re.compile(r"[（(]\s*(?:单位\s*[:：]\s*)?(?P<unit>[^（）()]{1,8})\s*[）)]\s*$")
_A_UNIT = re.compile(
    r"[%％‰]|(?:十|百|千)?[万亿]?(?:元|美元|人次|人|名|户|家|个|件|项|次|场|期|亩|公顷|吨|公里|千米|平方公里|平方米|㎡|立方米|米|天|岁|批|套|台|"
    r"辆|处|座|棵|株|头|只|篇|条|份|所|课时|学时|小时|分|分钟|位|万|千瓦时|千瓦|个百分点|百分点|起|宗|笔|支|组|轮|届|年|月|对|间|张|册|本)|万|亿"
)
_NUMBERING = re.compile(r"序\s*号|编\s*号|行次|No\.?|NO\.?|#")
_PRIVATE = re.compile(r"电话|手机|联系方式|身份证|证件号|银行卡|账号|邮箱|微信|QQ|住址|密码")
_TOTAL = re.compile(
    r"^(?:合\s*计|总\s*计|总\s*数|小\s*计|共\s*计|累\s*计|全[省市县区镇乡校]?合?计)"
)
_TIME = re.compile(
    r"^(?:20\d\d年?(?:度|上半年|下半年|第?[一二三四]季度|\d{1,2}月份?|\d{1,2}[-至—]\d{1,2}月)?|\d{1,2}月份?|[上下]半年|第?[一二三四]季度|今年|去年|上年|上年同期|本年|本期|同期|[上本]月|累计)$"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: what it is called, its unit, and what it is for."""

    name: str
    unit: str = ""
    use: str = "words"
    """label, number, words, unit, numbering or private."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A table understood. ``rows`` are indices of its data rows in the grid."""

    title: str
    headings: tuple[Heading, ...]
    labels: tuple[int, ...]
    rows: tuple[int, ...]
    notes: tuple[int, ...] = field(default=())
    heads: tuple[int, ...] = field(default=())


def layout_of(grid: Grid, before: Layout | None = None) -> Layout:
    """Understand a table. ``before`` is the one above it on the sheet: a part of a table that a
    blank line has cut off has its headings there."""
    title, unit, first, notes = _top(grid)
    end = _end_of_header(grid.rows, first)
    body = tuple(i for i in range(end, len(grid.rows)) if not _is_note(grid.rows[i]))
    notes += [i for i in range(end, len(grid.rows)) if _is_note(grid.rows[i])]
    if end == first and before and len(before.headings) == len(grid.rows[0]) > 2:
        return Layout(before.title, before.headings, before.labels, body, tuple(notes))
    header = grid.rows[first:end]
    names = [_joined_name(header, column) for column in range(len(grid.rows[0]))]
    units = [_unit_above(header, column) or unit for column in range(len(names))]
    headings = [
        _heading(name, column, grid.rows, body, units[column]) for column, name in enumerate(names)
    ]
    labels = _labels(headings, grid.rows, body) if body else ()
    marked = tuple(
        Heading(one.name, one.unit, "label") if index in labels else one
        for index, one in enumerate(headings)
    )
    return Layout(title or grid.before, marked, labels, body, tuple(notes), tuple(range(end)))


def _top(grid: Grid) -> tuple[str, str, int, list[int]]:
    """Title, unit for the whole table, index of the first row below them, and rows of notes."""
    title, unit, notes = "", "", []
    index = 0
    while index < len(grid.rows) - 1:
        texts = list(dict.fromkeys(cell.text for cell in grid.rows[index] if cell.text))
        line = " ".join(texts)
        unit_line = _UNIT_LINE.search(line)
        lone = len(texts) == 1 and len(grid.rows[index]) > 1 and not grid.rows[index][-1].number
        alone = lone and (index == 0 or unit_line or not title or len(line) > 12)
        if not alone and not (unit_line and len(texts) <= 3 and len(line) < 60):
            break
        if unit_line and not unit_line["more"] and _A_UNIT.fullmatch(unit_line["unit"]):
            unit = unit_line["unit"]
        if not title and not unit_line:
            title = line
        elif not unit_line or len(line) > len(unit_line[0]) + 4:
            notes.append(index)
        index += 1
    return title, unit, index, notes


def _end_of_header(rows: Sequence[Row], first: int) -> int:
    """Index of the first data row: a header has no quantities, and a second row of headings only
    under a row in which one name spans several columns."""
    end = first
    while end < min(len(rows) - 1, first + _MOST_HEADER_ROWS):
        row = rows[end]
        if any(cell.number and not is_year(cell) for cell in row):
            break
        if all(cell.number or not cell.text for cell in row):
            break
        if end > first and not _spans(rows[end - 1]):
            break
        if end > first and any(_TOTAL.match(cell.text) for cell in row[:2]):
            break
        if end == first and _looks_like_data(rows, first):
            break
        end += 1
    return end


def _spans(row: Row) -> bool:
    """Whether a name in the row covers more than its own column."""
    texts = [cell.text for cell in row]
    repeated = any(a and a == b for a, b in itertools.pairwise(texts))
    return repeated or "" in texts[1:]


def _looks_like_data(rows: Sequence[Row], first: int) -> bool:
    """Two columns of a name and its value, without a header."""
    row = rows[first]
    filled = [cell.text for cell in row if cell.text]
    return len(filled) < 2 or any(len(text) > 30 for text in filled)


def _joined_name(rows: Sequence[Row], column: int) -> str:
    """The names over a column, outermost first, none twice; a span without merged cells holds on
    to the right."""
    parts: list[str] = []
    for depth, row in enumerate(rows):
        text = row[column].text
        if not text and depth < len(rows) - 1:
            left = next((row[i].text for i in range(column, -1, -1) if row[i].text), "")
            text = left if rows[depth + 1][column].text else ""
        text = re.sub(r"\s+", "", text)
        if is_year(row[column]):
            text = f"{row[column].number}年"
        if text and text not in parts:
            parts.append(text)
    if len(parts) > 1 and parts[0] in parts[-1]:
        parts = parts[1:]
    return "".join(_without_unit(part) for part in parts[:-1]) + (parts[-1] if parts else "")


def _unit_above(rows: Sequence[Row], column: int) -> str:
    """The unit that a spanning name gives to all columns under it: 投资（万元）."""
    for row in rows[:-1]:
        name = next((row[i].text for i in range(column, -1, -1) if row[i].text), "")
        match = _UNIT_IN_HEADING.search(name)
        if match and _A_UNIT.fullmatch(match["unit"]):
            return match["unit"]
    return ""


def _without_unit(name: str) -> str:
    match = _UNIT_IN_HEADING.search(name)
    return name[: match.start()] if match and _A_UNIT.fullmatch(match["unit"]) else name


def _heading(
    name: str, column: int, rows: Sequence[Row], body: Sequence[int], unit: str
) -> Heading:
    cells = [rows[i][column] for i in body if rows[i][column].text]
    numbers = sum(bool(cell.number) and not is_year(cell) for cell in cells)
    own = _UNIT_IN_HEADING.search(name)
    if own and _A_UNIT.fullmatch(own["unit"]):
        name, unit = name[: own.start()], own["unit"].replace("％", "%")
    if _NUMBERING.fullmatch(name) or (not name and column == 0 and _counts_up(cells)):
        return Heading(name, use="numbering")
    if _PRIVATE.search(name):
        return Heading(name, use="private")
    if (
        re.fullmatch(r"(?:计量)?单位", name)
        and cells
        and all(_A_UNIT.fullmatch(c.text) for c in cells)
    ):
        return Heading(name, use="unit")
    if cells and numbers * 2 > len(cells):
        return Heading(name, unit, "number")
    return Heading(name, "" if not numbers else unit)


def _counts_up(cells: Sequence[Cell]) -> bool:
    numbers = [int(cell.number) for cell in cells if cell.number.isdecimal()]
    return len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))


_ATTRIBUTE = re.compile(
    r"责任|牵头|主管|承办|实施|负责|联系|时间|日期|时限|地点|位置|地址|内容|措施|进展|状态|情况|问题|备注|说明|职务|职称|学历|性别|民族|政治面貌|"
    r"是否|完成|效果|成效|建议|打算|原因|来源"
)


def _labels(headings: Sequence[Heading], rows: Sequence[Row], body: Sequence[int]) -> tuple[int, ...]:  # fmt: skip
    """The columns that name what a row is about: the first of words, and the next where the first
    one groups rows (乡镇, 村)."""
    words = [i for i, one in enumerate(headings) if one.use == "words"]
    if not words:
        years = [i for i in range(len(headings)) if all(is_year(rows[r][i]) for r in body)]
        return tuple(years[:1])
    named = [i for i in words if not _ATTRIBUTE.search(headings[i].name)] or words
    first = named[0]
    texts = [rows[i][first].text for i in body if not is_total(rows[i][first].text)]
    if len(set(texts)) < len([text for text in texts if text]) or "" in texts:
        following = [i for i in named if i == first + 1]
        return (first, *following)
    return (first,)


def _is_note(row: Row) -> bool:
    texts = {cell.text for cell in row if cell.text}
    if len(texts) != 1 or len(row) < 3:
        return False
    text = next(iter(texts))
    return len(text) > 12 or bool(
        re.match(r"[（(]?(?:备?注|说明|填[表报]|制表|审核|数据来源)", text)
    )


def is_total(text: str) -> bool:
    """Whether a row label says that the row sums the others up."""
    return _TOTAL.match(text) is not None


def is_time(name: str) -> bool:
    """Whether a heading is a time: 2025年, 上年同期."""
    return _TIME.match(name) is not None
