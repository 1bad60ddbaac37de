"""What the program says wherever it speaks Chinese, an error, a notice or a remark of a check, for
a page in English.

The files ``told_*.toml`` hold the sentences as patterns: ``zh`` with places in braces, ``en`` with the
same places; ``{id:[A-Z]+}`` is a place for what the regular expression matches. What matches none stays
as it is.

What a check says quotes the draft and its facts. In ``told_checks_*.toml`` a place between quotation
marks in ``en`` keeps its words; another is turned, and put between them where it stays Chinese.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from drafting.desk.words import language, room, rooms
from drafting.desk.words.calculations import calculation

_PLACE = re.compile(r"\{(?P<name>\w+)(?::(?P<form>[^{}]+))?\}")
_KEPT = re.compile(r"“[^“”]*”")
_SENTENCE = re.compile(r"[^。！？]+[。！？]?[”）]?")
_HAN = re.compile(r"[\u3400-\u9fff]")
_CHINESE = re.compile(r"[\u3400-\u9fff\uff00-\uffef]")
_REMEMBERED = 8000
"""Sentences and what stands in their places; a long draft has some hundred remarks."""

_LONGEST, _MOST_SENTENCES = 4000, 12
"""Letters of what is looked for among the patterns, and sentences of it that are looked for apart: a
quotation may be as long as a person likes, and hold anything."""


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A sentence of the program. ``literal``, its longest words without a place, tells at once most
    that it is not; ``kept`` are the places whose words are not turned, None for those of no check."""

    literal: str
    form: str
    text: str
    kept: frozenset[str] | None


class _Read(NamedTuple):
    """A sentence in English, and whether all of it is."""

    text: str
    whole: bool


def told_in_language(sentence: str) -> str:
    """A sentence of the program in the language of the page."""
    return sentence if language() == "zh" else english(sentence)


@lru_cache(_REMEMBERED)
def english(said: str) -> str:
    """The English of what the program said: one or several sentences, a term, a calculation."""
    if done := calculation(said):
        return done
    if not _CHINESE.search(said):
        return said
    whole = _matched(said) if len(said) <= _LONGEST else None
    if whole is not None and whole.whole:
        return whole.text
    parts = _SENTENCE.findall(said)
    if not 1 < len(parts) <= _MOST_SENTENCES or "".join(parts) != said:
        return said if whole is None else whole.text
    apart = _longest_runs(parts)
    return apart if whole is None else min(whole.text, apart, key=_han)


def _han(text: str) -> int:
    return len(_HAN.findall(text))


def _longest_runs(parts: list[str]) -> str:
    """Sentence after sentence, as many at a time as one pattern covers."""
    done: list[str] = []
    at = 0
    while at < len(parts):
        most = len(parts) - (at == 0)  # all of them together was tried before
        for end in range(most, at, -1):
            run = _matched("".join(parts[at:end]))
            if run is not None:
                done.append(run.text)
                at = end
                break
        else:
            done.append(parts[at])
            at += 1
    return " ".join(done)


def _matched(said: str) -> _Read | None:
    """In the words of the first pattern that leaves no Chinese, or else of the first that fits."""
    first = None
    for pattern in _patterns():
        if pattern.literal not in said:
            continue
        found = _compiled(pattern.form).fullmatch(said)
        if found:
            done = _filled(pattern, found.groupdict())
            if done.whole:
                return done
            first = first or done
    return first


def _filled(pattern: _Pattern, words: dict[str, str]) -> _Read:
    if pattern.kept is None:
        done = pattern.text.format(**{name: _value(value) for name, value in words.items()})
        return _Read(done, not _HAN.search(done))
    values, whole = dict(words), True
    for name in words.keys() - pattern.kept:
        values[name] = _value(words[name])
        if _HAN.search(_KEPT.sub("", values[name])):
            values[name], whole = f"“{values[name]}”", False
    return _Read(pattern.text.format(**values), whole)


def _value(value: str) -> str:
    for mark, english_mark in (("；", "; "), ("、", ", ")):
        if mark in value:
            whole = _matched(value)
            if whole is not None and whole.whole:
                return whole.text
            return english_mark.join(english(part) for part in value.split(mark))
    return english(value)


@cache
def _patterns() -> list[_Pattern]:
    """The most literal first, so that a sentence is not taken for a more general one."""
    found = [
        _pattern(text["zh"], text["en"], of_check=name.startswith("told_checks_"))
        for name in rooms()
        if name.startswith("told_")
        for text in room(name).values()
    ]
    found.sort(key=lambda entry: entry[0])
    return [pattern for _, pattern in found]


def _pattern(template: str, text: str, *, of_check: bool) -> tuple[tuple[int, int], _Pattern]:
    """The pattern of a template, after the number of its letters and that of its places."""
    literals, form, at = [], "", 0
    for place in _PLACE.finditer(template):
        literals.append(template[at : place.start()])
        form += re.escape(literals[-1]) + _place(place, form)
        at = place.end()
    literals.append(template[at:])
    form += re.escape(literals[-1])
    kept = frozenset(
        place["name"] for each in _KEPT.findall(text) for place in _PLACE.finditer(each)
    )
    order = (-sum(map(len, literals)), len(literals))
    return order, _Pattern(max(literals, key=len), form, text, kept if of_check else None)


@cache
def _compiled(form: str) -> re.Pattern[str]:
    """Made when it is first asked for: most sentences are never said."""
    return re.compile(form, re.DOTALL)


def _place(place: re.Match[str], before: str) -> str:
    """A group for what stands there; where the same place came before, the same words again."""
    group = f"(?P<{place['name']}>"
    return f"(?P={place['name']})" if group in before else f"{group}{place['form'] or '.+?'})"
