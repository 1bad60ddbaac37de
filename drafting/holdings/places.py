"""A place, opened to be read as it is at one moment, or to be filled where it is empty."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, Table, create_engine, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from drafting.errors import BadInput, StoreFailed
from drafting.holdings import files
from drafting.store import open_store
from drafting.store.schema import HISTORY as DRAFTS
from drafting.store.store import FILE_NAME, explained
from drafting.store.tables import Base, UserRow
from retrieval import LibraryError, tables
from retrieval.database import Database
from retrieval.migrating import History
from retrieval.schema import HISTORY as LIBRARY

DATABASES: dict[str, tuple[MetaData, History]] = {
    "drafts": (Base.metadata, DRAFTS), "library": (tables.metadata, LIBRARY),
}  # fmt: skip
"""What is carried: the tables by name, and the steps by which they came to be."""
_Connect = Callable[[Engine], AbstractContextManager[Connection]]


@dataclass(frozen=True, slots=True)
class Place:
    """An open place. The tables named in ``in_files`` are in files of the ``folder``."""

    drafts: Connection
    samples: Connection
    folder: Path | None
    in_files: frozenset[str]

    def connection(self, metadata: MetaData) -> Connection:
        """Where these tables are."""
        return self.samples if metadata is tables.metadata else self.drafts


def all_tables() -> list[Table]:
    """Those of drafts and samples, each after those it refers to."""
    return [table for metadata, _ in DATABASES.values() for table in metadata.sorted_tables]


@contextmanager
def reading(folder: Path | None, url: str = "") -> Iterator[Place]:
    """A place as it is now, whatever others write meanwhile; nobody waits for the reader. Raises
    BadInput where there is none, StoreFailed where it cannot be read."""
    if folder is not None and not url and not (folder / FILE_NAME).is_file():
        raise BadInput(
            f"“{folder}”里没有文稿数据库 {FILE_NAME}。请检查数据文件夹写得对不对"
            "（move 用 --from 给，backup 用环境变量 DRAFTING_HOME 给）。"
        )
    try:
        with _connections(folder, url, _at_one_moment) as (drafts, samples):
            yield Place(drafts, samples, folder, _in_files(folder, url, drafts))
    except SQLAlchemyError as error:
        reason, remedy = explained(error)
        raise StoreFailed(f"数据库读不出来：{reason}，没有做成。{remedy}。") from error


@contextmanager
def filling(folder: Path | None, url: str = "") -> Iterator[Place]:
    """An empty place: all that is put there is kept at the end, or none of it. Raises BadInput where
    it holds anything, StoreFailed where it cannot be written."""
    in_files = frozenset() if url else files.IN_FILES
    if folder is not None and any(files.kept(folder, table) for table in in_files):
        raise _not_empty(folder, url)
    try:
        with _connections(folder, url, Engine.begin) as (drafts, samples):
            samples.execute(tables.state.delete())  # which every catalog begins with
            place = Place(drafts, samples, folder, in_files)
            if any(_is_filled(place.connection(table.metadata), table) for table in all_tables()):
                raise _not_empty(folder, url)
            yield place
    except BaseException as error:
        if folder is not None and in_files:
            files.remove(folder)
        if not isinstance(error, SQLAlchemyError):
            raise
        reason, remedy = explained(error)
        raise StoreFailed(f"数据库出了错：{reason}，写进去的已全部撤回。{remedy}。") from error


def shown(folder: Path | None, url: str) -> str:
    """A place without its password."""
    from sqlalchemy.engine import make_url

    if not url:
        return str(folder)
    try:
        return make_url(url).render_as_string(hide_password=True)
    except SQLAlchemyError:
        return url.split("://")[0]


def _not_empty(folder: Path | None, url: str) -> BadInput:
    return BadInput(
        f"“{shown(folder, url)}”里已经有内容，不能放进去，什么都没有动。请换一个空的数据库或新的文件夹。"
    )


def _is_filled(connection: Connection, table: Table) -> bool:
    return connection.execute(select(text("1")).select_from(table).limit(1)).first() is not None


def _in_files(folder: Path | None, url: str, drafts: Connection) -> frozenset[str]:
    if not url:
        return files.IN_FILES
    if folder is None or _is_filled(drafts, UserRow.metadata.tables[files.USERS]):
        return frozenset()
    return frozenset({files.USERS})  # by which the program goes while the database has none


@contextmanager
def _connections(
    folder: Path | None, url: str, connect: _Connect
) -> Iterator[tuple[Connection, Connection]]:
    """Connections to the drafts and to the samples, one and the same where one database has both."""
    with closing(open_store(folder or Path(), url or None)) as store, ExitStack() as opened:
        catalog = opened.enter_context(closing(_catalog(folder, url)))
        drafts = opened.enter_context(connect(store.engine))
        together = catalog.engine.url == store.engine.url
        yield drafts, drafts if together else opened.enter_context(connect(catalog.engine))


def _catalog(folder: Path | None, url: str) -> Database:
    """The samples are beside the drafts, unless the library was opened by its folder."""
    beside = folder / "library" if folder else Path()
    try:
        database = Database(beside, url or None)
        if not url or not folder or not (beside / "catalog.db").exists():
            return database
        with database.reading() as connection:
            if _is_filled(connection, tables.documents):
                return database
        database.close()
        return Database(beside)
    except LibraryError as error:
        raise StoreFailed(str(error)) from error


@contextmanager
def _at_one_moment(engine: Engine) -> Iterator[Connection]:
    """SQLite is copied by its online backup, and the copy read; a server is read in one transaction
    at repeatable read."""
    if engine.dialect.name != "sqlite":
        steady = engine.connect().execution_options(isolation_level="REPEATABLE READ")
        with steady as connection, connection.begin():
            yield connection
        return
    with tempfile.TemporaryDirectory(prefix="drafting-") as folder:
        copy = Path(folder) / "copy.db"
        _copy(Path(str(engine.url.database)), copy)
        with create_engine(f"sqlite:///{copy}", poolclass=NullPool).connect() as connection:
            yield connection


def _copy(original: Path, copy: Path) -> None:
    try:
        with (
            closing(sqlite3.connect(original, timeout=30)) as source,
            closing(sqlite3.connect(copy)) as target,
        ):
            source.backup(target)
    except sqlite3.Error as error:
        reason, remedy = explained(error)
        raise StoreFailed(
            f"“{original}”抄不到临时文件夹“{copy.parent.parent}”：{reason}，没有做成。{remedy}。"
        ) from error
