"""The Chroma server stops for a minute while an office writes: it is told, words are searched for
meanwhile, and it is found again without anybody doing anything about it."""

from __future__ import annotations

import asyncio
import os
import re
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from retrieval.vectors import RETRY_SECONDS
from tests.browser.running import RunningDesk
from tests.crowd.running import browser, day, office
from tests.crowd.visitor import Visitor
from tests.servers.chroma import Chroma
from tests.servers.postgres import Postgres

pytestmark = [pytest.mark.servers, pytest.mark.enable_socket]

WRITERS = 6
BEFORE = 10.0
AWAY = float(os.environ.get("CROWD_AWAY", "60"))
"""Seconds without the server; the office writes all the time, and ``BEFORE`` as long before."""
SECONDS = 240.0
"""To wait for anything at most."""
QUERY = "老年人就近吃饭看病"
ALIKE, PAUSED = "含义相似", "按意思检索暂停"


def test_a_vector_server_that_stops_for_a_minute(postgres: Postgres, tmp_path: Path) -> None:
    with closing(Chroma(tmp_path / "chroma")) as chroma:
        shared = {"CHROMA_URL": chroma.url, "DRAFTING_EMBEDDINGS": "openai"}
        database = postgres.new_database()
        with office(tmp_path, [{}, {}], DRAFTING_DATABASE_URL=database, **shared) as desks:
            asyncio.run(_written_without(chroma, desks))


async def _written_without(chroma: Chroma, desks: list[RunningDesk]) -> None:
    for desk in desks:
        await _until(desk, lambda hits, _: ALIKE in hits, "vectors were never made")
    writing = asyncio.create_task(
        day(desks, [desk.address for desk in desks], WRITERS, BEFORE + AWAY)
    )
    await asyncio.sleep(BEFORE)
    await asyncio.to_thread(chroma.stop)
    gone = time.monotonic()
    for desk in desks:
        hits, line = await _look(desk)
        assert _count(hits), "nothing was found by words while the server is away"
        assert ALIKE not in hits, "the server answers after it was stopped"
        await _until(desk, lambda _, line: PAUSED in line, "the page does not tell that it is away")
    await asyncio.sleep(max(0.0, AWAY - (time.monotonic() - gone)))
    for desk in desks:
        hits, line = await _look(desk)
        assert PAUSED in line, f"told no more while it is still away: {line}"
        assert _count(hits), "nothing is found by words any more"
    await asyncio.to_thread(chroma.start)
    await asyncio.sleep(RETRY_SECONDS + 5)
    for desk in desks:
        await _until(desk, lambda hits, line: ALIKE in hits and PAUSED not in line,
                     "the server was not found again")  # fmt: skip
    done = await writing
    done.report("Chroma server away", WRITERS)
    assert done.wrong == []
    assert len(done.outcomes) >= WRITERS


async def _look(desk: RunningDesk) -> tuple[str, str]:
    """What a search finds, and what the head of the page says of the library then."""
    async with browser(desk.address) as client:
        page = Visitor(client)
        await page.open()
        page.put("library-query", QUERY)
        await page.fire("library-search")
        hits = str(page.value("library-list"))
        again = Visitor(client)
        await again.open()
        return hits, str(again.value("masthead"))


def _count(hits: str) -> int:
    return len(re.findall('class="words"', hits))


async def _until(desk: RunningDesk, holds: Callable[[str, str], bool], else_: str) -> None:
    until = time.monotonic() + SECONDS
    while True:
        hits, line = await _look(desk)
        if holds(hits, line):
            return
        told = re.sub("<[^>]+>", " ", line)
        assert time.monotonic() < until, f"{else_}; the page says: {told}"
        await asyncio.sleep(1)
