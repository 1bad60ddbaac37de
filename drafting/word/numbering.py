"""Numbers that Word counts by itself: they stand in no paragraph's text, yet people see them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from docx.oxml.xmlchemy import BaseOxmlElement

from drafting.word.xml import tag
from drafting.wording import chinese_ordinal

_CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "ideographDigital",
}
_UNNUMBERED = {"bullet", "none"}
_ROMAN = (
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_SLOT = re.compile(r"%([1-9])")


@dataclass(slots=True)
class _Level:
    form: str = "decimal"
    pattern: str = ""
    start: int = 1


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts through a document: ask for each paragraph once, in order."""

    def __init__(self, root: BaseOxmlElement | None) -> None:
        self._lists: dict[str, _List] = {}
        self._of: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        if root is None:
            return
        for abstract in root.findall(tag("abstractNum")):
            levels = {_int(one.get(tag("ilvl"))): _level(one) for one in abstract.iter(tag("lvl"))}
            self._lists[str(abstract.get(tag("abstractNumId")))] = _List(levels)
        for number in root.findall(tag("num")):
            identifier = str(number.get(tag("numId")))
            self._of[identifier] = _value(number, "abstractNumId")
            overrides = number.findall(tag("lvlOverride"))
            self._restarts[identifier] = {
                _int(one.get(tag("ilvl"))): _int(_value(one, "startOverride"))
                for one in overrides
                if one.find(tag("startOverride")) is not None
            }

    def label(self, number: tuple[str, int] | None) -> str:
        """The number of the next paragraph of list ``number[0]`` at level ``number[1]``."""
        if number is None or self._of.get(number[0]) not in self._lists:
            return ""
        identifier, level = number
        counted = self._lists[self._of[identifier]]
        for at, start in self._restarts.pop(identifier, {}).items():
            counted.counts[at] = start - 1
        here = counted.levels.get(level)
        if here is None:
            return ""
        counted.counts[level] = counted.counts.get(level, here.start - 1) + 1
        for deeper in [one for one in counted.counts if one > level]:
            del counted.counts[deeper]
        if here.form in _UNNUMBERED:
            return ""
        label = _SLOT.sub(lambda slot: _shown(counted, int(slot[1]) - 1), here.pattern)
        return label if not label or not label[-1].isalnum() else f"{label} "


def _shown(counted: _List, level: int) -> str:
    form = counted.levels.get(level, _Level())
    return _written(counted.counts.get(level, form.start), form.form)


def _written(number: int, form: str) -> str:
    if form in _CHINESE and 0 < number < 100:
        return chinese_ordinal(number)
    if form.startswith("decimalEnclosedCircle") and 0 < number <= 20:
        return chr(0x2460 + number - 1)
    if form in ("lowerLetter", "upperLetter") and 0 < number <= 26:
        return chr((ord("a") if form == "lowerLetter" else ord("A")) + number - 1)
    if form in ("lowerRoman", "upperRoman") and 0 < number < 40:
        roman = _roman(number)
        return roman if form == "lowerRoman" else roman.upper()
    return str(number)


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written


def _level(source: BaseOxmlElement) -> _Level:
    start = source.find(tag("start"))
    return _Level(
        form=_value(source, "numFmt"),
        pattern=_value(source, "lvlText"),
        start=1 if start is None else _int(start.get(tag("val"))),
    )


def _value(source: BaseOxmlElement, name: str) -> str:
    found = source.find(tag(name))
    return "" if found is None else str(found.get(tag("val"), ""))


def _int(value: object) -> int:
    text = str(value)
    return int(text) if text.isdecimal() and len(text) < 9 else 0
