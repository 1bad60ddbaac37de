"""Numerals that count nothing: idioms, slogans, list marks, titles, codes. Blotted out before
figures are looked for. The phrases stand in ``set_phrases.txt``."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

_NUMERAL = "零〇一二两三四五六七八九十百千万亿"
_STRUCTURE = re.compile(
    r"《[^》\n]{0,200}》"
    r"|(?m:^\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?=\D)))"
    r"|(?<=[：:；;，。\s])\d{1,2}[.．、](?=(?:19|20)\d\d年|\0)"
    r"|(?<=[。；：，！？\n])[（(]?[一二三四五六七八九十\d]{1,2}[）)]"
    r"|[（(][一二三四五六七八九十]{1,2}[）)]"
    r"|(?<![A-Za-z])[A-Za-z][A-Za-z0-9\-_.+]*\d[A-Za-z0-9\-_.+]*|(?<!\d)\d+[+＋][A-Za-zＮ\d+＋]+|\d{1,3}(?=[A-Za-z])"
    r"|第[一二三四五六七八九十百千零\d]{1,8}"
    r"|[一二三四五六七八九]十[一二三四五六七八九]?条(?=措施|办法|意见)"
    r"|[“\"‘][^”\"’，。；\d]{0,3}[一二三四五六七八九十两百千万双零][^”\"’，。；\d]{0,10}[”\"’]"
    r"|[“\"]?(?<![二三四五六七八九])十[一二三四五六]五[”\"]?"
    r"|(?<![二三四五六七八九十百千万])[一二三四五六七八九十]{1,3}[是要](?=[^否求])"
    r"|[〔\[［【（(](?:19|20)\d\d[〕\]］】）)]\s*第?\s*\d+\s*号"
    r"|(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}[-—－]?\d{7,8}|400[-—－]?\d{3,4}[-—－]?\d{3,4})(?!\d)"
    r"|(?<![人次总件户个])[几数][十百千万亿]{1,4}"
)


def mask_structure(text: str) -> str:
    """The text with whatever is no figure blotted out by NUL, offsets unchanged."""
    return _phrases().sub(_blot, _STRUCTURE.sub(_blot, text))


def _blot(match: re.Match[str]) -> str:
    return "\0" * len(match[0])


@cache
def _phrases() -> re.Pattern[str]:
    text = resources.files(__package__).joinpath("set_phrases.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    plain = sorted({p for line in lines for p in _split(line)}, key=len, reverse=True)
    return re.compile(rf"(?<![{_NUMERAL}\d余多.])(?:{'|'.join(plain)})")


def _split(line: str) -> list[str]:
    """Alternatives of a line, split outside brackets only; longest first they are joined again."""
    parts, depth, current = [], 0, ""
    for char in line:
        depth += (char in "([") - (char in ")]")
        if char == "|" and depth == 0:
            parts.append(current)
            current = ""
        else:
            current += char
    return [part for part in [*parts, current] if part]
