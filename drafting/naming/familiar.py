"""Persons called familiarly, 老阮, 小棠, 袁奶奶, behind the full name: it must be the one just named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafting.naming.known import KnownNames
from drafting.naming.lexicon import lexicon
from drafting.naming.words import words_of

_KIN = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<surname>[\u4e00-\u9fff])"
    r"(?:奶奶|爷爷|大爷|大妈|大娘|大婶|大嫂|大姐|大哥|大伯|大叔|阿姨|婆婆|老汉|师傅)"
)


@dataclass(frozen=True, slots=True)
class Familiar:
    """A familiar name at an offset of its sentence that is not that of ``person``, named before."""

    text: str
    start: int
    person: str


def familiar(sentence: str, said: str, known: KnownNames) -> Iterator[Familiar]:
    """The familiar names of a sentence that fit nobody named in its paragraph up to its end
    (``said``), where somebody of the facts is: 老殷 of 阮长庚, 小芸 of 茅小棠."""
    named = sorted(
        (said.rfind(name.text), name.text)
        for name in known.of_kind("person")
        if len(name.text) > 2 and name.text in said
    )
    persons = [person for _, person in named]
    for match in _KIN.finditer(sentence) if persons else ():
        surname = match["surname"]
        if surname in lexicon().surnames and all(p[0] != surname for p in persons):
            yield Familiar(match[0], match.start(), persons[-1])
    for word in words_of(sentence) if persons else ():
        text = word.text
        if word.tag != "PER" or len(text) != 2 or text in known.text:
            continue
        if text[0] == "老" and text[1] in lexicon().surnames:
            if all(not person.startswith(text[1]) for person in persons):
                yield Familiar(text, word.start, persons[-1])
        elif text[0] == "小" and not any(person.endswith(text) for person in persons):
            meant = [person for person in persons if person[-2] == "小"]
            if meant:
                yield Familiar(text, word.start, meant[-1])


def is_kin_of(text: str, known: KnownNames) -> bool:
    """Tell whether a name is the surname of a person of the facts with 奶奶 or 师傅 behind it."""
    match = _KIN.fullmatch(text)
    return match is not None and any(
        name.text.startswith(match["surname"]) for name in known.of_kind("person")
    )
