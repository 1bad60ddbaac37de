"""The accounts of a whole manuscript, and what each figure rests on, for page and Word comments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from drafting.manuscript import TABLE_ROLES, Line, Manuscript
from drafting.model import Brief
from drafting.quantities.knowledge import document_year, knowledge_of
from drafting.quantities.matching import Account, account
from drafting.quantities.tables import accounts_of_rows


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
    """Every quantity of a manuscript with what it rests on, line by line."""
    year = 0 if brief.date else year_of(manuscript)
    knowledge = knowledge_of(brief, year)
    tabled = [(line, item) for line, item in accounts_of_rows(manuscript, knowledge)]
    headed = any(line.role == "table_head" for line in manuscript.lines)
    for line in manuscript.lines:
        if line.role in TABLE_ROLES and headed:
            yield from ((row, item) for row, item in tabled if row is line)
            continue
        for item in account(line.text, knowledge):
            yield line, item


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
