"""Trying again: how often, and how long to wait before."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import TypeVar

from drafting.model_server.explaining import LONGEST_PAUSE
from drafting.model_server.failures import Failure, ServerFailed

_FIRST_PAUSE = 0.5
_BUSY_TRIES = 2
"""A busy server has done no work yet: it is asked so many times as often."""

T = TypeVar("T")


def pause_before(
    failure: Failure, tries: int, chance: Callable[[], float] = random.random
) -> float:
    """Seconds to wait after so many failed tries (1, 2 …): twice as long each time, a half more or
    less by chance, so that sections that failed together do not come back together. Never less
    than the server asked for."""
    grown = _FIRST_PAUSE * 2.0 ** (tries - 1) * (0.5 + chance())
    if failure.pause:
        return failure.pause + min(grown, _FIRST_PAUSE) * chance()
    return min(grown, LONGEST_PAUSE)


class Gate:
    """Requests of one server wait here while it is busy, whoever was told so first."""

    def __init__(self) -> None:
        self._until = 0.0

    async def wait(self) -> None:
        """Until the server may be asked again."""
        now = asyncio.get_running_loop().time
        while (left := self._until - now()) > 0:
            await asyncio.sleep(left + _FIRST_PAUSE * random.random() / 2)

    def close(self, seconds: float) -> None:
        """Nobody passes for so long."""
        self._until = max(self._until, asyncio.get_running_loop().time() + seconds)


async def tried(
    once: Callable[[], Awaitable[T]], tries: int, gate: Gate, again: Callable[[Failure], None]
) -> T:
    """Run ``once`` until it succeeds; ``again`` is told before another try. Raises ServerFailed
    where trying does not help or has been done often enough."""
    done = 0
    while True:
        await gate.wait()
        try:
            return await once()
        except ServerFailed as error:
            failure, done = error.failure, done + 1
            if not failure.retry or done >= tries * (_BUSY_TRIES if failure.kind == "busy" else 1):
                raise
        if failure.pause:
            gate.close(failure.pause)
        await asyncio.sleep(pause_before(failure, done))
        again(failure)
