"""What one process tells the others through PostgreSQL: that a draft's work has changed, and the text
of sections that are being written. Another database tells nothing: one looks again after a while.

What is told is lost on those who do not listen, and nothing depends on it: all that counts stands in
the tables.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

if TYPE_CHECKING:
    import psycopg

CHANNEL = "drafting_work"
_LONGEST = 7000
"""Bytes of a section's text that are told at once: PostgreSQL takes no more than 8000 in all."""
_TELL = text("SELECT pg_notify(:channel, :told)")


@dataclass(frozen=True, slots=True)
class News:
    """The work on a draft has changed; where a ``section`` is named, its ``text`` so far."""

    draft_id: str
    section: str = ""
    text: str = ""


def told(session: Session, draft_id: str) -> None:
    """Tell others of a change, as soon as the transaction is kept."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(_TELL, {"channel": CHANNEL, "told": _written(News(draft_id))})


def tell(engine: Engine, news: list[News]) -> None:
    """Tell others of text so far. Raises what the database raises."""
    with engine.begin() as connection:
        for each in news:
            connection.execute(_TELL, {"channel": CHANNEL, "told": _written(each)})


@contextmanager
def hearing(engine: Engine) -> Iterator[psycopg.Connection[Any]]:
    """A connection that hears what is told from now on; see :func:`heard`. Raises what the database
    raises."""
    pooled = engine.raw_connection()
    pooled.detach()
    connection: Any = pooled.driver_connection
    try:
        connection.autocommit = True
        connection.execute(f"LISTEN {CHANNEL}")
        yield connection
    finally:
        pooled.close()


def heard(connection: psycopg.Connection[Any], seconds: float) -> list[News]:
    """What was told since the last time, waiting that long for the first word."""
    found = connection.notifies(timeout=seconds, stop_after=1)
    return [news for each in found if (news := _read(each.payload)) is not None]


def _written(news: News) -> str:
    cut = news.text.replace("\x00", "").encode("utf-8", "ignore")[:_LONGEST].decode(errors="ignore")
    return json.dumps([news.draft_id, news.section, cut], ensure_ascii=False)


def _read(payload: str) -> News | None:
    try:
        return News(*map(str, json.loads(payload)))
    except (ValueError, TypeError):  # told by something else
        return None
