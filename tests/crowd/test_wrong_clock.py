"""A process whose clock is an hour off: it takes nothing from the living, keeps what is its own, takes
over what the dead have left, and whoever logs in at one process is let in by the other."""

from __future__ import annotations

import asyncio
import re
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from drafting.store import Store
from drafting.store.work import STALE
from drafting.users.attempts import PAIR
from drafting.users.stored import StoredUsers
from tests.browser.running import RunningDesk
from tests.conftest import ROOT
from tests.crowd.running import Day, browser, day, office
from tests.crowd.visitor import Visitor
from tests.crowd.writer import SECTIONS
from tests.servers.postgres import Postgres

pytestmark = [pytest.mark.servers, pytest.mark.enable_socket]

WRITERS, SECONDS = 6, 30.0
PASSWORD = "a-long-password"
OFF = {"ahead": "3600", "behind": "-3600"}


@pytest.fixture(params=sorted(OFF))
def moved(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, str]:
    """The environment of a process whose clock is an hour off. (libfaketime makes Python's own waits
    fail with EINVAL.)"""
    library = tmp_path / "moved_clock.so"
    source = ROOT / "tests" / "servers" / "moved_clock.c"
    subprocess.run(["gcc", "-shared", "-fPIC", "-O1", "-o", library, source], check=True)
    return {"LD_PRELOAD": str(library), "CLOCK_MOVED": OFF[request.param]}


def test_a_clock_that_is_an_hour_off(
    postgres: Postgres, tmp_path: Path, moved: dict[str, str]
) -> None:
    url = postgres.new_database()
    with (
        closing(Store(url)) as store,
        office(tmp_path, [{}, moved], DRAFTING_DATABASE_URL=url) as desks,
    ):
        assert abs(abs(_hour_at(desks[1]) - time.time()) - 3600) < 60, "its clock was not moved"
        done, takeovers = asyncio.run(_watched(store, desks))
        done.report(f"a clock {moved['CLOCK_MOVED']} s off", WRITERS)
        assert done.wrong == []
        assert len(done.outcomes) >= WRITERS
        assert takeovers == [], "work of a living process was taken over"
        for dead in reversed(
            desks.copy()
        ):  # first the one that is off; it comes back for the other
            alive = next(desk for desk in desks if desk is not dead)
            asyncio.run(_killed(store, dead, alive))
            dead.start()


def _hour_at(desk: RunningDesk) -> float:
    """What a process takes for the time, by the date that it puts on its answers."""
    told = httpx.get(f"{desk.address}healthz", trust_env=False).headers["date"]
    return parsedate_to_datetime(told).timestamp()


async def _watched(store: Store, desks: list[RunningDesk]) -> tuple[Day, list[Any]]:
    """The day, and all work seen meanwhile that had changed hands."""
    taken: list[Any] = []

    async def watch() -> None:
        while True:
            taken.extend(await asyncio.to_thread(_work, store, "takeovers > 0"))
            await asyncio.sleep(1)

    watching = asyncio.create_task(watch())
    done = await day(desks, [desk.address for desk in desks], WRITERS, SECONDS)
    watching.cancel()
    return done, taken


def _work(store: Store, where: str) -> list[Any]:
    with store.engine.connect() as connection:
        query = text(f"SELECT draft_id, holder, takeovers FROM work WHERE {where}")
        return list(connection.execute(query))


async def _killed(store: Store, dead: RunningDesk, alive: RunningDesk) -> None:
    """What a process was writing when it was killed is finished by the other."""
    async with browser(dead.address) as client:
        page = Visitor(client)
        await page.open()
        await page.fire("load-example")
        await page.fire("make-outline")
        writing = asyncio.create_task(page.fire("start-draft"))
        [(draft, _, _)] = await _until(lambda: _work(store, "state = 'writing'"), "nothing begins")
        await asyncio.to_thread(dead.stop, signal.SIGKILL)
        await asyncio.gather(writing, return_exceptions=True)
    await _until(lambda: _work(store, "takeovers = 1"), "nobody takes over what was left")
    await _until(lambda: not _work(store, "true"), "what was taken over is not finished")
    async with browser(alive.address) as client:
        page = Visitor(client)
        await page.open(f"?draft={draft}")
        texts = [str(page.value(f"text-{n}") or "") for n in range(SECTIONS)]
    assert sum(map(bool, texts)) >= 3, "hardly anything was written"
    assert not any("未写成" in each for each in texts), texts


async def _until(look: Callable[[], Any], else_: str, seconds: float = STALE + 90) -> Any:
    until = time.monotonic() + seconds
    while True:
        if found := await asyncio.to_thread(look):
            return found
        assert time.monotonic() < until, else_
        await asyncio.sleep(0.2)


def test_logins_at_either_process(
    postgres: Postgres, tmp_path: Path, moved: dict[str, str]
) -> None:
    url = postgres.new_database()
    with closing(Store(url)) as store:
        StoredUsers(store).put("li", PASSWORD, "writer")
    with office(tmp_path, [{}, moved], DRAFTING_DATABASE_URL=url) as desks:
        for here, there in (desks, desks[::-1]):
            with _person() as person:
                entered = _log_in(here, person, PASSWORD)
                assert entered.status_code == 303, entered.text[:300]
                for desk in (here, there):
                    assert person.get(f"{desk.address}alive").json()["inside"], "not let in"
        with _person() as guesser:
            statuses = [_log_in(desks[1], guesser, "wrong").status_code for _ in range(PAIR.free)]
            assert statuses == [401] * PAIR.free
            told = [_log_in(desk, guesser, "wrong") for desk in desks]
            assert 429 in [each.status_code for each in told], "a guesser need not wait"
            waits = [int(n) for each in told for n in re.findall(r"(\d+) *秒", each.text)]
            assert waits, told[0].text
            assert max(waits) <= PAIR.pause(PAIR.free + 1), f"seconds to wait: {waits}"


def _person() -> httpx.Client:
    return httpx.Client(timeout=60, trust_env=False)


def _log_in(desk: RunningDesk, person: httpx.Client, password: str) -> httpx.Response:
    return person.post(f"{desk.address}login", data={"name": "li", "password": password})
