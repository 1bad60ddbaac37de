"""What the style of a Word paragraph says: heading level and numbering, inheritance followed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from retrieval.read.word_package import W

_HEADING = re.compile(r"^(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
_TITLE = ("title", "标题")
_CONTENTS = re.compile(r"^(?:toc|目录)\s*\d$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph as its style and its own settings make it.

    ``level`` is that of a heading, 0 the title's; ``contents`` tells that it is a line of the
    table of contents; ``number`` names the list it is numbered in ("" when it is not) and
    ``depth`` the level there, None when the list itself knows it by ``style``.
    """

    level: int | None
    contents: bool
    number: str
    depth: int | None
    style: str


class Styles:
    """The styles of a document; ``root`` is None when it has none."""

    def __init__(self, root: Any | None) -> None:
        styles = root.iterfind(W + "style") if root is not None else ()
        self._styles = {style.get(W + "styleId", ""): style for style in styles}
        self._known: dict[str, ParagraphStyle] = {}

    def of(self, paragraph: Any) -> ParagraphStyle:
        """Return what style and settings say of a paragraph."""
        settings = paragraph.find(W + "pPr")
        identifier = value(settings, "pStyle")
        style = self._known.get(identifier)
        if style is None:
            style = self._known[identifier] = self._read(identifier)
        (number, depth), level = _number(settings), _outline(settings)
        if not number and depth is None and level is None:
            return style
        return ParagraphStyle(
            style.level if level is None else level,
            style.contents,
            number or style.number,
            style.depth if depth is None else depth,
            style.style,
        )

    def _read(self, identifier: str) -> ParagraphStyle:
        chain = list(self._chain(identifier))
        settings = [style.find(W + "pPr") for style in chain]
        names = [value(style, "name").strip() for style in chain]
        numbers = [number for number in map(_number, settings) if number[0]]
        levels = [_named_level(name) for name in names] + [_outline(item) for item in settings]
        return ParagraphStyle(
            next((level for level in levels if level is not None), None),
            any(_CONTENTS.match(name) for name in names[:1]),
            numbers[0][0] if numbers else "",
            numbers[0][1] if numbers else None,
            identifier,
        )

    def _chain(self, identifier: str) -> Iterator[Any]:
        seen: set[str] = set()
        while identifier in self._styles and identifier not in seen:
            seen.add(identifier)
            yield self._styles[identifier]
            identifier = value(self._styles[identifier], "basedOn")


def value(element: Any | None, name: str) -> str:
    """Return the ``w:val`` of a child, "" when there is none."""
    child = element.find(W + name) if element is not None else None
    return "" if child is None else str(child.get(W + "val", ""))


def _named_level(name: str) -> int | None:
    if name.lower() in _TITLE:
        return 0
    heading = _HEADING.match(name)
    return int(heading[1]) if heading else None


def _outline(settings: Any | None) -> int | None:
    level = value(settings, "outlineLvl")
    return int(level) + 1 if level.isdecimal() and int(level) < 9 else None


def _number(settings: Any | None) -> tuple[str, int | None]:
    number = settings.find(W + "numPr") if settings is not None else None
    depth = value(number, "ilvl")
    return value(number, "numId"), int(depth) if depth.isdecimal() else None
