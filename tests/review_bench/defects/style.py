"""What is not wrong and not good: sentences without end, openings alike, words that say nothing."""

from __future__ import annotations

import random
from collections.abc import Iterator

from tests.review_bench.documents import Document
from tests.review_bench.planting import Edit, body, defect

_LONG = (
    "我们要在深入调查研究、广泛征求意见、认真总结经验的基础上进一步理清思路、明确方向、细化举措，"
    "把各项任务逐条分解到岗位、到人头、到时段，建立上下贯通、左右协同、前后衔接的工作链条，"
    "做到事事有人抓、件件有着落、步步有回音、处处见成效、人人担责任，让每一分力气都用在刀刃上"
)
_HOLLOW = (
    "提高政治站位，强化责任担当，狠抓工作落实，不断开创新局面，迈上新台阶，取得新成效。"
    "要进一步统一思想，进一步提高认识，进一步凝聚共识，进一步加大力度，切实加强领导，切实抓好落实，"
    "高度重视，精心组织，周密部署，扎实推进，确保取得实效。"
)
_OPENINGS = (
    "通过抓班子，队伍更齐了。通过抓制度，规矩更严了。通过抓作风，劲头更足了。通过抓落实，成效更好了。",
)


@defect("a sentence over ninety letters", "style")
def long_sentence(document: Document, chance: random.Random) -> Iterator[Edit]:
    for start, paragraph in body(document):
        yield Edit(start + len(paragraph), start + len(paragraph), f"{_LONG}。")


@defect("openings alike", "style")
def same_opening(document: Document, chance: random.Random) -> Iterator[Edit]:
    for start, paragraph in body(document):
        end = start + len(paragraph)
        yield Edit(end, end, f"\n\n{chance.choice(_OPENINGS)}", anywhere=True)


@defect("hollow phrases", "style")
def hollow(document: Document, chance: random.Random) -> Iterator[Edit]:
    for start, paragraph in body(document):
        end = start + len(paragraph)
        yield Edit(end, end, f"\n\n{_HOLLOW}", anywhere=True)
