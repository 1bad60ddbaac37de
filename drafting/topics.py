"""The vocabulary of fact topics (类别), the other names people give them, and a guess by wording."""

from __future__ import annotations

import re

TOPICS: tuple[str, ...] = (
    "背景", "意义", "成绩", "做法", "事例", "数据", "经验", "感谢", "问题", "原因", "要求", "打算",
    "建议", "感受", "祝福", "号召", "目标", "任务", "步骤", "保障", "观点",
)  # fmt: skip

_ALIASES: dict[str, tuple[str, ...]] = {
    "背景": ("基本情况", "概况", "工作背景", "来由", "缘由", "现状", "总体情况", "依据", "开场"),
    "意义": ("重要性", "重大意义", "认识"),
    "成绩": ("成效", "成果", "主要成绩", "亮点", "效果", "工作成效", "成就", "进展", "结果", "变化"),
    "做法": ("措施", "举措", "主要做法", "工作", "工作开展", "主要工作", "落实情况", "推进情况", "机制"),
    "事例": ("案例", "典型", "例子", "典型事例", "人物", "故事"),
    "数据": ("统计", "统计数据", "指标", "数字"),
    "经验": ("启示", "体会", "工作体会", "经验启示", "规律", "原因分析（成绩）"),
    "感谢": ("致谢", "鸣谢"),
    "问题": ("不足", "短板", "困难", "存在问题", "差距", "存在的问题", "主要问题", "挑战"),
    "原因": ("原因分析", "成因", "问题原因"),
    "要求": ("希望", "工作要求", "纪律", "纪律要求", "期望", "嘱托"),
    "打算": ("下一步", "下一步打算", "计划", "下步打算", "下一步工作", "今后打算", "安排", "思路"),
    "建议": ("对策", "对策建议", "意见建议", "请示", "请求"),
    "感受": ("感悟", "收获", "心得", "个人感受"),
    "祝福": ("祝愿", "寄语"),
    "号召": ("倡议", "动员", "结尾"),
    "目标": ("工作目标", "总体目标", "总体要求", "主要目标"),
    "任务": ("重点任务", "主要任务", "工作任务", "工作重点"),
    "步骤": ("实施步骤", "进度", "时间安排", "阶段", "进度安排"),
    "保障": ("保障措施", "组织保障", "组织领导"),
    "观点": ("论点", "论述", "主张"),
}  # fmt: skip

_BY_NAME = {name: topic for topic, names in _ALIASES.items() for name in names} | {
    topic: topic for topic in TOPICS
}

_CUES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("感谢", re.compile(r"感谢|致谢|谢意|敬意")),
    ("祝福", re.compile(r"^祝|祝愿|祝福")),
    ("号召", re.compile(r"^让我们|共同努力|携手")),
    ("问题", re.compile(r"不足|不够|不高|不强|不紧密|不到位|不平衡|短板|滞后|缺乏|欠缺|存在.{0,12}问题|困难|仍有|尚未")),
    ("原因", re.compile(r"原因|根源在于|由于")),
    ("建议", re.compile(r"^建议|建议")),
    ("打算", re.compile(r"下一步|计划|力争|明年|今后|^将|拟于|预计")),
    ("要求", re.compile(r"^要|单位要|干部要|同志.{0,4}要|必须|不得|严禁")),
    ("经验", re.compile(r"实践证明|体会|启示|关键在于|离不开")),
    ("事例", re.compile(r"例如|比如|以.{2,12}为例|同志在|主动请缨")),
    ("成绩", re.compile(r"增长|提升|提高|下降|荣获|达到|突破|实现|同比|获评|占比?|累计")),
    ("背景", re.compile(r"^自?\d{4}年|根据|按照|启动|以来")),
)  # fmt: skip


def canonical_topic(name: str) -> str | None:
    """The vocabulary's word for a topic as a person wrote it; None where it is not known.
    Numbering and spaces around it are forgiven (“一、主要做法” is 做法)."""
    cleaned = re.sub(r"^[\s（(]*[0-9一二三四五六七八九十]*[）)、.．\s]*", "", name).strip()
    return _BY_NAME.get(name.strip()) or _BY_NAME.get(cleaned)


def guess_topic(text: str) -> str:
    """A topic for a fact that names none, by cue words; 做法 where nothing speaks."""
    return next((topic for topic, cue in _CUES if cue.search(text)), "做法")
