"""The figures of a table's row, read with the words and the unit that its head gives them.

A row is read as the sentence it stands for: | 霁川区 | 72 | 33.8% | under 县区, 改造小区（个） and
占全市比重 says 霁川区改造小区72个，占全市比重33.8%。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from drafting.manuscript import Line, Manuscript, cells_of
from drafting.quantities.account import Account
from drafting.quantities.context import Slot
from drafting.quantities.knowledge import Knowledge
from drafting.quantities.matching import account
from drafting.quantities.table_sums import CellSum, cell_sums
from drafting.quantities.trials import Sum

_UNIT = re.compile(r"[（(]([^（）()]{1,6})[）)]\s*$")
_BARE = re.compile(r"[\d,.]+")
_CELL = re.compile(r"(?<=\|)([^|]*)(?=\|)")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A cell's words: where they stand in the sentence, and where in the row."""

    start: int
    end: int
    cell: int


def accounts_of_rows(
    manuscript: Manuscript, knowledge: Knowledge
) -> Iterator[tuple[Line, Account]]:
    """One account for each figure in the rows of tables; offsets are those of the row."""
    head: list[str] = []
    sums = cell_sums(manuscript)
    for line in manuscript.lines:
        if line.role == "table_head":
            head = cells_of(line.text)
        elif line.role == "table" and head:
            sentence, pieces = _told(line.text, head)
            for item in account(sentence, knowledge):
                if found := _placed(item, pieces, line.text):
                    cell = line.text.count("|", 0, found.slot.quantity.start) - 1
                    own = sums.get((line.start, cell))
                    yield line, _by_its_row(found, own, cells_of(line.text)[0])


def _by_its_row(item: Account, cell: CellSum | None, row: str) -> Account:
    """A figure that no fact states of this row is right where its row or column gives it, and wrong
    where that gives another."""
    told = item.verdict == "fact" and (item.known is None or row in item.known.slot.sentence)
    if cell is None or told or (item.verdict == "fact" and cell.holds):
        return item
    if cell.holds:
        return Account(item.slot, "derived", sum=Sum(cell.words, (), cell.right))
    return Account(item.slot, "untraced")


def _told(row: str, head: list[str]) -> tuple[str, list[_Piece]]:
    """The sentence of a row, and where its cells stand in it."""
    words, pieces = "", list[_Piece]()
    for number, match in enumerate(_CELL.finditer(row)):
        cell = match[1].strip()
        at = match.start() + len(match[1]) - len(match[1].lstrip())
        title = head[number] if number < len(head) else ""
        unit = _UNIT.search(title)
        if number:
            words += ("，" if number > 1 else "") + _UNIT.sub("", title)
        pieces.append(_Piece(len(words), len(words) + len(cell), at))
        words += cell
        if unit and _BARE.fullmatch(cell):
            words += unit[1]
    return f"{words}。", pieces


def _placed(item: Account, pieces: list[_Piece], row: str) -> Account | None:
    """The account with its figure where it stands in the row; None for one of the head."""
    said = item.slot.quantity
    piece = next((p for p in pieces if p.start <= said.start < p.end), None)
    if piece is None:
        return None
    start = said.start - piece.start + piece.cell
    end = min(said.end, piece.end) - piece.start + piece.cell
    quantity = replace(said, text=row[start:end], start=start, end=end, outer=(start, end))
    return replace(item, slot=_in_row(item.slot, quantity, row))


def _in_row(slot: Slot, quantity: object, row: str) -> Slot:
    return replace(slot, quantity=quantity, sentence=row, offset=0)  # type: ignore[arg-type]
