"""What a draft may rest on: the facts of a brief, and its tables as facts."""

from __future__ import annotations

from functools import lru_cache

from drafting.model import Brief, Fact, FactTable


@lru_cache(maxsize=64)
def evidence(brief: Brief) -> tuple[Fact, ...]:
    """The facts, and one for each table that says all its rows; ids are those of facts and tables."""
    return (*brief.facts, *(_told(table) for table in brief.tables))


def _told(table: FactTable) -> Fact:
    rows = "。".join((table.caption, *table.says))
    return Fact(table.id, table.topic, f"{rows}。", table.source)


@lru_cache(maxsize=64)
def words_of_tables(brief: Brief) -> str:
    """Every word that stands in a table: what a cell of the draft may hold."""
    return "\n".join(
        text
        for table in brief.tables
        for text in (table.caption, *(cell for row in (*table.head, *table.rows) for cell in row))
        if text
    )
