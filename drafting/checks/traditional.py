"""Traditional characters left in simplified text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from drafting.checks.marking import mark
from drafting.checks.registry import Sources, check
from drafting.manuscript import Line, Manuscript
from drafting.model import Finding

_RUN = re.compile(r"[\u4e00-\u9fff]+")
_MOSTLY = 0.15
"""Share of traditional characters from which the whole text is written so."""
_VALID = frozenset("著乾覆瞭於徵藉夥鍾昇甯")
"""Characters the tables change that also stand in simplified text, in names above all."""


@check("traditional", mechanical=True)
def find_traditional(manuscript: Manuscript, sources: Sources) -> Iterator[Finding]:
    """Errors with the simplified form; a text written in traditional characters throughout gets
    one warning."""
    found = [(line, span) for line in manuscript.lines for span in _spans(line.text)]
    letters = sum(len(run) for line in manuscript.lines for run in _RUN.findall(line.text))
    if letters and sum(b - a for _, (a, b) in found) / letters > _MOSTLY:
        line, span = found[0]
        yield mark("traditional", line, span, "warning", "全文是繁体字，请先转成简体再审校。")
        return
    for line, (start, end) in found:
        yield _one(line, start, end)


def _one(line: Line, start: int, end: int) -> Finding:
    right = _simplified(line.text)[start:end]
    quote = line.text[start:end]
    return mark("traditional", line, (start, end), "error",
                f"“{quote}”是繁体字，应写成“{right}”。", right)  # fmt: skip


@lru_cache(maxsize=4096)
def _spans(text: str) -> tuple[tuple[int, int], ...]:
    right = _simplified(text)
    if right == text or len(right) != len(text):
        return ()
    spans: list[tuple[int, int]] = []
    for at, (old, new) in enumerate(zip(text, right, strict=True)):
        if old == new or old in _VALID:
            continue
        if spans and spans[-1][1] == at:
            spans[-1] = (spans[-1][0], at + 1)
        else:
            spans.append((at, at + 1))
    return tuple(spans)


@lru_cache(maxsize=4096)
def _simplified(text: str) -> str:
    return str(_converter().convert(text))


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")
