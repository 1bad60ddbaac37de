"""The topic of a statement: from the headings above it, then from its own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from drafting.figures import find_figures
from drafting.kinds import Kind
from drafting.topics import canonical_topic, guess_topic

_CUES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("原因", re.compile(r"原因|成因|根源|症结|归因")),
    ("问题", re.compile(r"问题|不足|短板|差距|薄弱|困难|困境|瓶颈|制约|挑战|难点|堵点|欠缺|缺口|待解决")),
    ("建议", re.compile(r"建议|对策|请求|请示|请予|盼.{0,4}支持")),
    ("打算", re.compile(r"下一步|下步|下一?阶段|打算|今后|明年|来年|早作安排|努力方向|工作思路|(?:工作|计划)安排|倒排|节点|接下来")),
    ("要求", re.compile(r"要求|希望|纪律|务必|必须")),
    ("目标", re.compile(r"(?:总体|工作|主要|年度)目标|目标任务|目标$")),
    ("步骤", re.compile(r"步骤|进度安排|阶段划分|时间安排|实施阶段")),
    ("保障", re.compile(r"保障措施|(?:组织|工作|要素|制度|经费)保障|保障$|组织领导")),
    ("任务", re.compile(r"(?:重点|主要|工作|目标)任务|任务$|重点工作")),
    ("感受", re.compile(r"感受|感悟|收获|心得")),
    ("经验", re.compile(r"经验|体会|启示|悟出|感悟")),
    ("事例", re.compile(r"案例|事例|典型|人物|故事")),
    ("做法", re.compile(r"做法|措施|举措|办法|开展情况|工作情况|机制|推进情况|落实情况|主要工作")),
    ("成绩", re.compile(r"成效|成绩|成果|亮点|变化|双丰收|取得|完成情况|进展")),
    ("意义", re.compile(r"意义|重要性|认识")),
    ("背景", re.compile(r"基本情况|概况|背景|现状|总体情况|底数|家底")),
)  # fmt: skip
_TROUBLES = "问题|难题|难点|堵点|短板|困难|薄弱|欠缺|不足|瓶颈"
_SOLVING = re.compile(
    rf"(?:破解|解决|盯[住牢紧着]|瞄准|化解|攻克|针对|补齐|补上|聚焦|直面|紧盯|回应|围绕|打通|破除|突破)[^，。]{{0,8}}(?:{_TROUBLES})|"
    rf"(?:{_TROUBLES})(?![^，。]{{0,4}}[需待])[^，。]{{0,8}}(?:破解|解决|化解|攻克|补齐|起来|清零|销号|见成效)"
)
"""Headings that speak of troubles overcome: what stands under them is what was done."""
_SETTLING = frozenset(
    {"问题", "原因", "建议", "打算", "要求", "目标", "步骤", "保障", "任务", "感受", "经验", "意义"}
)
"""Headings under which every sentence is of that topic, whatever its words."""
_NEAREST = {
    "数据": ("成绩", "背景"), "事例": ("成绩", "做法"), "成绩": ("数据", "做法", "背景"),
    "经验": ("做法", "感受", "观点"), "感受": ("经验", "做法"), "意义": ("背景", "观点"),
    "背景": ("意义", "成绩", "做法"), "原因": ("问题",), "建议": ("打算", "要求", "任务"),
    "打算": ("任务", "要求", "目标", "建议"), "任务": ("打算", "要求", "做法"),
    "要求": ("任务", "打算", "建议"), "目标": ("任务", "打算", "背景"), "步骤": ("任务", "做法", "打算"),
    "保障": ("做法", "要求", "任务"), "做法": ("任务", "经验", "成绩"), "问题": ("背景", "原因"),
    "号召": ("要求", "打算"), "祝福": ("号召",), "感谢": ("成绩",), "观点": ("意义", "经验"),
}  # fmt: skip
_THANKS = re.compile(r"感谢|致谢|谢意")
_SHORTFALL = re.compile(
    r"不足|不够|不高|不强|不紧密|不到位|不平衡|不健全|不完善|短板|滞后|缺乏|欠缺|薄弱|仍有|尚未|没有完全|难以|偏[慢低少弱]|太[少慢低]|没有(?:完全|固定|办完|动工|落实|脱开|到位)|缺口|反弹|两头跑|存在.{0,12}(?:问题|现象|差距)|情况不是很好|"
    r"还没(?!有?发生)|没(?=[修建通装到])|坏了|断层|漏水|老化|亏损"
)
_REMEDY = re.compile(
    r"(?:改造|整顿|消除|解决|补齐|补上|化解|整治|消灭|帮扶|攻克|破解|改善|扭转|扭亏|修复|更换|更新)[^，。]{0,6}?"
    r"(?:薄弱|短板|滞后|不足|缺口|亏损|老化|漏水|断层|困难)"
)
"""A trouble that was dealt with is none: 改造薄弱基层社6个."""
_DEMAND = re.compile(
    r"^[^，。]{0,20}(?<![主重需必首只紧还])要(?!求|素|是|点|么|看|说|想)|^[^，。]{0,20}(?:必须|务必|不得|严禁)"
)
_INTENT = re.compile(
    r"^(?:20\d\d年)?\d{1,2}月(?:底|初|中旬|上旬|下旬|\d{1,2}日)?(?:之)?前|^(?:下一步|明年|今后|计划|拟|力争|预计)|^[^，。]{0,14}将|力争|计划于"
)
_RESULT = re.compile(
    r"(?:增长|提升|提高|下降|压降|压减|缩短|减少|增加|突破|达到?|实现|完成)(?:了|到|至|为)?[^，。]{0,4}\d|(?:有了|得到)[^，。]{0,12}(?:提[升高]|改善|加强|增强|填补|提拔)|"
    r"(?:明显|显著|大幅|持续|较大)(?:提[升高]|改善|增强|好转)|荣获|获评|获得.{0,20}(?:奖|称号|表彰|第)|同比|办结率|满意率|满意度|位居|第[一二三]名|增收|带动|惠及|"
    r"投产|投用|走上了?.{0,8}岗位|成长为|形成了"
)
_STANDING = re.compile(
    r"^(?:全[省市县区镇乡校局]|我[省市县区镇乡校局]|现有|目前)?.{0,12}(?:现有|共有|辖|总面积|总人口|户籍|下设|编制)"
)
_ADVICE = re.compile(
    r"建议(?=由|将|在|对|把|尽快|统筹|[省市县区]|上级|有关|各|加大|出台|设立|建立|支持|给予)"
)
_PRACTICE = re.compile(
    r"^[^，。]{0,16}(?:建立|制定|印发|出台|推行|实行|成立|开展|召开|举办|组织|选派|安排|推进|实施|下发|设立|搭建|走访|会同|坚持|采取)"
)


def topic_of(text: str, headings: Sequence[str], kind: Kind | None = None) -> str:
    """A word of the vocabulary, and one that ``kind`` has a section for where it is given."""
    return fitted(_topic(text, headings), text, kind)


def _topic(text: str, headings: Sequence[str]) -> str:
    if _THANKS.search(text[:30]):
        return "感谢"
    above = heading_topic(headings)
    if above in _SETTLING:
        if above == "打算" and _own(text) == "问题" and not re.search(r"针对|解决|补齐", text):
            return "问题"
        demand = above in ("问题", "原因") and _DEMAND.search(text) and not _SHORTFALL.search(text)
        return "要求" if demand else above
    own = _own(text)
    if above and own in ("做法", "成绩", "数据", "背景", "打算"):
        return own if above == "做法" and own in ("成绩", "打算") else above
    return own


def heading_topic(headings: Iterable[str]) -> str:
    """The topic that the nearest telling heading names; empty where none does."""
    for heading in reversed(tuple(headings)):
        if known := canonical_topic(heading):
            return known
        plain = _SOLVING.sub("", heading)
        if cued := next((topic for topic, cue in _CUES if cue.search(plain)), ""):
            return cued
    return ""


def _own(text: str) -> str:
    text = _REMEDY.sub("", text)
    done, lacking = _RESULT.search(text), _SHORTFALL.search(text)
    if done and lacking and "，" in text[done.end() : lacking.start()]:
        return "成绩"  # 完成412户，……，还剩8户没有动工
    for topic, pattern in (
        ("建议", _ADVICE), ("问题", _SHORTFALL), ("打算", _INTENT), ("要求", _DEMAND), ("背景", _STANDING),
    ):  # fmt: skip
        if pattern.search(text):
            return topic
    if _RESULT.search(text):
        return "成绩"
    if _PRACTICE.search(text):
        return "做法"
    guessed = guess_topic(text)
    if guessed in ("打算", "建议", "要求", "成绩", "问题"):
        guessed = "做法"
    if guessed == "做法" and sum(not figure.loose for figure in find_figures(text)) >= 2:
        return "数据"
    return guessed


def is_ahead(text: str, period: str) -> bool:
    """Whether a sentence begins with a year after the period that the document is about."""
    year, last = re.match(r"(20\d\d)年", text), re.findall(r"20\d\d", period)
    if year is None or not last or re.search(r"已|完成了", text):
        return False
    return int(year[1]) > int(last[-1])


def fitted(topic: str, text: str, kind: Kind | None) -> str:
    """The topic, or the nearest one that the kind has a section for."""
    if kind is None:
        return topic
    known = {one for section in kind.sections for one in section.topics}
    near = (topic, *_NEAREST.get(topic, ()), guess_topic(text))
    return next((one for one in near if one in known), topic)
