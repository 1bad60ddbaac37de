"""Tables of an office with many users: who did what, wrong passwords, tokens spent. No draft hangs on
them, and they hold no text of any."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import BigInteger, DateTime, String
from sqlalchemy.orm import Mapped, mapped_column

from drafting.store.tables import Base


class AuditRow(Base):
    """Somebody did something. Rows are added and never changed."""

    __tablename__ = "drafting_audit"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    """Made by whoever adds the row: no counter that a database carried elsewhere would begin anew."""
    at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), index=True)
    actor: Mapped[str] = mapped_column(String(80), index=True)
    """The user's name; empty on a desk without users."""
    action: Mapped[str] = mapped_column(String(32))
    draft_id: Mapped[str] = mapped_column(String(32), index=True)
    detail: Mapped[str] = mapped_column(String(120))
    """A word or two of the program's own: an engine, a form of file, a check."""
    address: Mapped[str] = mapped_column(String(64))
    request: Mapped[str] = mapped_column(String(64))
    """The request's id, as the log has it."""


class AttemptRow(Base):
    """Passwords tried by somebody and not found right since; ``who`` is a digest."""

    __tablename__ = "drafting_attempts"

    who: Mapped[str] = mapped_column(String(64), primary_key=True)
    count: Mapped[int] = mapped_column()
    tried: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), index=True)
    until: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True))
    """Before this nothing is tried again."""


class TokenRow(Base):
    """What a user has had a model read and write in a day or a month."""

    __tablename__ = "drafting_tokens"

    actor: Mapped[str] = mapped_column(String(80), primary_key=True)
    period: Mapped[str] = mapped_column(String(10), primary_key=True)
    """``2026-03`` or ``2026-03-31``."""
    prompt: Mapped[int] = mapped_column(BigInteger)
    cached: Mapped[int] = mapped_column(BigInteger)
    completion: Mapped[int] = mapped_column(BigInteger)
    calls: Mapped[int] = mapped_column(BigInteger)
