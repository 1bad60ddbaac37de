"""Tokens that a user, and the office as a whole, may have a model read and write in a day or month.

What is spent stands in the database, so that the quota holds over all processes. A document that was
begun is finished; the next one is refused, with what was used and when it begins anew. Nothing is
written by another engine in its place: that is for the person to choose.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Engine, func, insert, select, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session

from drafting.errors import StoreFailed
from drafting.model import Usage
from drafting.observing.spending import UsedUp
from drafting.store.office import TokenRow

Period = Literal["day", "month"]
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Quota:
    """Tokens in and out, cached ones included; 0 for no limit. Days and months are local."""

    user: int = 0
    office: int = 0
    period: Period = "month"

    @property
    def limits(self) -> bool:
        """Whether there is any limit."""
        return bool(self.user or self.office)


NO_QUOTA = Quota()


@dataclass(frozen=True, slots=True)
class Standing:
    """What was used of a quota, in tokens, and when it begins anew."""

    used: int
    limit: int
    whose: Literal["user", "office"]
    period: Period
    renewed: dt.date

    @property
    def left(self) -> int:
        """Tokens that are left."""
        return max(0, self.limit - self.used)

    def line(self) -> str:
        """The same in Chinese, for the page."""
        return (
            f"{_WHOSE[self.whose]}{_SPAN[self.period]}模型用量 {self.used:,} / {self.limit:,} 词元，"
            f"{self.renewed.month}月{self.renewed.day}日零时重新计算"
        )

    def refusal(self) -> UsedUp:
        """What a writer is told who has used all."""
        return UsedUp(
            f"{_WHOSE[self.whose]}{_SPAN[self.period]}的模型用量已用完",
            f"用了 {self.used:,} 词元，限额 {self.limit:,} 词元，"
            f"{self.renewed.month}月{self.renewed.day}日零时重新计算。"
            "现在可以在提纲页改选离线引擎起草，或请管理员调整限额。",
        )


_WHOSE = {"user": "您", "office": "本单位"}
_SPAN = {"month": "本月", "day": "今天"}


class Quotas:
    """The account of a database; see :class:`~drafting.observing.spending.Purse`."""

    def __init__(
        self, engine: Engine, quota: Quota, today: Callable[[], dt.date] = dt.date.today
    ) -> None:
        self._engine = engine
        self._quota = quota
        self._today = today
        self._owed: dict[tuple[str, str], Usage] = {}
        self._turn = threading.Lock()

    def standings(self, name: str) -> list[Standing]:
        """How the quotas stand that hold for a user. Raises StoreFailed."""
        quota, period = self._quota, self._period()
        spent = func.coalesce(func.sum(TokenRow.prompt + TokenRow.completion), 0)
        limits: tuple[tuple[Literal["user", "office"], int], ...] = (
            ("user", quota.user), ("office", quota.office),
        )  # fmt: skip
        found = []
        try:
            with Session(self._engine) as session:
                for whose, limit in limits:
                    if limit:
                        query = select(spent).where(TokenRow.period == period)
                        query = query.where(TokenRow.actor == name) if whose == "user" else query
                        used = int(session.scalar(query) or 0)
                        found.append(Standing(used, limit, whose, quota.period, self._renewed()))
        except SQLAlchemyError as error:
            raise StoreFailed(
                "模型用量读不出来，暂时不能请模型写。请稍后重试，或告诉管理员。"
            ) from error
        return found

    def admit(self, name: str) -> None:
        """Raises UsedUp where nothing is left, StoreFailed where that cannot be known."""
        for standing in self.standings(name):
            if not standing.left:
                raise standing.refusal()

    def spent(self, name: str, usage: Usage) -> None:
        """Add to the account. What cannot be written now is owed, and written with the next."""
        with self._turn:
            owed = self._owed.setdefault((name, self._period()), Usage())
            self._owed[name, self._period()] = Usage(
                owed.prompt + usage.prompt, owed.cached + usage.cached,
                owed.completion + usage.completion, owed.calls + max(1, usage.calls),
            )  # fmt: skip
            try:
                for (who, period), all_of_it in list(self._owed.items()):
                    self._write(who, period, all_of_it)
                    del self._owed[who, period]
            except SQLAlchemyError as error:
                _log.warning("tokens are owed to the account: %s", error)

    def _write(self, who: str, period: str, usage: Usage) -> None:
        more = {
            "prompt": TokenRow.prompt + usage.prompt, "cached": TokenRow.cached + usage.cached,
            "completion": TokenRow.completion + usage.completion,
            "calls": TokenRow.calls + usage.calls,
        }  # fmt: skip
        key = {"actor": who[:80], "period": period}
        raised = update(TokenRow).filter_by(**key).values(more)
        first = insert(TokenRow).values(
            **key, prompt=usage.prompt, cached=usage.cached, completion=usage.completion,
            calls=usage.calls,
        )  # fmt: skip
        with Session(self._engine) as session, session.begin():
            if getattr(session.execute(raised), "rowcount", 0):
                return
            try:
                with session.begin_nested():
                    session.execute(first)
            except IntegrityError:  # another process was first
                session.execute(raised)

    def _period(self) -> str:
        return self._today().isoformat()[: 7 if self._quota.period == "month" else 10]

    def _renewed(self) -> dt.date:
        today = self._today()
        if self._quota.period == "day":
            return today + dt.timedelta(days=1)
        return (today.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
