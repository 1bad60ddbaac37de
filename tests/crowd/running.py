"""The office: some processes of the program on one database, a model server with bad days."""

from __future__ import annotations

import asyncio
import json
import random
import re
import statistics
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.browser.running import RunningDesk
from tests.crowd.script import bad_days
from tests.crowd.visitor import Visitor
from tests.crowd.writer import THINKS, Outcome, write_document
from tests.servers.fault_openai import FaultOpenAI

KINDS = ("mobilization_speech", "work_summary", "situation_report", "implementation_plan")
REPORT = Path("artefacts/crowd.json")


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

    def report(self, name: str, writers: int) -> None:
        """For the record: times are measured, not judged, where other things run beside."""
        taken = self.actions()
        told = {
            "writers": writers, "seconds": round(self.seconds, 1), "documents": len(self.outcomes),
            "actions": len(taken), "action_median_s": round(statistics.median(taken), 3),
            "action_p95_s": round(self.p95(), 3), "memory_mb": [round(mb) for mb in self.memory],
        }  # fmt: skip
        REPORT.parent.mkdir(exist_ok=True)
        before = json.loads(REPORT.read_text(encoding="utf-8")) if REPORT.exists() else {}
        REPORT.write_text(json.dumps({**before, name: told}, indent=1) + "\n", encoding="utf-8")


@contextmanager
def office(
    folder: Path, processes: Sequence[Mapping[str, str]], **shared: str
) -> Iterator[list[RunningDesk]]:
    """Processes that run, each with a folder of its own. ``shared`` stands in the environment of all,
    ``processes`` holds what stands in that of each. Whoever ends one takes it out of the list."""
    with FaultOpenAI(bad_days).running() as model, ExitStack() as stack:
        usual = {
            "DRAFTING_EMBEDDINGS": "off", "OPENAI_BASE_URL": model.base_url,
            "OPENAI_API_KEY": "office", "DRAFTING_MODEL": "writer", "DRAFTING_METRICS": "true",
        }  # fmt: skip
        desks: list[RunningDesk] = []
        for number, own in enumerate(processes):
            desk = RunningDesk(folder / f"process-{number}", **{**usual, **shared, **own})
            desk.start()
            desks.append(desk)
            stack.callback(_end, desk, desks)
        yield desks


def _end(desk: RunningDesk, desks: Sequence[RunningDesk]) -> None:
    if desk in desks:
        desk.stop()


def browser(address: str) -> httpx.AsyncClient:
    """What a browser is to one writer; nobody vouches for the certificates of these tests."""
    return httpx.AsyncClient(base_url=address, timeout=60, trust_env=False, verify=_ANY)


_ANY = httpx.create_ssl_context(verify=False)
"""Made once: to read the certificates of all authorities takes 20 ms."""


def documents_by(desk: RunningDesk) -> int:
    """Drafts that a process has written to their end, by its own count."""
    numbers = httpx.get(f"{desk.address}metrics", trust_env=False).raise_for_status().text
    return sum(int(float(n)) for n in re.findall(r"drafting_jobs_total{[^}]*} (\S+)", numbers))


async def day(
    desks: Sequence[RunningDesk], addresses: Sequence[str], writers: int, seconds: float,
    begins_within: float = 8.0,
) -> Day:  # fmt: skip
    """So many writers at their desks until the time is over; each ends what it has begun."""
    the_day, begun = Day(), time.monotonic()
    until = begun + seconds
    looking = asyncio.create_task(_look(desks, the_day))
    names = [f"写手{number:02d}" for number in range(writers)]
    await asyncio.gather(
        *(
            _work(the_day, addresses[n % len(addresses)], who, until, begins_within)
            for n, who in enumerate(names)
        )
    )
    looking.cancel()
    the_day.seconds = time.monotonic() - begun
    return the_day


async def _work(the_day: Day, address: str, who: str, until: float, begins_within: float) -> None:
    chance = random.Random(who)
    await asyncio.sleep(chance.uniform(0, begins_within))
    while time.monotonic() < until:
        async with browser(address) as client:  # another person, with cookies of its own
            try:
                outcome, visitor = await write_document(
                    client, who, chance.choice(KINDS), thinks=THINKS
                )
            except Exception as failure:  # whatever it is, the day tells it and goes on
                the_day.failures.append(f"{who}: {failure!r}")
                await asyncio.sleep(1)
                continue
        the_day.outcomes.append(outcome)
        the_day.visitors.append(visitor)


async def _look(desks: Sequence[RunningDesk], the_day: Day) -> None:
    while True:
        the_day.memory.append(sum(desk.memory() for desk in desks))
        await asyncio.sleep(5)
