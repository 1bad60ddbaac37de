"""Whoever gives wrong passwords waits, twice as long each time: in the database, for all processes.

A try is counted before the password is looked at and taken back where it was right, so that many
tries at the same moment are counted one by one. Waits go by the clock of the database server where
there is one: a process whose own clock is wrong neither shortens nor lengthens them for others.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Engine, delete, insert, select, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session

from drafting.errors import StoreFailed
from drafting.store.office import AttemptRow
from drafting.store.versions import now_of, utc

_Result = TypeVar("_Result")
_FIRST = 4.0
"""Seconds of the first wait; they run from before the password is looked at."""
FORGOTTEN = dt.timedelta(days=1)
"""After this without a try it counts no more."""


@dataclass(frozen=True, slots=True)
class Limit:
    """``free`` wrong passwords before anybody has to wait; ``longest`` seconds of waiting."""

    free: int
    longest: float

    def pause(self, count: int) -> float:
        """Seconds to wait after so many wrong passwords."""
        more = min(count - self.free, 30)
        return min(self.longest, _FIRST * 2.0**more) if more >= 0 else 0.0


PAIR = Limit(3, 300.0)
"""For a name from one address."""
ADDRESS = Limit(30, 300.0)
"""For any names from one address, which a whole office may share."""
ACCOUNT = Limit(20, 60.0)
"""For a name from any addresses; short, lest anybody be kept out for long by others."""


class Attempts:
    """Tries at passwords. Safe to use from several threads and processes."""

    def __init__(self, engine: Engine, now: Callable[[Session], dt.datetime] = now_of) -> None:
        self._engine = engine
        self._now = now

    def begin(self, name: str, address: str) -> float:
        """Count a try; returns 0 where it may be made, else the seconds until it may, and then it
        does not count. Raises StoreFailed."""
        keys = _keys(name, address)
        return self._told(lambda session: self._begun(session, keys))

    def right(self, name: str, address: str) -> None:
        """The password was right: what was counted for this name is forgotten, and the address's
        count is as it was before. Raises StoreFailed."""
        (pair, _), (account, _), (host, _) = _keys(name, address)

        def forget(session: Session) -> None:
            session.execute(delete(AttemptRow).where(AttemptRow.who.in_((pair, account))))
            back = update(AttemptRow).where(AttemptRow.who == host, AttemptRow.count > 0)
            session.execute(back.values(count=AttemptRow.count - 1, until=self._now(session)))

        self._told(forget)

    def _begun(self, session: Session, keys: Sequence[tuple[str, Limit]]) -> float:
        now = self._now(session)
        session.execute(delete(AttemptRow).where(AttemptRow.tried < now - FORGOTTEN))
        for who, _ in keys:  # locks the rows, in the same order everywhere
            if not _grown(session, who, now):
                session.execute(
                    insert(AttemptRow).values(who=who, count=1, tried=now, until=now)
                )  # fmt: skip
        asked = select(AttemptRow).where(AttemptRow.who.in_([who for who, _ in keys]))
        rows = {row.who: row for row in session.scalars(asked)}
        waits = [
            min(limit.longest, (utc(rows[who].until) - now).total_seconds()) for who, limit in keys
        ]
        if max(waits) > 0:
            session.rollback()
            return max(waits)
        for who, limit in keys:
            rows[who].until = now + dt.timedelta(seconds=limit.pause(rows[who].count))
        return 0.0

    def _told(self, work: Callable[[Session], _Result]) -> _Result:
        try:
            try:
                with Session(self._engine) as session, session.begin():
                    return work(session)
            except IntegrityError:  # the row was made by another process in the same moment
                with Session(self._engine) as session, session.begin():
                    return work(session)
        except SQLAlchemyError as error:
            raise StoreFailed(
                "登录次数记不进数据库，暂时不能登录。请稍后重试，或告诉管理员。"
            ) from error


def _grown(session: Session, who: str, now: dt.datetime) -> bool:
    more = update(AttemptRow).where(AttemptRow.who == who)
    done = session.execute(more.values(count=AttemptRow.count + 1, tried=now))
    return bool(getattr(done, "rowcount", 0))


def _keys(name: str, address: str) -> list[tuple[str, Limit]]:
    """For whom a try counts: the name from this address, the name, the address."""
    return [
        (_digest("pair", address, name), PAIR), (_digest("name", name), ACCOUNT),
        (_digest("address", address), ADDRESS),
    ]  # fmt: skip


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()
