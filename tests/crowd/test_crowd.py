"""Many writers on several processes and one PostgreSQL: every document whole and right, whatever happens
to the servers meanwhile."""

from __future__ import annotations

import asyncio
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser.running import RunningDesk
from tests.crowd.running import browser, day, documents_by, office
from tests.crowd.visitor import Told, Visitor
from tests.crowd.writer import write_document
from tests.deploy.proxy import NGINX, nginx_before
from tests.servers.postgres import Postgres

pytestmark = [pytest.mark.servers, pytest.mark.enable_socket]

WRITERS = int(os.environ.get("CROWD_WRITERS", "60"))
SECONDS = float(os.environ.get("CROWD_SECONDS", "180"))
ENOUGH = 8
"""Documents a process after which none is left out by chance: nginx spreads people by their address
or cookie, not by turns."""


@pytest.mark.parametrize(("processes", "seconds"), [(2, SECONDS), (4, SECONDS / 3)])
def test_writers_behind_nginx(
    postgres: Postgres, tmp_path: Path, processes: int, seconds: float
) -> None:
    """The nginx of docs/deploy before so many processes: whole documents, and each process writes."""
    if not Path(NGINX).exists() and not os.environ.get("CI"):
        pytest.skip("nginx is not installed here")
    shared = {"DRAFTING_SHARED": str(tmp_path / "shared")}
    database = postgres.new_database()
    with office(tmp_path, [{}] * processes, DRAFTING_DATABASE_URL=database, **shared) as desks:
        ports = [urlsplit(desk.address).port or 0 for desk in desks]
        with nginx_before(tmp_path, ports) as address:
            done = asyncio.run(day(desks, [address], WRITERS, seconds))
        shares = [documents_by(desk) for desk in desks]
    done.report(f"{processes} processes behind nginx", WRITERS)
    assert done.wrong == []
    assert len(done.outcomes) >= WRITERS
    assert len({outcome.draft for outcome in done.outcomes}) == len(done.outcomes), (
        "one draft twice"
    )
    assert sum(shares) == len(done.outcomes), f"documents by each process: {shares}"
    if len(done.outcomes) >= ENOUGH * processes:
        assert all(shares), f"a process got nothing to do: {shares}"
    errors = (tmp_path / "error.log").read_text(encoding="utf-8")
    assert "upstream" not in errors, errors[-1000:]


@pytest.fixture(scope="module")
def desks(
    postgres: Postgres, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[RunningDesk]]:
    """Two processes, reached without a proxy: a writer knows which one answers."""
    folder = tmp_path_factory.mktemp("office")
    with office(folder, [{}, {}], DRAFTING_DATABASE_URL=postgres.new_database()) as running:
        yield running


def test_two_writers_on_one_draft_through_two_processes(desks: list[RunningDesk]) -> None:
    first, later = asyncio.run(_clash(desks))
    assert "先保存的一句。" in str(first.value("text-1"))
    assert "先保存的一句。" in str(later.value("text-1"))
    assert "后保存的一句。" not in str(later.value("text-1"))
    proposal = re.sub("<[^>]+>", "", str(later.value("under-1")))  # what is new in it is marked
    assert "后保存的一句。" in proposal
    assert "另一节里加的。" in str(later.value("text-2"))


async def _clash(desks: list[RunningDesk]) -> tuple[Visitor, Visitor]:
    clients = [browser(desk.address) for desk in desks]
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
    async with browser(desks[1].address) as client:
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
