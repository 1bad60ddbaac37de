"""A stream of chunks -> text that can be shown at once, and finished paragraphs with their marks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.engines.model_engine.line import Marked, Marks, clean_line
from drafting.wording import chinese_ordinal

_LONGEST_HEADING = 45
_STOPS = "。！？；，"
_SIGNS_ONLY = re.compile(r"^[\s#>\-*+•·`=_]*$")
_HEADING = re.compile(r"^\s*(?:#+\s*|\*\*|[（(][一二三四五六七八九十]+[）)])")
_NUMBER = re.compile(
    r"^(?:第?[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]|\d+[.、．])\s*"
)
_NUMBER_START = re.compile(r"^\s*[第（(]?[一二三四五六七八九十\d]{0,4}[）)]?[、.．]?\s*$")
_PREFACE = re.compile(
    r"^(?:好的|当然|以下|下面)[^。！？]*(?:正文|本节|内容|如下|撰写|起草)[^。！？]*[：:]$"
)
_PREFACE_START = re.compile(r"^(?:[好当以下]|(?:好的|当然|以下|下面)[^。！？]*)$")
_NOISE = re.compile(r"[\s#*“”\"：:。，,.]")


class Reader:
    """Reads one section. ``ids`` are the fact ids of the brief; ``echoes`` are lines a model likes
    to repeat before the text (heading, title, salutation) and that are left out."""

    def __init__(self, ids: Iterable[str], echoes: Iterable[str] = ()) -> None:
        self._marks = Marks(ids)
        self._echoes = tuple(filter(None, map(_plain, echoes)))
        self._longest_opening = _LONGEST_HEADING + max(map(len, self._echoes), default=0)
        self._line = ""
        self._shown = ""
        self._subheadings = 0
        self.paragraphs: list[Marked] = []

    def feed(self, chunk: str) -> str:
        """Take a chunk; return the text that can be shown because of it, empty for none."""
        return self._take(chunk)

    def finish(self) -> str:
        """The stream has ended; return the rest to show. ``paragraphs`` is complete now."""
        return self._take("\n")

    def _take(self, text: str) -> str:
        *ended, last = text.split("\n")
        shown = "".join(self._end_line(part) for part in ended)
        if last:
            self._line += last
            shown += self._show_partial()
        return shown

    def _end_line(self, part: str) -> str:
        raw, self._line = self._line + part.rstrip("\r"), ""
        line = self._read(raw)
        before, shown, self._shown = self._gap(), self._shown, ""
        if not line.text:
            return ""
        self.paragraphs.append(line)
        return line.text[len(shown) :] if shown else before + line.text

    def _show_partial(self) -> str:
        if self._undecided():
            return ""
        text = clean_line(self._line, self._marks, partial=True).text
        new = text[len(self._shown) :]
        if new and not self._shown:
            new = self._gap() + new
        self._shown = text or self._shown
        return new

    def _gap(self) -> str:
        return "\n\n" if self.paragraphs else ""

    def _undecided(self) -> bool:
        """Whether the line so far may yet be a heading, an echo or a preface."""
        if self._shown:
            return False
        line = self._line
        if _SIGNS_ONLY.match(line) or line.lstrip().startswith(("#", "```")):
            return True
        if _NUMBER_START.match(line) or (_HEADING.match(line) and _short(line)):
            return True
        if self.paragraphs:
            return False
        if len(line) > self._longest_opening:
            return False
        start = clean_line(line, self._marks, partial=True).text.lstrip("#*> ")
        if _NUMBER_START.match(start) or _PREFACE_START.match(start):
            return True
        return any(echo.startswith(_plain(start)) for echo in self._echoes)

    def _read(self, raw: str) -> Marked:
        line = clean_line(raw, self._marks)
        first = not self.paragraphs and len(raw) <= self._longest_opening
        if first and (_plain(line.text) in self._echoes or _PREFACE.match(line.text)):
            return Marked("")
        hashed = raw.lstrip().startswith("#")
        if self._shown or not line.text or not (hashed or (_HEADING.match(raw) and _short(raw))):
            return line
        return self._subheading(line.text)

    def _subheading(self, text: str) -> Marked:
        text = _NUMBER.sub("", text.lstrip("# 　")).rstrip("。：:，")
        if not text or _plain(text) in self._echoes:
            return Marked("")
        self._subheadings += 1
        return Marked(f"### （{chinese_ordinal(self._subheadings)}）{text}", subheading=True)


def _short(line: str) -> bool:
    return len(line) <= _LONGEST_HEADING and not any(stop in line for stop in _STOPS)


def _plain(text: str) -> str:
    """A line without number, signs and spaces, to tell whether it repeats another."""
    return _NOISE.sub("", _NUMBER.sub("", text.strip().lstrip("#*> ")))
