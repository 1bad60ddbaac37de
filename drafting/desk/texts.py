"""A section as a person sees it: no Markdown marks, one paragraph a line.

The marks of sub-headings are taken off for the page and put back by their numbering: a short line
``（一）……`` without an end mark is a sub-heading, as in any document read from plain text. The rows of
a table stay as they are, one under the other.
"""

from __future__ import annotations

import re
from itertools import chain, pairwise, zip_longest

from drafting.model import Section

_MARK = re.compile(r"^#{2,5}[ \t]+", re.MULTILINE)
_HEADING = re.compile(r"^(?:(（[一二三四五六七八九十]{1,3}）)|(\d{1,2}[.．]))\S")
_INDENT = "\u3000\u3000"
_LONGEST_HEADING = 45
_STOPS = "。！？；：，"


def shown(section: Section) -> str:
    """The text of a section for a textbox: each paragraph set in by two characters, as printed."""
    lines = _MARK.sub("", section.text).split("\n")
    return "\n".join(line if _is_row(line) else f"{_INDENT}{line}" for line in lines if line)


def marked(text: str) -> str:
    """What a person typed, with the marks of sub-headings."""
    lines = (_MARK.sub("", line).strip() for line in text.replace("\r", "").split("\n"))
    parts = [_with_mark(line) for line in lines if line]
    joints = ["\n" if _is_row(a) and _is_row(b) else "\n\n" for a, b in pairwise(parts)]
    return "".join(chain.from_iterable(zip_longest(parts, joints, fillvalue="")))


def _is_row(line: str) -> bool:
    return line.startswith("|") and line.endswith("|")


def _with_mark(line: str) -> str:
    match = _HEADING.match(line)
    if not match or len(line) > _LONGEST_HEADING or line.endswith(tuple(_STOPS)):
        return line
    return f"{'###' if match[1] else '####'} {line}"
