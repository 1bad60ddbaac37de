"""A document as lines with roles: the one shape that checks read and Word files are made from.

Markdown and plain text are parsed into it (:func:`from_markdown`, :func:`from_text`), a Draft is
rendered through it, and ``start`` always points into the text that was parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Literal

Role = Literal[
    "masthead", "number", "signer", "title", "dateline", "byline", "recipient", "salutation",
    "heading1", "heading2", "heading3", "heading4",
    "body", "caption", "unit", "table_head", "table", "ending", "attachment", "signature", "date",
    "annex", "annex_title", "imprint",
]  # fmt: skip
"""``masthead`` is 发文机关标志, ``number`` 文号, ``signer`` 签发人; ``caption`` and ``unit`` stand over
a table, each row of which is a line ``| … | … |``; ``annex`` is the line 附件 that opens an
attachment, ``imprint`` a line of 版记. A table has one ``table_head`` or several."""
LETTERHEAD: tuple[Role, ...] = ("masthead", "number", "signer")
"""版头, in the order it stands in."""
TABLE_ROLES: frozenset[Role] = frozenset(("table_head", "table"))

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
_ROW = re.compile(r"^\|.*\|$")
_RULE = re.compile(r"^\|(?:\s*:?-+:?\s*\|)+$")
"""The row ``| --- | --- |`` that Markdown puts under the head of a table."""
_MOST_HEADS = 3
"""Rows above the rule that may be the head of one table."""
_UNIT = re.compile(r"^[（(]?(?:计量)?单位[:：]\s?[^：:。！？；|]{1,20}$")
_MASTHEAD = re.compile(
    r"^(?!关于)[\u4e00-\u9fff（）〇]{2,36}"
    r"(?:委|府|局|厅|部|室|办|会|院|组|校|学|所|处|署|社|队|站|馆|台|园|团|联|协|行|企业|中心|公司|集团)文件$"
)
_SIGNER = re.compile(r"^签发人[:：]\s?\S.{0,40}$")
_CAPTION = re.compile(r"^表\s?[0-9一二三四五六七八九十]{1,3}(?![0-9])")
_NUMBER = re.compile(r"^[\u4e00-\u9fff]{1,20}[〔\[（(]\d{4}[〕\]）)]\s?\d{1,5}号$")
_ANNEX = re.compile(r"^附件\s?(?:\d{1,2}|[一二三四五六七八九十]{1,2})?$")
_LISTED = re.compile(r"^\d{1,2}[.．]")
_IMPRINT = re.compile(r"^(?:抄送|抄报)[：:]|^\S{2,30}[\s　]+\d{4}年\d{1,2}月\d{1,2}日印发$")
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
    first = 0
    while first < len(raw) - 1 and raw[first].role == "body" and _letterhead(raw[first].text):
        first += 1
    if raw and raw[first].role == "body" and not raw[first].text.endswith(tuple(_STOPS + "：:")):
        raw[first] = replace(raw[first], role="title")
    return Manuscript(text, tuple(_assign_roles(raw)))


def parse(text: str) -> Manuscript:
    """Markdown where there is a heading mark, plain text else."""
    marked = any(_MARKED.match(line.text) for line in _lines(text))
    return from_markdown(text) if marked else from_text(text)


def to_markdown(lines: Iterable[Line]) -> str:
    """The Markdown of INTERFACES.md: marks before headings, a blank line between paragraphs, the
    rows of a table one under the other."""
    parts: list[str] = []
    before: Role | None = None
    for line, after in _with_next(lines):
        if before is not None:
            goes_on = before in TABLE_ROLES and (line.role, before) in _WITHIN
            parts.append("\n" if goes_on else "\n\n")
        mark = HEADING_MARKS.get(line.role)
        parts.append(f"{mark} {line.text}" if mark else line.text)
        if line.role == "table_head" and (after is None or after.role != "table_head"):
            parts.append(f"\n{_rule(line)}")
        before = line.role
    return "".join(parts) + "\n"


_WITHIN = frozenset((("table", "table"), ("table", "table_head"), ("table_head", "table_head")))
"""A role and the one above it, where both are rows of one table."""


def _with_next(lines: Iterable[Line]) -> Iterator[tuple[Line, Line | None]]:
    """The lines that say something, each with the one below it."""
    filled = [line for line in lines if line.text.strip()]
    yield from zip_longest(filled, filled[1:])


def _rule(head: Line) -> str:
    return f"|{' --- |' * len(cells_of(head.text))}"


def to_text(lines: Iterable[Line]) -> str:
    """Plain text to paste elsewhere: a paragraph a line, indented by two full-width spaces where
    the page indents it; :func:`from_text` reads it back."""
    parts = []
    for line, after in _with_next(lines):
        parts.append(line.text if line.role in _FLUSH else f"　　{line.text}")
        if line.role == "table_head" and (after is None or after.role != "table_head"):
            parts.append(_rule(line))
    return "".join(f"{part}\n" for part in parts if part.strip())


_FLUSH: frozenset[Role] = frozenset((
    "masthead", "number", "signer", "title", "dateline", "byline", "recipient", "salutation",
    "caption", "unit", "table_head", "table", "signature", "date", "annex", "annex_title",
    "imprint",
))  # fmt: skip


def masthead_of(office: str) -> str:
    """发文机关标志 of an office: its name and 文件 (GB/T 9704-2012, 7.2.4)."""
    name = "".join(office.split())
    return name if not name or name.endswith("文件") else f"{name}文件"


def is_masthead(text: str) -> bool:
    """Whether a line is 发文机关标志 wherever it stands among the first."""
    return bool(_MASTHEAD.match(text))


def is_row(text: str) -> bool:
    """Whether a line is a row of a table, or the rule under its head."""
    return bool(_ROW.match(text))


def cells_of(row: str) -> list[str]:
    """The cells of a row ``| … | … |``; a bar within a cell is written ``\\|``."""
    inner = row.strip().removeprefix("|").removesuffix("|")
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", inner)]


def row_of(cells: Iterable[str]) -> str:
    """The row ``| … | … |`` of some cells."""
    return f"| {' | '.join(cell.replace('|', BAR) for cell in cells)} |"


BAR = "\\|"


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
    """Roles that the place of a line tells. An attachment ends the text before it: what comes
    after is not searched for 落款."""
    lines, imprint = _part_imprint(_assign_tables(lines))
    first = next((i for i, line in enumerate(lines) if i and _opens_annex(line)), len(lines))
    main = _assign_back(_assign_front(lines[:first]))
    return [*main, *_assign_annexes(lines[first:]), *imprint]


def _opens_annex(line: Line) -> bool:
    return line.role in ("body", "title") and bool(_ANNEX.match(line.text))


def _assign_tables(lines: list[Line]) -> list[Line]:
    """Rows of tables and the line over them; the rule under a head is left out."""
    result: list[Line] = []
    for line in lines:
        if line.role != "body" or not _ROW.match(line.text):
            result.append(line)
            continue
        before = result[-1] if result else None
        if _RULE.match(line.text):
            for at in _heads(result):
                result[at] = replace(result[at], role="table_head")
            continue
        if before is not None and before.role == "body":
            _name_above(result)
        result.append(replace(line, role="table"))
    return result


def _heads(lines: list[Line]) -> range:
    """The rows that the rule under them makes a head: all from the beginning of the table, but one
    alone where they are too many, or where another table stands right above."""
    first = len(lines)
    while first and lines[first - 1].role == "table":
        first -= 1
    alone = len(lines) - first > _MOST_HEADS or (first and lines[first - 1].role == "table_head")
    return range(max(first, len(lines) - 1) if alone else first, len(lines))


def _name_above(lines: list[Line]) -> None:
    """Name what stands over a table: its unit, its caption."""
    at = len(lines) - 1
    if _UNIT.match(lines[at].text):
        lines[at] = replace(lines[at], role="unit")
        at -= 1
    if at >= 0 and lines[at].role == "body" and _is_caption(lines[at].text):
        lines[at] = replace(lines[at], role="caption")


def _is_caption(text: str) -> bool:
    return bool(_CAPTION.match(text)) and len(text) <= 45 and not text.endswith(tuple(_STOPS))


def _part_imprint(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """版记: the last lines, 抄送 and who printed it when."""
    at = len(lines)
    while at and lines[at - 1].role == "body" and _IMPRINT.match(lines[at - 1].text):
        at -= 1
    return lines[:at], [replace(line, role="imprint") for line in lines[at:]]


def _assign_annexes(lines: list[Line]) -> list[Line]:
    """Attachments: the line 附件 and the title under it."""
    result = list(lines)
    for index, line in enumerate(lines):
        if _opens_annex(line):
            result[index] = replace(line, role="annex")
            after = lines[index + 1] if index + 1 < len(lines) else None
            if after is not None and _may_be_annex_title(after):
                result[index + 1] = replace(after, role="annex_title")
    return result


def _may_be_annex_title(line: Line) -> bool:
    return line.role == "title" or (
        line.role == "body"
        and len(line.text) <= 60
        and not line.text.endswith(tuple(_STOPS + "：:，"))
        and not _opens_annex(line)
    )


def _assign_front(lines: list[Line]) -> list[Line]:
    """Name the plain lines around the title: 文号, date, speaker, 主送机关 or 称呼."""
    first = next((i for i, line in enumerate(lines) if line.role == "title"), None)
    if first is None:
        return lines
    result = [
        replace(line, role=_above(line)) if i < first else line for i, line in enumerate(lines)
    ]
    for index in range(first + 1, len(lines)):
        line = lines[index]
        role = _front_role(line.text) if line.role == "body" else None
        if role is None:
            break
        result[index] = replace(line, role=role)
        if role in ("salutation", "recipient"):
            break
    return result


def _above(line: Line) -> Role:
    """The role of a line over the title."""
    if line.role != "body":
        return line.role
    return _letterhead(line.text) or "body"


def _letterhead(text: str) -> Role | None:
    if _NUMBER.match(text):
        return "number"
    if _SIGNER.match(text):
        return "signer"
    return "masthead" if _MASTHEAD.match(text) else None


def _front_role(text: str) -> Role | None:
    if found := _letterhead(text):
        return found
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
        listed = position > 0 and result[position - 1].role == "attachment"
        listed = listed and line.role in ("body", "heading3") and bool(_LISTED.match(line.text))
        if listed or (line.role == "body" and line.text.startswith(("附件：", "附件:"))):
            result[position] = replace(line, role="attachment")
        elif line.role == "body" and len(line.text) <= 20 and _ENDINGS.match(line.text):
            result[position] = replace(line, role="ending")
    return result


def _is_signature(line: Line) -> bool:
    return (
        line.role == "body"
        and len(line.text) <= 30
        and not any(stop in line.text for stop in _STOPS + "，：")
        and not line.text.startswith("附件")
        and not _LISTED.match(line.text)
    )
