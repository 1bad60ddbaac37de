"""The names that a brief knows, and whether a name of the draft is one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import pairwise

from drafting.evidence import evidence, words_of_tables
from drafting.model import Brief
from drafting.naming.called import called_persons, introduced_persons
from drafting.naming.in_facts import appointed_names, called_names, numbered, sites
from drafting.naming.letters import figures_in, is_one_off, is_shortened, letters
from drafting.naming.lexicon import lexicon
from drafting.naming.mention import Mention, NameKind
from drafting.naming.mentions import mentions_of, quoted
from drafting.naming.organisations import offices
from drafting.naming.places import is_ordinary_place, named_places
from drafting.naming.works import works
from drafting.wording import split_sentences

_OFFICE_END = re.compile(r"(?:局|厅|委|部|院|办|会|室|府|司|校|中心|集团|银行|总队|支队|大队)$")
_SOURCE = re.compile(
    r"[\u4e00-\u9fff]{0,8}[省市州盟县区旗镇乡][\u4e00-\u9fff]{2,12}"
    r"(?:局|厅|委|部|院|会|室|府|司|校|中心|集团|银行|总队|支队|大队|站|所|馆|社|公司)"
)
"""Where a fact comes from, where that is an office, though no word of LAC's: 县水文站."""
_NATIONAL = re.compile(r"中华人民共和国.{1,30}(?:法|条例|法典)")
_ONE = re.compile(r"(?:省|市|州|盟|县|区|旗)(?!级|直)|(?:镇|乡|街道)(?!镇|村|级)")
_PLACE_SUFFIX = re.compile(
    r"(?:自治州|自治县|街道|社区|小区|地区|开发区|新区|省|市|县|区|州|盟|旗|镇|乡|村)$"
)


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name the brief gives, and the facts it stands in (none: the brief's own lines)."""

    kind: NameKind | None
    text: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownNames:
    """All a draft may name. ``passages`` are the brief's texts with the ids of their facts."""

    names: tuple[KnownName, ...]
    passages: tuple[tuple[str, str], ...]
    text: str
    """The letters of all passages, one a line."""
    figures: frozenset[str]
    """The digits of their figures."""

    def of_kind(self, *kinds: NameKind | None) -> Iterator[KnownName]:
        """The names of these kinds."""
        return (name for name in self.names if name.kind in kinds)

    def facts_with(self, text: str) -> tuple[str, ...]:
        """Ids of the facts in which a text stands."""
        wanted = letters(text)
        found = (fact for fact, passage in self.passages if fact and wanted in passage)
        return tuple(dict.fromkeys(found))


@lru_cache(maxsize=64)
def known_names(brief: Brief) -> KnownNames:
    """The names in a brief's facts, their sources and its own lines; kept by the brief."""
    texts = [(fact.id, text) for fact in evidence(brief) for text in (fact.text, fact.source)]
    texts += [("", row) for row in words_of_tables(brief).splitlines()]
    texts += [("", value) for value in _lines(brief)]
    found: dict[str, tuple[NameKind | None, list[str]]] = {}
    if brief.speaker:
        found[brief.speaker.strip()] = ("person", [])
    for office in (brief.issuer, brief.recipient):
        for part in re.split(r"[、，,\s]+", office):
            if len(part) > 3 and _OFFICE_END.search(part) and part not in found:
                found[part] = ("organisation", [])
    for item in evidence(brief):
        if _SOURCE.fullmatch(item.source) and item.source not in found:
            found[item.source] = ("organisation", [item.id])
    for fact, text in texts:
        for kind, name in _names_in(text):
            _, facts = found.setdefault(name, (kind, []))
            if fact and fact not in facts:
                facts.append(fact)
    every = "\n".join(text for _, text in texts)
    found = {name: entry for name, entry in found.items() if not _is_cut(name, found, every)}
    passages = tuple((fact, letters(text)) for fact, text in texts if text)
    figures = frozenset[str]().union(*(figures_in(text) for _, text in texts))
    names = tuple(KnownName(kind, name, tuple(facts)) for name, (kind, facts) in found.items())
    return KnownNames(names, passages, "\n".join(passage for _, passage in passages), figures)


def _is_cut(name: str, found: Mapping[str, tuple[NameKind | None, list[str]]], every: str) -> bool:
    """Whether it is a name of a person of which the last character is lacking: one under a compound
    surname, and one that never stands but as the beginning of another; or one with 任 behind it."""
    if found[name][0] == "person" and name.endswith("任") and name[:-1] in found:
        return True
    longer = [
        other
        for other, (kind, _) in found.items()
        if kind == "person" and other.startswith(name) and other != f"{name}任"
    ]
    if len(name) == 3 and name[:2] in lexicon().compound_surnames:
        return any(len(other) == 4 for other in longer)
    longer = [other for other in longer if len(name) == 2 and len(other) == 3]
    return found[name][0] == "person" and any(every.count(o) == every.count(name) for o in longer)


def _lines(brief: Brief) -> Iterator[str]:
    for field in fields(brief):
        value = getattr(brief, field.name)
        if isinstance(value, str) and value and field.name != "kind":
            yield value
    yield f"{brief.speaker_title}{brief.speaker}"


def _names_in(text: str) -> Iterator[tuple[NameKind | None, str]]:
    for sentence in split_sentences(text):
        for mention in mentions_of(sentence):
            if mention.kind != "place" or mention.sure or len(mention.text) > 1:
                yield mention.kind, mention.text
        for name in introduced_persons(sentence):
            yield "person", name
        for name in called_persons(sentence):
            yield "person", name
        for name in (*appointed_names(sentence), *called_names(sentence)):
            yield "person", name
        for name in (*offices(sentence), *numbered(sentence)):
            yield "organisation", name
        for name in sites(sentence):
            yield "work", name
        for name, _ in works(sentence):
            yield "work", name
        for name in named_places(sentence):
            yield "place", name
        for phrase in quoted(sentence):
            yield "project", phrase


def is_known(mention: Mention, known: KnownNames) -> bool:
    """Tell whether the brief names it, in full, in part or shortened, or everybody knows it."""
    text = letters(mention.text)
    if not text or text in known.text:
        return True
    match mention.kind:
        case "person":
            return text in lexicon().public_persons
        case "document":
            return _is_public_document(text)
        case "place":
            return _is_known_place(text, known)
        case "organisation":
            return _is_known_organisation(text, known)
    return False


def _is_public_document(text: str) -> bool:
    lists = lexicon()
    return text in lists.short_titles | lists.public_titles or bool(_NATIONAL.fullmatch(text))


def _is_known_place(text: str, known: KnownNames) -> bool:
    if is_ordinary_place(text) or any(
        _stands(text[:cut], known)
        and (_stands(text[cut:], known) or (cut + 1 < len(text) and is_ordinary_place(text[cut:])))
        for cut in range(2, len(text))
    ):
        return True
    stem = _PLACE_SUFFIX.sub("", text)
    return stem != text and len(stem) > 1 and _stands_bare(stem, known)


def _holds(stem: str, known: KnownNames) -> int:
    """How often a stem stands inside longer names of places: 红石 in 红石岩村."""
    return sum(
        known.text.count(letters(name.text))
        for name in known.of_kind("place")
        if stem in name.text and stem != _PLACE_SUFFIX.sub("", letters(name.text))
    )


def _stands(text: str, known: KnownNames) -> bool:
    return len(text) > 1 and text in known.text


def _stands_bare(stem: str, known: KnownNames) -> bool:
    """Tell whether a place's name stands somewhere without its 县 or 镇."""
    bare = sum(
        not _PLACE_SUFFIX.search(known.text[m.end() : m.end() + 1])
        and not known.text.startswith(("街道", "社区", "小区", "地区", "自治"), m.end())
        for m in re.finditer(re.escape(stem), known.text)
    )
    return bare > _holds(stem, known)


def _is_known_organisation(text: str, known: KnownNames) -> bool:
    if is_class_of_offices(text) or is_generic_organisation(_without_place(text, known)):
        return True
    return any(
        text[0] == name[0] and text[-1] == name[-1] and is_shortened(text, name)
        for other in known.of_kind("organisation")
        if len(text) > 2
        for name in _forms(letters(other.text))
    ) or _is_known_office(text, known)


_LEVEL = re.compile(r"(?<=[\u4e00-\u9fff]{2})[省市州县区旗](?=[\u4e00-\u9fff]{2})")


def _forms(name: str) -> Iterator[str]:
    """An organisation's name, and without the place before its level: 岚屏县发改局, 县发改局."""
    if name:
        yield name
        yield from (name[match.start() :] for match in _LEVEL.finditer(name))


def _is_known_office(text: str, known: KnownNames) -> bool:
    """县财政局 where the brief speaks of 财政部门, or of 财政局 without a level."""
    rest = _without_place(text, known)
    if not lexicon().office.fullmatch(rest):
        return False
    core = re.sub(r"^[省市州县区旗乡镇]+", "", rest)
    return len(core) > 2 and core in known.text


def is_generic_organisation(text: str) -> bool:
    """Tell whether every county has one: 县委, 市委组织部, 各级党组织, 街道党工委."""
    return not text or lexicon().organ.fullmatch(text) is not None


def is_office(text: str, known: KnownNames) -> bool:
    """Tell whether it is a department or public institution without a name of its own."""
    return lexicon().office.fullmatch(_without_place(text, known)) is not None


def is_class_of_offices(text: str) -> bool:
    """Tell whether many are meant: 乡镇卫生院, 养老院, 派出所, where 县医院 is one."""
    return lexicon().office.fullmatch(text) is not None and _ONE.match(text) is None


def _without_place(text: str, known: KnownNames) -> str:
    """An organisation less the known place it begins with: 槐津县财政局 → 财政局."""
    text = text.removeprefix("中共")
    for cut in range(len(text) - 1, 1, -1):
        if text[:cut] in known.text and _PLACE_SUFFIX.search(text[:cut]):
            return text[cut:]
    for place in known.of_kind("place"):
        stem = _PLACE_SUFFIX.sub("", letters(place.text))
        if len(stem) > 1 and text.startswith(stem):
            return text.removeprefix(stem)
    return text


def nearest(mention: Mention, known: KnownNames) -> KnownName | None:
    """The known name of which this one is a slip of the pen; None where there is none or several."""
    text = letters(mention.text)
    kinds = (
        ("place", "organisation") if mention.kind in ("place", "organisation") else (mention.kind,)
    )
    close = [
        name for name in known.of_kind(*kinds)
        if is_one_off(text, letters(name.text)) and _shares(text, letters(name.text))
    ]  # fmt: skip
    if not close and mention.kind == "document":
        close = [name for name in known.of_kind("document") if _is_like(text, letters(name.text))]
    return close[0] if len({letters(name.text) for name in close}) == 1 else None


def nearest_work(text: str, known: KnownNames) -> KnownName | None:
    """The known work that most of these characters name: 屏江新材料电池产业园."""
    plain = letters(text)
    close = [
        name for name in known.of_kind("work", "place", "organisation")
        if (name.kind == "work" or any(works(name.text))) and plain[-2:] == letters(name.text)[-2:] and not is_shortened(plain, letters(name.text))
        and _is_near(plain, letters(name.text))
    ]  # fmt: skip
    return close[0] if len({letters(name.text) for name in close}) == 1 else None


def _is_near(text: str, name: str) -> bool:
    apart = sum(a != b for a, b in zip(text, name, strict=False)) + abs(len(text) - len(name))
    return len(text) == len(name) and apart <= 2 and len(name) > 5


def _shares(text: str, name: str) -> bool:
    """Tell whether enough stays the same: of two characters the first, of three the stem."""
    if min(len(text), len(name)) > 3:
        return True
    if len(text) == 2 == len(name):
        return text[0] == name[0]
    same = sum(char in name for char in _PLACE_SUFFIX.sub("", text))
    return same > 0


def _is_like(text: str, name: str) -> bool:
    shared = len(set(pairwise(text)) & set(pairwise(name)))
    return shared >= 0.7 * max(len(text), len(name), 6)
