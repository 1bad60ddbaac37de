"""Tables -> statements: each row a sentence of its label, its headings and its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafting.facts.extraction.clauses import DATE, Clause, figure_clause, words_clause
from drafting.facts.extraction.judging import BLANK, MARGIN, PRIVATE
from drafting.facts.extraction.layouts import Heading, Layout, is_time, is_total, layout_of
from drafting.facts.extraction.records import Cell, Grid, LeftOut, Material, Place, Statement

_MOST_CLAUSES = 6
"""Clauses of one sentence; a wider row becomes several."""
_MATTER_ENDS = re.compile(
    r"(?:基本|工作|进展|完成|开展|落实)*(?:情况)?(?:一览|统计|汇总|明细|登记|调查|花名|名册|台账|清单|数据|信息)*(?:表|台账|清单|名册|花名册)?$"
)
_PERIOD = re.compile(
    r"20\d\d年(?:度|上半年|下半年|第?[一二三四]季度|\d{1,2}(?:[-—至]\d{1,2})?月份?)?(?!度)"
)
_WHOSE = re.compile(
    r"^(?:全|各)[省市县区镇乡村校局厅]|^各[\u4e00-\u9fff]{1,4}?(?=[\u4e00-\u9fff]{2})"
)
_EMPTY = frozenset({"", "-", "—", "/", "／", "无", "——", "暂无", "、", "\\"})


def table_statements(material: Material) -> tuple[list[Statement], list[LeftOut]]:
    """The statements of all tables of a material, and the cells left out. Neither model nor network
    is used."""
    statements: list[Statement] = []
    left: list[LeftOut] = []
    layout: Layout | None = None
    caption = ""
    for grid in material.grids:
        if len(grid.rows) == 1 and len({c.text for c in grid.rows[0] if c.text}) == 1:
            caption = next(c.text for c in grid.rows[0] if c.text)
            left.append(LeftOut(caption, Place(material.name, grid.refs[0]), MARGIN))
            continue
        above = Grid(grid.rows, grid.refs, grid.before or caption)
        layout = layout_of(above, layout)
        made = _Table(above, layout, material.name)
        statements += made.statements()
        left += made.left()
        caption = ""
    return statements, left


class _Table:
    def __init__(self, grid: Grid, layout: Layout, name: str) -> None:
        self._grid = grid
        self._layout = layout
        self._name = name
        period = _PERIOD.search(layout.title)
        timed = any("年" in one.name for one in layout.headings)
        self._period = period[0] if period and not timed else ""
        self._matter = _matter(layout.title)

    def statements(self) -> Iterator[Statement]:
        label = ["" for _ in self._layout.labels]
        for index in self._layout.rows:
            row = self._grid.rows[index]
            label = [row[c].text or old for c, old in zip(self._layout.labels, label, strict=True)]
            if any(_unfilled(cell.text) for cell in row):
                continue
            yield from self._of_row(index, row, _subject(label, self._layout))

    def _of_row(self, index: int, row: Sequence[Cell], subject: str) -> Iterator[Statement]:
        unit = next((row[i].text for i, h in enumerate(self._layout.headings) if h.use == "unit"), "")  # fmt: skip
        labels = [row[i] for i in self._layout.labels]
        clauses = [
            clause
            for heading, cell in zip(self._layout.headings, row, strict=True)
            if not any(cell is label for label in labels)
            and (clause := self._clause(heading, cell, unit))
        ]
        if not clauses:
            return
        place = Place(self._name, self._grid.refs[index])
        quote = "｜".join(
            f"{heading.name}：{cell.text}" if heading.name else cell.text
            for number, (heading, cell) in enumerate(zip(self._layout.headings, row, strict=True))
            if cell.text
            and heading.use != "private"
            and (not number or cell is not row[number - 1])
        )
        headings = (self._layout.title,) if self._layout.title else ()
        plain = [clause for clause in clauses if not clause.topic]
        plain.sort(key=lambda clause: not clause.first)
        for start in range(0, len(plain), _MOST_CLAUSES):
            part = [clause.text for clause in plain[start : start + _MOST_CLAUSES]]
            yield Statement(self._said(subject, part), quote, place, headings)
        for clause in clauses:
            if clause.topic:
                text = clause.text if subject in clause.text else f"{subject}{clause.text}"
                yield Statement(text, quote, place, headings, clause.topic)

    def _said(self, subject: str, clauses: Sequence[str]) -> str:
        first, *rest = clauses
        dated = DATE.match(first) or (subject[-1:].isdigit() and first[0].isdigit())
        gap = "，" if subject and (dated or len(first) > 20 or is_time(subject)) else ""
        timed = subject.startswith("20") or any(re.search(r"20\d\d年", one) for one in clauses)
        period = f"{self._period}，" if self._period and not timed else ""
        return period + "，".join([f"{subject}{gap}{first}", *rest])

    def _clause(self, heading: Heading, cell: Cell, row_unit: str) -> Clause | None:
        if heading.use in ("label", "numbering", "private", "unit") or cell.text in _EMPTY:
            return None
        if cell.number and (heading.use == "number" or _A_COUNT.search(heading.name)):
            return Clause(figure_clause(heading, cell, row_unit, self._matter))
        return words_clause(heading, cell.text.rstrip("。；;，, "))

    def left(self) -> Iterator[LeftOut]:
        layout, grid = self._layout, self._grid
        for index in layout.notes:
            text = "".join(cell.text for cell in _distinct(grid.rows[index]))
            yield LeftOut(text, Place(self._name, grid.refs[index]), "表的附注")
        for index in layout.rows:
            row = grid.rows[index]
            if any(_unfilled(cell.text) for cell in row):
                text = "｜".join(cell.text for cell in _distinct(row) if cell.text)
                yield LeftOut(text, Place(self._name, grid.refs[index]), BLANK)
        for column, heading in enumerate(layout.headings):
            if heading.use == "private":
                cells = " ".join(grid.rows[i][column].text for i in layout.rows)
                yield LeftOut(cells, Place(self._name, f"“{heading.name}”列"), PRIVATE)
        heads = "｜".join(c.text for i in layout.heads for c in _distinct(grid.rows[i]) if c.text)
        if heads:
            yield LeftOut(heads, Place(self._name, grid.refs[0]), MARGIN)


_A_COUNT = re.compile(r"数$|额$|率$|量$|比$|度$")


def _unfilled(text: str) -> bool:
    return re.search(r"[×＊*]{2,}|[xX]{2,}|_{2,}|＿{2,}", text) is not None


def _distinct(row: Sequence[Cell]) -> list[Cell]:
    """The cells of a row, those that one merged cell covers taken once."""
    return [cell for i, cell in enumerate(row) if i == 0 or cell is not row[i - 1]]


def _matter(title: str) -> str:
    """What a table is about, as words before a count: 各镇驻村走访情况统计表 → 驻村走访."""
    plain = _PERIOD.sub("", re.sub(r"^(?:附?[表件]\d*[:：.]?|表[一二三四五\d]+)\s*", "", title))
    plain = _MATTER_ENDS.sub("", _WHOSE.sub("", plain.strip()).strip())
    return plain if 2 <= len(plain) <= 8 else ""


def _subject(labels: Sequence[str], layout: Layout) -> str:
    name = next((layout.headings[i].name for i in layout.labels), "")
    for position, text in enumerate(labels):
        if is_total(text):
            above = labels[position - 1] if position else ""
            every = re.sub(r"(?:名称|名|单位名称)$", "", name) or name
            own = re.sub(r"[合总小共]\s*计$", "", text)
            return f"{above}合计" if above else f"{own}合计" if own else f"各{every}合计" if every else "合计"  # fmt: skip
    labels = [re.sub(r"\s+", "", text) for text in labels if text not in _EMPTY]
    if labels and re.fullmatch(r"20\d\d", labels[0]):
        labels[0] += "年"
    if len(labels) > 1 and (labels[0] in labels[1] or len("".join(labels)) > 24):
        return labels[1]
    return "".join(labels)
