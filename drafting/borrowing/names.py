"""Names, set expressions and figures of a sentence that stand in a sample and not in the brief."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from drafting.borrowing.samples import Samples, SampleText
from drafting.model import Severity
from drafting.naming import KnownNames, Mention, is_known, is_office, letters, mentions_of
from drafting.wording import sentence_spans

_WHAT = {
    "person": "人名",
    "place": "地名",
    "organisation": "单位",
    "document": "文件",
    "project": "提法",
}
_QUOTED = re.compile(r"[“「]([^“”「」\n，。；：！？]{6,20})[”」]")
_FIGURE = re.compile(r"(?<![\d.,])\d[\d.,]*\d%?[余多]?[万亿]?(?!\d)(?=[\u4e00-\u9fff，、；。（])")
_DATE = re.compile(r"(?:19|20)\d\d$")

_THING = 3
"""Characters beside a figure by which it is a sample's; those of one or two digits need more."""

_LONGER_THING = 5

_MANY = 6
"""Samples in which an expression stands from which it is everybody's."""


@dataclass(frozen=True, slots=True)
class Borrowed:
    """A span of the sentence, what it is, and the sample with the sentence it stands in."""

    start: int
    end: int
    what: str
    severity: Severity
    sample: SampleText
    passage: str


def borrowed_in(
    sentence: str, known: KnownNames, samples: Samples, but: tuple[int, ...] = ()
) -> Iterator[Borrowed]:
    """What a sentence has from a sample; ``but`` numbers samples that are the draft itself."""
    own = {samples.texts[number].document for number in but}
    for mention in mentions_of(sentence):
        if is_known(mention, known) or not (holders := _holders(mention.text, samples, own)):
            continue
        severity = _severity(mention, holders, known)
        if severity is not None:
            what = _WHAT[mention.kind]
            yield _borrowed(mention.start, mention.end, what, severity, holders[0], mention.text)
    yield from _expressions(sentence, known, samples, own)
    yield from _figures(sentence, known, samples, own)


def _borrowed(
    start: int, end: int, what: str, severity: Severity, sample: SampleText, text: str
) -> Borrowed:
    return Borrowed(start, end, what, severity, sample, sentence_with(sample.text, text))


def _holders(text: str, samples: Samples, own: set[str]) -> list[SampleText]:
    return [sample for sample in _holding(letters(text), samples) if sample.document not in own]


@lru_cache(maxsize=20_000)
def _holding(text: str, samples: Samples) -> tuple[SampleText, ...]:
    return tuple(samples.holding(text))


def _severity(mention: Mention, holders: list[SampleText], known: KnownNames) -> Severity | None:
    """An error where it is surely a name; an office without a name of its own, or what may be an
    ordinary word, is for a person to look at."""
    if mention.kind == "organisation":
        if is_office(letters(mention.text), known):
            return "warning"
        if not mention.sure and _sure_in(holders[0].text, mention) is None:
            return None
        return "error" if mention.sure else "warning"
    if mention.sure:
        return "error"
    named = _sure_in(holders[0].text, mention)
    if named is None:
        return None
    return "error" if named else "warning"


def _sure_in(text: str, mention: Mention) -> bool | None:
    """Whether the sample surely names it (禾陂 where it says 禾陂县), None where it is no name."""
    found = False
    for match in re.finditer(re.escape(mention.text), text):
        for there in mentions_of(_sentence_at(text, match.start())):
            if there.text.startswith(mention.text):
                found = True
                if there.sure:
                    return True
    return False if found else None


def _expressions(
    sentence: str, known: KnownNames, samples: Samples, own: set[str]
) -> Iterator[Borrowed]:
    """Expressions in quotation marks that are a sample's: “带图审批”."""
    taken = [(m.start, m.end) for m in mentions_of(sentence) if m.kind == "project"]
    for match in _QUOTED.finditer(sentence):
        text = letters(match[1])
        if text in known.text or match.span(1) in taken:
            continue
        holders = [s for s in _holders(match[1], samples, own) if f"“{match[1]}”" in s.text]
        if holders and len(holders) < _MANY:
            yield _borrowed(*match.span(1), "提法", "warning", holders[0], match[1])


def _figures(
    sentence: str, known: KnownNames, samples: Samples, own: set[str]
) -> Iterator[Borrowed]:
    """Figures with what they count, or with what comes before them, as a sample has them."""
    for match in _FIGURE.finditer(sentence):
        digits = match[0].rstrip("%万亿余多")
        if _DATE.search(digits) or letters(digits) in known.figures:
            continue
        size = _THING if len(digits) > 2 else _LONGER_THING
        behind = sentence[match.end() : match.end() + size]
        before = sentence[max(0, match.start() - size) : match.start()]
        wanted = [match[0] + behind, before + match[0]]
        wanted = [
            text
            for text in wanted
            if len(text) == len(match[0]) + size and _is_of_words(text, match[0])
        ]
        for text in wanted:
            if holders := _holders(text, samples, own):
                yield _borrowed(*match.span(), "数字", "error", holders[0], match[0])
                break


def _is_of_words(text: str, figure: str) -> bool:
    """Tell whether nothing but characters stands beside the figure."""
    return re.fullmatch(r"[\u4e00-\u9fff]+", text.replace(figure, "", 1)) is not None


def sentence_with(text: str, wanted: str) -> str:
    """The first sentence of a text in which something stands; empty where it does not."""
    place = text.find(wanted)
    return _sentence_at(text, place).strip() if place >= 0 else ""


def _sentence_at(text: str, place: int) -> str:
    start = text.rfind("\n", 0, place) + 1
    stop = text.find("\n", place)
    line = text[start : stop if stop >= 0 else len(text)]
    return next((line[a:b] for a, b in _spans(line) if place - start < b), line)


@lru_cache(maxsize=4_000)
def _spans(line: str) -> tuple[tuple[int, int], ...]:
    return tuple(sentence_spans(line))
