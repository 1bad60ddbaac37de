"""Half-width and full-width signs, spaces between Chinese characters, signs set twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.checks.marking import kept, mark
from drafting.checks.registry import Sources, check
from drafting.manuscript import Line, Manuscript, Role
from drafting.model import Finding

_HAN = r"\u3400-\u9fff々〇"
_SIGN = r"，。；：？！、）》”’】〕"
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_HALF_SIGN = re.compile(
    rf"(?<=[{_HAN}{_SIGN}%％])[,;:?!](?![,;:?!])|[,;:?!](?=\s*[{_HAN}（《“])"
    rf"|\((?=\s*[{_HAN}“《])|(?<=[{_HAN}“”》])\((?=[^()]*\))|(?<=[{_HAN}”》])\)"
    rf"|(?<=[{_HAN}”）》%])\.(?=\s*$|\s*[{_HAN}“《]|(?:19|20)\d\d年|\d{{1,2}}月)"
)
_QUOTES = re.compile(rf'"(?=[^"]*[{_HAN}])([^"]{{1,80}})"')
_FULL_DIGITS = re.compile(r"[０-９Ａ-Ｚａ-ｚ．％]*[０-９Ａ-Ｚａ-ｚ][０-９Ａ-Ｚａ-ｚ．]*")
_SPACE = re.compile(
    rf"(?<=[{_HAN}{_SIGN}（《“])[ \t\u00a0\u2002-\u200a\u3000]+(?=[{_HAN}{_SIGN}（《“\d])|(?<=\d)[ \t\u00a0\u3000]+(?=[{_HAN}％%])"
)
_DOUBLED = re.compile(r"([，。；：、])[，。；：、]+|([？！])\2{3,}|([？！])[，。；：、]+")
_DOTS = re.compile(r"(?<!\.)\.{3,}(?!\.)|(?<!。)。{2,}(?!。)|(?<!…)…(?!…)|…{3,}|、{2,}")
_DASHES = re.compile(rf"(?<=[{_HAN}{_SIGN}])(?:--+|—(?!—)|—{{3,}})(?=[{_HAN}“《])")
_SPACED: frozenset[Role] = frozenset({
    "byline", "signature", "dateline", "date", "title", "signer", "caption", "table_head", "table",
    "imprint",
})  # fmt: skip
"""Lines in which a space may set words apart: 市委书记　张三, 表1　各镇情况, a cell that is empty."""


@check("widths", mechanical=True)
def find_wrong_widths(manuscript: Manuscript, sources: Sources) -> Iterator[Finding]:
    """Warnings with the right sign as suggestion (GB/T 15834-2011; digits: GB/T 15835-2011, 4.1)."""
    for line in manuscript.lines:
        yield from _of_line(line)


@kept
def _of_line(line: Line) -> Iterator[Finding]:
    yield from _signs(line)
    yield from _dots(line)
    if line.role not in _SPACED:
        yield from _spaces(line)


def _signs(line: Line) -> Iterator[Finding]:
    for match in _HALF_SIGN.finditer(line.text):
        right = _FULL.get(match[0], "。")
        yield mark("widths", line, match.span(), "warning",
                   f"中文里应当用全角的“{right}”。", right)  # fmt: skip
    for match in _QUOTES.finditer(line.text):
        yield mark("widths", line, match.span(), "warning",
                   "中文里应当用弯引号“”。", f"“{match[1]}”")  # fmt: skip
    for match in _FULL_DIGITS.finditer(line.text):
        half = _to_half(match[0])
        yield mark("widths", line, match.span(), "warning",
                   f"数字和字母应当用半角，写成“{half}”。", half)  # fmt: skip


def _to_half(text: str) -> str:
    return "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in text)


def _dots(line: Line) -> Iterator[Finding]:
    for match in _DOTS.finditer(line.text):
        right = "、" if match[0][0] == "、" else "。" if match[0] == "。。" else "……"
        yield mark("widths", line, match.span(), "warning", f"这里应写成“{right}”。", right)
    for match in _DASHES.finditer(line.text):
        if match[0] == "—" and _is_range(line.text, match.start()):
            continue
        yield mark("widths", line, match.span(), "warning", "破折号应写成“——”。", "——")
    for match in _DOUBLED.finditer(line.text):
        if set(match[0]) == {"。"} or set(match[0]) == {"、"}:
            continue
        right = match[1] or match[2] or match[3]
        yield mark("widths", line, match.span(), "warning",
                   f"标点重叠，只留“{right}”。", right)  # fmt: skip


def _is_range(text: str, at: int) -> bool:
    """A one-em line that joins two places or times, as 北京—上海 does."""
    around = text[max(0, at - 3) : at] + text[at + 1 : at + 4]
    return any(char in "年月日时路站县市区镇村号" for char in around)


def _spaces(line: Line) -> Iterator[Finding]:
    for match in _SPACE.finditer(line.text):
        start, end = match.span()
        yield mark("widths", line, (max(0, start - 1), min(len(line.text), end + 1)), "warning",
                   "文字中间多了空格，请删去。",
                   line.text[max(0, start - 1) : start] + line.text[end : end + 1])  # fmt: skip
