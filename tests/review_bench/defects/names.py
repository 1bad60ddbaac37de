"""Names that are not those of the facts, and posts that belong to another."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from tests.review_bench.documents import Document
from tests.review_bench.planting import Edit, body, defect, places_of

_LETTERS = "谨瑜澜宁川恒岚柏溪桥松云清安远秋棠兰荷芦栖岩泉湾岭洲"
_FOREIGN_PEOPLE = ("贺兰舟", "温如瑾", "岳长庚", "江映雪", "魏承志", "苏慕白")
_FOREIGN_TOWNS = ("青石桥镇", "落雁坪乡", "望湖街道", "黑松沟村", "枫林渡镇", "白鹤岭乡")
_FOREIGN_ORGANISATIONS = ("鸿晟农业发展有限公司", "清源市水务集团", "明德职业技术学院",
                          "江北区市场监督管理局", "远山县人民医院", "瑞丰农村商业银行")  # fmt: skip


def _altered(name: str, kept: int, chance: random.Random) -> str:
    """The name with one of its letters another; the last ``kept`` letters stay."""
    at = chance.randrange(1 if len(name) - kept > 1 else 0, len(name) - kept)
    other = chance.choice([c for c in _LETTERS if c not in name])
    return name[:at] + other + name[at + 1 :]


def _first_places(names: tuple[str, ...], document: Document) -> Iterator[tuple[int, str]]:
    for name in names:
        for start in places_of(name, document.text):
            line = document.text[document.text.rfind("\n", 0, start) + 1 : start]
            if not line.startswith("#") and start > document.text.index("\n"):
                yield start, name


@defect("person's name off by one letter", "names", 3)
def altered_person(document: Document, chance: random.Random) -> Iterator[Edit]:
    for start, name in _first_places(document.marks.persons, document):
        yield Edit(start, start + len(name), _altered(name, 0, chance))


@defect("place off by one letter", "names", 2)
def altered_place(document: Document, chance: random.Random) -> Iterator[Edit]:
    for start, name in _first_places(document.marks.places, document):
        kept = 2 if name.endswith(("街道", "社区")) else 1
        yield Edit(start, start + len(name), _altered(name, kept, chance))


@defect("organisation off by one letter", "names", 2)
def altered_organisation(document: Document, chance: random.Random) -> Iterator[Edit]:
    """财政局 becomes 财征局: what a hand that types does to a name."""
    typed = {"财": "材", "政": "征", "资": "咨", "源": "原", "水": "永", "利": "力", "教": "孝", "农": "浓",
             "监": "临", "业": "叶", "文": "父", "图": "园", "党": "常", "卫": "为", "促": "捉", "开": "升",
             "人": "入", "民": "明", "委": "季"}  # fmt: skip
    for start, name in _first_places(document.marks.organisations, document):
        places = [at for at, letter in enumerate(name) if letter in typed]
        if places:
            at = chance.choice(places)
            yield Edit(start + at, start + at + 1, typed[name[at]])


@defect("title in 《》 off by one letter", "names", 2)
def altered_title(document: Document, chance: random.Random) -> Iterator[Edit]:
    for match in re.finditer(r"《([^》]+)》", document.text):
        if len(match[1]) > 6:
            at = chance.randrange(2, len(match[1]) - 2)
            yield Edit(match.start(1) + at, match.start(1) + at + 1, chance.choice("新全总大"))


@defect("word dropped from a title in 《》", "names")
def shortened_title(document: Document, chance: random.Random) -> Iterator[Edit]:
    """《三年行动计划》 for 《三年行动方案》: the kind of document is another."""
    other = {
        "计划": "方案",
        "办法": "条例",
        "条例": "规定",
        "规划": "纲要",
        "清单": "目录",
        "意见": "细则",
    }
    for match in re.finditer(
        r"《[^》]+(计划|办法|条例|规划|清单|意见)(（[^）]*）)?》", document.text
    ):
        yield Edit(match.start(1), match.end(1), other[match[1]])


@defect("post of another", "names", 2)
def exchanged_posts(document: Document, chance: random.Random) -> Iterator[Edit]:
    for right, wrong in document.marks.posts:
        for start in places_of(right, document.text):
            yield Edit(start, start + len(right), wrong)


@defect("two persons exchanged", "names", 2)
def exchanged_persons(document: Document, chance: random.Random) -> Iterator[Edit]:
    persons = document.marks.persons
    for start, name in _first_places(persons, document):
        for other in persons:
            if other != name and document.brief.speaker not in (name, other):
                yield Edit(start, start + len(name), other)


@defect("a person from elsewhere", "names", 2)
def foreign_person(document: Document, chance: random.Random) -> Iterator[Edit]:
    for start, name in _first_places(document.marks.persons, document):
        yield Edit(start, start + len(name), chance.choice(_FOREIGN_PEOPLE))


@defect("a person nobody named", "names")
def added_person(document: Document, chance: random.Random) -> Iterator[Edit]:
    person = chance.choice(_FOREIGN_PEOPLE)
    for start, paragraph in body(document):
        yield Edit(
            start + len(paragraph),
            start + len(paragraph),
            f"{person}同志带头干在前面，大家都看在眼里。",
        )


@defect("a town from elsewhere", "names", 2)
def foreign_town(document: Document, chance: random.Random) -> Iterator[Edit]:
    for start, name in _first_places(document.marks.places, document):
        if name.endswith(("镇", "乡", "街道", "村", "社区")):
            yield Edit(start, start + len(name), chance.choice(_FOREIGN_TOWNS))
    town = chance.choice(_FOREIGN_TOWNS)
    for start, paragraph in body(document):
        yield Edit(start + len(paragraph), start + len(paragraph), f"{town}先行一步，走在了前列。")


@defect("an organisation from elsewhere", "names", 2)
def foreign_organisation(document: Document, chance: random.Random) -> Iterator[Edit]:
    for start, name in _first_places(document.marks.organisations, document):
        yield Edit(start, start + len(name), chance.choice(_FOREIGN_ORGANISATIONS))
    organisation = chance.choice(_FOREIGN_ORGANISATIONS)
    for start, paragraph in body(document):
        yield Edit(
            start + len(paragraph),
            start + len(paragraph),
            f"{organisation}全程参与，给予了有力支持。",
        )
