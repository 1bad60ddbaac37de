"""Columns that a database of an earlier release lacks: added where it is opened, nothing else touched."""

from __future__ import annotations

from sqlalchemy import Column, Connection, Engine, Table, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import CreateColumn

from drafting.store.tables import Base


def add_columns(engine: Engine) -> None:
    """Add the columns with a server default that are missing. A table that lacks another one is not
    ours and is left alone. Two processes may do this at once."""
    for table in Base.metadata.sorted_tables:
        for column in _missing(engine, table):
            _add(engine, table, column)


def _missing(engine: Engine, table: Table) -> list[Column[object]]:
    there = {column["name"] for column in inspect(engine).get_columns(table.name)}
    lacking = [column for column in table.columns if column.name not in there]
    return lacking if all(column.server_default is not None for column in lacking) else []


def _add(engine: Engine, table: Table, column: Column[object]) -> None:
    made = CreateColumn(column).compile(dialect=engine.dialect)
    try:
        with engine.begin() as connection:
            _alter(connection, table.name, str(made))
    except DBAPIError:
        if column in _missing(engine, table):
            raise


def _alter(connection: Connection, table: str, column: str) -> None:
    connection.execute(text(f"ALTER TABLE {table} ADD COLUMN {column}"))
