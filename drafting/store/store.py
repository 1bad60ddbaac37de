"""Saving and opening drafts. Every save is one transaction: it is whole or it is not there."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, delete, event, func, select
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.schema import CreateIndex, CreateTable

from drafting.document import from_json, to_json
from drafting.errors import BadInput, StoreFailed, reason_of
from drafting.model import Draft
from drafting.store.tables import Base, DraftRow, VersionRow, WorkRow
from drafting.store.versions import latest, save_version, utc
from drafting.store.work import Work, drop_work

FILE_NAME = "drafting.db"
_ATTEMPTS = 3
"""Times a save is tried where another one makes the same new draft at the same moment."""


@dataclass(frozen=True, slots=True)
class DraftSummary:
    """A line of the list of drafts; ``changed`` is UTC. ``unfinished``: it was begun and is still
    being written, or can be carried on."""

    id: str
    kind: str
    title: str
    changed: dt.datetime
    versions: int
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class VersionSummary:
    """A line of a draft's history; ``created`` is UTC."""

    number: int
    note: str
    created: dt.datetime


def open_store(folder: Path, url: str | None = None) -> Store:
    """The store in a data folder, made where it is missing, or at a database URL.

    Raises StoreFailed with a Chinese sentence where it cannot be read or written.
    """
    if url is None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreFailed(
                f"数据文件夹“{folder}”建不起来：{reason_of(error)}。请换一个可写的文件夹（--data）。"
            ) from error
        url = f"sqlite:///{folder / FILE_NAME}"
    return Store(url)


class Store:
    """Drafts and versions behind one database URL. Safe to use from several threads."""

    def __init__(self, url: str) -> None:
        self._turns: dict[str, threading.RLock] = {}
        self._turns_lock = threading.Lock()
        try:
            self._where = make_url(url).render_as_string(hide_password=True)
            self._engine = create_engine(url)
        except (SQLAlchemyError, ImportError, ValueError):
            raise StoreFailed(
                "数据库地址（DRAFTING_DATABASE_URL）不对，或没有安装它的驱动程序。"
                "请写成 postgresql+psycopg://用户:密码@主机/库名 这样，并装好驱动。"
            ) from None
        if self._engine.dialect.name == "sqlite":
            event.listen(self._engine, "connect", _configure_sqlite)
        try:
            with self._told():
                self._make_tables()
        except StoreFailed:
            self.close()
            raise

    def _make_tables(self) -> None:
        """Another process may be making them at the same moment."""
        with self._engine.begin() as connection:
            for table in Base.metadata.sorted_tables:
                connection.execute(CreateTable(table, if_not_exists=True))
                for index in table.indexes:
                    connection.execute(CreateIndex(index, if_not_exists=True))

    def save(self, draft: Draft, note: str = "", *, within: dt.timedelta | None = None) -> int:
        """Add a version; returns its number, 1 for a new draft. The latest version gives way to it
        instead where it has the same note and was begun ``within`` that time."""

        def save() -> int:
            with Session(self._engine) as session, session.begin():
                return save_version(session, draft, note, within)

        with self._told():
            for _ in range(_ATTEMPTS - 1):
                with suppress(IntegrityError):
                    return save()
            return save()

    def amend(self, draft: Draft) -> None:
        """Put a draft in the place of its latest version, where no text changes: a proposal made
        or refused. A draft that is not there yet is saved."""
        with self._session() as session:
            row = latest(session, draft.id)
            if row is not None:
                row.content = to_json(draft)
            else:
                save_version(session, draft, "")

    @contextmanager
    def turn(self, draft_id: str) -> Iterator[None]:
        """Whoever loads a draft, changes it and saves it does so within this, one after another."""
        with self._turns_lock:
            turn = self._turns.setdefault(draft_id, threading.RLock())
        with turn:
            yield

    def load(self, draft_id: str, number: int | None = None) -> Draft:
        """The latest or a given version. Raises BadInput where there is none."""
        query = select(VersionRow.content).where(VersionRow.draft_id == draft_id)
        query = query.where(VersionRow.number == number) if number is not None else query
        with self._session() as session:
            row = session.execute(query.order_by(VersionRow.number.desc()).limit(1)).first()
        if row is None:
            raise BadInput(f"没有找到编号为“{draft_id}”的文稿，可能已被删除。请刷新列表再试。")
        return from_json(row.content, draft_id)

    def drafts(self) -> list[DraftSummary]:
        """All drafts, the last changed first."""
        counted = (
            select(VersionRow.draft_id, func.count().label("versions"))
            .group_by(VersionRow.draft_id)
            .subquery()
        )
        query = (
            select(DraftRow, counted.c.versions, WorkRow.run)
            .join(counted, counted.c.draft_id == DraftRow.id)
            .outerjoin(WorkRow, WorkRow.draft_id == DraftRow.id)
            .order_by(DraftRow.changed.desc())
        )
        with self._session() as session:
            return [
                DraftSummary(
                    row.id, row.kind, row.title, utc(row.changed), versions, run is not None
                )
                for row, versions, run in session.execute(query)
            ]

    def versions(self, draft_id: str) -> list[VersionSummary]:
        """The history of a draft, the latest first."""
        query = (
            select(VersionRow.number, VersionRow.note, VersionRow.created)
            .where(VersionRow.draft_id == draft_id)
            .order_by(VersionRow.number.desc())
        )
        with self._session() as session:
            return [
                VersionSummary(number, note, utc(created))
                for number, note, created in session.execute(query)
            ]

    def remove(self, draft_id: str) -> None:
        """Delete a draft with its versions; nothing happens where there is none."""
        with self._session() as session:
            drop_work(session, draft_id)
            session.execute(delete(VersionRow).where(VersionRow.draft_id == draft_id))
            session.execute(delete(DraftRow).where(DraftRow.id == draft_id))

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    @property
    def work(self) -> Work:
        """The writing that is not finished."""
        return Work(self._session)

    @property
    def engine(self) -> Engine:
        """The connection pool, for tests and tools."""
        return self._engine

    @contextmanager
    def _session(self) -> Iterator[Session]:
        with self._told(), Session(self._engine) as session, session.begin():
            yield session

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (SQLAlchemyError, ValueError) as error:
            reason, remedy = _explain(error)
            raise StoreFailed(f"数据库（{self._where}）读写失败：{reason}。{remedy}。") from error


def _configure_sqlite(connection: Any, _: Any) -> None:
    """SQLite's own rollback journal, synced with its folder: what is committed survives ``kill -9``
    and a power cut. A write-ahead log would be quicker, but cannot be opened on a read-only disk nor
    be trusted on a network share, and ours is a commit a section."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA busy_timeout=10000")
    cursor.execute("PRAGMA synchronous=EXTRA")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


_CLEAR = "已保存的内容不受影响；请清理磁盘后重试"
_ALLOW = "已保存的内容不受影响；请检查读写权限，或换一个数据文件夹"
_WAIT = "已保存的内容不受影响；请关闭占用它的程序，或稍后重试"
_REPLACE = "请用备份替换这个文件，或把它移到别处后重新开始"
_CHECK = "请检查数据库和磁盘后重试"
_TROUBLES = (
    ("disk is full", "磁盘已满", _CLEAR),
    ("No space left", "磁盘已满", _CLEAR),
    ("disk I/O error", "磁盘读写出错，可能已满或有故障", _CLEAR),
    ("readonly", "没有写入权限", _ALLOW),
    ("Read-only", "只读，不能写入", _ALLOW),
    ("Permission denied", "没有访问权限", _ALLOW),
    ("unable to open", "打不开数据库文件", _ALLOW),
    ("not a database", "数据库文件已损坏", _REPLACE),
    ("malformed", "数据库文件已损坏", _REPLACE),
    ("no such column", "数据库不是本程序的，或版本不同", _REPLACE),
    ("locked", "数据库正被别的程序占用", _WAIT),
    ("refused", "连不上数据库", _CHECK),
    ("surrogates not allowed", "文稿中有无法保存的字符", "请删去乱码后重试"),
)


def _explain(error: Exception) -> tuple[str, str]:
    """What is wrong and what to do."""
    text = str(getattr(error, "orig", None) or error)
    found = (pair for english, *pair in _TROUBLES if english in text)
    reason, remedy = next(found, ("数据库报错，或其中的内容已损坏", _CHECK))
    return reason, remedy
