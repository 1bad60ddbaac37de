"""The office: some processes of the program on one database, a model server with bad days."""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.browser.running import RunningDesk
from tests.crowd.script import bad_days
from tests.crowd.visitor import Visitor
from tests.crowd.writer import Outcome, write_document
from tests.servers.fault_openai import FaultOpenAI

KINDS = ("mobilization_speech", "work_summary", "situation_report", "implementation_plan")


@dataclass
class Day:
    """What a day brought. ``memory``: MB of all processes, at each look; ``seconds``
    until the last document was done."""

    outcomes: list[Outcome] = field(default_factory=list)
    visitors: list[Visitor] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def wrong(self) -> list[str]:
        """All that is not as it must be."""
        return [*self.failures, *(line for outcome in self.outcomes for line in outcome.wrong)]

    def actions(self) -> list[float]:
        """Seconds of every action that does not wait for writing to end, the shortest first."""
        return sorted(t.seconds for v in self.visitors for t in v.taken if not t.long)

    def p95(self) -> float:
        """Seconds within which nineteen of twenty actions were answered."""
        return statistics.quantiles(self.actions(), n=20)[-1]


@contextmanager
def office(folder: Path, database: str, processes: int) -> Iterator[list[RunningDesk]]:
    """So many processes on one database, each with a folder of its own for what it may lose."""
    with FaultOpenAI(bad_days).running() as model, ExitStack() as stack:
        desks = []
        for number in range(processes):
            desk = RunningDesk(
                folder / f"process-{number}", DRAFTING_DATABASE_URL=database,
                DRAFTING_EMBEDDINGS="off", OPENAI_BASE_URL=model.base_url, OPENAI_API_KEY="office",
                DRAFTING_MODEL="writer",
            )  # fmt: skip
            desk.start()
            stack.callback(desk.stop)
            desks.append(desk)
        yield desks


async def day(desks: Sequence[RunningDesk], addresses: Sequence[str], writers: int, seconds: float) -> Day:  # fmt: skip
    """So many writers at their desks until the time is over; each ends what it has begun."""
    the_day, begun = Day(), time.monotonic()
    until = begun + seconds
    looking = asyncio.create_task(_look(desks, the_day))
    names = [f"写手{number:02d}" for number in range(writers)]
    await asyncio.gather(
        *(_work(the_day, addresses[n % len(addresses)], who, until) for n, who in enumerate(names))
    )
    looking.cancel()
    the_day.seconds = time.monotonic() - begun
    return the_day


async def _work(the_day: Day, address: str, who: str, until: float) -> None:
    chance = random.Random(who)
    await asyncio.sleep(chance.uniform(0, 8))
    async with httpx.AsyncClient(base_url=address, timeout=60, trust_env=False) as client:
        while time.monotonic() < until:
            try:
                outcome, visitor = await write_document(client, who, chance.choice(KINDS))
            except Exception as failure:  # whatever it is, the day tells it and goes on
                the_day.failures.append(f"{who}: {failure!r}")
                continue
            the_day.outcomes.append(outcome)
            the_day.visitors.append(visitor)


async def _look(desks: Sequence[RunningDesk], the_day: Day) -> None:
    while True:
        the_day.memory.append(sum(desk.memory() for desk in desks))
        await asyncio.sleep(5)
