"""What a paragraph looks like once its styles are looked up: outline, alignment, size, number."""

from __future__ import annotations

from dataclasses import dataclass

from docx.oxml.xmlchemy import BaseOxmlElement

from drafting.word.xml import tag

_BODY_TEXT = 9
"""The outline level that says: no heading."""
_DEEPEST = 20
"""Styles followed from one to the next; a ring of styles ends there."""


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph's style chain (its own identifier first) and what it comes to.

    ``size`` is in pt; ``number`` is the list and its level, when Word numbers the paragraph.
    """

    style: str
    names: tuple[str, ...]
    outline: int | None
    centred: bool
    size: float
    number: tuple[str, int] | None


class Styles:
    """The styles of a document, looked up by identifier."""

    def __init__(self, root: BaseOxmlElement | None) -> None:
        self._styles: dict[str, BaseOxmlElement] = {}
        self._default = ""
        self._default_size: float = 10.0
        for style in () if root is None else root.findall(tag("style")):
            identifier = str(style.get(tag("styleId"), ""))
            self._styles[identifier] = style
            if style.get(tag("type")) == "paragraph" and _is_on(style.get(tag("default"))):
                self._default = identifier
        self._defaults: list[BaseOxmlElement] = []
        if root is not None:
            groups = root.find(tag("docDefaults"))
            self._defaults = [] if groups is None else list(groups)
            path = "/".join(map(tag, ("docDefaults", "rPrDefault", "rPr", "sz")))
            self._default_size = _points(root.find(path)) or 10.0

    def look(self, paragraph: BaseOxmlElement) -> Look:
        """The look of a ``w:p``: its direct formatting before that of its styles."""
        own = paragraph.find(tag("pPr"))
        identifier = _value(own, "pStyle") or self._default
        chain = self._chain(identifier)
        sources = [own, *(style.find(tag("pPr")) for style in chain)]
        outline = next((found for found in map(_outline, sources) if found is not None), None)
        align = next((value for one in sources if (value := _value(one, "jc"))), "")
        return Look(
            style=identifier,
            names=tuple((_value(style, "name") or "").lower() for style in chain),
            outline=None if outline == _BODY_TEXT else outline,
            centred=align == "center",
            size=self._size(paragraph, chain),
            number=next((found for found in map(_number, sources) if found is not None), None),
        )

    def chain(self, paragraph: BaseOxmlElement) -> list[BaseOxmlElement]:
        """The styles of a ``w:p``, nearest first, and the defaults of the document, each holding
        ``w:rPr`` and ``w:pPr``."""
        own = paragraph.find(tag("pPr"))
        return [*self._chain(_value(own, "pStyle") or self._default), *self._defaults]

    def _chain(self, identifier: str) -> list[BaseOxmlElement]:
        chain: list[BaseOxmlElement] = []
        while identifier in self._styles and len(chain) < _DEEPEST:
            chain.append(self._styles[identifier])
            identifier = _value(chain[-1], "basedOn") or ""
        return chain

    def _size(self, paragraph: BaseOxmlElement, chain: list[BaseOxmlElement]) -> float:
        for run in paragraph.iter(tag("r")):
            if run.find(tag("t")) is not None:
                sizes = [run, *chain]
                found = (_points(_find(source, "rPr", "sz")) for source in sizes)
                return next((size for size in found if size), self._default_size)
        return self._default_size


def _find(source: BaseOxmlElement | None, *steps: str) -> BaseOxmlElement | None:
    for step in steps:
        source = None if source is None else source.find(tag(step))
    return source


def _value(source: BaseOxmlElement | None, name: str) -> str | None:
    found = _find(source, name)
    return None if found is None else str(found.get(tag("val"), ""))


def _is_on(value: object) -> bool:
    return value in ("1", "true", "on")


def _points(size: BaseOxmlElement | None) -> float | None:
    value = "" if size is None else str(size.get(tag("val"), ""))
    return int(value) / 2 if value.isdecimal() else None


def _outline(source: BaseOxmlElement | None) -> int | None:
    value = _value(source, "outlineLvl") or ""
    return int(value) if value.isdecimal() else None


def _number(source: BaseOxmlElement | None) -> tuple[str, int] | None:
    found = _find(source, "numPr")
    if found is None:
        return None
    level = _value(found, "ilvl") or "0"
    return _value(found, "numId") or "0", int(level) if level.isdecimal() else 0
