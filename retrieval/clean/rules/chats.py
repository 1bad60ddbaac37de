"""Names and times of a chat, and the chatter around the document that was sent in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule
from retrieval.clean.text.lines import Line, lines, without_line
from retrieval.clean.text.marks import han_count, is_numbered
from retrieval.clean.text.title_words import is_title

_HEAD = re.compile(
    r"\s*(?P<name>[^\s，。：；、\d][^\s，。：；、]{0,11})\s{1,4}"
    r"(?P<date>\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s{1,3})?(?:[上下]午)?\d{1,2}:\d{2}(?::\d{2})?\s*"
)
_SIGNS = re.compile(
    r"撤回了一条消息|\[(?:强|抱拳|玫瑰|图片|文件|语音|视频|微笑|OK|握手|鼓掌|呲牙|合十|动画表情)\]"
    r"|^\s*收到|^\s*[-—–_]{3,}\s*\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\s*[-—–_]{3,}",
    re.MULTILINE,
)
_MOST_CHATTER = 60
"""Chinese characters; a longer message may be a document."""


@rule("chats", "聊天记录", 49)
def find(text: str) -> Iterator[Edit]:
    """Take out who sent a message and when, and messages too short to be a document."""
    found = [line for line in lines(text) if line.text.strip()]
    heads = [i for i, line in enumerate(found) if _HEAD.fullmatch(line.text)]
    if not _is_chat(found, heads, text):
        return
    for begin, end in pairwise([*heads, len(found)]):
        message = found[begin + 1 : end]
        for line in found[begin : end if _is_chatter(message) else begin + 1]:
            yield without_line(text, line)


def _is_chat(found: list[Line], heads: list[int], text: str) -> bool:
    """Tell whether heads are those of messages and not the hours of a programme (签到 9:00)."""
    matches = [match for i in heads if (match := _HEAD.fullmatch(found[i].text))]
    if any(match["date"] for match in matches):
        return True
    told = sum(b - a > 1 for a, b in pairwise([*heads, len(found)]))
    names = Counter(match["name"] for match in matches)
    return told > 1 and (_SIGNS.search(text) is not None or len(names) < len(matches))


def _is_chatter(message: list[Line]) -> bool:
    said = "".join(line.text for line in message)
    told = any(is_numbered(line.text) or is_title(line.text.strip()) for line in message)
    return han_count(said) < _MOST_CHATTER and not told
