"""``/metrics`` for Prometheus: to programs of this machine, or for a token; to others it is not there."""

from __future__ import annotations

import hmac
import logging
from dataclasses import dataclass

from fastapi import FastAPI, Request
from fastapi.responses import PlainTextResponse, Response
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from drafting.desk.headers import LOOPBACK
from drafting.observing.metrics import Standing, switch_on
from drafting.store import Store
from drafting.store.tables import WorkRow

_PASSED_ON = ("x-forwarded-for", "forwarded", "x-real-ip", "x-forwarded-host")
"""What a proxy adds: the program that asks is not one of this machine then."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Watchers:
    """Who may read the numbers. Without ``token`` only programs of this machine may."""

    token: str
    standing: Standing

    def may_read(self, request: Request) -> bool:
        """Whether the one who asks is let in."""
        given = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
        if self.token and hmac.compare_digest(given.encode(), self.token.encode()):
            return True
        passed_on = any(name in request.headers for name in _PASSED_ON)
        return not passed_on and request.client is not None and request.client.host in LOOPBACK


def hang(app: FastAPI, watchers: Watchers) -> None:
    """Count from now on, and put ``/metrics`` on an app."""
    from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

    numbers = switch_on()
    numbers.work(watchers.standing)

    @app.get("/metrics")
    def metrics(request: Request) -> Response:
        """The numbers of this process, and the work in the database."""
        if not watchers.may_read(request):
            return PlainTextResponse("Not Found", 404)
        told = generate_latest(numbers.registry)
        return Response(told, media_type=CONTENT_TYPE_LATEST, headers={"cache-control": "no-store"})


def unfinished_in(store: Store) -> Standing:
    """Counts the unfinished work of all processes by its state; nothing while the database fails."""

    def count() -> dict[str, int]:
        query = select(WorkRow.state, func.count()).group_by(WorkRow.state)
        try:
            with store.engine.connect() as connection:
                return {str(state): int(number) for state, number in connection.execute(query)}
        except SQLAlchemyError as error:
            _log.warning("work cannot be counted: %s", error)
            return {}

    return count
