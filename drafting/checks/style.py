"""Long sentences, openings that repeat, hollow phrases, length and speaking time."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import groupby, pairwise

from drafting.checks.marking import mark
from drafting.checks.registry import Sources, check
from drafting.manuscript import Line, Manuscript
from drafting.model import Finding, Severity
from drafting.wording import sentence_spans, word_count

LONGEST = 90
"""字 a sentence should not pass (house rule; two breaths of a speaker)."""
_FAR_TOO_LONG = 150
_SAME_OPENINGS = 3
_OPENING = 3
"""Characters that make an opening."""
_HOLLOW_PER_HUNDRED = 1.5
"""Measured on 18 samples of our own: 0.1 to 0.7 per hundred 字; the real documents: up to 1.2."""
_FEWEST_HOLLOW = 4
_MANY_HOLLOW = 6
_DENSE_HOLLOW = 5
"""Hollow phrases in 100 字 from which a paragraph says nothing."""
_OFF_TARGET = 0.1
_FAR_OFF_TARGET = 0.25
_NUMBERED = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]+[）)]?[是要、.．，看]|第[一二三四五六七八九十]|其[一二三四五六])"
)
_CALL = re.compile(r"^[^，。]{2,12}[，！：]")
_SPEECHES = re.compile(r"讲话|发言|致辞|演讲|动员")


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of the body; ``words`` in 字."""

    line: Line
    start: int
    end: int
    words: int

    @property
    def text(self) -> str:
        """Its words."""
        return self.line.text[self.start : self.end]


@check("style")
def find_bad_style(manuscript: Manuscript, sources: Sources) -> Iterator[Finding]:
    """A sentence over 90 字: info, over 150 字: warning. The same opening three times in a row, too
    many hollow phrases, a length a quarter off the target: warnings. Speaking time: info."""
    said = [
        Said(line, start, end, words)
        for line in manuscript.lines
        if line.role == "body"
        for start, end, words in _sentences(line.text)
    ]
    yield from _long(said)
    yield from _openings(said)
    words = word_count(manuscript.text)
    hollow = list(_hollow(said, words))
    yield from hollow or _hollow_paragraphs(said)
    yield from _length(manuscript, sources, words)


@lru_cache(maxsize=8_000)
def _sentences(text: str) -> tuple[tuple[int, int, int], ...]:
    """The sentences of a paragraph: where each begins and ends, and its 字."""
    return tuple((start, end, word_count(text[start:end])) for start, end in sentence_spans(text))


def _long(said: Sequence[Said]) -> Iterator[Finding]:
    for sentence in said:
        length = sentence.words
        if length > LONGEST:
            severity: Severity = "warning" if length > _FAR_TOO_LONG else "info"
            yield _on(sentence, severity, f"这句话有{length}字，超过{LONGEST}字，不好念，请断开。")


def _on(sentence: Said, severity: Severity, message: str) -> Finding:
    return mark("style", sentence.line, (sentence.start, sentence.end), severity, message)


def _openings(said: Sequence[Said]) -> Iterator[Finding]:
    """The same first words in neighbouring sentences, or at the head of paragraphs."""
    heads = [sentence for sentence in said if sentence.start == 0]
    for group in (said, heads):
        run = 1
        for before, here in pairwise(group):
            run = run + 1 if _opening(before.text) == _opening(here.text) != "" else 1
            if run == _SAME_OPENINGS:
                span = (here.start, min(here.end, here.start + _OPENING))
                yield mark("style", here.line, span, "warning",
                           f"连着{run}句都以“{_opening(here.text)}”开头，请换个说法。")  # fmt: skip


def _opening(text: str) -> str:
    """The first characters; empty where a sentence is numbered, dated or addresses somebody."""
    if _NUMBERED.match(text) or _CALL.match(text[:12] if "！" in text[:12] else ""):
        return ""
    opening = text[:_OPENING]
    dated = any(char.isdigit() for char in opening)
    return opening if len(text) > 8 and not dated else ""


def _hollow_paragraphs(said: Sequence[Said]) -> Iterator[Finding]:
    """A paragraph that is nearly nothing else, in a text that is not all so."""
    for line, group in groupby(said, key=lambda sentence: sentence.line):
        words = sum(sentence.words for sentence in group)
        found = [match[0] for match in _phrases().finditer(line.text)]
        if len(found) >= _MANY_HOLLOW and 100 * len(found) > _DENSE_HOLLOW * words:
            most = "、".join(dict.fromkeys(found[:4]))
            yield mark("style", line, (0, len(line.text)), "warning",
                       f"这一段{words}字里有{len(found)}处套话（{most}……），请换成实在的话。")  # fmt: skip


def _hollow(said: Sequence[Said], words: int) -> Iterator[Finding]:
    found = [(sentence, match) for sentence in said for match in _phrases().finditer(sentence.text)]
    if len(found) < _FEWEST_HOLLOW or not words:
        return
    rate = 100 * len(found) / words
    if rate <= _HOLLOW_PER_HUNDRED:
        return
    most = "、".join(word for word, _ in Counter(m[0] for _, m in found).most_common(5))
    sentence, match = found[0]
    span = (sentence.start + match.start(), sentence.start + match.end())
    yield mark("style", sentence.line, span, "warning",
               f"每百字有{rate:.1f}处套话（{most}……），请换成实在的话。")  # fmt: skip


def _length(manuscript: Manuscript, sources: Sources, words: int) -> Iterator[Finding]:
    first = next((line for line in manuscript.lines if line.text), None)
    if first is None:
        return
    span = (0, len(first.text))
    target = sources.brief.length if sources.brief else 0
    off = words / target - 1 if target else 0.0
    if abs(off) > _OFF_TARGET:
        severity: Severity = "warning" if abs(off) > _FAR_OFF_TARGET else "info"
        word = "多" if off > 0 else "少"
        yield mark("style", first, span, severity,
                   f"全文{words}字，比目标{target}字{word}{abs(off):.0%}。")  # fmt: skip
    if _SPEECHES.search(first.text) and words:
        minutes = max(1, round(words / sources.speaking_rate))
        yield mark("style", first, span, "info",
                   f"全文{words}字，按每分钟{sources.speaking_rate}字，约讲{minutes}分钟。")  # fmt: skip


@cache
def _phrases() -> re.Pattern[str]:
    text = resources.files("drafting.checks").joinpath("hollow.toml").read_text(encoding="utf-8")
    words = sorted(tomllib.loads(text)["phrases"], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))
