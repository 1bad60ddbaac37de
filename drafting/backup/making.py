"""From databases and data folder to a backup. The desk may go on meanwhile."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, MetaData, inspect
from sqlalchemy.exc import SQLAlchemyError

from drafting import __version__
from drafting.backup.archive import Manifest, Writing, prove, writing
from drafting.backup.rows import Tally, at_one_moment, lines
from drafting.errors import StoreFailed
from drafting.settings import Settings

DATABASES = ("drafts", "library")
_LEFT_OUT = {"chroma", "catalog.db", "drafting.db"}
"""Databases, which go as rows, and the vector index, which is made again from the rows."""
_ENDINGS = ("-wal", "-shm", "-journal", ".lock", ".tmp")


def make(settings: Settings, path: Path) -> Manifest:
    """Write a backup and read it back; returns its manifest. Raises BadInput or StoreFailed."""
    home = settings.drafting_home
    with tempfile.TemporaryDirectory(prefix="drafting-backup-") as folder:
        try:
            with writing(path) as archive:
                told = {
                    name: _database(archive, name, settings, Path(folder)) for name in DATABASES
                }
                files = {
                    str(file.relative_to(home)): _file(archive, home, file)
                    for file in sorted(_files(home))
                }
                archive.finish(
                    {
                        "program": __version__,
                        "made": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
                        "databases": told, "files": files,
                    }
                )  # fmt: skip
        except SQLAlchemyError as error:
            raise StoreFailed(
                "数据库读不出来，备份没有做成。请用 doctor 命令检查数据库。"
            ) from error
    return prove(path)


def _database(
    archive: Writing, name: str, settings: Settings, folder: Path
) -> dict[str, Any]:  # fmt: skip
    with opened(name, settings.drafting_home, settings.drafting_database_url) as (engine, metadata):
        with at_one_moment(engine, folder) as connection:
            tables = {}
            for table in metadata.sorted_tables:
                tally = Tally()
                archive.add(f"{name}/{table.name}.jsonl", _counted(lines(connection, table), tally))
                tables[table.name] = tally.told
        return {"schema": history_of(name).last, "kind": engine.dialect.name, "tables": tables}


def _counted(rows: Iterator[bytes], tally: Tally) -> Iterator[bytes]:
    for row in rows:
        tally.add(row)
        yield row


def _file(archive: Writing, home: Path, file: Path) -> dict[str, int]:
    data = file.read_bytes()
    return {"bytes": archive.add(f"files/{file.relative_to(home).as_posix()}", [data])}


def _files(home: Path) -> Iterator[Path]:
    """What the data folder holds beside databases: users, settings, layouts, expressions, uploads."""
    for path in home.rglob("*"):
        parts = path.relative_to(home).parts
        hidden = any(part.startswith(".") or part in _LEFT_OUT for part in parts)
        hidden = hidden or path.is_symlink() or path.name.endswith(_ENDINGS)
        if not hidden and path.is_file():
            yield path


@contextmanager
def opened(name: str, home: Path, url: str) -> Iterator[tuple[Engine, MetaData]]:
    """A database with its tables, brought up to this release. Raises StoreFailed."""
    from drafting.store import open_store
    from drafting.store.tables import Base
    from retrieval import LibraryError
    from retrieval.database import Database
    from retrieval.tables import metadata as library

    if name == "drafts":
        with closing(open_store(home, url or None)) as store:
            yield store.engine, Base.metadata
        return
    try:
        database = Database(home / "library", _library_url(home, url))
    except LibraryError as error:
        raise StoreFailed(str(error)) from error
    with closing(database):
        yield database._engine, library


def _library_url(home: Path, url: str) -> str | None:
    """Where the catalog is: beside the drafts, unless the library was opened by its folder."""
    if not url:
        return None
    from sqlalchemy import create_engine, text

    engine = create_engine(url)
    try:
        if not (home / "library" / "catalog.db").exists():
            return url
        with engine.connect() as connection:
            if not inspect(connection).has_table("library_documents"):
                return None
            there = connection.execute(text("SELECT 1 FROM library_documents LIMIT 1")).first()
            return url if there else None
    finally:
        engine.dispose()


def history_of(name: str) -> Any:
    """The steps of a database's tables."""
    from drafting.store import schema as drafts
    from retrieval import schema as library

    return drafts.HISTORY if name == "drafts" else library.HISTORY
