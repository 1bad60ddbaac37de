"""UTF-8 that was read as GBK, put back byte by byte where bytes were lost on the way.

GBK takes two bytes a character, UTF-8 three: a reader that meets a pair GBK does not have drops one
byte or writes ? for it. The character it belonged to is guessed from its neighbours, with the pairs
of characters our genre knows; where they do not tell, □ stands for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from retrieval.clean.text.words import genre

UNKNOWN = "□"
_LOST = "?\ufffd"
_MARKS = {b"\xe3": "。", b"\xe3\x80": "。", b"\xef\xbc": "，", b"\xe2\x80": "”"}
_LEAST_WHOLE = 2
_MOST_LOST = 0.4
_A_PAIR, _LOST_OFTEN, _SURE = 20, 4, 2
_BEHIND_DIGITS = (
    "个名人元月日年次户家项条万亿千百点分周天时岁处所座台套亩公吨米度倍成支组批期级类种场位多余"
)
_STOPS = {"，": 400, "。": 300, "、": 200, "；": 40, "：": 20, "“": 20, "”": 20, "（": 10, "）": 10}

Bytes = list[int | None]
"""The bytes of one character; None for one that was lost."""


def reread(text: str, at: int) -> tuple[int, str]:
    """Return where the misread run that begins at ``at`` ends, and what it says; "" if none does.

    The run holds at least two whole characters, and few that lost a byte.
    """
    found: list[Bytes] = []
    pending: Bytes = []
    end = at
    for place in range(at, len(text)):
        code = _bytes(text[place])
        if code is None or not _take(code, pending, found):
            break
        end = place + 1
    if pending and found:
        found.append(pending)
    return _judged(at, end, found)


def _judged(at: int, end: int, found: list[Bytes]) -> tuple[int, str]:
    broken = sum(not _is_whole(character) for character in found)
    wide = sum(len(character) > 1 for character in found) - broken
    if wide < _LEAST_WHOLE or broken > _MOST_LOST * (wide + broken):
        return at, ""
    while found and found[-1] in ([0x20], [0x3F]):
        found.pop()
        end -= 1
    return end, _spelt(found)


def _bytes(character: str) -> Bytes | None:
    if character in _LOST:
        return [None]
    if character == "€":
        return [0x80]
    if character == "\n":
        return None
    try:
        return list(character.encode("gb18030"))
    except UnicodeEncodeError:
        return None


def _take(code: Bytes, pending: Bytes, found: list[Bytes]) -> bool:
    """Add bytes to the character that is not complete; False where they cannot be UTF-8."""
    for byte in code:
        if byte is None and not pending:
            return False
        if byte is None or 0x80 <= byte < 0xC0:
            if not pending:
                return False
            pending.append(byte)
        else:
            if pending:
                found.append(pending[:])
                pending.clear()
            if byte >= 0x80 and not (0xE2 <= byte <= 0xEF or byte in (0xC2, 0xC3)):
                return False
            pending.append(byte)
        if len(pending) == _length(pending[0]):
            found.append(pending[:])
            pending.clear()
    return True


def _length(lead: int | None) -> int:
    if lead is None or lead < 0x80:
        return 1
    return 3 if lead >= 0xE0 else 2


def _is_whole(character: Bytes) -> bool:
    return None not in character and len(character) == _length(character[0])


def _spelt(found: Sequence[Bytes]) -> str:
    text = ""
    for place, character in enumerate(found):
        following = found[place + 1] if place + 1 < len(found) else []
        choices = list(dict.fromkeys(_choices(character)))
        text += (
            choices[0]
            if _is_whole(character) and choices
            else _guess(character, choices, text, following)
        )
    return text


def _choices(character: Bytes) -> Iterator[str]:
    """Yield the characters that bytes may have been, each of those lost being any."""
    known = [byte for byte in character if byte is not None]
    if len(character) < _length(character[0]) and len(known) > 1:
        character = [*known, None]
        yield from _choices([known[0], None, *known[1:]])
    tries = range(0x80, 0xC0) if None in character else range(1)
    if character.count(None) > 1 or len(character) != _length(character[0]):
        return
    for byte in tries:
        try:
            yield bytes(byte if b is None else b for b in character).decode()
        except UnicodeDecodeError:
            continue


def _guess(character: Bytes, choices: list[str], before: str, following: Bytes) -> str:
    known = bytes(byte for byte in character if byte is not None)
    if not following and known[:2] in _MARKS:
        return _MARKS[known[:2]]
    behind = next(_choices(following), "") if following and _is_whole(following) else ""
    weighed = sorted(((_weight(before[-1:], one, behind), one) for one in choices), reverse=True)
    if not weighed or weighed[0][0] < _SURE * sum(weight for weight, _ in weighed[1:2]):
        return UNKNOWN
    return weighed[0][1] if weighed[0][0] else UNKNOWN


def _weight(before: str, choice: str, behind: str) -> float:
    """How likely a character is here: by how common it is, its neighbours, and the lost byte.

    GBK readers lose no byte as often as 0x80, which both 一 and 、 and 。 have.
    """
    known = _STOPS.get(choice) or _commonness().get(choice, 0)
    if before.isdigit() and choice not in _BEHIND_DIGITS and choice not in _STOPS:
        return 0
    pairs = (before + choice in genre()) + (choice + behind in genre())
    return known * float(_A_PAIR) ** pairs * (_LOST_OFTEN if 0x80 in choice.encode() else 1)


@cache
def _commonness() -> Counter[str]:
    return Counter("".join(genre()))
