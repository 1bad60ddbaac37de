"""Names of the brief with one character wrong, found by exact means wherever they stand.

Half of a name with one slip is untouched: its halves are looked for, and the rest is compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from drafting.naming.known import KnownName, KnownNames, is_generic_organisation
from drafting.naming.letters import is_one_off, letters
from drafting.naming.lexicon import lexicon
from drafting.naming.places import is_ordinary_place
from drafting.naming.words import Word, words_of

_NAMES = frozenset({"PER", "LOC", "ORG", "nz", "nw"})
_PLACE_ENDS = frozenset("省市州县区旗乡镇村街苑")
_LEVELS = frozenset("省市州县区旗乡镇村厅局院校")

_JOINING = frozenset("和与及的了在")
"""Words between names, which no hand writes for a letter of one: 水利和移民 is no 水利局."""

_LONG = 5
"""Characters from which no sentence holds a name but for one character by chance."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A place of a sentence where a known name is meant and another stands."""

    start: int
    end: int
    right: KnownName


def slips_in(sentence: str, known: KnownNames) -> list[Slip]:
    """The slips of a sentence, none over another."""
    found: list[Slip] = []
    exact = list(_exact(sentence, known))
    taken: list[tuple[int, int]] = []
    for name in sorted(known.names, key=lambda name: -len(name.text)):
        if name.kind not in ("person", "place", "organisation", "project", "work"):
            continue
        if len(name.text) < 3:
            continue
        for start, end in _near(sentence, name.text):
            span = (start, end)
            if any(_overlap(span, other) and not _inside(other, span) for other in exact):
                continue
            if any(_overlap(span, other) for other in taken):
                continue
            if _judge(sentence, span, name, known):
                found.append(Slip(start, end, name))
                taken.append(span)
    found += [
        slip
        for slip in _behind_posts(sentence, known)
        if not any(_overlap((slip.start, slip.end), t) for t in taken)
    ]
    return sorted(found, key=lambda slip: slip.start)


_HELD = re.compile(
    r"(?:任|担任|兼任|带|说|同志|和|与|把|将|在|到|从|等|、|，|。|；|是|对|为|率|牵头|[（(])"
)


def _behind_posts(sentence: str, known: KnownNames) -> Iterator[Slip]:
    """What stands behind the words a person of the facts stands behind, and differs from the name
    by one character: also where it is a word (陆青禾, 陆青年) or has but two (闻远, 文远)."""
    for name in known.of_kind("person"):
        if not 2 <= len(name.text) <= 4 or name.text in sentence:
            continue
        for lead in _leads(name.text, known):
            place = sentence.find(lead)
            start, end = place + len(lead), place + len(lead) + len(name.text)
            text = sentence[start:end]
            if place < 0 or text in known.text or not is_one_off(text, name.text):
                continue
            ends = end == len(sentence) or _HELD.match(sentence, end)
            if (
                _well_formed(text, name.text)
                and (ends or len(name.text) > 2)
                and len(set(text) & set(name.text)) > 0
            ):
                yield Slip(start, end, name)


@lru_cache(maxsize=4_000)
def _leads(name: str, known_text: KnownNames) -> tuple[str, ...]:
    """The post or calling right before a name in the facts, at least three characters with the
    words before it."""
    found = []
    for _, text in known_text.passages:
        for match in re.finditer(re.escape(name), text):
            before = text[: match.start()]
            if before.endswith((*lexicon().posts, *lexicon().callings)):
                found.append(before[-4:])
    return tuple(dict.fromkeys(lead for lead in found if len(lead) > 2))


def _exact(sentence: str, known: KnownNames) -> Iterator[tuple[int, int]]:
    for name in known.names:
        if len(name.text) > 1:
            start = sentence.find(name.text)
            while start >= 0:
                yield start, start + len(name.text)
                start = sentence.find(name.text, start + 1)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _inside(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1] and inner != outer


def _near(sentence: str, name: str) -> Iterator[tuple[int, int]]:
    """Spans that differ from a name by one character."""
    length = len(name)
    half = length // 2
    starts: set[int] = set()
    for piece, offset in ((name[:half], 0), (name[half:], half)):
        place = sentence.find(piece)
        while place >= 0:
            starts |= {place - offset, place - offset - 1, place - offset + 1}
            place = sentence.find(piece, place + 1)
    sizes = (length,) if length < 4 else (length, length + 1, length - 1)
    for size in sizes:
        for start in sorted(starts):
            text = sentence[start : start + size] if start >= 0 else ""
            holds = size > length and name in text  # 县水文站|站长
            if (
                len(text) == size
                and not holds
                and is_one_off(text, name)
                and _well_formed(text, name)
            ):
                yield start, start + size


def _well_formed(text: str, name: str) -> bool:
    """Tell whether the slip lies inside the name, and is a character for a character."""
    if len(text) == len(name):
        return all(
            a == b or ("\u4e00" <= a <= "\u9fff" and a not in _JOINING)
            for a, b in zip(text, name, strict=True)
        )
    return text[0] == name[0] and text[-1] == name[-1] and text.isalnum()


def _judge(sentence: str, span: tuple[int, int], name: KnownName, known: KnownNames) -> bool:
    text = sentence[span[0] : span[1]]
    if text in known.text or is_ordinary_place(text) or is_generic_organisation(text):
        return False
    if name.kind == "work":
        return text[-2:] == name.text[-2:] and not _cuts_a_word(words_of(sentence), span)
    if name.kind == "project":
        if len(name.text) == 3 and not _stands_alike(sentence, span, name, known):
            return False
        return sentence[span[0] - 1 : span[0]] in tuple("“「‘") and sentence[
            span[1] : span[1] + 1
        ] in tuple("”」’")
    if name.kind == "organisation" and not _is_slip_of_organisation(text, name.text):
        return False
    words = words_of(sentence)
    tagged = any(
        word.tag in ("PER", "LOC", "ORG") and _overlap((word.start, word.end), span)
        for word in words
    )
    stays = name.kind == "person" and text[:2] == name.text[:2]
    if len(text) < _LONG and not stays and _cuts_a_word(words, span):
        return False
    if name.kind == "place" and text[:-1] == name.text[:-1] and text[-1] not in _PLACE_ENDS:
        return any((word.start, word.end) == span and word.tag in _NAMES for word in words)
    if name.kind == "person" and len(name.text) == 4 and text[:3] == name.text[:3]:
        return any((word.start, word.end) == span and word.tag == "PER" for word in words)
    if name.kind == "person":
        return _is_slip_of_person(sentence, span, name.text, tagged)
    whole = any((word.start, word.end) == span for word in words)
    return tagged or whole or len(text) > 3 or text[:2] == name.text[:2]


def _stands_alike(sentence: str, span: tuple[int, int], name: KnownName, known: KnownNames) -> bool:
    """Whether the two characters behind, or before, are those that stand there in a fact: a set
    word of three has many like it (一卡通, 一网通)."""
    before, after = letters(sentence[: span[0]])[-2:], letters(sentence[span[1] :])[:2]
    text = letters(name.text)
    return any(
        (len(after) > 1 and text + after in passage)
        or (len(before) > 1 and before + text in passage)
        for _, passage in known.passages
    )


def _is_slip_of_organisation(text: str, name: str) -> bool:
    """Tell whether it is no other office: 市财政局 for 县财政局, 县教育局 for 县教体局 are read
    as offices in their own right."""
    if lexicon().office.fullmatch(text) and _is_spelled(text):
        return False
    if len(text) < len(name):
        return False
    return not (len(text) == len(name) and text[1:] == name[1:] and text[0] in _LEVELS)


def _is_spelled(text: str) -> bool:
    """Tell whether what stands between level and 局 are words: 财政, and not 材政."""
    core = text.strip("省市州县区旗乡镇村局委办厅部")
    return any(len(word.text) > 1 and word.tag != "ORG" for word in words_of(core)) or len(core) < 2


def _is_slip_of_person(sentence: str, span: tuple[int, int], name: str, tagged: bool) -> bool:
    text = sentence[span[0] : span[1]]
    if text in lexicon().public_persons | lexicon().not_persons:
        return False
    before = sentence[max(0, span[0] - 8) : span[0]].rstrip("　 ")
    introduced = before.endswith((*lexicon().posts, *lexicon().callings))
    if text[0] != name[0]:
        return tagged or introduced or _is_only_a_name(name[1:])
    return True


def _is_only_a_name(given: str) -> bool:
    """Tell whether a given name is no word besides: 景行, and not 建国 or 海军."""
    words = words_of(given)
    return len(given) == 2 and len(words) == 1 and words[0].tag in _NAMES


def _cuts_a_word(words: tuple[Word, ...], span: tuple[int, int]) -> bool:
    """Tell whether an ordinary word stands half inside: 加|大力|度."""
    return any(
        word.tag not in _NAMES
        and len(word.text) > 1
        and (word.start < span[0] < word.end or word.start < span[1] < word.end)
        and re.fullmatch(r"[\u4e00-\u9fff]+", word.text)
        for word in words
    )
