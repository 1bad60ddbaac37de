"""The tables. A draft has versions; a version is a whole draft. Work on a draft that is not finished
has a row of its own, and one for each section that stands. How they came to be: ``migrations/``."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, Index, String, false, true
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from retrieval.connecting import Words


class Base(DeclarativeBase):
    """Root of the tables."""


class DraftRow(Base):
    """A document a person works on. ``changed`` is UTC.

    ``revision`` grows with every save: whoever saves names the one that was begun from. Columns with
    a server default came after the first release."""

    __tablename__ = "drafts"

    id: Mapped[str] = mapped_column(Words(32), primary_key=True)
    kind: Mapped[str] = mapped_column(Words(64))
    title: Mapped[str] = mapped_column(Words(500))
    created: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True))
    changed: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), index=True)
    owner: Mapped[str] = mapped_column(Words(64), server_default="", default="", index=True)
    """Whose it is; empty where it was written on a desk without users."""
    revision: Mapped[int] = mapped_column(server_default="0", default=0)
    archived: Mapped[bool] = mapped_column(server_default=false(), default=False)
    finished: Mapped[bool] = mapped_column(server_default=false(), default=False)
    """Handed out as it stands; the next change of the text takes it back."""
    written: Mapped[bool] = mapped_column(server_default=true(), default=True)
    """Whether anything but the outline stands."""


class VersionRow(Base):
    """One saved state of a draft, numbered from 1 within the draft. ``step`` tells whether it undid
    or redid what came before."""

    __tablename__ = "versions"

    draft_id: Mapped[str] = mapped_column(
        ForeignKey("drafts.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    note: Mapped[str] = mapped_column(Words(200))
    created: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    name: Mapped[str] = mapped_column(Words(60), server_default="", default="")
    """As a person calls it."""
    step: Mapped[str] = mapped_column(String(8), server_default="", default="")


class WorkRow(Base):
    """The writing of a draft that is not finished; gone as soon as it is. ``beat`` is UTC and goes
    on while a process works on it; ``run`` names that process's attempt."""

    __tablename__ = "work"

    draft_id: Mapped[str] = mapped_column(Words(32), primary_key=True)
    run: Mapped[str] = mapped_column(String(32), index=True)
    state: Mapped[str] = mapped_column(String(16))
    message: Mapped[str] = mapped_column(Words(500))
    saved: Mapped[bool] = mapped_column(default=False)
    """Whether what stands has become a version of the draft."""
    engine: Mapped[str] = mapped_column(String(16))
    variant: Mapped[int] = mapped_column()
    brief: Mapped[dict[str, Any]] = mapped_column(JSON)
    outline: Mapped[dict[str, Any]] = mapped_column(JSON)
    begun: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True))
    beat: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True))
    holder: Mapped[str] = mapped_column(String(80), server_default="", default="")
    """The process at work, as an operator would look for it."""
    takeovers: Mapped[int] = mapped_column(server_default="0", default=0)
    """How often another process has carried it on by itself."""


class WorkSectionRow(Base):
    """A section of unfinished work, saved the moment it was written."""

    __tablename__ = "work_sections"

    draft_id: Mapped[str] = mapped_column(
        ForeignKey("work.draft_id", ondelete="CASCADE"), primary_key=True
    )
    section_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    notices: Mapped[list[str]] = mapped_column(JSON)


class UserRow(Base):
    """Somebody who may log in, where users are kept in the database."""

    __tablename__ = "drafting_users"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    role: Mapped[str] = mapped_column(String(16))
    password: Mapped[str] = mapped_column(String(300))
    """An argon2id hash in its usual text form."""


class SettingRow(Base):
    """What was set on the page, and the secret of the sessions, where the database keeps them."""

    __tablename__ = "drafting_settings"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)


Index("versions_by_draft", VersionRow.draft_id, VersionRow.number)
Index("drafts_of_owner", DraftRow.owner, DraftRow.archived, DraftRow.changed)
