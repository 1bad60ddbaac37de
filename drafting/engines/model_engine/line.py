"""One line as a model writes it -> official text, with the places where facts are marked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_MARK = re.compile(r"⟦+([^⟦⟧\n]{0,60})⟧+")
_UNFINISHED = re.compile(r"(?:⟦+[^⟦⟧]{0,60}|[【\[(（〖〔]{1,2}[\w\s,，、;；.-]{0,40})$", re.ASCII)
_LIST_MARK = re.compile(r"^\s*(?:[>•·]\s*|[-*+]\s+)?")
_RULE = re.compile(r"^\s*(?:[-*_=]{3,}|```\w*)\s*$")
_CHINESE = re.compile(r"[\u3400-\u9fff\u3000-\u303f\uff01-\uff60“”‘’…—]")
_SPECIAL = re.compile(r"[,;:!?.()\" \t\u3000\xa0]")
_WIDE = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", ".": "。"}
_BLANK = " \t\u3000\xa0"
_SIGNS = re.compile(r"\*\*|[⟦⟧`]")
_OUTER = re.compile(rf"^[{_BLANK}]+|[{_BLANK}]+$")
_HELD = ',;:!?.()"*` \t\u3000\xa0'
"""Characters whose reading depends on what follows."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A cleaned line. ``marks`` are (offset in ``text``, fact ids), in order."""

    text: str
    marks: tuple[tuple[int, tuple[str, ...]], ...] = ()
    subheading: bool = False


class Marks:
    """Knows the fact ids of a brief, and so what is a mark: ``⟦…⟧`` always, another bracket only
    where nothing but known ids with a letter and a digit stands in it."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._ids = frozenset(ids)
        tellable = [i for i in self._ids if re.fullmatch(r"(?=.*[A-Za-z])(?=.*\d)[\w.-]+", i)]
        one = "|".join(re.escape(i) for i in sorted(tellable, key=len, reverse=True)) or r"(?!)"
        loose = (
            rf"[【\[(（〖〔]{{1,2}}\s*((?:{one})(?:[\s,，、;；]+(?:{one}))*)\s*[】\])）〗〕]{{1,2}}"
        )
        self._pattern = re.compile(f"{_MARK.pattern}|{loose}")

    def split(self, line: str) -> tuple[str, list[tuple[int, tuple[str, ...]]]]:
        """The line without marks, and where in it they stood; unknown ids are dropped."""
        text, marks, end = "", [], 0
        for match in self._pattern.finditer(line):
            text += line[end : match.start()]
            end = match.end()
            named = re.split(r"[\s,，、;；]+", match[1] if match[1] is not None else match[2])
            if known := tuple(i for i in named if i in self._ids):
                marks.append((len(text), known))
        return text + line[end:], marks

    @staticmethod
    def unfinished(line: str) -> int:
        """Where a mark may have begun that is not closed yet; the length of the line if nowhere."""
        match = _UNFINISHED.search(line)
        return match.start() if match else len(line)


def clean_line(raw: str, marks: Marks, *, partial: bool = False) -> Marked:
    """Markdown signs and fact marks taken out, punctuation and spaces among Chinese made right.

    Of a ``partial`` line only that is returned which no continuation can change.
    """
    if _RULE.match(raw):
        return Marked("")
    if partial:
        raw = raw[: marks.unfinished(raw)]
    plain, found = marks.split(_LIST_MARK.sub("", raw))
    plain, found = _without(plain, found, _SIGNS)
    plain, found = _without(plain, found, _OUTER)
    text, dropped = _Punctuation(plain.rstrip(_HELD) if partial else plain).normal()
    moved = tuple((at - sum(d < at for d in dropped), ids) for at, ids in found)
    return Marked(text, moved)


def _without(
    text: str, marks: list[tuple[int, tuple[str, ...]]], pattern: re.Pattern[str]
) -> tuple[str, list[tuple[int, tuple[str, ...]]]]:
    spans = [match.span() for match in pattern.finditer(text)]
    moved = [(at - sum(min(b, at) - a for a, b in spans if a < at), ids) for at, ids in marks]
    return pattern.sub("", text), moved


class _Punctuation:
    """Half-width marks to full-width where Chinese stands beside them; left to right, each
    decision looks one character ahead at most."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._brackets: list[bool] = []
        self._quote_open = False
        self._dropped: list[int] = []

    def normal(self) -> tuple[str, list[int]]:
        """The text made right, and the offsets of the characters dropped from it."""
        return _SPECIAL.sub(self._replace, self._text), self._dropped

    def _replace(self, match: re.Match[str]) -> str:
        char, at = match[0], match.start()
        before, after = self._char(at, -1), self._char(at, 1)
        beside = _is_chinese(before) or _is_chinese(after)
        if char in _BLANK:
            return self._space(at, char)
        if char == '"':
            return self._quote(char, beside)
        if char in "()":
            return self._bracket(char, beside)
        if char == "." == after or char == "." == before:
            return char
        if before.isdigit() and (after.isdigit() or (char == "." and after)):
            return char
        if char == "." and after and after.isascii():
            return char
        return _WIDE[char] if beside or (not after and _ends_figure(before)) else char

    def _char(self, at: int, step: int) -> str:
        """The next character in that direction that is no blank; empty at the end."""
        at += step
        while 0 <= at < len(self._text) and self._text[at] in _BLANK:
            at += step
        return self._text[at] if 0 <= at < len(self._text) else ""

    def _space(self, at: int, char: str) -> str:
        if _is_chinese(self._char(at, -1)) or _is_chinese(self._char(at, 1)):
            self._dropped.append(at)
            return ""
        return char

    def _quote(self, char: str, beside: bool) -> str:
        if not beside and not self._quote_open:
            return char
        self._quote_open = not self._quote_open
        return "“" if self._quote_open else "”"

    def _bracket(self, char: str, beside: bool) -> str:
        if char == "(":
            self._brackets.append(beside)
            return "（" if beside else char
        wide = self._brackets.pop() if self._brackets else beside
        return "）" if wide else char


def _ends_figure(char: str) -> bool:
    return char.isdigit() or char == "%"


def _is_chinese(char: str) -> bool:
    return bool(_CHINESE.match(char))
