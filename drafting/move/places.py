"""Where drafts, samples, users and settings are kept: a data folder, or one database."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, MetaData, Table, func, select

from drafting.errors import BadInput, StoreFailed
from drafting.preferences import FILE, read_preferences, write_preferences
from drafting.store import Store
from drafting.store.store import FILE_NAME
from drafting.store.tables import Base
from drafting.users.sessions import FILE_NAME as SECRET_FILE
from drafting.users.stored import SECRET
from drafting.users.users import FILE_NAME as USERS_FILE
from drafting.users.users import User, read_users, write_users
from retrieval import LibraryError, tables
from retrieval.database import Database
from retrieval.migrating import bring_up
from retrieval.schema import HISTORY

Row = dict[str, Any]
IN_FILES = ("drafting_users", "drafting_settings")
"""Tables whose rows a data folder has in files of their own."""


@dataclass(slots=True)
class Place:
    """An open place. ``files`` are the rows that a data folder has in files, None for a database."""

    name: str
    drafts: Connection
    samples: Connection
    folder: Path | None = None
    files: dict[str, list[Row]] = field(default_factory=dict)

    def connection(self, table: Table) -> Connection:
        """Where a table is."""
        return self.samples if table.metadata is tables.metadata else self.drafts

    def is_in_files(self, table: Table) -> bool:
        """Whether its rows are in files."""
        return self.folder is not None and table.name in IN_FILES


def all_tables() -> list[Table]:
    """Those of drafts and samples, each after those it refers to."""
    metadata: tuple[MetaData, ...] = (Base.metadata, tables.metadata)
    return [table for each in metadata for table in each.sorted_tables]


def is_url(place: str) -> bool:
    """Whether a place is named by a database URL."""
    return "://" in place


@contextmanager
def reading(place: str) -> Iterator[Place]:
    """A place as it is at this moment. Raises BadInput where there is none, StoreFailed."""
    folder = None if is_url(place) else Path(place)
    if folder is not None and not (folder / FILE_NAME).is_file():
        raise BadInput(f"“{place}”里没有文稿数据库 {FILE_NAME}。请检查 --from 写得对不对。")
    with _connections(place, folder, "BEGIN") as (drafts, samples):
        yield Place(_shown(place), drafts, samples, folder, _files(folder) if folder else {})


@contextmanager
def filling(place: str) -> Iterator[Place]:
    """A place that is empty, to be filled: all that is put there is kept at the end, or none of it.
    Raises BadInput where it is not empty, StoreFailed."""
    folder = None if is_url(place) else Path(place)
    if folder is not None and any(_files(folder).values()):
        raise _not_empty(place)
    try:
        with _connections(place, folder, "BEGIN IMMEDIATE") as (drafts, samples):
            opened = Place(_shown(place), drafts, samples, folder)
            for table in all_tables():
                if table is not tables.state and _count(opened, table):
                    raise _not_empty(place)
            yield opened
            _keep(opened)
    except BaseException:
        if folder is not None:
            _take_back(folder)
        raise


def _take_back(folder: Path) -> None:
    """Take out files that were written before the databases refused."""
    for name in (USERS_FILE, SECRET_FILE, FILE):
        (folder / name).unlink(missing_ok=True)


def _not_empty(place: str) -> BadInput:
    return BadInput(
        f"“{_shown(place)}”里已经有内容，不能搬进去，什么都没有动。请换一个空的库或新的文件夹（--to）。"
    )


def _count(place: Place, table: Table) -> int:
    return place.connection(table).scalar(select(func.count()).select_from(table)) or 0


@contextmanager
def _connections(
    place: str, folder: Path | None, begin: str
) -> Iterator[tuple[Connection, Connection]]:
    """Connections to the drafts and to the samples, one and the same in a database: each in one
    transaction that sees the place as it is at one moment."""
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
    url = f"sqlite:///{folder / FILE_NAME}" if folder is not None else place
    with closing(Store(url)) as store, ExitStack() as opened:
        if folder is None:
            bring_up(store.engine, HISTORY)
        drafts = opened.enter_context(_steady(store.engine, begin))
        if folder is None:
            yield drafts, drafts
            return
        try:
            catalog = opened.enter_context(closing(Database(folder / "library")))
            yield drafts, opened.enter_context(_steady(catalog.engine, begin))
        except LibraryError as error:
            raise StoreFailed(str(error)) from error


@contextmanager
def _steady(engine: Engine, begin: str) -> Iterator[Connection]:
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        else:
            connection.exec_driver_sql(begin)
        try:
            yield connection
        except BaseException:
            connection.rollback()
            raise
        connection.commit()


def _files(folder: Path) -> dict[str, list[Row]]:
    """The rows that a data folder has in files."""
    secret = folder / SECRET_FILE
    kept = read_preferences(folder)
    if secret.is_file():
        kept[SECRET] = base64.b64encode(secret.read_bytes()).decode()
    return {
        "drafting_users": [asdict(user) for user in read_users(folder / USERS_FILE)],
        "drafting_settings": [{"name": name, "value": value} for name, value in kept.items()],
    }


def _keep(place: Place) -> None:
    """Write the files of a data folder that was filled."""
    folder = place.folder
    if folder is None or not place.files:
        return
    if users := place.files.get("drafting_users"):
        write_users(folder / USERS_FILE, [User(**row) for row in users])
    settings = {row["name"]: row["value"] for row in place.files.get("drafting_settings", ())}
    if secret := settings.pop(SECRET, ""):
        path = folder / SECRET_FILE
        path.touch(mode=0o600)
        path.write_bytes(base64.b64decode(secret))
    if settings:
        write_preferences(folder, settings)


def _shown(place: str) -> str:
    """A place without its password."""
    if not is_url(place):
        return place
    from sqlalchemy.engine import make_url

    try:
        return make_url(place).render_as_string(hide_password=True)
    except Exception:
        return json.dumps(place.split("://")[0])
