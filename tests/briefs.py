"""Briefs for tests: the shipped facts files, and facts as odd as people write them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from drafting.engines.offline import OfflineEngine
from drafting.facts import read_facts
from drafting.kinds import kind_ids
from drafting.model import Brief, Draft, Fact
from drafting.pipeline import Finished, draft
from drafting.topics import TOPICS

_FOLDER = Path(__file__).parent.parent / "samples" / "facts"
SHIPPED = sorted(path.stem for path in _FOLDER.glob("*.yaml"))
VARIANTS = range(5)

SUMMARY = (
    ("背景", "全区现有社区36个，常住人口21.4万人，社区工作者432名。"),
    ("做法", "把36个社区划成288个网格，每格配备1名专职网格员，按月入户走访。"),
    ("成绩", "全年受理居民诉求1.2万件，办结1.14万件，办结率95%。"),
    ("问题", "网格员队伍不够稳定，全年离职43人，占14.9%，主要是年轻人留不住。"),
    ("打算", "明年新建社区食堂12个，让独居老人就近吃上热饭。"),
)
"""A fact for each topic that a work summary requires."""


def brief_of(
    *facts: tuple[str, str], kind: str = "work_summary", subject: str = "社区治理", length: int = 0
) -> Brief:
    """A brief from pairs of topic and text; the facts are called F1, F2 …"""
    numbered = tuple(Fact(f"F{n}", topic, text) for n, (topic, text) in enumerate(facts, 1))
    return Brief(kind=kind, subject=subject, length=length, facts=numbered)


@cache
def shipped(name: str) -> Brief:
    """The brief of a facts file in samples/facts."""
    return read_facts(_FOLDER / f"{name}.yaml").brief


@cache
def drafted(brief: Brief, variant: int = 0) -> Draft:
    """The offline engine's draft."""
    events = list(draft(brief, OfflineEngine(), variant=variant, draft_id="test"))
    assert isinstance(events[-1], Finished)
    return events[-1].draft


ODD_TEXTS = (
    "A", "好", "要", "祝", "12345", "百分之五十", "《办法》", "Only English words 2025", "３５％",
    "一是抓学习，二是抓落实", "要加强领导，压实责任", "祝大家新年快乐", "让我们携手前进！",
    "第一行\n第二行5个\n", "  前后有空格  ", "。开头有句号", "；开头有分号", "末尾有逗号，", "困难不少……",
    "已经完成3项。还有2项没有完成。", "他说：“要干。”说完就走了。", "“引号没有闭合，完成3项", "引号多余”，完成4项",
    "（括号没有闭合，完成5项", "（一）小标题", "一、列表项", "1.第一项", "# 标题", "### 小标题", "附件：1.名单",
    "以上报告", "特此汇报。", "谢谢大家！", "2025年12月31日", "2025年，完成投资5亿元。", "长" * 500,
    "2025年12月，全市4.6亿元（46000万元）全部到位；其中，一季度占五分之一。", "{subject}和{0}", "接收单位要做到“有作为”。",
)  # fmt: skip
"""Facts as nobody should write them. None is made of marks alone: the reader refuses those."""

_TEXTS = st.sampled_from([*ODD_TEXTS, *(fact.text for n in SHIPPED for fact in shipped(n).facts)])
_PAIRS = st.tuples(st.sampled_from(TOPICS), _TEXTS)
BRIEFS = st.builds(
    lambda facts, kind, length: brief_of(*facts, kind=kind, length=length),
    st.lists(_PAIRS, max_size=25, unique_by=lambda pair: pair[1]),
    st.sampled_from(kind_ids()),
    st.sampled_from([200, 500, 1500, 4000, 30_000]),
)
"""Briefs of any kind and length with facts of any topic; no two facts say the same."""
