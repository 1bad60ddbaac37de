"""Saving and opening drafts. Every save is one transaction: it is whole or it is not there."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import event, select
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import IntegrityError, OperationalError, SQLAlchemyError, TimeoutError
from sqlalchemy.orm import Session

from drafting.document import from_json, to_json
from drafting.errors import StoreAway, StoreFailed, reason_of
from drafting.model import Draft
from drafting.store.history import History, VersionSummary
from drafting.store.people import Office
from drafting.store.schema import HISTORY
from drafting.store.shelf import DraftSummary, Shelf
from drafting.store.tables import DraftRow, VersionRow
from drafting.store.turns import Turns
from drafting.store.versions import Owners, changed, latest, missing, require, save_version, touch
from drafting.store.work import Work
from retrieval.connecting import make_engine
from retrieval.migrating import bring_up

FILE_NAME = "drafting.db"
_ATTEMPTS = 3
"""Times a save is tried where another one makes the same new draft at the same moment."""


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
        self._owners: Owners = None
        try:
            self._where = make_url(url).render_as_string(hide_password=True)
            self._engine = make_engine(url)
        except (SQLAlchemyError, ImportError, ValueError):
            raise StoreFailed(
                "数据库地址（DRAFTING_DATABASE_URL）不对，或没有安装它的驱动程序。"
                "请写成 postgresql+psycopg://用户:密码@主机/库名 这样，并装好驱动。"
            ) from None
        if self._engine.dialect.name == "sqlite":
            event.listen(self._engine, "connect", _configure_sqlite)
        try:
            with self._told():
                bring_up(self._engine, HISTORY)
            self._turns = Turns(self._engine)
        except StoreFailed:
            self._engine.dispose()
            raise

    def seen_by(self, owners: Owners) -> Store:
        """The same store for somebody who sees the drafts of these owners alone and makes new ones
        as the first of them; other drafts are as if they were not there. None: everybody's."""
        seen = copy.copy(self)
        seen._owners = owners
        return seen

    def save(
        self, draft: Draft, note: str = "", *, within: dt.timedelta | None = None,
        since: int | None = None, step: str = "",
    ) -> int:  # fmt: skip
        """Add a version; returns its number, 1 for a new draft. The latest version gives way to it
        instead where it has the same note and no name and was begun ``within`` that time.

        Raises Conflict where the draft has another revision than ``since`` (see ``load_at``): it
        was changed elsewhere meanwhile, and nothing is overwritten."""

        since = self._turns.since(draft.id, since)

        def save() -> int:
            with Session(self._engine) as session, session.begin():
                return save_version(
                    session, draft, note, within, owners=self._owners, since=since, step=step
                )

        with self._told():
            for _ in range(_ATTEMPTS - 1):
                with suppress(IntegrityError):
                    return self._noted(draft.id, save())
            return self._noted(draft.id, save())

    def _noted(self, draft_id: str, number: int) -> int:
        self._turns.saved(draft_id)
        return number

    def amend(self, draft: Draft) -> None:
        """Put a draft in the place of its latest version, where no text changes: a proposal made
        or refused. A draft that is not there yet is saved."""
        since = self._turns.since(draft.id, None)
        with self._session() as session:
            if not touch(session, draft.id, since) and since is not None:
                raise changed()
            require(session, draft.id, self._owners)
            row = latest(session, draft.id)
            if row is not None:
                row.content = to_json(draft)
            else:
                save_version(session, draft, "", owners=self._owners)
        self._turns.saved(draft.id)

    @contextmanager
    def turn(self, draft_id: str) -> Iterator[None]:
        """Whoever loads a draft, changes it and saves it does so within this, one after another, on
        whichever process; what is saved names the revision that was loaded, where it names none."""
        with ExitStack() as open_turn:
            with self._told():
                open_turn.enter_context(self._turns.of(draft_id))
            yield

    def load(self, draft_id: str, number: int | None = None) -> Draft:
        """The latest or a given version. Raises BadInput where there is none."""
        return self.load_at(draft_id, number)[0]

    def load_at(self, draft_id: str, number: int | None = None) -> tuple[Draft, int]:
        """The same with the revision that the draft has now, to be named when it is saved."""
        query = select(VersionRow.content, DraftRow.revision, DraftRow.owner)
        query = query.join(DraftRow, DraftRow.id == VersionRow.draft_id)
        query = query.where(VersionRow.draft_id == draft_id)
        query = query.where(VersionRow.number == number) if number is not None else query
        with self._session() as session:
            row = session.execute(query.order_by(VersionRow.number.desc()).limit(1)).first()
        if row is None or (self._owners is not None and row.owner not in self._owners):
            raise missing(draft_id)
        if number is None:
            self._turns.load(draft_id, row.revision)
        return from_json(row.content, draft_id), row.revision

    def require(self, draft_id: str) -> None:
        """Raises BadInput where the draft is somebody else's; one that is not there is nobody's."""
        if self._owners is not None:
            with self._session() as session:
                require(session, draft_id, self._owners)

    def drafts(self) -> list[DraftSummary]:
        """All drafts, the last changed first."""
        return self.shelf.drafts()

    def versions(self, draft_id: str) -> list[VersionSummary]:
        """The history of a draft, the latest first."""
        return self.history.versions(draft_id)

    def remove(self, draft_id: str) -> None:
        """Delete a draft with its versions; nothing happens where there is none."""
        self.shelf.remove(draft_id)

    @property
    def shelf(self) -> Shelf:
        """The drafts as wholes."""
        return Shelf(self._session, self._owners)

    @property
    def history(self) -> History:
        """The versions of a draft."""
        return History(self._session, self._owners)

    def close(self) -> None:
        """Give the connections back."""
        self._turns.close()
        self._engine.dispose()

    @property
    def work(self) -> Work:
        """The writing that is not finished."""
        return Work(self._session, self._owners)

    @property
    def office(self) -> Office:
        """Users and settings, where the database keeps them."""
        return Office(self._session)

    @property
    def shared(self) -> bool:
        """Whether several processes are meant to use this database: a server's, not a file."""
        return self._engine.dialect.name != "sqlite"

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
            reason, remedy = explained(error)
            away = self.shared and isinstance(error, OperationalError | TimeoutError)
            failed = StoreAway if away else StoreFailed
            raise failed(f"数据库（{self._where}）读写失败：{reason}。{remedy}。") from error


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
_ADDRESS = "请检查数据库地址（DRAFTING_DATABASE_URL）"
_WAIT_FOR_SERVER = "已保存的内容不受影响；请稍后重试，一直这样就请管理员看看数据库"
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
    ("later release", "数据库是更新的版本建的", "请升级本程序后再打开"),
    ("locked", "数据库正被别的程序占用", _WAIT),
    ("authentication failed", "用户名或密码不对", _ADDRESS),
    ("no password supplied", "没有给密码", _ADDRESS),
    ("does not exist", "没有这个库或用户", _ADDRESS),
    ("lock timeout", "这篇文稿正在别处保存", _WAIT_FOR_SERVER),
    ("too many clients", "连接太多", _WAIT_FOR_SERVER),
    ("connection slots", "连接太多", _WAIT_FOR_SERVER),
    ("QueuePool limit", "连接太多", _WAIT_FOR_SERVER),
    ("starting up", "数据库正在启动", _WAIT_FOR_SERVER),
    ("shutting down", "数据库正在关闭", _WAIT_FOR_SERVER),
    ("terminating connection", "与数据库的连接断了", _WAIT_FOR_SERVER),
    ("closed the connection", "与数据库的连接断了", _WAIT_FOR_SERVER),
    ("connection is lost", "与数据库的连接断了", _WAIT_FOR_SERVER),
    ("connection is closed", "与数据库的连接断了", _WAIT_FOR_SERVER),
    ("timeout expired", "连不上数据库", _CHECK),
    ("connection failed", "连不上数据库", _CHECK),
    ("refused", "连不上数据库", _CHECK),
    ("surrogates not allowed", "文稿中有无法保存的字符", "请删去乱码后重试"),
)


def explained(error: Exception) -> tuple[str, str]:
    """What is wrong and what to do."""
    text = str(getattr(error, "orig", None) or error)
    found = (pair for english, *pair in _TROUBLES if english in text)
    reason, remedy = next(found, ("数据库报错，或其中的内容已损坏", _CHECK))
    return reason, remedy
