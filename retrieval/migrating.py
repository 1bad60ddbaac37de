"""Tables of an earlier release become those of this one, by the migrations in a folder.

A folder holds one Alembic script a step, named ``m0001_what.py``, and the last one is where a
database should be. Looking whether it is there costs one query; Alembic is loaded where it is not.
One process at a time brings a database up, all steps in one transaction: it is done or not begun.
"""

from __future__ import annotations

import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

_ONE_AT_A_TIME = threading.Lock()
"""Alembic keeps the step that runs in a variable of its module."""


class OtherTables(ValueError):
    """The database holds tables of these names that are not ours."""


class NewerTables(ValueError):
    """The database was brought up by a later release."""


@dataclass(frozen=True, slots=True)
class History:
    """The steps of some tables. ``mark`` is the table that tells which step was taken last;
    ``found`` tells it of a database from before there was such a table, ``""`` where none of the
    tables is there. It raises OtherTables."""

    folder: Path
    mark: str
    found: Callable[[Connection], str]

    @property
    def last(self) -> str:
        """The step at which a database is up to date, such as ``0003``."""
        return steps_in(self.folder)[-1]


@cache
def steps_in(folder: Path) -> tuple[str, ...]:
    """The steps of a folder, the first at the beginning."""
    return tuple(sorted(path.name[1:5] for path in folder.glob("m[0-9][0-9][0-9][0-9]_*.py")))


def step_of(connection: Connection, history: History) -> str:
    """The last step that is marked in a database; ``""`` where none is."""
    if not inspect(connection).has_table(history.mark):
        return ""
    return str(connection.scalar(text(f"SELECT version_num FROM {history.mark}")) or "")


def bring_up(engine: Engine, history: History) -> None:
    """Take the steps that a database lacks. Raises OtherTables, NewerTables and what the database
    raises; then nothing is changed."""
    with engine.connect() as connection:
        step = step_of(connection, history)
    if step == history.last:
        return
    if step and step not in steps_in(history.folder):
        raise NewerTables("made by a later release")
    with _ONE_AT_A_TIME, locked(engine, history.mark) as connection:
        _take_steps(connection, history)


@contextmanager
def locked(engine: Engine, name: str) -> Iterator[Connection]:
    """A transaction that no other one with this name runs beside, on any process."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        with connection.begin() if not connection.in_transaction() else _begun(connection):
            if engine.dialect.name == "postgresql":
                key = zlib.crc32(name.encode())
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": key})
            yield connection


@contextmanager
def _begun(connection: Connection) -> Iterator[None]:
    """Ends a transaction that began by itself with the first statement."""
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def _take_steps(connection: Connection, history: History) -> None:
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    folder = str(history.folder)
    scripts = ScriptDirectory(folder, version_locations=[folder])
    with EnvironmentContext(
        Config(), scripts, fn=lambda done, _: scripts._upgrade_revs(history.last, done)
    ) as environment:
        environment.configure(
            connection, version_table=history.mark, transactional_ddl=True,
            transaction_per_migration=False,
        )  # fmt: skip
        context = environment.get_context()
        if not context.get_current_revision() and (found := history.found(connection)):
            context.stamp(scripts, found)
        environment.run_migrations()
