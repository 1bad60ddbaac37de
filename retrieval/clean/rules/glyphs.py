"""Radicals and compatibility forms that PDF files put in the place of characters: ⼯ → 工."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule

_FORMS = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")
_RADICALS = dict(
    zip(
        "⺁⺇⺌⺎⺟⺠⺩⺫⺮⺼⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
        "厂几小兀母民王目竹肉虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)


@rule("glyphs", "部首与兼容字形", 22)
def find(text: str) -> Iterator[Edit]:
    """Put the character itself where a form of it stands that no search finds."""
    for match in _FORMS.finditer(text):
        form = match[0]
        yield Edit(match.start(), match.end(), _RADICALS.get(form) or _normal(form))


def _normal(form: str) -> str:
    return unicodedata.normalize("NFKC", form)
