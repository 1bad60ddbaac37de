"""What makes a text no sample, and the sentences files are refused with."""

from __future__ import annotations

import re

from retrieval.errors import UnreadableError

FEWEST_CHINESE = 20
"""Characters; a text with fewer has to be mostly Chinese."""

LEAST_CHINESE = 0.05
"""Of the letters; below it a text is in another language."""

_CHINESE_RUNS = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_LETTER_RUNS = re.compile(r"[^\W\d_]+")


def require_chinese(text: str) -> None:
    """Refuse a text without words or without Chinese. Raises :class:`UnreadableError`."""
    letters = _length(_LETTER_RUNS, text)
    if not letters and not any(map(str.isalnum, text)):
        raise UnreadableError("文件中没有文字，请确认内容后再添加")
    chinese = chinese_characters(text)
    least = LEAST_CHINESE if chinese >= FEWEST_CHINESE else 0.5
    if not chinese or chinese < letters * least:
        raise UnreadableError(f"没有中文正文（只有 {chinese} 个汉字），样本库只收中文公文")


def chinese_characters(text: str) -> int:
    """Return how many Chinese characters there are, punctuation not counted."""
    return _length(_CHINESE_RUNS, text)


def too_large(size: int, limit: int) -> str:
    """Return the sentence for a file of ``size`` bytes over ``limit``."""
    return f"文件有 {size // 1_000_000} MB，超过 {limit // 1_000_000} MB 的上限，请拆分后再添加"


def _length(runs: re.Pattern[str], text: str) -> int:
    return sum(found.end() - found.start() for found in runs.finditer(text))
