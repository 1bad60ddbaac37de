"""The units of a document's body: stretches of a section that play one role."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from retrieval.roles import Place, role_of
from retrieval.structure import Block, Structure
from retrieval.understanding.genre import genre_of
from retrieval.understanding.numbering import ITEM_LEVEL, number_at
from retrieval.understanding.turns import segments

_OPENING = 400
_SHORTEST = 24
_RUNS = frozenset({"问题", "要求", "做法", "打算", "成绩"})
_MARKED = frozenset({"感谢", "号召", "结尾"})
_LATE = 0.75


@dataclass(frozen=True, slots=True)
class Unit:
    """Text of one role; ``block`` is the number of its section, ``starts`` a paragraph's start."""

    block: int
    text: str
    starts: bool
    turn: str = ""
    role: str = ""


def units_of(structure: Structure) -> list[Unit]:
    """Return the body of a document in units, each with its role."""
    units = [unit for number, block in enumerate(structure.blocks) for unit in _cut(number, block)]
    opening = "".join([*structure.front, *(unit.text for unit in units[:4])])[:_OPENING]
    genre = genre_of(structure.title, opening)
    return _smoothed(list(_with_roles(units, structure.blocks, genre)))


def _cut(number: int, block: Block) -> Iterator[Unit]:
    for paragraph in block.paragraphs:
        starts = True
        for segment in segments(paragraph):
            yield Unit(number, segment.text, starts, segment.turn)
            starts = False


def _with_roles(units: list[Unit], blocks: tuple[Block, ...], genre: str) -> Iterator[Unit]:
    run, before = "", ""
    total = sum(len(unit.text) for unit in units) or 1
    done = 0
    for index, unit in enumerate(units):
        block = blocks[unit.block]
        done += len(unit.text)
        if _ends_run(units, index, block, run):
            run = ""
        place = Place(
            first=index == 0,
            before_headings=not block.path,
            last=index == len(units) - 1,
            late=done / total > _LATE,
            turn=unit.turn,
            run=run,
            genre=genre,
            before=before if index and unit.block == units[index - 1].block else "",
        )
        role = role_of(unit.text, block.path, place)
        yield replace(unit, role=role)
        before = role
        run = _run_after(unit, role, run)


def _ends_run(units: list[Unit], index: int, block: Block, run: str) -> bool:
    new_section = index > 0 and units[index].block != units[index - 1].block
    turn = units[index].turn
    return (new_section and block.level < ITEM_LEVEL) or bool(turn and turn != run)


def _run_after(unit: Unit, role: str, run: str) -> str:
    if unit.turn in _RUNS:
        return unit.turn
    return run if role == run or number_at(unit.text) else ""


def _smoothed(units: list[Unit]) -> list[Unit]:
    """Give a short lead (下面，我讲三点意见。) the role of what it stands with."""
    smooth = list(units)
    for index, unit in enumerate(smooth):
        if (
            len(unit.text) >= _SHORTEST
            or unit.role in _MARKED
            or (index and unit.starts and _ends(smooth, index))
        ):
            continue
        near = index - 1 if not unit.starts and index else index + 1
        if near < len(smooth) and smooth[near].block == unit.block:
            smooth[index] = replace(unit, role=smooth[near].role)
    return smooth


def _ends(units: list[Unit], index: int) -> bool:
    return index + 1 == len(units) or units[index + 1].starts
