"""Slips of the pen and of scanners, from ``slips.toml`` beside this file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from drafting.checks.marking import kept, mark
from drafting.checks.registry import Sources, check
from drafting.manuscript import Line, Manuscript
from drafting.model import Finding, Severity


@dataclass(frozen=True, slots=True)
class Slips:
    """The words looked for, as one expression, and what each is meant to be."""

    words: re.Pattern[str]
    certain: dict[str, str]
    likely: dict[str, str]
    patterns: tuple[tuple[re.Pattern[str], str], ...]


@check("slips", mechanical=True)
def find_slips(manuscript: Manuscript, sources: Sources) -> Iterator[Finding]:
    """Certain slips are errors, likely ones warnings; names of the facts are left alone."""
    facts = sources.brief.facts if sources.brief else ()
    for line in manuscript.lines:
        for finding in _of_line(line):
            a_word = finding.message == _message(finding.quote, finding.suggestion)
            if not (a_word and any(finding.quote in fact.text for fact in facts)):
                yield finding


@kept
def _of_line(line: Line) -> Iterator[Finding]:
    slips = _slips()
    for match in slips.words.finditer(line.text):
        word = match[0]
        severity: Severity = "error" if word in slips.certain else "warning"
        right = slips.certain.get(word) or slips.likely[word]
        yield mark("slips", line, match.span(), severity, _message(word, right), right)
    for pattern, right in slips.patterns:
        for match in pattern.finditer(line.text):
            around = line.text[max(0, match.start() - 2) : match.end() + 2]
            yield mark("slips", line, match.span(), "warning",
                       f"“{around}”里的{_message(match[0], right)}", right)  # fmt: skip


def _message(word: str, right: str) -> str:
    return f"“{word}”应为“{right}”。"


@cache
def _slips() -> Slips:
    text = resources.files("drafting.checks").joinpath("slips.toml").read_text(encoding="utf-8")
    data: dict[str, dict[str, str]] = tomllib.loads(text)
    certain = {a: b for a, b in data["certain"].items() if a != b}
    likely = {a: b for a, b in data["likely"].items() if a != b}
    words = sorted((*certain, *likely), key=len, reverse=True)
    patterns = tuple((re.compile(a), b) for a, b in data["pattern"].items())
    return Slips(re.compile("|".join(map(re.escape, words))), certain, likely, patterns)
