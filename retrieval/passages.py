"""Cutting a document into passages: 80 to 300 characters, whole sentences, one section each.

A passage is shorter than 80 characters when its section is, or what it does in the document is
done in fewer; a sentence longer than 300 is cut at its commas, or anywhere when it has none.
Nothing is lost: what a section says is in its passages, a heading without text becomes a passage
of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from retrieval.model import Passage
from retrieval.roles import Place, role_of
from retrieval.structure import Block, Structure, is_salutation
from retrieval.understanding.numbering import number_at
from retrieval.understanding.sentences import LONGEST_SENTENCE, sentences
from retrieval.understanding.units import Unit, units_of

__all__ = ["LONGEST", "PATH_SEPARATOR", "SHORTEST", "pack", "sentences", "split"]

SHORTEST = 80
LONGEST = LONGEST_SENTENCE
"""Characters of a passage; the longest is strict, the shortest where the section allows it."""

PATH_SEPARATOR = " > "


def split(structure: Structure, document: str) -> tuple[Passage, ...]:
    """Cut a document into passages; their ids are ``document`` and a running number from 01."""
    return tuple(
        Passage(f"{document}-{number:02d}", text, heading, role)
        for number, (text, heading, role) in enumerate(_parts(structure), start=1)
    )


def _parts(structure: Structure) -> Iterator[tuple[str, str, str]]:
    if structure.title:
        yield from ((piece, "", "标题") for piece in pack([structure.title]))
    for line in structure.front:
        role = "称呼" if is_salutation(line) else "落款"
        yield from ((piece, "", role) for piece in pack([line]))
    yield from _body(structure)
    for line in structure.back:
        yield from ((piece, "", "落款") for piece in pack([line]))


def _body(structure: Structure) -> Iterator[tuple[str, str, str]]:
    units = {number: list(some) for number, some in groupby(units_of(structure), _section)}
    for number, block in enumerate(structure.blocks):
        heading = PATH_SEPARATOR.join(block.path)
        if number in units:
            yield from ((text, heading, role) for text, role in _packed(units[number]))
        elif not _has_sections(structure.blocks, number):
            for text in pack(block.path[-1:]):
                yield text, heading, role_of(text, block.path, Place())


def _section(unit: Unit) -> int:
    return unit.block


def _has_sections(blocks: tuple[Block, ...], number: int) -> bool:
    return number + 1 < len(blocks) and blocks[number + 1].level > blocks[number].level


def _packed(units: list[Unit]) -> Iterator[tuple[str, str]]:
    """Yield the passages of a section with their roles."""
    for role, same in groupby(units, lambda unit: unit.role):
        for text in pack(_paragraphs(same)):
            yield text, role


def _paragraphs(units: Iterator[Unit]) -> list[str]:
    """Return the text of the units, those of one paragraph joined again."""
    paragraphs: list[str] = []
    for unit in units:
        if unit.starts or not paragraphs:
            paragraphs.append(unit.text)
        else:
            paragraphs[-1] += unit.text
    return paragraphs


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
    for piece, following in zip(pieces, [*pieces[1:], ""], strict=False):
        if not _fits(passages[-1], piece) or _parts_point(passages[-1], piece, following):
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


def _parts_point(passage: list[str], piece: str, following: str) -> bool:
    """四是建好人才库。 would stand at the end of a passage and what it means in the next."""
    return (
        _length(passage) >= SHORTEST
        and number_at(piece) is not None
        and not _fits([*passage, piece], following)
    )


def _fits(passage: list[str], piece: str) -> bool:
    return not passage or _length(passage) + len(piece) <= LONGEST


def _length(passage: list[str]) -> int:
    return sum(map(len, passage))
