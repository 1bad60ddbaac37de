"""The books of figures: each figure of the material is in a fact or is said to be left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from drafting.facts.extraction.records import LeftOut, Material, Place
from drafting.figures import find_figures

DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")
_PLAIN = re.compile(r"[\s,，]")


def numbers_of(text: str) -> list[str]:
    """The Arabic numbers of a text as they are written, thousands separators aside."""
    return [match[0].replace(",", "").rstrip(".") for match in DIGITS.finditer(_half(text))]


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
    materials: Iterable[Material], texts: Iterable[str], left: Sequence[LeftOut]
) -> list[LeftOut]:
    """Figures of the materials that are neither in a fact nor in what was left out: words that
    cleaning took for furniture. Each line of the material is reported once."""
    known = Counter(number for text in texts for number in numbers_of(text))
    known.update(number for one in left for number in numbers_of(one.quote))
    found = []
    for material in materials:
        lines = [line for line in material.text.split("\n") if line.strip()]
        for number, line in enumerate(lines, 1):
            missing = [one for one in numbers_of(line) if one not in known]
            if missing:
                words = " ".join(line.split())
                quote = words if len(words) <= 80 else _around(words, missing)
                found.append(LeftOut(quote, Place(material.name, f"第{number}段"), UNREAD))
        found += _cells(material, known)
    return found


UNREAD = "页眉页脚、网页边角或清理掉的文字"


def _around(words: str, missing: Sequence[str]) -> str:
    """The missing figures with the words beside them."""
    half = _half(words)
    parts = []
    for number in dict.fromkeys(missing):
        at = half.find(number)
        parts.append(words[max(0, at - 8) : at + len(number) + 8] if at >= 0 else number)
    return "……".join(parts)


def _cells(material: Material, known: Counter[str]) -> Iterable[LeftOut]:
    for grid in material.grids:
        for ref, row in zip(grid.refs, grid.rows, strict=True):
            missing = [
                cell.text for cell in row if any(one not in known for one in numbers_of(cell.text))
            ]
            if missing:
                said = "｜".join(dict.fromkeys(missing))
                yield LeftOut(said, Place(material.name, ref), "序号、编号等没有写成句子的格")
