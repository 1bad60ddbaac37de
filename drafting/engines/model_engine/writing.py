"""The order of work: headed sections side by side, then opening and closing, told of the rest,
then the passes over the whole."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from drafting.engines.base import Task
from drafting.engines.model_engine.commission import Commission, Emit, Event, Failed
from drafting.engines.model_engine.composing import Version, compose
from drafting.engines.model_engine.smoothing import Versions, balance, smooth
from drafting.model import PlannedSection, Section
from drafting.model_server import Failure, ServerFailed, open_server
from drafting.settings import Settings

_WARM_SECONDS = 3.0
"""The first request goes ahead of the others until it brings text, so that the server has read
what they all begin with; but they wait no longer than this."""


async def write_all(task: Task, settings: Settings, emit: Emit) -> None:
    """Write every section that has facts or no heading and is not done; uses the model. Each ends
    in a Written or in one Failed."""
    try:
        async with open_server(settings) as server:
            room = asyncio.Semaphore(settings.drafting_parallel)
            await write_with(Commission(task, server, room, emit))
    except ServerFailed as error:
        for planned in _todo(task):
            emit(Failed(planned, error.failure))


async def write_with(commission: Commission) -> None:
    """The same with a server that is open. Openings and closings are not begun where all others
    failed."""
    todo = _todo(commission.task)
    headed, frame = [s for s in todo if s.level], [s for s in todo if not s.level]
    writer = _Writer(commission)
    await writer.together(headed)
    if writer.versions or commission.task.done or not headed:
        await writer.together(frame)
    await writer.finish()


def _todo(task: Task) -> list[PlannedSection]:
    done = {section.id for section in task.done}
    return [s for s in task.outline.sections if s.id not in done and (s.facts or not s.level)]


class _Writer:
    def __init__(self, commission: Commission) -> None:
        self.versions: Versions = {}
        self._commission = commission
        self._refusal: Failure | None = None
        self._warm = asyncio.Event()

    async def together(self, sections: Sequence[PlannedSection]) -> None:
        """Write side by side, the longest first, told of what stands already."""
        rest = self._standing()
        if not sections:
            return
        first, *others = sorted(sections, key=lambda s: -s.length)
        ahead = asyncio.create_task(self._one(first, rest, self._warm))
        try:
            await _wait(self._warm)
            await asyncio.gather(ahead, *(self._one(section, rest) for section in others))
        finally:
            ahead.cancel()

    async def finish(self) -> None:
        """Read the whole: smooth what neighbours repeat, bring the whole to its length."""
        await smooth(self._commission, self.versions)
        await balance(self._commission, self.versions)

    async def _one(
        self,
        planned: PlannedSection,
        rest: tuple[Section, ...],
        warm: asyncio.Event | None = None,
    ) -> None:
        async with self._commission.room:
            outcome = self._refusal or await compose(self._telling(warm), planned, rest)
        if warm:
            warm.set()
        if isinstance(outcome, Version):
            self.versions[planned.id] = outcome
            return
        self._refusal = self._refusal or (outcome if outcome.final else None)
        self._commission.emit(Failed(planned, outcome))

    def _telling(self, warm: asyncio.Event | None) -> Commission:
        """The commission, which also says when the first text has come."""
        if warm is None:
            return self._commission
        task, server, room, emit = (
            self._commission.task, self._commission.server,
            self._commission.room, self._commission.emit,
        )  # fmt: skip

        def tell(event: Event) -> None:
            warm.set()
            emit(event)

        return Commission(task, server, room, tell)

    def _standing(self) -> tuple[Section, ...]:
        written = (version.section for version in self.versions.values())
        return (*self._commission.task.done, *written)


async def _wait(warm: asyncio.Event) -> None:
    try:
        await asyncio.wait_for(warm.wait(), _WARM_SECONDS)
    except TimeoutError:
        return
