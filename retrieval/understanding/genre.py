"""The genre of a document as far as roles need it: who speaks to whom decides what 要 means."""

from __future__ import annotations

import re

_BY_TITLE = (
    ("speech", re.compile(r"讲话|致辞|发言|谈话|动员")),
    ("plan", re.compile(r"方案|计划$|办法|细则|实施意见|规划")),
    ("essay", re.compile(r"思考|浅谈|浅析|试论|刍议|探讨|研讨|谈谈|论")),
    ("report", re.compile(r"总结|小结|汇报|报告|述职|调研|调查|经验|做法|进展|回顾")),
)
_BY_OPENING = (
    ("plan", re.compile(r"(?:制定|提出)(?:本|如下|此)[^。]{0,4}(?:方案|意见|计划|办法)|特制定")),
    ("report", re.compile(r"(?:汇报|报告|总结|小结)如下|一年来|今年以来|调研组|挂任")),
    ("speech", re.compile(r"同志们|各位|我[讲谈说提][^。]{0,6}点|今天(?:我们|把|请)")),
    (
        "essay",
        re.compile(
            r"笔者|本文|看法|归结起来|为的是什么|值得(?:认真)?思考|是[^。]{2,20}的(?:品格|课题|命题)"
        ),
    ),
)


def genre_of(title: str, opening: str) -> str:
    """Return speech, plan, report or essay, "" when neither title nor opening tells."""
    for genre, pattern in _BY_TITLE:
        if pattern.search(title):
            return genre
    for genre, pattern in _BY_OPENING:
        if pattern.search(opening):
            return genre
    return ""
