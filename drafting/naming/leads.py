"""What stands right before a person in the facts, against what stands there in a draft.

石门镇水站站长 who is another than the facts', a 钳工 made a 焊工, a 宣传部部长 made an 组织部部长.
No model, no network.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from drafting.model import Brief
from drafting.naming.known import known_names
from drafting.naming.letters import is_one_off
from drafting.naming.lexicon import lexicon
from drafting.naming.words import words_of

_HAN = r"[\u4e00-\u9fff]"
_LEAD = re.compile(rf"{_HAN}{{2,14}}$")
_VERB = re.compile(r"(?:接到|来到|找到|收到|^[岁名位个]|[由请让对向把被给跟])(?=.{2})")
"""Words before a lead that are none of it: 接到|栗园乡种粮户, 81岁|老住户."""
_LEAST, _MOST = 4, 7
"""Letters of a lead that are looked for: fewer are anybody's."""
_ROLE_ENDS = tuple("员长师者人户工嫂匠民医警生")
_TRADE = re.compile(rf"(?P<what>{_HAN}{{1,2}})(?P<end>[工嫂匠师员医])$")
_ANY_TRADE = ("职工", "员工", "老师", "教师", "技师", "医师", "律师", "党员", "人员", "社员", "队员", "会员", "学员", "委员", "成员", "民工", "义工", "工程师", "总师", "师", "官员", "伤员", "球员")  # fmt: skip
_OF_UNIT = re.compile(
    rf"(?P<unit>{_HAN}{{2}})(?P<end>部|局|厅|处|科|站|所|厂)(?P<post>副?(?:部|局|厅|处|科|站|所|厂)长|书记|主任)$"
)


@dataclass(frozen=True, slots=True)
class Lead:
    """The words right before a person in a fact, 的 left out."""

    person: str
    text: str
    fact: str


@dataclass(frozen=True, slots=True)
class Misled:
    """A span of the sentence that is not what the facts say of a person; ``sure`` where nothing
    else can be meant."""

    start: int
    end: int
    message: str
    right: str
    fact: str
    sure: bool = True


@lru_cache(maxsize=64)
def leads_of(brief: Brief) -> tuple[Lead, ...]:
    """Every lead of the facts, the longest first."""
    persons = [name.text for name in known_names(brief).of_kind("person") if len(name.text) > 1]
    found = []
    for fact in brief.facts:
        for person in persons:
            for match in re.finditer(re.escape(person), fact.text):
                said = fact.text[: match.start()].replace("的", "")
                begin = max(said.rfind(o) + len(o) if o in said else 0 for o in persons)
                if before := _LEAD.search(said, begin):
                    found.append(Lead(person, _VERB.split(before[0])[-1], fact.id))
    return tuple(sorted(dict.fromkeys(found), key=lambda lead: -len(lead.text)))


def others_behind(sentence: str, brief: Brief) -> Iterator[Misled]:
    """Another person where the facts' own words lead up to one: 防火监督处处长江映雪."""
    leads = leads_of(brief)
    kept = [at for at, char in enumerate(sentence) if char != "的"]
    plain = "".join(sentence[at] for at in kept)
    seen: set[int] = set()
    for lead in leads:
        key = lead.text[-_MOST:]
        if len(key) < _LEAST or not key.endswith((*lexicon().posts, *_ROLE_ENDS)):
            continue
        owners = [other.person for other in leads if other.text.endswith(key)]
        for match in re.finditer(re.escape(key), plain):
            rest = plain[match.end() :]
            other = "" if rest.startswith(tuple(owners)) else _person_at(rest, brief)
            near = rest[: len(lead.person)]
            if not other and near[:1] == lead.person[0] and is_one_off(near, lead.person):
                other = near if len(near) > 2 else ""
            if other and other not in owners and match.end() not in seen:
                seen.add(match.end())
                start = kept[match.end()]
                message = f"事实中“{key}”是{lead.person}，这里是“{other}”，请核对。"
                yield Misled(start, start + len(other), message, lead.person, lead.fact)


def _person_at(rest: str, brief: Brief) -> str:
    """The known person a text begins with, else what LAC takes for a name alone there."""
    known = known_names(brief)
    for person in known.of_kind("person"):
        if len(person.text) > 1 and rest.startswith(person.text):
            return person.text
    first = words_of(rest[:12])[0] if rest else None
    for size in (4, 3, 2):
        name = rest[:size]
        if first is None or len(name) < size or not lexicon().is_surname(name):
            continue
        compound = name[:2] in lexicon().compound_surnames
        if (size == 4) > compound or name in known.text or name in lexicon().not_persons:
            continue
        if first.text == name and first.tag in ("PER", "nz", "nw"):
            return name
    return ""


def other_callings(sentence: str, brief: Brief) -> Iterator[Misled]:
    """A person of the facts, called what the facts call him otherwise."""
    leads = leads_of(brief)
    for person in dict.fromkeys(lead.person for lead in leads):
        own = [lead for lead in leads if lead.person == person]
        for match in re.finditer(re.escape(person), sentence):
            before = _LEAD.search(sentence[: match.start()])
            if before is None or before[0].endswith("的"):
                continue
            told = _one_letter(before[0], own) or _unit(before[0], own)
            if told is None and not any(lead.text.endswith(before[0][-3:]) for lead in own):
                told = _trade(before[0], own)
            if told:
                yield _at(match.start(), *told)


def _at(place: int, wrong: str, lead: Lead, right: str, sure: bool) -> Misled:
    message = f"事实中{lead.person}是“{right}”，这里写成了“{wrong}”，请核对。"
    return Misled(place - len(wrong), place, message, right, lead.fact, sure)


_Told = tuple[str, Lead, str, bool]


def _one_letter(before: str, own: list[Lead]) -> _Told | None:
    """砖雕传承人 made 石雕传承人: all that the fact calls him, but for one letter."""
    for lead in own:
        wrong = before[-len(lead.text) :]
        if not 4 <= len(lead.text) <= 8 or len(wrong) != len(lead.text):
            continue
        apart = [a for a, b in zip(wrong, lead.text, strict=True) if a != b]
        if len(apart) == 1 and wrong[-3:] == lead.text[-3:]:
            return wrong, lead, lead.text, True
    return None


def _unit(before: str, own: list[Lead]) -> _Told | None:
    said = _OF_UNIT.search(before)
    for lead in own if said else ():
        given = _OF_UNIT.search(lead.text)
        if said is None or given is None or set(said["unit"]) & set(given["unit"]):
            continue
        if (said["end"], said["post"]) == (given["end"], given["post"]):
            return said[0], lead, given[0], True
    return None


def _trade(before: str, own: list[Lead]) -> _Told | None:
    said = _TRADE.search(before)
    if said is None or before.endswith(_ANY_TRADE):
        return None
    called = [lead.text for lead in own if lead.text.endswith(_ROLE_ENDS)]
    given = [_TRADE.search(text) for text in called]
    generic = any(text.endswith(_ANY_TRADE) for text in called)
    alike = any(set(before[-3:]) & set(text[-3:]) - {said["end"]} for text in called)
    if not called or None in given or generic or alike:
        return None
    lead = next(lead for lead in own if lead.text == called[0])
    return before[-_length(said) :], lead, called[0][-_length(given[0]) :], False


def _length(trade: re.Match[str] | None) -> int:
    """Letters of a trade's word: 焊工, but 护林员."""
    return 3 if trade and trade["end"] == "员" else 2
