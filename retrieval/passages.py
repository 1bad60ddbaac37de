"""Cutting a document into passages: 80 to 300 characters, whole sentences, one section each.

A passage is shorter than 80 characters when its section is, and a sentence longer than 300 is
cut at its commas, or anywhere when it has none. Nothing is lost: what a section says is in its
passages, a heading without text becomes a passage of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.model import Passage
from retrieval.roles import Place, role_of
from retrieval.structure import Block, Structure, is_salutation

SHORTEST = 80
LONGEST = 300
"""Characters of a passage; the longest is strict, the shortest where the section allows it."""

PATH_SEPARATOR = " > "
_SENTENCE = re.compile(r".*?(?:[。！？!?…]+[”’」』）)》]*|\n+|$)", re.DOTALL)
_CLAUSE = re.compile(r".*?(?:[；;，,、：:]|$)", re.DOTALL)


def split(structure: Structure, document: str) -> tuple[Passage, ...]:
    """Cut a document into passages; their ids are ``document`` and a running number from 01."""
    parts = list(_parts(structure))
    return tuple(
        Passage(f"{document}-{number:02d}", text, heading, role)
        for number, (text, heading, role) in enumerate(parts, start=1)
    )


def _parts(structure: Structure) -> Iterator[tuple[str, str, str]]:
    if structure.title:
        yield from ((piece, "", "标题") for piece in pack([structure.title]))
    for line in structure.front:
        yield line, "", "称呼" if is_salutation(line) else "落款"
    for number, block in enumerate(structure.blocks):
        after = structure.blocks[number + 1].path if number + 1 < len(structure.blocks) else None
        yield from _block_parts(block, after, first=number == 0)
    for line in structure.back:
        yield line, "", "落款"


def _block_parts(
    block: Block, after: tuple[str, ...] | None, *, first: bool
) -> Iterator[tuple[str, str, str]]:
    """``after`` is the path of the next block, None for the last one."""
    heading = PATH_SEPARATOR.join(block.path)
    texts = pack(block.paragraphs)
    if not texts and (after or ())[: len(block.path)] != block.path:
        texts = pack(block.path[-1:])
    for index, text in enumerate(texts):
        place = Place(
            first=first and index == 0,
            before_headings=not block.path,
            last=after is None and index == len(texts) - 1,
        )
        yield text, heading, role_of(text, block.path, place)


def sentences(paragraph: str) -> list[str]:
    """Split a paragraph after the marks that end a sentence, quotes included.

    No piece is longer than :data:`LONGEST`.
    """
    pieces: list[str] = []
    for sentence in _SENTENCE.findall(paragraph):
        pieces.extend(_shortened(sentence) if len(sentence) > LONGEST else [sentence])
    return [piece for piece in pieces if piece.strip()]


def pack(paragraphs: list[str] | tuple[str, ...]) -> list[str]:
    """Join the sentences of a section into passages; paragraphs stay apart by a line break."""
    passages: list[list[str]] = []
    for paragraph in paragraphs:
        pieces = sentences(paragraph)
        if pieces:
            pieces[-1] = pieces[-1].rstrip()
            _lay(pieces, passages)
    _even_out(passages)
    return ["".join(passage).strip() for passage in passages]


def _lay(pieces: list[str], passages: list[list[str]]) -> None:
    """Append the sentences of one paragraph, on the last passage while that is too short."""
    if passages and _length(passages[-1]) < SHORTEST and _fits(passages[-1], "\n" + pieces[0]):
        pieces = ["\n" + pieces[0], *pieces[1:]]
    else:
        passages.append([])
    for piece in pieces:
        if not _fits(passages[-1], piece):
            passages.append([])
        passages[-1].append(piece)


def _even_out(passages: list[list[str]]) -> None:
    """Join a short passage to the one before it, or move sentences over from there."""
    for index in range(len(passages) - 1, 0, -1):
        before, short = passages[index - 1], passages[index]
        if _length(short) >= SHORTEST:
            continue
        if _length(before) + _length(short) < LONGEST:
            before.extend(["\n" + short[0], *short[1:]])
            del passages[index]
            continue
        while len(before) > 1 and _length(short) < SHORTEST <= _length(before[:-1]):
            if not _fits(short, before[-1]):
                break
            short.insert(0, before.pop())


def _fits(passage: list[str], piece: str) -> bool:
    return not passage or _length(passage) + len(piece) <= LONGEST


def _length(passage: list[str]) -> int:
    return sum(map(len, passage))


def _shortened(sentence: str) -> list[str]:
    pieces = [""]
    for clause in _CLAUSE.findall(sentence):
        for start in range(0, len(clause), LONGEST):
            part = clause[start : start + LONGEST]
            if len(pieces[-1]) + len(part) > LONGEST:
                pieces.append("")
            pieces[-1] += part
    return pieces
