"""What the program says wherever it speaks Chinese, an error or a notice, for a page in English.

The files ``told_*.toml`` hold the sentences as patterns: ``zh`` with places in braces, ``en`` with the
same places. What matches none stays as it is.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from drafting.desk.words import language, room, rooms

_PLACE = re.compile(r"\\\{(\w+)\\\}")
_SENTENCE = re.compile(r"[^。！？]+[。！？]?[”）]?")
_HAN = re.compile(r"[\u3400-\u9fff]")
_REMEMBERED = 2000


def told_in_language(sentence: str) -> str:
    """A sentence of the program in the language of the page."""
    return sentence if language() == "zh" else english(sentence)


@lru_cache(_REMEMBERED)
def english(said: str) -> str:
    """The English of what the program said: one or several sentences, or a term."""
    whole = _matched(said)
    if whole is not None and not _HAN.search(whole):
        return whole
    parts = _SENTENCE.findall(said)
    if len(parts) < 2 or "".join(parts) != said:
        return said if whole is None else whole
    apart = _longest_runs(parts)
    return apart if whole is None else min(whole, apart, key=lambda each: len(_HAN.findall(each)))


def _longest_runs(parts: list[str]) -> str:
    """Sentence after sentence, as many at a time as one pattern covers."""
    done: list[str] = []
    at = 0
    while at < len(parts):
        most = len(parts) - (at == 0)  # all of them together was tried before
        for end in range(most, at, -1):
            run = _matched("".join(parts[at:end]))
            if run is not None:
                done.append(run)
                at = end
                break
        else:
            done.append(parts[at])
            at += 1
    return " ".join(done)


def _matched(said: str) -> str | None:
    """In the words of the first pattern that leaves no Chinese, or else of the first that fits."""
    first = None
    for pattern, text in _patterns():
        found = pattern.fullmatch(said)
        if found:
            values = {name: _value(value) for name, value in found.groupdict().items()}
            done = text.format(**values)
            if not _HAN.search(done):
                return done
            first = done if first is None else first
    return first


def _value(value: str) -> str:
    if "；" in value:
        return "; ".join(english(part) for part in value.split("；"))
    if "、" in value:
        return ", ".join(english(part) for part in value.split("、"))
    return english(value)


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """The most literal first, so that a sentence is not taken for a more general one."""
    texts = [text for name in rooms() if name.startswith("told_") for text in room(name).values()]
    texts.sort(key=lambda text: (text["zh"].count("{"), -len(text["zh"])))
    return [(_pattern(text["zh"]), text["en"]) for text in texts]


def _pattern(template: str) -> re.Pattern[str]:
    seen: set[str] = set()

    def place(found: re.Match[str]) -> str:
        if found[1] in seen:
            return f"(?P={found[1]})"
        seen.add(found[1])
        return f"(?P<{found[1]}>.+?)"

    return re.compile(_PLACE.sub(place, re.escape(template)), re.DOTALL)
