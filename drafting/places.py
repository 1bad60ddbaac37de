"""Where the parts of a draft stand in its Markdown, and changing them by offsets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from drafting.document import edit_section
from drafting.model import Draft

Part = Literal["title", "front", "heading", "text", "back"]


@dataclass(frozen=True, slots=True)
class Place:
    """A part and its span in ``markdown_of(draft)``; ``section`` is an id, ``index`` counts the
    lines of ``front`` and ``back``."""

    part: Part
    start: int
    end: int
    section: str = ""
    index: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """Text to put in the place of a span of the Markdown."""

    start: int
    end: int
    text: str


def places_of(draft: Draft) -> tuple[Place, ...]:
    """The parts in order; what is empty has no place."""
    places: list[Place] = []
    at = 0
    for mark, text, place in _blocks(draft):
        shown = text.strip()
        if not shown:
            continue
        begin = at + len(mark)
        places.append(replace(place, start=begin, end=begin + len(shown)))
        at = begin + len(shown) + 2
    return tuple(places)


def _blocks(draft: Draft) -> Iterator[tuple[str, str, Place]]:
    yield "# ", draft.title, Place("title", 0, 0)
    for index, line in enumerate(draft.front):
        yield "", line, Place("front", 0, 0, index=index)
    for section in draft.sections:
        if section.heading:
            mark = "#" * (section.level + 1) + " "
            yield mark, section.heading, Place("heading", 0, 0, section.id)
        yield "", section.text, Place("text", 0, 0, section.id)
    for index, line in enumerate(draft.back):
        yield "", line, Place("back", 0, 0, index=index)


def change(draft: Draft, changes: Iterable[Change]) -> Draft:
    """The draft with spans of its Markdown replaced; facts and sentences that are not touched
    stay. A change across parts, or one that overlaps an earlier one, is passed over."""
    places = places_of(draft)
    by_place: dict[Place, list[Change]] = {}
    for wanted in changes:
        for place in places:
            if place.start <= wanted.start and wanted.end <= place.end:
                by_place.setdefault(place, []).append(wanted)
                break
    for place, wanted_here in by_place.items():
        draft = _with_part(draft, place, _changed(_part(draft, place), place, wanted_here))
    return draft


def _changed(text: str, place: Place, changes: list[Change]) -> str:
    shown = text.strip()
    pieces: list[str] = []
    at = 0
    for wanted in sorted(changes, key=lambda c: (c.start, c.end)):
        start, end = wanted.start - place.start, wanted.end - place.start
        if start < at:
            continue
        pieces += [shown[at:start], wanted.text]
        at = end
    return "".join(pieces) + shown[at:]


def _part(draft: Draft, place: Place) -> str:
    if place.part == "title":
        return draft.title
    if place.part in ("front", "back"):
        lines = draft.front if place.part == "front" else draft.back
        return lines[place.index]
    section = next(s for s in draft.sections if s.id == place.section)
    return section.heading if place.part == "heading" else section.text


def _with_part(draft: Draft, place: Place, text: str) -> Draft:
    if place.part == "title":
        return replace(draft, title=text)
    if place.part == "front":
        return replace(draft, front=_with_line(draft.front, place.index, text))
    if place.part == "back":
        return replace(draft, back=_with_line(draft.back, place.index, text))
    section = next(s for s in draft.sections if s.id == place.section)
    if place.part == "heading":
        return edit_section(draft, section.id, text=section.text, heading=text)
    return edit_section(draft, section.id, text=text)


def _with_line(lines: tuple[str, ...], index: int, text: str) -> tuple[str, ...]:
    return (*lines[:index], text, *lines[index + 1 :])
