"""Pinyin in brackets behind a character: 來(lái) → 來."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule
from retrieval.clean.text.marks import HAN

_LETTERS = "a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿɡɑê\u0300-\u030c"
_GLOSS = re.compile(
    rf"[(（\[【〔{{｛][ \u3000]?((?:[{_LETTERS}]{{1,12}}[1-5]?[ '’,，]?){{1,4}})[ \u3000]{{0,2}}[)）\]】〕}}｝]",
    re.IGNORECASE,
)
_CHARACTER = re.compile(f"([{HAN}])[ \u3000]?$")
_INITIALS = ("", *"bpmfdtnlgkhjqxrzcsyw", "zh", "ch", "sh")
_FINALS = (  # noqa: SIM905
    "a o e i u v ai ei ui ao ou iu ie ve ue er an en in un vn ang eng ing ong ia iao ian iang iong "
    "ua uo uai uan uang"
).split()
_SYLLABLES = frozenset(a + b for a in _INITIALS for b in _FINALS) | {"ng", "m", "n", "hm"}
_FEW = 2
"""So few glosses in a whole document, on rare characters, are the writer's own."""


class _Gloss(NamedTuple):
    character: str
    inside: str
    edit: Edit


@rule("pinyin", "夹注拼音", 30)
def find(text: str) -> list[Edit]:
    """Take out pinyin, unless the writer himself tells how a rare character is read."""
    found = list(_glosses(text))
    toned = sum(_has_tone(gloss.inside) for gloss in found)
    if len(found) <= _FEW and all(_is_rare(gloss.character) for gloss in found):
        return []
    return [g.edit for g in found if toned > _FEW or _has_tone(g.inside)]


def _glosses(text: str) -> Iterator[_Gloss]:
    for match in _GLOSS.finditer(text):
        before = _CHARACTER.search(text, max(0, match.start() - 2), match.start())
        if before and _is_pinyin(match[1]):
            yield _Gloss(before[1], match[1], Edit(before.end(1), match.end(), ""))


def _is_pinyin(inside: str) -> bool:
    syllables = re.split(r"[ '’,，]+", _plain(inside).strip())
    return all(syllable in _SYLLABLES for syllable in syllables if syllable)


def _plain(inside: str) -> str:
    letters = unicodedata.normalize("NFD", inside.lower().replace("ü", "v").replace("u\u0308", "v"))
    letters = letters.replace("u\u0308", "v").replace("ɡ", "g").replace("ɑ", "a")
    return "".join(c for c in letters if c.isascii() and not c.isdigit())


def _has_tone(inside: str) -> bool:
    """Tell whether the tone is marked: lái, or lai2."""
    return not inside.isascii() or re.search(r"[a-z]{2}[1-5]\b", inside, re.IGNORECASE) is not None


def _is_rare(character: str) -> bool:
    """Tell whether a simplified character stands in the second half of GB 2312."""
    try:
        return character.encode("gb2312")[0] >= 0xD8
    except UnicodeEncodeError:
        return False
