"""Facts left out, told twice or turned round; sections missing or empty."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from drafting.kinds import load_kind
from tests.review_bench.documents import Document
from tests.review_bench.planting import Edit, body, defect, places_of, sentences

_SECTION = re.compile(r"^## .+\n\n(?:(?!## ).*\n?)*", re.MULTILINE)


@defect("a fact left out", "coverage", 3)
def dropped_fact(document: Document, chance: random.Random) -> Iterator[Edit]:
    """The one sentence that holds all figures of a fact is gone."""
    for fact in document.brief.facts:
        figures = re.findall(r"\d+(?:\.\d+)?", fact.text)
        figures = [f for f in figures if not re.fullmatch(r"20\d\d", f)]
        holding = [(start, text) for start, text in sentences(document) if _any(figures, text)]
        if figures and len(holding) == 1 and not re.match(r"[一二三四]是", holding[0][1]):
            yield Edit(holding[0][0], holding[0][0] + len(holding[0][1]), "", anywhere=True)


def _any(figures: list[str], text: str) -> bool:
    return any(re.search(rf"(?<![\d.]){re.escape(f)}(?![\d.])", text) for f in figures)


@defect("a fact told twice", "coverage", 2)
def repeated_fact(document: Document, chance: random.Random) -> Iterator[Edit]:
    """The fact's own words at the end of another section."""
    paragraphs = list(body(document))
    for fact in document.brief.facts:
        words = fact.text.rstrip("。")
        figures = re.findall(r"\d+(?:\.\d+)?", words)
        if len(figures) >= 2:
            told = [s for s, text in paragraphs if figures[-1] in text]
            start, paragraph = chance.choice(paragraphs)
            if told and _section(document, start) not in {_section(document, s) for s in told}:
                end = start + len(paragraph)
                yield Edit(end, end, f"{words}。", anywhere=True)


def _section(document: Document, start: int) -> int:
    return document.text.count("\n## ", 0, start)


@defect("a meaning turned round", "coverage", 4)
def turned(document: Document, chance: random.Random) -> Iterator[Edit]:
    for right, wrong in document.marks.turned:
        for start in places_of(right, document.text):
            yield Edit(start, start + len(right), wrong)


@defect("a section left out", "coverage", 2)
def dropped_section(document: Document, chance: random.Random) -> Iterator[Edit]:
    """The last headed section of a kind that requires it; its facts go with it."""
    for match in list(_SECTION.finditer(document.text))[1:]:
        yield Edit(match.start(), match.end(), "", anywhere=True)


@defect("a section left empty", "coverage", 2)
def emptied_section(document: Document, chance: random.Random) -> Iterator[Edit]:
    for match in _SECTION.finditer(document.text):
        heading, _, rest = match[0].partition("\n")
        if load_kind(document.brief.kind) and rest.strip():
            after = match.start() + len(heading)
            yield Edit(match.start(), match.end(), f"{heading}\n\n", anywhere=True)
            assert after < match.end()
