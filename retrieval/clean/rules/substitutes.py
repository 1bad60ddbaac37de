"""Words that sites put in the place of others, so that a copy is not known: 原那么, 假设干, 根底.

They exchange 则 for 那么 and 若 for 假设 blindly, which makes words that are none. Where such a word
shows that a text went through that, the commonest of their other exchanges are taken back too, in
company that leaves no doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule

_SURE = (
    (re.compile(r"(?<=[原准规否法细总附])那么(?!是|说|就|多|大|好|高)"), "则"),
    (re.compile(r"假设(?=干(?:规定|意见|措施|问题|政策|办法|条|个|项|年|重大|次|名))"), "若"),
    (
        re.compile(r"(?<![周年期月岁])末(?=来(?:等待|五年|十年|三年|可期|发展|一段|之|的|，|。))"),
        "未",
    ),
)
_COMPANY = (
    (
        re.compile(
            r"(?<=夯实|打好|打下|打牢|执政|重要|良好|坚实|工作|思想|物质|群众|理论)的?(?P<word>根底)"
        ),
        "基础",
    ),
    (
        re.compile(
            r"(?P<word>根底)(?=设施|工作|性|环节|教育|知识|建设|管理|薄弱|数据|台账|上[，不])"
        ),
        "基础",
    ),
    (re.compile(r"(?<=经济|社会|科学|转型|跨越)(?P<word>开展)(?!了|的|工作|活动)"), "发展"),
    (re.compile(r"(?P<word>方案)(?=性)"), "计划"),
)


@rule("substitutes", "洗稿换词", 26, by_character=True)
def find(text: str) -> Iterator[Edit]:
    """Put the word itself back."""
    sure = [
        Edit(match.start(), match.end(), word)
        for pattern, word in _SURE
        for match in pattern.finditer(text)
    ]
    yield from sure
    if any(edit.replacement in "则若" for edit in sure):
        for pattern, word in _COMPANY:
            for match in pattern.finditer(text):
                yield Edit(match.start("word"), match.end("word"), word)
