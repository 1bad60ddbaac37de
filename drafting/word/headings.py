"""Where the heading of a paragraph ends that goes on with text (format-spec: run-in heading)."""

from __future__ import annotations

import re
from typing import NamedTuple

from drafting.manuscript import Role

LONGEST = 45
"""Characters of the longest heading; a longer first sentence is text."""

_NUMBERED: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("heading1", re.compile(r"[一二三四五六七八九十]{1,3}、")),
    ("heading2", re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")),
    ("heading3", re.compile(r"\d{1,2}[.．](?!\d)")),
    ("heading4", re.compile(r"[（(]\d{1,2}[）)]")),
)
_ORDINAL = "[一二三四五六七八九十]{1,2}"
_LEAD = re.compile(f"(?:{_ORDINAL}(?:是|要)|第{_ORDINAL}，)[^。]*。")
_SENTENCE = re.compile(r"[^。！？；]*。")
_STOPS = "。！？；，：、"


class Split(NamedTuple):
    """A paragraph parted in two: ``head`` looks like ``role`` (None: like the rest)."""

    head: str
    rest: str
    role: Role | None


def numbered_role(text: str) -> Role | None:
    """The heading role that the number before ``text`` speaks of, if it begins with one."""
    return next((role for role, pattern in _NUMBERED if pattern.match(text)), None)


def standalone_role(text: str) -> Role | None:
    """The role of a paragraph that is a numbered heading and nothing else, or None."""
    if len(text) > LONGEST or text.endswith(tuple(_STOPS)) or "。" in text:
        return None
    return numbered_role(text)


def split_run_in(text: str) -> Split | None:
    """Part ``（一）标题。正文`` behind the heading's end mark; None without such a heading."""
    role = numbered_role(text)
    sentence = _SENTENCE.match(text)
    if role is None or sentence is None or not 0 < len(sentence[0]) <= LONGEST:
        return None
    rest = text[sentence.end() :]
    return Split(sentence[0], rest, role) if rest else None


def split_lead(text: str) -> Split | None:
    """Part ``一是……。正文`` behind its first sentence, which keeps the font of the text."""
    lead = _LEAD.match(text)
    return Split(lead[0], text[lead.end() :], None) if lead else None
