"""The text of a document as chapters: a level-one heading and the lines under it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafting.manuscript import LETTERHEAD, Line, Role, to_markdown
from drafting.model import Section
from drafting.wording import bigrams

_FRONT: frozenset[Role] = frozenset((*LETTERHEAD, "dateline", "byline", "recipient", "salutation"))
_BACK: frozenset[Role] = frozenset(("ending", "attachment", "signature", "date", "imprint"))


@dataclass(frozen=True, slots=True)
class Chapter:
    """``heading`` is None before the first heading; ``lines`` are indices into the document."""

    heading: int | None
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A document taken apart: indices of its title, front and back lines, and its chapters."""

    title: int | None
    front: tuple[int, ...]
    chapters: tuple[Chapter, ...]
    back: tuple[int, ...]


def layout_of(lines: Sequence[Line]) -> Layout:
    """Take a document apart by the roles of its lines."""
    title = next((i for i, line in enumerate(lines) if line.role == "title"), None)
    front = tuple(i for i, line in enumerate(lines) if line.role in _FRONT)
    first_back = _first_of_back(lines)
    taken = {title, *front}
    rest = [i for i in range(first_back) if i not in taken]
    return Layout(title, front, tuple(_chapters(lines, rest)), tuple(range(first_back, len(lines))))


def _first_of_back(lines: Sequence[Line]) -> int:
    at = next((i for i, line in enumerate(lines) if line.role == "annex"), len(lines))
    while at and lines[at - 1].role in _BACK:
        at -= 1
    return at


def _chapters(lines: Sequence[Line], indices: Sequence[int]) -> Iterator[Chapter]:
    heading: int | None = None
    below: list[int] = []
    for index in indices:
        if lines[index].role == "heading1":
            if heading is not None or below:
                yield Chapter(heading, tuple(below))
            heading, below = index, []
        else:
            below.append(index)
    if heading is not None or below:
        yield Chapter(heading, tuple(below))


def text_of(lines: Sequence[Line]) -> str:
    """Lines as the text of a section: sub-headings marked, blank lines between paragraphs."""
    return to_markdown(lines).strip()


def words_of(section: Section) -> set[str]:
    """Pairs of characters of heading and text, to tell sections apart by."""
    return bigrams(section.heading + section.text)
