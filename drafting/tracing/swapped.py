"""A right name in the wrong place: the sentence tells one fact and names somebody of another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from drafting.model import Brief, Fact
from drafting.naming import KnownName, known_names
from drafting.naming.letters import is_shortened
from drafting.naming.lexicon import lexicon
from drafting.tracing.alignment import Aligned

_PLACE_ENDS = frozenset("省市州县区旗乡镇村")
_SURE = 0.5
_NOT_ALSO = 0.3
_BEFORE = 2
"""Sentences in which a name stands: the one that tells the fact most fully, and the one before."""


@dataclass(frozen=True, slots=True)
class Swap:
    """Offsets in the text, the name that stands there and the one the fact has."""

    start: int
    end: int
    wrong: str
    right: str
    fact: str


def swapped_names(aligned: Aligned, brief: Brief) -> Iterator[Swap]:
    """Names of other facts in sentences that tell a fact without its own name."""
    known = known_names(brief)
    names = [
        name for name in known.names
        if name.facts and name.kind in ("person", "place", "organisation", "document") and len(name.text) > 1
    ]  # fmt: skip
    texts = {fact.id: fact.text for fact in brief.facts}
    told_at = _told(aligned)
    for fact, uses in aligned.uses.items():
        own = [name for name in names if name.text in texts[fact]]
        if not own or not uses or uses[0].share < _SURE:
            continue
        statement = aligned.statements[uses[0].statement]
        around = [
            (n, s)
            for n, s in enumerate(aligned.statements[: uses[0].statement + 1])
            if s.line == statement.line
        ]
        said = "".join(s.text for s in aligned.statements if s.line == statement.line)
        for right in own:
            if right.text in said:
                continue
            for number, told_in in around[-_BEFORE:]:
                told = told_at[number] | told_at[uses[0].statement]
                for wrong in _rivals(right, names, texts, fact, told):
                    start = told_in.text.find(wrong.text)
                    if start >= 0:
                        start += told_in.start
                        yield Swap(start, start + len(wrong.text), wrong.text, right.text, fact)


_CHARGED = re.compile(
    r"由(?P<who>[\u4e00-\u9fff]{2,10}?(?:委|部|局|办|院|室|会|府|中心))(?P<what>[\u4e00-\u9fff]{2})"
)


def offices_swapped(aligned: Aligned, facts: Iterable[Fact]) -> Iterator[Swap]:
    """Another office charged with what the fact charges one with: 由县委组织部约谈 where the fact has
    由县纪委监委约谈."""
    for fact in facts:
        charged = list(_CHARGED.finditer(fact.text))
        for use in aligned.uses.get(fact.id, ())[:2] if charged else ():
            statement = aligned.statements[use.statement]
            for there in _CHARGED.finditer(statement.text) if use.share >= _SURE else ():
                mine = [m["who"] for m in charged if m["what"] == there["what"]]
                wrong = there["who"]
                if len(mine) == 1 and not mine[0].endswith(wrong) and not wrong.endswith(mine[0]):
                    start = statement.start + there.start("who")
                    yield Swap(start, start + len(wrong), wrong, mine[0], fact.id)


_CLAUSE = re.compile(r"[^，。；：！？\n]+")
_ALIKE = 0.85
"""Likeness of two clauses, names left out, from which they say one thing."""
_ORGAN = re.compile(
    r"[省市州县区旗](?:纪委监委|委(?:组织部|宣传部|统战部|政法委|社会工作部|办公室|办|党校)|人民政府办公室|政府办公室|政府办|人大常委会|政协|总工会|团委|妇联)"
)
"""Organs of which every county has one, and which are charged with different things all the same."""
_LEFT = 4
"""Characters beside the names that a clause must have."""


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause, its offset, the names in it, and what is left without them."""

    text: str
    start: int
    names: tuple[tuple[str, str], ...]
    rest: str


def clauses_swapped(aligned: Aligned, brief: Brief) -> Iterator[Swap]:
    """A clause of a fact told word for word, but for one of its names: 回收由县商务局牵头 where the
    fact charges another office, 张某联系李某 where it has 王某."""
    own = {fact.id: _clauses(fact.text, brief) for fact in brief.facts}
    for fact, uses in aligned.uses.items():
        for use in uses[:6]:
            statement = aligned.statements[use.statement]
            for said in _clauses(statement.text, brief):
                mine = max(own.get(fact, ()), key=lambda c: _likeness(c, said), default=None)
                if mine is None or _likeness(mine, said) < _ALIKE or len(mine.rest) < _LEFT:
                    continue
                yield from _exchanged(mine, said, statement.start, fact, own)


def _exchanged(
    mine: _Clause, said: _Clause, start: int, fact: str, own: dict[str, tuple[_Clause, ...]]
) -> Iterator[Swap]:
    for wrong, kind in said.names:
        rights = [name for name, theirs in mine.names if theirs == kind and name not in said.text]
        if wrong in mine.text or len(rights) != 1 or _is_one(wrong, rights[0]):
            continue
        rivals = (c for clauses in own.values() for c in clauses if wrong in c.text)
        if all(_likeness(other, said) < _likeness(mine, said) for other in rivals):
            at = start + said.start + said.text.index(wrong)
            yield Swap(at, at + len(wrong), wrong, rights[0], fact)


def _is_one(one: str, other: str) -> bool:
    """Tell whether one may be short for the other: 省科技厅, 省科学技术厅."""
    return is_shortened(one, other) or is_shortened(other, one)


def _likeness(one: _Clause, other: _Clause) -> float:
    return _ratio(one.rest, other.rest) if one.names and other.names else 0.0


@lru_cache(maxsize=50_000)
def _ratio(one: str, other: str) -> float:
    if 2 * min(len(one), len(other)) < _ALIKE * (len(one) + len(other)):
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0.0


@lru_cache(maxsize=8_000)
def _clauses(text: str, brief: Brief) -> tuple[_Clause, ...]:
    names = [
        (name.text, str(name.kind))
        for name in known_names(brief).of_kind("person", "place", "organisation")
        if len(name.text) > 1
    ]
    found = []
    for match in _CLAUSE.finditer(text):
        offices_here = [
            (m[0], "organisation")
            for pattern in (lexicon().department, _ORGAN)
            for m in pattern.finditer(match[0])
        ]
        here: list[tuple[str, str]] = []
        rest = match[0]
        for name, kind in sorted({*names, *offices_here}, key=lambda n: -len(n[0])):
            if name in rest:
                here.append((name, kind))
                rest = rest.replace(name, "　")
        found.append(_Clause(match[0], match.start(), tuple(here), rest))
    return tuple(found)


def _told(aligned: Aligned) -> dict[int, set[str]]:
    """The facts that each sentence tells."""
    told: dict[int, set[str]] = defaultdict(set)
    for found in aligned.uses.values():
        for use in found:
            if use.here >= _NOT_ALSO:
                told[use.statement].add(use.fact)
    return told


def _of_one_kind(one: KnownName, other: KnownName) -> bool:
    """Two persons, two places: and a person beside a name that reads as either (杜若溪)."""
    if one.kind == other.kind:
        return True
    kinds = {one.kind, other.kind}
    place = one if one.kind == "place" else other
    either = 2 < len(place.text) < 4 and lexicon().is_surname(place.text)
    return kinds == {"person", "place"} and either and place.text[-1] not in _PLACE_ENDS


def _rivals(
    right: KnownName, names: list[KnownName], texts: dict[str, str], fact: str, told: set[str]
) -> Iterator[KnownName]:
    """Names of the same kind that neither this fact nor another fact told there has."""
    for name in names:
        if not _of_one_kind(name, right) or name.text in right.text or right.text in name.text:
            continue
        if all(name.text not in texts[other] for other in {fact, *told}):
            yield name
