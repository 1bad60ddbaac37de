"""Units and measure words: which say the same, and which can be worked out into one another."""

from __future__ import annotations

from decimal import Decimal

MEASURES = (
    "个百分点|百分点|平方公里|平方千米|平方米|立方米|公里|千米|厘米|毫米|公顷|公斤|千克|千瓦时|千瓦|兆瓦|个小时|小时|分钟|"
    "人次|家次|户次|台次|架次|人天|人日|人份|课时|学时|学分|批次|个月|个季度|个工作日|美元|欧元|工作日|星期|世纪|"
    "次|人|名|位|户|家|个|件|项|条|篇|期|场|批|年|月|日|天|周(?!边|围|全|到|密|期)|岁|元|"
    "亩|吨|米|斤|里|度|倍|番|成(?![立为功果效员绩长就熟])|号|届|支|台|辆|套|间|座|处|所|只|头|株|棵|栋|幢|层|县|区|市|镇|乡|村|组|门|类|"
    "趟|遍(?![布及地])|份|本|册|张|幅|字|句|点|分|秒|时|种|例|起|宗|笔|批|轮|级|步|排|车|线|队|对|双|口|顶|艘|架|片|块|集|部|节|堂|讲|班|"
    "道(?![理路德])|盏|眼|枚|副|根|桶|袋|盒|瓶|孔|尾|羽|克|升(?!级|至|到|高|降)"
)
"""Alternatives of a regular expression, longer ones first where one begins another."""

_SAME_UNIT = {"位": "人", "名": "人", "口": "人", "千米": "公里", "千克": "公斤", "百分点": "个百分点",
              "平方千米": "平方公里", "所": "家", "批次": "批", "个小时": "小时", "个工作日": "工作日",
              "星期": "周", "幢": "栋"}  # fmt: skip

_BASES: dict[str, tuple[str, str]] = {
    "公里": ("米", "1000"), "厘米": ("米", "0.01"), "毫米": ("米", "0.001"), "里": ("米", "500"),
    "平方公里": ("平方米", "1000000"), "公顷": ("平方米", "10000"), "亩": ("平方米", "666.6666666666667"),
    "吨": ("公斤", "1000"), "斤": ("公斤", "0.5"), "克": ("公斤", "0.001"), "兆瓦": ("千瓦", "1000"),
    "小时": ("分钟", "60"), "周": ("天", "7"), "日": ("天", "1"), "年": ("个月", "12"), "个季度": ("个月", "3"),
    "‰": ("%", "0.1"), "‱": ("%", "0.01"), "学时": ("课时", "1"), "世纪": ("个月", "1200"),
}  # fmt: skip

LOOSELY_SAME = (frozenset("家户个所"), frozenset("个项件条起宗类种例"), frozenset("次场期趟遍"),
                frozenset("个支队"), frozenset("个座处栋间所"), frozenset("份本册张"))  # fmt: skip
"""Measure words that writers exchange before one noun (86家单位, 86个单位)."""


def normal_unit(unit: str) -> str:
    """Units that say the same as one word: 名, 位, 人 are persons; 个月 and 月 stay apart."""
    return _SAME_UNIT.get(unit, unit)


def in_base(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """A measured amount in the base unit of its dimension: 2公里 → 2000 米, 1年 → 12 个月. 年, 月
    and 日 must be durations; counts come back as they are, under their normal unit."""
    unit = normal_unit(unit)
    base, factor = _BASES.get(unit, (unit, "1"))
    return value * Decimal(factor), base


def loosely_same(left: str, right: str) -> bool:
    """Whether a fair reader takes one measure word for the other, though it is not the fact's."""
    return any({left, right} <= group for group in LOOSELY_SAME)
