"""Other wordings of a clean document that are as true: the checks must stay silent on them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from tests.review_bench.documents import Document

_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_HISTORY = (
    "“十三五”时期打下的底子，今天仍在起作用。",
    "当年的扶贫办早已改了名字，真抓实干的劲头没有变。",
)
_QUOTED = (
    "老话讲“众人拾柴火焰高”，一心一意干，千方百计想，“最后一公里”总能打通。",
    "这里没有什么“灵丹妙药”，有的只是“一步一个脚印”。",
)
_BOUND = re.compile(
    r"[一二三四五六七八九](是|要)|首先|其次|再看|先看|第[一二三四五六七八九十]|要|此外|但|这|进村以后|算|回头|做到|通水|说到|建议|（[一二三四五六七八九]"
)


def variants(document: Document) -> Iterator[tuple[str, Document]]:
    """The name of a rewording, and the document reworded."""
    for name, reword in _REWORDINGS.items():
        for text in reword(document):
            if text != document.text:
                yield name, replace(document, text=text)


def _numerals(document: Document) -> Iterator[str]:
    """1200亩 → 一千二百亩."""
    pattern = r"(?<![\d.至—、.〔（])([1-9]\d{1,3})(?=[名户亩场座家件](?!以))"
    yield _below_title(document, pattern, lambda m: in_chinese(int(m[1])))


def _scales(document: Document) -> Iterator[str]:
    """万元 ↔ 亿元."""
    pattern = r"(?<![\d.、])(\d+(?:\.\d+)?)(万|亿)元(?![、和])"
    yield _below_title(document, pattern, _rescaled)


def _rescaled(match: re.Match[str]) -> str:
    value = Decimal(match[1])
    if match[2] == "亿":
        return f"{(value * 10000).normalize():f}万元"
    return f"{(value / 10000).normalize():f}亿元" if value >= 1000 else match[0]


def _percents(document: Document) -> Iterator[str]:
    """52% → 百分之五十二; lists of shares keep their form."""
    pattern = r"(?<![\d.、和])(\d+(?:\.\d+)?)%(?![、和])"
    yield _below_title(document, pattern, lambda m: f"百分之{decimal_in_chinese(m[1])}", 150)


def _reordered(document: Document) -> Iterator[str]:
    """Two neighbouring paragraphs of a section change places where neither leans on the other."""
    pattern = re.compile(r"(?<=\n\n)([^#\n].{24,}[。！])\n\n([^#\n].{24,}[。！])(?=\n\n)")
    headed = document.text.find("\n## ")
    for match in pattern.finditer(document.text, max(headed, 0)):
        if not _BOUND.match(match[1]) and not _BOUND.match(match[2]):
            swapped = f"{match[2]}\n\n{match[1]}"
            yield document.text[: match.start()] + swapped + document.text[match.end() :]


def _marked(document: Document) -> Iterator[str]:
    """What a person wrote beside the document: synonyms, derived figures, quotations."""
    for words, others in document.marks.rewordings:
        yield document.text.replace(words, others)


def _historical(document: Document) -> Iterator[str]:
    for sentence in _HISTORY:
        yield _into_first_section(document, sentence)


def _quoting(document: Document) -> Iterator[str]:
    for sentence in _QUOTED:
        yield _into_first_section(document, sentence)


def _into_first_section(document: Document, sentence: str) -> str:
    match = re.search(r"^## .+\n\n(?:### .+\n\n)?[^#\n]+。(?=\n)", document.text, re.MULTILINE)
    assert match, document.name
    return document.text[: match.end()] + sentence + document.text[match.end() :]


def _below_title(
    document: Document, pattern: str, new: Callable[[re.Match[str]], str], longest: int = 9999
) -> str:
    """All matches outside headings, in lines of up to ``longest`` letters, replaced."""
    title, _, rest = document.text.partition("\n")
    lines = [
        line if line.startswith("#") or len(line) > longest else re.sub(pattern, new, line)
        for line in rest.split("\n")
    ]
    return "\n".join([title, *lines])


def in_chinese(number: int) -> str:
    """A whole number below ten thousand in Chinese numerals."""
    words, gap = "", False
    for place, digit in zip(reversed(range(len(str(number)))), str(number), strict=True):
        if digit == "0":
            gap = True
            continue
        words += ("零" if gap and words else "") + _DIGITS[int(digit)] + _PLACES[place]
        gap = False
    return words.removeprefix("一") if words.startswith("一十") else words


def decimal_in_chinese(number: str) -> str:
    """12.5 → 十二点五."""
    whole, _, fraction = number.partition(".")
    words = in_chinese(int(whole)) or "零"
    return words + (f"点{''.join(_DIGITS[int(d)] for d in fraction)}" if fraction else "")


_REWORDINGS: dict[str, Callable[[Document], Iterator[str]]] = {
    "Chinese numerals": _numerals,
    "other scale": _scales,
    "百分之": _percents,
    "reordered": _reordered,
    "marked": _marked,
    "historical": _historical,
    "quoting": _quoting,
}
