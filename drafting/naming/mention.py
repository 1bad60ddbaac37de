"""A name of a sentence: the record, and what a name may be made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from drafting.naming.lexicon import lexicon
from drafting.naming.words import Word, words_of

NameKind = Literal["person", "place", "organisation", "document", "project", "work"]
"""``work`` is a work or site with a name of its own, as a reservoir."""


CHINESE = re.compile(r"[\u4e00-\u9fff]+(?:·[\u4e00-\u9fff]+)*")


ENDS = (
    "有限责任公司|股份有限公司|集团有限公司|有限公司|公司|集团|合作社|研究院|研究所|研究室|科学院|银行|大学|学院|中学|小学|幼儿园|医院|卫生院|保健院|"
    "委员会|协会|商会|学会|基金会|指挥部|领导小组|课题组|调研组|中心|支部|总支|工委|党委|党组|党校|办公室|组织部|宣传部|统战部|工作部|局|厅|委|部|院|所|站|厂|馆"
)


TAIL = re.compile(rf"(?:[\u4e00-\u9fff]{{0,4}}?)(?:{ENDS})$")


NO_NAME_ENDS = frozenset("制化率性型式们的了度额量感户员匠")
"""林长制, 一体化: no given name ends so."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at an offset of its sentence. ``sure`` is False where it may be an ordinary word."""

    kind: NameKind
    text: str
    start: int
    sure: bool = True

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.start + len(self.text)


def stands_as_person(text: str) -> bool:
    """Whether LAC takes it for a person where only a person can stand."""
    return words_of(f"{text}同志说，")[0] == Word(text, "PER", 0)


def surnamed(text: str) -> bool:
    """Whether it begins with a surname."""
    return lexicon().is_surname(text)


def is_name(text: str) -> bool:
    """Whether it may be the name of a person: two to four characters under a surname."""
    return (
        2 <= len(text) <= 4
        and CHINESE.fullmatch(text) is not None
        and surnamed(text)
        and text not in lexicon().not_persons
        and TAIL.search(text) is None
    )
