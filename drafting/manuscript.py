"""A document as lines with roles: the one shape that checks read and Word files are made from.

Markdown and plain text are parsed into it (:func:`from_markdown`, :func:`from_text`), a Draft is
rendered through it, and ``start`` always points into the text that was parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

Role = Literal[
    "title", "dateline", "byline", "recipient", "salutation",
    "heading1", "heading2", "heading3", "heading4",
    "body", "ending", "attachment", "signature", "date",
]  # fmt: skip

HEADING_MARKS: dict[Role, str] = {
    "title": "#", "heading1": "##", "heading2": "###", "heading3": "####", "heading4": "#####",
}  # fmt: skip
_BY_MARK = {mark: role for role, mark in HEADING_MARKS.items()}
_MARKED = re.compile(r"^(#{1,5})[ \t]+(.*\S)[ \t]*$")
_DATE = re.compile(r"^[0-9〇一二三四五六七八九零×xX*]{4}年[0-9一二三四五六七八九十×xX*]{1,3}月"
                   r"([0-9一二三四五六七八九十×xX*]{1,3}日)?$")  # fmt: skip
_ADDRESSED = re.compile(r"同志|朋友|各位|大家|女士|先生|老师|同学|战友|代表|委员|乡亲|嘉宾")
_ENDINGS = re.compile(
    r"^(以上(汇报|报告|请示|意见)?.{0,8}|特此(汇报|报告|通知|请示|函告|说明).{0,6}|"
    r"(最后，)?谢谢(大家|各位)?|专此报告)[。！，]?.{0,8}$"
)
_NUMBERED: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("heading1", re.compile(r"^[一二三四五六七八九十]{1,3}、\S")),
    ("heading2", re.compile(r"^[（(][一二三四五六七八九十]{1,3}[）)]\S")),
    ("heading3", re.compile(r"^\d{1,2}[.．]\s?(?!\d{1,3}(?!\d))\S")),
    ("heading4", re.compile(r"^[（(]\d{1,2}[）)]\S")),
)
_STOPS = "。！？；"
_WORDS = re.compile(r"[^\s\ufeff\u200b](?:.*[^\s\ufeff\u200b])?", re.DOTALL)
"""What a line holds between its outer spaces, NBSP and em spaces of web pages among them."""


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph with its role; ``start`` is its offset in the parsed text, marks excluded."""

    role: Role
    text: str
    start: int = 0

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The parsed text and its lines, in order."""

    text: str
    lines: tuple[Line, ...]


def from_markdown(text: str) -> Manuscript:
    """Parse the draft Markdown of this project. Never raises; an odd line is body."""
    raw = [_marked(line) for line in _lines(text)]
    return Manuscript(text, tuple(_assign_roles(raw)))


def from_text(text: str) -> Manuscript:
    """Parse plain text: the first line is the title, headings are known by their numbering."""
    raw = [_numbered(line) for line in _lines(text)]
    if raw and raw[0].role == "body" and not raw[0].text.endswith(tuple(_STOPS + "：:")):
        raw[0] = replace(raw[0], role="title")
    return Manuscript(text, tuple(_assign_roles(raw)))


def parse(text: str) -> Manuscript:
    """Markdown where there is a heading mark, plain text else."""
    marked = any(_MARKED.match(line.text) for line in _lines(text))
    return from_markdown(text) if marked else from_text(text)


def to_markdown(lines: Iterable[Line]) -> str:
    """The Markdown of INTERFACES.md: marks before headings, a blank line between paragraphs."""
    return (
        "\n\n".join(
            f"{HEADING_MARKS[line.role]} {line.text}" if line.role in HEADING_MARKS else line.text
            for line in lines
            if line.text.strip()
        )
        + "\n"
    )


def _lines(text: str) -> Iterator[Line]:
    offset = 0
    for raw in text.splitlines(keepends=True):
        words = _WORDS.search(raw)
        if words:
            yield Line("body", words[0], offset + words.start())
        offset += len(raw)


def _marked(line: Line) -> Line:
    match = _MARKED.match(line.text)
    if not match:
        return line
    return Line(_BY_MARK[match[1]], match[2], line.start + match.start(2))


def _numbered(line: Line) -> Line:
    for role, pattern in _NUMBERED:
        heading_like = len(line.text) <= 45 and not line.text.endswith(tuple(_STOPS))
        if heading_like and pattern.match(line.text):
            return replace(line, role=role)
    return line


def _assign_roles(lines: list[Line]) -> list[Line]:
    return _assign_back(_assign_front(lines))


def _assign_front(lines: list[Line]) -> list[Line]:
    """Name the plain lines between title and text: date, speaker, 主送机关 or 称呼."""
    first = next((i for i, line in enumerate(lines) if line.role == "title"), None)
    if first is None:
        return lines
    result = list(lines)
    for index in range(first + 1, len(lines)):
        line = lines[index]
        role = _front_role(line.text) if line.role == "body" else None
        if role is None:
            break
        result[index] = replace(line, role=role)
        if role in ("salutation", "recipient"):
            break
    return result


def _front_role(text: str) -> Role | None:
    if text.endswith(("：", ":")) and len(text) <= 60:
        return "salutation" if _ADDRESSED.search(text) else "recipient"
    if _DATE.match(text.strip("（）()")):
        return "dateline"
    if len(text) <= 30 and not any(stop in text for stop in _STOPS + "，："):
        return "byline"
    return None


def _assign_back(lines: list[Line]) -> list[Line]:
    """Name the last plain lines: ending formula, 落款, date, 附件."""
    result = list(lines)
    index = len(result) - 1
    if index > 0 and result[index].role == "body" and _DATE.match(result[index].text):
        result[index] = replace(result[index], role="date")
        index -= 1
        while index > 0 and _is_signature(result[index]):
            result[index] = replace(result[index], role="signature")
            index -= 1
    for position, line in enumerate(result):
        if line.role == "body" and line.text.startswith(("附件：", "附件:")):
            result[position] = replace(line, role="attachment")
        elif line.role == "body" and len(line.text) <= 20 and _ENDINGS.match(line.text):
            result[position] = replace(line, role="ending")
    return result


def _is_signature(line: Line) -> bool:
    return (
        line.role == "body"
        and len(line.text) <= 30
        and not line.text.endswith(tuple(_STOPS + "，："))
        and not line.text.startswith("附件")
    )
