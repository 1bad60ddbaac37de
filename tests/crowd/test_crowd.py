"""Many writers on two processes and one PostgreSQL: every document whole and right, whatever happens
to the servers meanwhile."""

from __future__ import annotations

import asyncio
import json
import os
import re
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.browser.running import RunningDesk
from tests.crowd.running import Day, day, office
from tests.crowd.visitor import Told, Visitor
from tests.crowd.writer import write_document
from tests.servers.postgres import Postgres, is_installed, running

pytestmark = [pytest.mark.servers, pytest.mark.enable_socket]

WRITERS = 60
SECONDS = float(os.environ.get("CROWD_SECONDS", "180"))
REPORT = Path("artefacts/crowd.json")


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    """A server of its own: these tests stop it. Its folder lies where an ordinary user may go."""
    if not is_installed() and not os.environ.get("CI"):
        pytest.skip("PostgreSQL is not installed here")
    with tempfile.TemporaryDirectory(prefix="crowd-") as folder:
        Path(folder).chmod(0o755)
        with running(Path(folder) / "server") as server:
            yield server


@pytest.fixture(scope="module")
def desks(
    postgres: Postgres, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[RunningDesk]]:
    with office(tmp_path_factory.mktemp("office"), postgres.new_database(), 2) as running_desks:
        yield running_desks


def test_sixty_writers(desks: list[RunningDesk]) -> None:
    done = asyncio.run(day(desks, [desk.address for desk in desks], WRITERS, SECONDS))
    _report(done)
    assert done.wrong == []
    assert len(done.outcomes) >= WRITERS
    assert len({outcome.draft for outcome in done.outcomes}) == len(done.outcomes)


def _report(done: Day) -> None:
    """For the record: times are measured, not judged, where other things run beside."""
    taken = done.actions()
    told = {
        "writers": WRITERS, "seconds": SECONDS, "documents": len(done.outcomes),
        "actions": len(taken), "action_median_s": taken[len(taken) // 2], "action_p95_s": done.p95(),
        "memory_mb": done.memory,
    }  # fmt: skip
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


def test_two_writers_on_one_draft_through_two_processes(desks: list[RunningDesk]) -> None:
    first, later = asyncio.run(_clash(desks))
    assert "先保存的一句。" in str(first.value("text-1"))
    assert "先保存的一句。" in str(later.value("text-1"))
    assert "后保存的一句。" not in str(later.value("text-1"))
    proposal = re.sub("<[^>]+>", "", str(later.value("under-1")))  # what is new in it is marked
    assert "后保存的一句。" in proposal
    assert "另一节里加的。" in str(later.value("text-2"))


async def _clash(desks: list[RunningDesk]) -> tuple[Visitor, Visitor]:
    clients = [httpx.AsyncClient(base_url=d.address, timeout=60, trust_env=False) for d in desks]
    outcome, _ = await write_document(clients[0], "甲", "situation_report")
    pages = []
    for client in clients:
        page = Visitor(client)
        await page.open(f"?draft={outcome.draft}")
        pages.append(page)
    first, later = pages
    await _add(first, 1, "先保存的一句。")
    later.put("text-2", f"{later.value('text-2')}另一节里加的。")
    await _add(later, 1, "后保存的一句。")
    for client in clients:
        await client.aclose()
    return first, later


async def _add(page: Visitor, at: int, words: str) -> None:
    page.put(f"text-{at}", f"{page.value(f'text-{at}')}{words}")
    await page.fire("save")
    if "data-take-in" in str(page.value("saved")):  # the page asks for what others wrote
        await page.fire("take-in")


def test_a_database_that_goes_away_and_comes_back(
    desks: list[RunningDesk], postgres: Postgres
) -> None:
    kept, told, after = asyncio.run(_interrupted(desks, postgres))
    assert kept
    assert re.search("数据库", told)
    assert "Traceback" not in told
    assert after == []


async def _interrupted(desks: list[RunningDesk], postgres: Postgres) -> tuple[bool, str, list[str]]:
    """What was kept stands after it; what a writer is told meanwhile; whether work goes on."""
    async with httpx.AsyncClient(
        base_url=desks[1].address, timeout=60, trust_env=False
    ) as client:  # fmt: skip
        outcome, page = await write_document(client, "乙", "work_summary")
        await asyncio.to_thread(postgres.stop)
        page.put("text-1", f"{page.value('text-1')}断库时写的一句。")
        try:
            await page.fire("save")
            told = ""
        except Told as complaint:
            told = str(complaint)
        await asyncio.to_thread(postgres.start)
        await _saved_again(page)
        other = Visitor(client)
        await other.open(f"?draft={outcome.draft}")
        kept = "断库时写的一句。" in str(other.value("text-1"))
        again, _ = await write_document(client, "丙", "work_summary")
        return kept, told, again.wrong


async def _saved_again(page: Visitor) -> None:
    until = time.monotonic() + 30
    while True:
        try:
            return await page.fire("save")
        except Told:
            if time.monotonic() > until:
                raise
