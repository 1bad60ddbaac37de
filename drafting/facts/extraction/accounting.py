"""The books of figures: each figure of the material is in a fact or is said to be left out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from drafting.facts.extraction.records import LeftOut, Material, Place, Statement
from drafting.figures import find_figures

DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")
_COUNTER = re.compile(r"(?:^|[：:；;，,。（(])[ \t]*(\d{1,2})[、.．）)](?!\d)")
"""The number of a point: 1、 and (2)."""
_PLAIN = re.compile(r"[\s,，]")


def numbers_of(text: str) -> list[str]:
    """The Arabic numbers of a text as they are written, thousands separators aside."""
    return [_number(match) for match in DIGITS.finditer(_half(text))]


def figures_of(text: str) -> list[str]:
    """Arabic numbers, and the Chinese ones that count things (三十五名), as written."""
    chinese = [
        figure.text
        for figure in find_figures(text)
        if not figure.loose and not DIGITS.search(_half(figure.text))
    ]
    return [*numbers_of(text), *chinese]


def _half(text: str) -> str:
    return text.translate(_FULL_WIDTH)


def figures_stand(text: str, source: str) -> list[str]:
    """The figures of ``text`` that do not stand in ``source``; empty where all do."""
    there = Counter(numbers_of(source))
    plain = _PLAIN.sub("", _half(source))
    missing = []
    for figure in figures_of(text):
        known = figure in there if DIGITS.fullmatch(figure) else _PLAIN.sub("", figure) in plain
        if not known:
            missing.append(figure)
    return missing


def unaccounted(
    material: Material, statements: Sequence[Statement], left: Sequence[LeftOut]
) -> list[LeftOut]:
    """Figures of a material that are neither in the fact made of their sentence nor in what was
    left out: words that cleaning took for furniture, for one. Each line is reported once."""
    own = [one for one in statements if one.place.material == material.name]
    away = [one for one in left if one.place.material == material.name]
    return [*_in_text(material, own, away), *_in_cells(material, own, away)]


def _in_text(
    material: Material, statements: Sequence[Statement], left: Sequence[LeftOut]
) -> Iterator[LeftOut]:
    plain = _half(material.text)
    known = bytearray(len(plain))
    for gone in left:
        start, end = gone.place.start, gone.place.end
        known[start:end] = b"\1" * (min(end, len(plain)) - start)
    for one in statements:
        said = set(numbers_of(one.text))
        for match in DIGITS.finditer(plain, one.place.start, one.place.end):
            if _number(match) in said:
                known[match.start()] = 1
    in_margins = {n for gone in left if not gone.place.end for n in numbers_of(gone.quote)}
    for number, line in enumerate(re.finditer(r"[^\n]*\S[^\n]*", plain), 1):
        counters = {line.start() + match.start(1) for match in _COUNTER.finditer(line[0])}
        missing = [
            _number(match)
            for match in DIGITS.finditer(plain, line.start(), line.end())
            if not known[match.start()]
            and match.start() not in counters
            and _number(match) not in in_margins
        ]
        if missing:
            words = " ".join(material.text[line.start() : line.end()].split())
            quote = words if len(words) <= 80 else _around(words, missing)
            place = Place(material.name, f"第{number}段", line.start(), line.end())
            yield LeftOut(quote, place, UNREAD)


def _number(match: re.Match[str]) -> str:
    return match[0].replace(",", "").rstrip(".")


UNSAID = "序号、编号等没有写成句子的格"
UNREAD = "页眉页脚、网页边角或清理掉的文字"


def _around(words: str, missing: Sequence[str]) -> str:
    """The missing figures with the words beside them."""
    half = _half(words)
    parts = []
    for number in dict.fromkeys(missing):
        at = half.find(number)
        parts.append(words[max(0, at - 8) : at + len(number) + 8] if at >= 0 else number)
    return "……".join(parts)


def _in_cells(
    material: Material, statements: Sequence[Statement], left: Sequence[LeftOut]
) -> Iterator[LeftOut]:
    gone = {number for one in left for number in numbers_of(one.quote)}
    said: dict[str, set[str]] = defaultdict(set)
    for one in statements:
        said[one.place.part].update(numbers_of(one.text))
    for grid in material.grids:
        for ref, row in zip(grid.refs, grid.rows, strict=True):
            known = gone | said[ref]
            missing = [c.text for c in row if any(n not in known for n in numbers_of(c.text))]
            if missing:
                yield LeftOut("｜".join(dict.fromkeys(missing)), Place(material.name, ref), UNSAID)
