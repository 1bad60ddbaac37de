"""Saving and opening drafts. Every save is one transaction: it is whole or it is not there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, delete, event, func, select
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from drafting.document import from_json, to_json
from drafting.errors import BadInput, StoreFailed
from drafting.model import Draft
from drafting.store.tables import Base, DraftRow, VersionRow

FILE_NAME = "drafting.db"


@dataclass(frozen=True, slots=True)
class DraftSummary:
    """A line of the list of drafts; ``changed`` is UTC."""

    id: str
    kind: str
    title: str
    changed: dt.datetime
    versions: int


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
                f"数据文件夹“{folder}”建不起来：{_reason(error)}。请换一个可写的文件夹（--data）。"
            ) from error
        url = f"sqlite:///{folder / FILE_NAME}"
    return Store(url)


class Store:
    """Drafts and versions behind one database URL. Safe to use from several threads."""

    def __init__(self, url: str) -> None:
        self._where = make_url(url).render_as_string(hide_password=True)
        self._engine = create_engine(url)
        if self._engine.dialect.name == "sqlite":
            event.listen(self._engine, "connect", _configure_sqlite)
        with self._told():
            Base.metadata.create_all(self._engine)

    def save(self, draft: Draft, note: str = "") -> int:
        """Add a version; returns its number, 1 for a new draft."""
        now = dt.datetime.now(dt.UTC)
        with self._session() as session:
            row = session.get(DraftRow, draft.id)
            if row is None:
                row = DraftRow(id=draft.id, created=now)
                session.add(row)
            row.kind, row.title, row.changed = draft.kind, draft.title[:500], now
            session.flush()
            last = session.scalar(
                select(func.max(VersionRow.number)).where(VersionRow.draft_id == draft.id)
            )
            number = (last or 0) + 1
            session.add(
                VersionRow(
                    draft_id=draft.id,
                    number=number,
                    note=note[:200],
                    created=now,
                    content=to_json(draft),
                )
            )
        return number

    def load(self, draft_id: str, number: int | None = None) -> Draft:
        """The latest or a given version. Raises BadInput where there is none."""
        query = select(VersionRow).where(VersionRow.draft_id == draft_id)
        query = query.where(VersionRow.number == number) if number is not None else query
        with self._session() as session:
            row = session.scalar(query.order_by(VersionRow.number.desc()).limit(1))
            content = dict(row.content) if row else None
        if content is None:
            raise BadInput(f"没有找到编号为“{draft_id}”的文稿，可能已被删除。请刷新列表再试。")
        return from_json(content, draft_id)

    def drafts(self) -> list[DraftSummary]:
        """All drafts, the last changed first."""
        counted = (
            select(VersionRow.draft_id, func.count().label("versions"))
            .group_by(VersionRow.draft_id)
            .subquery()
        )
        query = (
            select(DraftRow, counted.c.versions)
            .join(counted, counted.c.draft_id == DraftRow.id)
            .order_by(DraftRow.changed.desc())
        )
        with self._session() as session:
            return [
                DraftSummary(row.id, row.kind, row.title, row.changed, versions)
                for row, versions in session.execute(query)
            ]

    def versions(self, draft_id: str) -> list[VersionSummary]:
        """The history of a draft, the latest first."""
        query = (
            select(VersionRow)
            .where(VersionRow.draft_id == draft_id)
            .order_by(VersionRow.number.desc())
        )
        with self._session() as session:
            return [VersionSummary(r.number, r.note, r.created) for r in session.scalars(query)]

    def remove(self, draft_id: str) -> None:
        """Delete a draft with its versions; nothing happens where there is none."""
        with self._session() as session:
            session.execute(delete(VersionRow).where(VersionRow.draft_id == draft_id))
            session.execute(delete(DraftRow).where(DraftRow.id == draft_id))

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

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
        except SQLAlchemyError as error:
            raise StoreFailed(
                f"数据库（{self._where}）读写失败：{_reason(error)}。"
                "已保存的内容不受影响；请检查磁盘空间和读写权限后重试。"
            ) from error


def _configure_sqlite(connection: Any, _: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA busy_timeout=10000")
    cursor.close()


_REASONS = (
    ("disk is full", "磁盘已满"),
    ("No space left", "磁盘已满"),
    ("readonly", "没有写入权限"),
    ("Read-only", "只读，不能写入"),
    ("Permission denied", "没有访问权限"),
    ("unable to open", "打不开数据库文件"),
    ("not a database", "数据库文件已损坏"),
    ("malformed", "数据库文件已损坏"),
    ("locked", "数据库正被别的程序占用"),
    ("Not a directory", "路径中有一段不是文件夹"),
    ("File exists", "已有同名文件"),
)


def _reason(error: Exception) -> str:
    text = str(getattr(error, "orig", None) or error)
    return next((chinese for english, chinese in _REASONS if english in text), "数据库报错")
