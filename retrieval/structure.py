"""Finding the parts of a document: its title, the lines around the body, headings and sections.

A heading is a line marked in Markdown or numbered as officials number: 一、 （一） 1. （1）, also
where its line break was lost or its text goes on in the same line. Text before the first heading
is a section without heading. No line is dropped: what is not title, front line or back line
belongs to a section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.model import Section
from retrieval.understanding.breaks import broken_lines
from retrieval.understanding.margins import (
    LONGEST_SIDE_LINE,
    cut_salutation,
    cut_signature,
    ends_sentence,
    is_back_line,
    is_salutation,
)
from retrieval.understanding.numbering import (
    LONGEST_HEADING,
    Heading,
    heading_of,
    number_at,
    sentence_heading,
    take_heading,
)
from retrieval.understanding.titles import cut_title, has_title_word, opens_text

__all__ = [
    "LONGEST_HEADING",
    "Block",
    "Structure",
    "analyse",
    "heading_of",
    "is_salutation",
    "outline",
    "sections_of",
]


_LONGEST_RED_HEAD = 5
_RED_HEAD = re.compile(
    r"[^，。：]{2,30}文件|[^，。：]{0,20}[〔\[（(]20[\dxX×]{2}[〕\]）)]\s?第?[\dxX×]{1,4}号|(?:绝密|机密|秘密|内部)\S{0,8}(?:\s+\S{2,6})?|特急|加急|平急|急件|\d{6}"
)
"""The letterhead above a title: office, number of the document, secrecy, urgency, serial number
(GB/T 9704-2012)."""


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


def outline(structure: Structure) -> tuple[tuple[int, str], ...]:
    """Return level and text of every heading in order, without the sections' text."""
    return tuple((block.level, block.path[-1]) for block in structure.blocks if block.path)


def _take_title(lines: list[str]) -> tuple[str, list[str]]:
    if not lines:
        return "", lines
    head = _red_head(lines)
    if head:
        below, others = _take_title(lines[head:])
        return below, [*lines[:head], *others]
    first = lines[0]
    if first.startswith("# "):
        return _with_subtitle(first[2:].strip(), lines[1:])
    if _is_title(first):
        return _with_subtitle(first, lines[1:])
    title, rest = cut_title(first)
    return title, [rest, *lines[1:]] if title else lines


def _red_head(lines: list[str]) -> int:
    """Return how many lines of an office's letterhead stand above the title."""
    count = 0
    while count < len(lines) and count < _LONGEST_RED_HEAD and _RED_HEAD.fullmatch(lines[count]):
        count += 1
    follows = lines[count] if count < len(lines) else ""
    return count if _is_title(follows) and ("关于" in follows or has_title_word(follows)) else 0


def _is_title(line: str) -> bool:
    if number_at(line) or len(line) > LONGEST_HEADING or line.startswith("#"):
        return False
    if opens_text(line) and (ends_sentence(line) or "，" in line):
        return False
    if "。" in line:
        return False
    return not ends_sentence(line) or (len(line) <= 30 and line.endswith(("？", "?", "！", "”")))


def _with_subtitle(title: str, lines: list[str]) -> tuple[str, list[str]]:
    if lines and lines[0].startswith(("——", "--", "—")) and len(lines[0]) <= LONGEST_HEADING:
        return title + lines[0], lines[1:]
    return title, lines


def _take_front(lines: list[str]) -> tuple[list[str], list[str]]:
    count = 0
    while count < len(lines) and _is_front_line(lines[count]):
        count += 1
    front, rest = lines[:count], lines[count:]
    if rest and not any(map(is_salutation, front)):
        salutation, body = cut_salutation(rest[0])
        if salutation:
            return [*front, salutation], [body, *rest[1:]]
    return front, rest


def _is_front_line(line: str) -> bool:
    if number_at(line) or line.startswith("#") or len(line) > LONGEST_SIDE_LINE:
        return False
    return is_salutation(line) or not (ends_sentence(line) or "。" in line or "，" in line)


def _take_back(lines: list[str]) -> tuple[list[str], list[str]]:
    count = len(lines)
    while count and is_back_line(lines[count - 1]) and not heading_of(lines[count - 1]):
        count -= 1
    body, back = lines[:count], lines[count:]
    if body:
        last, signature = cut_signature(body[-1])
        if signature and last.strip():
            return [signature, *back], [*body[:-1], last]
    return back, body


def _blocks(lines: list[str]) -> Iterator[Block]:
    path: tuple[Heading, ...] = ()
    paragraphs: list[str] = []
    broken = [line for line in broken_lines(lines) if line]
    for line, following in zip(broken, [*broken[1:], ""], strict=False):
        heading = take_heading(line) or sentence_heading(line, following)
        if heading is None and not _leaves(path, line):
            paragraphs.append(line)
            continue
        if path or paragraphs:
            yield _block(path, paragraphs)
        path = _above(path, line, heading)
        paragraphs = [line] if heading is None else [heading.rest] if heading.rest else []
    if path or paragraphs:
        yield _block(path, paragraphs)


def _leaves(path: tuple[Heading, ...], line: str) -> bool:
    """A numbered paragraph without heading ends the sections of its level."""
    number = number_at(line)
    return number is not None and any(above.level >= number.level for above in path)


def _above(path: tuple[Heading, ...], line: str, heading: Heading | None) -> tuple[Heading, ...]:
    number = number_at(line)
    level = heading.level if heading else number.level if number else 0
    kept = tuple(above for above in path if above.level < level)
    return (*kept, heading) if heading else kept


def _block(path: tuple[Heading, ...], paragraphs: list[str]) -> Block:
    return Block(
        tuple(heading.text for heading in path), path[-1].level if path else 0, tuple(paragraphs)
    )
