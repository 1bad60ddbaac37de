"""Tables -> statements: each row a sentence of its label, its headings and its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafting.facts.extraction.judging import BLANK, MARGIN, PRIVATE
from drafting.facts.extraction.layouts import Heading, Layout, is_time, is_total, layout_of
from drafting.facts.extraction.records import Cell, Grid, LeftOut, Material, Place, Statement

_MOST_CLAUSES = 6
"""Clauses of one sentence; a wider row becomes several."""
_LONG = 14
"""Characters; a cell with more is a clause of its own."""
_COUNT = (
    ("人次数", "人次"), ("人次", "人次"), ("人数", "人"), ("户数", "户"), ("件数", "件"), ("次数", "次"), ("场次", "场次"),
    ("场数", "场"), ("个数", "个"), ("项数", "项"), ("家数", "家"), ("期数", "期"), ("天数", "天"), ("亩数", "亩"),
    ("批数", "批"), ("台数", "台"), ("套数", "套"),
)  # fmt: skip
_MEMBERS = (
    ("企业数", "家"), ("商户数", "户"), ("学校数", "所"), ("党员数", "名"), ("干部数", "名"), ("学生数", "名"), ("数", "个"),
)  # fmt: skip
"""社区数 12 is 社区12个: the noun stays, its measure comes behind the number."""
_RISE = re.compile(r"(?:增幅|涨幅|增长率?|增速|增减(?:幅度?|率)?|升降幅度?|增长幅度|变化率?)$")
_YEAR_ON_YEAR = re.compile(
    r"(?:比|较)?(?:上年|去年|上月|上年同期|去年同期)(?:同期)?(?:增减|增长)?$|^(?:同比|环比)(?:增减|增长|增幅|变化)?$"
)
_DOERS = (
    ("派出", "派出"), ("选派", "选派"), ("牵头", "牵头"), ("主管", "主管"), ("承办", "承办"), ("承建", "承建"), ("实施单位", "实施"), ("建设单位", "建设"), ("责任", "负责"), ("负责", "负责"),
)  # fmt: skip
_TIMES = (
    ("开工", "开工"),
    ("竣工", "竣工"),
    ("完工", "完工"),
    ("投产", "投产"),
    ("启动", "启动"),
    ("投用", "投用"),
)
_OFFICE = re.compile(
    r"(?:书记|[省市县区镇乡村局处科院校厂所站部队]长|主任|经理|委员|助理|主席|职务|专员|副职)$"
)
_DATE = re.compile(
    r"(?:(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|底|初|份|中旬|上旬|下旬)?|20\d\d年(?:底|初)?|20\d\d[-./]\d{1,2}(?:[-./]\d{1,2})?)(?:前|底)?"
)
_BARE = re.compile(
    r"^(?:数量|数|人数|户数|次数|件数|个数|金额|数值|数据|合计|总数|小计|计|人次|场次)$"
)
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


@dataclass(frozen=True, slots=True)
class _Clause:
    text: str
    topic: str = ""
    first: bool = False


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
        dated = _DATE.match(first) or (subject[-1:].isdigit() and first[0].isdigit())
        gap = "，" if subject and (dated or len(first) > 20 or is_time(subject)) else ""
        timed = subject.startswith("20") or any(re.search(r"20\d\d年", one) for one in clauses)
        period = f"{self._period}，" if self._period and not timed else ""
        return period + "，".join([f"{subject}{gap}{first}", *rest])

    def _clause(self, heading: Heading, cell: Cell, row_unit: str) -> _Clause | None:
        if heading.use in ("label", "numbering", "private", "unit") or cell.text in _EMPTY:
            return None
        if cell.number and (heading.use == "number" or _A_COUNT.search(heading.name)):
            return _Clause(_figure(heading, cell, row_unit, self._matter))
        return _words(heading, cell.text.rstrip("。；;，, "))

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


def _figure(heading: Heading, cell: Cell, row_unit: str, matter: str) -> str:
    name, unit = heading.name, cell.unit or heading.unit or row_unit
    number = cell.number
    if _RISE.search(name) or _YEAR_ON_YEAR.search(name):
        return _change(name, number, unit or ("%" if cell.unit == "%" else ""))
    counted = next(((end, one) for end, one in _COUNT if name.endswith(end)), None)
    member = next(((end, one) for end, one in _MEMBERS if name.endswith(end)), None)
    if counted and (not unit or _same_count(unit, counted[1])):
        name, unit = name.removesuffix(counted[0]), unit or counted[1]
    elif member and not counted and not re.search(r"[指系基函参总]数$", name):
        name, unit = name.removesuffix("数"), unit or member[1]
    if _BARE.match(heading.name) or not name:
        name = matter
    joint = "为" if is_time(name) else ""
    if not unit and name and not joint:
        joint = "为"
    return f"{name}{joint}{number}{unit}"


def _same_count(unit: str, counted: str) -> bool:
    return unit.lstrip("万千百十亿") == counted or {unit, counted} <= {"人", "名", "位"}


def _change(name: str, number: str, unit: str) -> str:
    word = "下降" if number.startswith("-") else "增长"
    if unit.endswith("百分点"):
        word, unit = ("下降" if word == "下降" else "提高"), "个百分点"
    stem = _RISE.sub("", name)
    stem = re.sub(r"增减$|增长$", "", stem)
    return f"{stem}{word}{number.lstrip('-')}{unit}"


def _words(heading: Heading, text: str) -> _Clause | None:
    name = heading.name
    if re.search(r"备注|说明", name) and len(text) < 4:
        return None
    if re.search(r"问题|困难|不足|短板", name):
        return _Clause(text, "问题")
    if re.search(r"下一?步|打算|计划(?!投资|数)|拟采取", name) and len(text) > 4:
        return _Clause(f"下一步{text}" if not re.match(r"下一?步|计划|拟|将|力争", text) else text, "打算")  # fmt: skip
    if match := re.match(r"是否(?:已)?(.+)", name):
        return _Clause({"是": "已", "否": "未"}.get(text, f"{match[1]}：") + (match[1] if text in "是否" else text))  # fmt: skip
    if _DATE.fullmatch(text):
        done = next((verb for word, verb in _TIMES if word in name), "")
        if done:
            return _Clause(f"{_date(text)}{done}")
        if re.fullmatch(r"时间|日期|年月|月份", name):
            return _Clause(_date(text), first=True)
        return _Clause(f"{name}为{_date(text)}")
    doer = next((verb for word, verb in _DOERS if word in name), "")
    if doer and len(text) <= 24 and not name.endswith(("人", "领导")):
        return _Clause(f"由{text}{doer}")
    if re.search(r"职务|挂职|任职", name) and len(text) <= 24:
        return _Clause(f"任{text}" if _OFFICE.search(text) else f"到{text}挂职")
    if len(text) > _LONG or re.search(
        r"进展|进度|状态|内容|措施|做法|成效|效果|情况|备注|说明", name
    ):
        return _Clause(text)
    return _Clause(f"{name}为{text}" if name else text)


def _date(text: str) -> str:
    """2025-3-12 → 2025年3月12日; other ways of writing stay."""
    match = re.fullmatch(r"(20\d\d)[-./](\d{1,2})(?:[-./](\d{1,2}))?", text)
    if match is None:
        return text
    day = f"{int(match[3])}日" if match[3] else ""
    return f"{match[1]}年{int(match[2])}月{day}"
