"""A connection pool for a database by its URL, and the column type of what people write."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Dialect, Engine, String, Text, create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.types import TypeDecorator

POOL, OVERFLOW = 8, 24
"""Connections to a server that one process keeps, and opens beside them when it is busy: four
processes stay below the hundred that PostgreSQL allows by default only while not all are busy."""
PATIENCE = 10
"""Seconds to wait for a server to take a connection."""


def make_engine(url: str, **options: Any) -> Engine:
    """A pool for a database. ``postgresql://`` and ``postgres://`` mean psycopg 3, which is what is
    installed. A connection that the server has ended is opened anew before it is used.

    Raises what SQLAlchemy raises for a URL that is none, or a driver that is not installed.
    """
    address = make_url(url)
    if address.drivername in ("postgres", "postgresql"):
        address = address.set(drivername="postgresql+psycopg")
    if address.get_backend_name() == "postgresql":
        waiting = {"connect_timeout": PATIENCE, "keepalives_idle": 30, "keepalives_interval": 10}
        options = {
            "pool_pre_ping": True, "pool_size": POOL, "max_overflow": OVERFLOW,
            "connect_args": waiting, **options,
        }  # fmt: skip
    return create_engine(address, **options)


class Words(TypeDecorator[str]):
    """Text without U+0000, which PostgreSQL cannot hold and no writer means."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, _: Dialect) -> str | None:
        """What is written, or compared with."""
        return value.replace("\x00", "") if value else value


class LongWords(Words):
    """The same without a limit of length."""

    impl = Text
    cache_ok = True
