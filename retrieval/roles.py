"""What a passage does in its document, from the headings above it, its place and its words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.errors import LibraryError

ROLES = (
    "标题",
    "称呼",
    "开场",
    "背景",
    "成绩",
    "做法",
    "事例",
    "数据",
    "感谢",
    "问题",
    "要求",
    "打算",
    "号召",
    "结尾",
    "落款",
)
"""The fifteen roles."""

MARGINAL_ROLES = frozenset({"标题", "称呼", "落款"})
"""Roles of lines around the body: found last unless asked for."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage stands: first or last of the body, above the first heading or not."""

    first: bool = False
    before_headings: bool = False
    last: bool = False


# In order: the first role with a word in the heading wins, so 存在的问题和下一步打算 is a problem.
_HEADING_WORDS: tuple[tuple[str, str], ...] = (
    ("问题", "问题|不足|短板|差距|困难|薄弱|制约|瓶颈|原因|梗阻|堵点|难点|找差"),
    ("打算", "打算|下一步|下步|计划安排|今后|展望|明年|下阶段|接下来|努力方向|对策|建议|路径|思路"),
    ("感谢", "感谢|致谢|感恩"),
    ("号召", "号召|倡议"),
    ("成绩", "成绩|成效|取得|进展|完成情况|收获|回顾|亮点|变化|提升|见效|完成|体会|感悟|成果"),
    ("事例", "案例|事例|典型|故事"),
    ("背景", "背景|意义|认识|重要性|形势|现状|概况|基本情况|指导思想|总体要求|内涵|由来|缘起"),
    (
        "要求",
        "要求|务必|必须|严明|纪律|保障|责任|确保|落实|(?<![主重首概摘])要(?![点素件务])|组织领导|强化|加强|压实",
    ),
    ("做法", "做法|措施|举措|经验|抓手|主要工作|开展|履职|机制|坚持|聚焦|推进|推动|任务|步骤"),
)
_HEADINGS = tuple((role, re.compile(words)) for role, words in _HEADING_WORDS)

_THANKS = re.compile(
    r"(?:表示|致以|道一声|说一声)[^。]{0,14}(?:感谢|敬意|谢意|谢谢)|衷心感谢|深表谢意"
)
_CALL = re.compile(
    r"让我们|同志们[，！]?[^。]{0,30}(?:奋斗|出发|努力|前进)|号召|携手|一起干|而努力奋斗"
)
_CLOSING = re.compile(
    r"谢谢|特此|以上(?:汇报|报告|是)|不妥之处|不当之处|批评指正|敬请|祝(?:大家|愿|各位|同志)|"
    r"^最后|总之|综上|新起点|新征程|初心|再接再厉"
)
_OPENING = re.compile(
    r"今天|这次(?:会议|座谈)|召开|现将|汇报如下|报告如下|总结如下|根据会议安排|下面"
)
_PROBLEM = re.compile(
    r"(?:不足|问题|短板|差距|不够)[^。]{0,20}(?:[：:]|仍然|还|存在|主要|突出)|还存在"
)
_PLAN = re.compile(r"下一步|接下来|今后|明年|下阶段|力争|计划(?:于|在|到|新)")
_EXAMPLE = re.compile(r"比如|例如|譬如|有[一位个]+[^。，]{1,12}，|老乡|说：|他说|她说|讲了?一?个")
_NUMBER = re.compile(r"\d[\d.,，]*(?:\s*[%％‰]|[万亿千百]|[\u4e00-\u9fff])")
_DATE = re.compile(r"\d{4}年|\d{1,2}月(?:\d{1,2}日)?|\d{1,2}[时号]")
_FIGURES_PER_CHARACTER = 1 / 15
_RESULT = re.compile(r"完成|建成|达到|新增|累计|增长|增加到|提高到|提升到|下降|降到|获得|荣获|成效")


def check_role(role: str | None) -> None:
    """Raise :class:`LibraryError` when a role is given that is none of the fifteen."""
    if role is not None and role not in ROLES:
        raise LibraryError(f"没有“{role}”这种段落：请改用 {'、'.join(ROLES)} 之一")


def role_of(text: str, headings: tuple[str, ...], place: Place) -> str:
    """Return the role of a passage of the body.

    ``headings`` is the path of headings above it, outermost first.
    """
    if _THANKS.search(text):
        return "感谢"
    if place.last and (closing := _closing_role(text)):
        return closing
    if place.before_headings:
        return "开场" if place.first or _OPENING.search(text) else "背景"
    return _role_under(text, headings)


def _closing_role(text: str) -> str:
    if _CALL.search(text):
        return "号召"
    return "结尾" if _CLOSING.search(text) or len(text) < 60 else ""


def _role_under(text: str, headings: tuple[str, ...]) -> str:
    by_heading = _role_of_headings(headings)
    if by_heading in ("问题", "打算"):
        return by_heading
    if _PROBLEM.search(text):
        return "问题"
    if _EXAMPLE.search(text):
        return "事例"
    if _is_figures(text):
        return "数据"
    if _PLAN.search(text) and by_heading != "要求":
        return "打算"
    return by_heading or ("成绩" if len(_RESULT.findall(text)) > 1 else "做法")


def _role_of_headings(headings: tuple[str, ...]) -> str:
    for heading in reversed(headings):
        for role, words in _HEADINGS:
            if words.search(heading):
                return role
    return ""


def _is_figures(text: str) -> bool:
    figures = len(_NUMBER.findall(_DATE.sub("", text)))
    return figures >= 5 and figures >= len(text) * _FIGURES_PER_CHARACTER
