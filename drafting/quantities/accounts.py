"""The accounts of a whole manuscript, and what each figure rests on, for page and Word comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from drafting.manuscript import TABLE_ROLES, Line, Manuscript, cells_of
from drafting.model import Brief
from drafting.quantities.account import Account
from drafting.quantities.context import Slot
from drafting.quantities.each import each_of
from drafting.quantities.knowledge import document_year, knowledge_of
from drafting.quantities.matching import account
from drafting.quantities.rates_told import points_apart, rate_named
from drafting.quantities.tables import accounts_of_rows
from drafting.quantities.units import normal_unit

_BAR = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Provenance:
    """A figure of a text (``start``/``end`` in the checked text) and the facts it rests on;
    ``sum`` is the calculation where it is derived, as 86＝52＋34."""

    start: int
    end: int
    text: str
    facts: tuple[str, ...]
    sum: str = ""


def accounts_of(manuscript: Manuscript, brief: Brief) -> Iterator[tuple[Line, Account]]:
    """Every quantity of a manuscript with what it rests on, line by line. What was worked out once
    may be said again: 合计6万亩 …… 每亩每年20元，6万亩一年120万元."""
    worked_out: dict[tuple[Decimal, str], Account] = {}
    rates: dict[str, list[Account]] = {}
    for line, item in _line_by_line(manuscript, brief):
        said = item.slot.quantity
        key = (said.value, said.measure)
        if name := rate_named(item.slot):
            rates.setdefault(name, []).append(item)
        if item.verdict == "untraced" and (points := points_apart(item.slot, rates)):
            yield line, Account(item.slot, "derived", points.facts, sum=points)
            continue
        if item.verdict == "untraced" and key in worked_out:
            before = worked_out[key]
            if _of_the_same(item.slot, before.slot):
                yield line, Account(item.slot, "derived", before.facts, sum=before.sum)
                continue
        if item.verdict == "derived" and said.bound == "exact" and said.unit not in _RATIOS:
            worked_out.setdefault(key, item)
        yield line, item


_RATIOS = ("%", "个百分点", "倍", "番")


def _of_the_same(slot: Slot, before: Slot) -> bool:
    """Whether a figure said again is of the same thing: so much for each of it stands beside it, or
    the two sentences share words."""
    if slot.quantity.bound != "exact" or slot.quantity.loose:
        return False
    if normal_unit(slot.quantity.measure) in each_of(slot.sentence):
        return True
    return bool(slot.head & before.head) or len(slot.wide & before.wide) > 1


def _line_by_line(manuscript: Manuscript, brief: Brief) -> Iterator[tuple[Line, Account]]:
    year = 0 if brief.date else year_of(manuscript)
    knowledge = knowledge_of(brief, year)
    tabled = [(line, item) for line, item in accounts_of_rows(manuscript, knowledge)]
    headed = any(line.role == "table_head" for line in manuscript.lines)
    for line in manuscript.lines:
        own = _of_table(line, brief)
        if own is None and line.role in TABLE_ROLES and headed:
            yield from ((row, item) for row, item in tabled if row is line)
            continue
        for item in account(line.text, knowledge):
            yield line, item if own is None else _in_row(item, line, *own)


def _of_table(line: Line, brief: Brief) -> tuple[str, tuple[str, ...]] | None:
    """The table of the brief that a line belongs to, and its row there: the same one, else that of
    the same name in its first cell; None where a line is of no table."""
    if line.role == "caption":
        said = [table.id for table in brief.tables if line.text.endswith(table.caption)]
        return (said[0], ()) if said else None
    if line.role not in TABLE_ROLES:
        return None
    cells = tuple(cells_of(line.text))
    rows = [(table.id, row) for table in brief.tables for row in (*table.head, *table.rows)]
    alike = [(key, row) for key, row in rows if row[0] == cells[0] and len(row) == len(cells)]
    return next((pair for pair in alike if pair[1] == cells), alike[0] if alike else None)


def _in_row(item: Account, line: Line, table: str, row: tuple[str, ...]) -> Account:
    """The account of a figure in a row of a table, which says what each of its cells holds."""
    cell = len(_BAR.findall(line.text[: item.slot.quantity.start])) - 1
    right = not row or cells_of(line.text)[cell] == row[cell]
    return Account(item.slot, "fact" if right else "untraced", (table,) if right else ())


def year_of(manuscript: Manuscript) -> int:
    """The year of a document by its date line or 落款; 0 where it has neither."""
    return document_year(
        tuple(line.text for line in manuscript.lines if line.role in ("dateline", "date"))
    )


def provenance(manuscript: Manuscript, brief: Brief) -> tuple[Provenance, ...]:
    """For each figure of a text that rests on something: its span, the facts, and the sum where
    it is derived. Offsets are those of the checked text. No model, no network."""
    found = []
    for line, item in accounts_of(manuscript, brief):
        if item.verdict in ("fact", "derived") and (item.facts or item.sum):
            said = item.slot.quantity
            found.append(Provenance(line.start + said.start, line.start + said.end, said.text, item.facts,
                                    item.sum.text if item.sum else ""))  # fmt: skip
    return tuple(found)
