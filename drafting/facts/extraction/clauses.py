"""One cell under its heading as a clause of a sentence: 走访户数, 120 → 走访120户."""

from __future__ import annotations

import re
from dataclasses import dataclass

from drafting.facts.extraction.layouts import Heading, is_time
from drafting.facts.extraction.records import Cell

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
DATE = re.compile(
    r"(?:(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|底|初|份|中旬|上旬|下旬)?|20\d\d年(?:底|初)?|20\d\d[-./]\d{1,2}(?:[-./]\d{1,2})?)(?:前|底)?"
)
_BARE = re.compile(
    r"^(?:数量|数|人数|户数|次数|件数|个数|金额|数值|数据|合计|总数|小计|计|人次|场次)$"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """``topic`` is empty where the clause joins the others of its row; ``first`` ones lead."""

    text: str
    topic: str = ""
    first: bool = False


def figure_clause(heading: Heading, cell: Cell, row_unit: str, matter: str) -> str:
    """A number with what it counts and its unit: that of the cell, else of the heading, else of the
    row. ``matter`` stands in where the heading says only how many (户数)."""
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


def words_clause(heading: Heading, text: str) -> Clause | None:
    """Words as a clause, by what their heading is for; None for a remark of a few letters."""
    name = heading.name
    if re.search(r"备注|说明", name) and len(text) < 4:
        return None
    if re.search(r"问题|困难|不足|短板", name):
        return Clause(text, "问题")
    if re.search(r"下一?步|打算|计划(?!投资|数)|拟采取", name) and len(text) > 4:
        return Clause(f"下一步{text}" if not re.match(r"下一?步|计划|拟|将|力争", text) else text, "打算")  # fmt: skip
    if match := re.match(r"是否(?:已)?(.+)", name):
        return Clause({"是": "已", "否": "未"}.get(text, f"{match[1]}：") + (match[1] if text in "是否" else text))  # fmt: skip
    if DATE.fullmatch(text):
        done = next((verb for word, verb in _TIMES if word in name), "")
        if done:
            return Clause(f"{_date(text)}{done}")
        if re.fullmatch(r"时间|日期|年月|月份", name):
            return Clause(_date(text), first=True)
        return Clause(f"{name}为{_date(text)}")
    doer = next((verb for word, verb in _DOERS if word in name), "")
    if doer and len(text) <= 24 and not name.endswith(("人", "领导")):
        return Clause(f"由{text}{doer}")
    if re.search(r"职务|挂职|任职", name) and len(text) <= 24:
        return Clause(f"任{text}" if _OFFICE.search(text) else f"到{text}挂职")
    if len(text) > _LONG or re.search(
        r"进展|进度|状态|内容|措施|做法|成效|效果|情况|备注|说明", name
    ):
        return Clause(text)
    return Clause(f"{name}为{text}" if name else text)


def _date(text: str) -> str:
    """2025-3-12 → 2025年3月12日; other ways of writing stay."""
    match = re.fullmatch(r"(20\d\d)[-./](\d{1,2})(?:[-./](\d{1,2}))?", text)
    if match is None:
        return text
    day = f"{int(match[3])}日" if match[3] else ""
    return f"{match[1]}年{int(match[2])}月{day}"
