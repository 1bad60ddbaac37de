"""Finding the parts of a document: its title, the lines around the body, headings and sections.

A heading is a line marked in Markdown or numbered as officials number: 一、 （一） 1. （1）. Text
before the first numbered heading is a section without heading. No line is dropped: what is not
title, front line or back line belongs to a section.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.model import Section

LONGEST_HEADING = 45
"""Characters; a longer numbered line is a paragraph."""

_LONGEST_SIDE_LINE = 40
_MARKED = re.compile(r"^(#{1,6})\s+(\S.*)$")
_NUMBERED = (
    (1, re.compile(r"^第?[一二三四五六七八九十]{1,3}(?:部分|章)?\s*[、,，.．:：]\s*\S")),
    (2, re.compile(r"^[（(][一二三四五六七八九十]{1,3}[)）]\s*\S")),
    (3, re.compile(r"^\d{1,2}\s*[.．、](?!\d)\s*\S")),
    (4, re.compile(r"^[（(]\d{1,2}[)）]\s*\S")),
)
_ENDS_SENTENCE = re.compile(r"[。！？!?；;：:…”]$")
_FIRST_SENTENCE = re.compile(r"^[^。！？；\n]{2,45}[。]")


@dataclass(frozen=True, slots=True)
class Block:
    """A section with its path of headings; ``paragraphs`` may be empty."""

    path: tuple[str, ...]
    level: int
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Structure:
    """A document in its parts; ``title`` is empty when there is no title line.

    ``front`` are the lines between title and body (speaker, date, addressee), ``back`` those
    after it (issuer, date).
    """

    title: str
    front: tuple[str, ...]
    blocks: tuple[Block, ...]
    back: tuple[str, ...]


def analyse(text: str) -> Structure:
    """Divide a document into its parts."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    title, lines = _take_title(lines)
    front, lines = _take_front(lines)
    back, lines = _take_back(lines)
    return Structure(title, tuple(front), tuple(_blocks(lines)), tuple(back))


def sections_of(structure: Structure) -> tuple[Section, ...]:
    """Return the sections of a document: each heading with the paragraphs right under it."""
    return tuple(
        Section(block.path[-1] if block.path else "", block.level, "\n\n".join(block.paragraphs))
        for block in structure.blocks
    )


def heading_of(line: str) -> tuple[int, str] | None:
    """Return the level (1 = 一、) and text of a heading line, None for other lines."""
    marked = _MARKED.match(line)
    if marked:
        return max(len(marked[1]) - 1, 1), marked[2].strip()
    if len(line) > LONGEST_HEADING or _ENDS_SENTENCE.search(line):
        return None
    level = _number_level(line)
    return (level, line) if level else None


def _number_level(line: str) -> int:
    return next((level for level, pattern in _NUMBERED if pattern.match(line)), 0)


def _take_title(lines: list[str]) -> tuple[str, list[str]]:
    if not lines:
        return "", lines
    first = lines[0]
    if first.startswith("# "):
        return first[2:].strip(), lines[1:]
    if heading_of(first) or len(first) > LONGEST_HEADING or _ENDS_SENTENCE.search(first):
        return "", lines
    return first, lines[1:]


def _take_front(lines: list[str]) -> tuple[list[str], list[str]]:
    count = 0
    while count < len(lines) and _is_front_line(lines[count]):
        count += 1
    return lines[:count], lines[count:]


def _is_front_line(line: str) -> bool:
    if heading_of(line) or len(line) > _LONGEST_SIDE_LINE:
        return False
    return is_salutation(line) or not _ENDS_SENTENCE.search(line)


def is_salutation(line: str) -> bool:
    """Tell whether a line addresses the audience: 同志们： 县委：."""
    return len(line) <= _LONGEST_SIDE_LINE and line.endswith(("：", ":"))


def _take_back(lines: list[str]) -> tuple[list[str], list[str]]:
    count = len(lines)
    while count and _is_back_line(lines[count - 1]):
        count -= 1
    return lines[count:], lines[:count]


def _is_back_line(line: str) -> bool:
    return (
        len(line) <= _LONGEST_SIDE_LINE and not heading_of(line) and not _ENDS_SENTENCE.search(line)
    )


def _blocks(lines: list[str]) -> list[Block]:
    blocks: list[Block] = []
    path: list[tuple[int, str]] = []
    paragraphs: list[str] = []
    for line in lines:
        heading = heading_of(line) or _run_in_heading(line)
        if heading is None:
            paragraphs.append(line)
            continue
        _close(blocks, path, paragraphs)
        path = [*((level, text) for level, text in path if level < heading[0]), heading]
        paragraphs = [] if heading_of(line) else [line]
    _close(blocks, path, paragraphs)
    return blocks


def _run_in_heading(line: str) -> tuple[int, str] | None:
    """A numbered paragraph's first sentence is a heading that stays in the text."""
    level = _number_level(line)
    first = _FIRST_SENTENCE.match(line)
    return (level, first[0].rstrip("。")) if level and first else None


def _close(blocks: list[Block], path: list[tuple[int, str]], paragraphs: list[str]) -> None:
    if path or paragraphs:
        level = path[-1][0] if path else 0
        blocks.append(Block(tuple(text for _, text in path), level, tuple(paragraphs)))
