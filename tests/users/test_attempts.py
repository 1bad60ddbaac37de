"""Waiting after wrong passwords: by name, by address, over threads, processes and moved clocks."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, select

from drafting.store import Store, open_store
from drafting.store.office import AttemptRow
from drafting.users.attempts import ACCOUNT, ADDRESS, PAIR, Attempts
from tests.servers.postgres import Postgres

HOME = "10.0.0.7"


class Clock:
    def __init__(self) -> None:
        self.now = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)

    def __call__(self, _: object = None) -> dt.datetime:
        return self.now

    def on(self, seconds: float) -> None:
        self.now += dt.timedelta(seconds=seconds)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def attempts(store: Store, clock: Clock) -> Attempts:
    return Attempts(store.engine, clock)


def test_wrong_passwords_wait_longer_and_longer(attempts: Attempts, clock: Clock) -> None:
    waits = []
    for _ in range(14):
        assert attempts.begin("li", HOME) == 0
        waits.append(attempts.begin("li", HOME))
        clock.on(waits[-1])
        if waits[-1] == 0:  # that one was a try, too
            waits.append(0.0)
    assert waits[:6] == [0, 0, 4, 8, 16, 32]
    assert waits[-1] == PAIR.longest
    assert attempts.begin("wang", HOME) == 0
    attempts.right("li", HOME)
    assert attempts.begin("li", HOME) == 0


def test_the_limits_of_one_pair() -> None:
    assert [PAIR.pause(n) for n in range(1, 6)] == [0, 0, 4, 8, 16]
    assert PAIR.pause(10_000) == PAIR.longest


def test_a_name_is_tried_from_many_addresses(attempts: Attempts) -> None:
    for n in range(ACCOUNT.free):
        assert attempts.begin("li", f"10.0.1.{n}") == 0
    wait = attempts.begin("li", "10.0.2.1")
    assert 0 < wait <= ACCOUNT.longest
    assert attempts.begin("wang", "10.0.2.1") == 0


def test_an_address_tries_many_names(attempts: Attempts) -> None:
    for n in range(ADDRESS.free):
        assert attempts.begin(f"user{n}", HOME) == 0
    assert attempts.begin("another", HOME) > 0
    assert attempts.begin("another", "10.0.0.8") == 0


def test_an_office_that_logs_in_rightly_is_not_kept_out(attempts: Attempts) -> None:
    for n in range(3 * ADDRESS.free):
        assert attempts.begin(f"user{n}", HOME) == 0
        attempts.right(f"user{n}", HOME)


def test_tries_at_the_same_moment_are_counted_one_by_one(store: Store) -> None:
    attempts = Attempts(store.engine)
    with ThreadPoolExecutor(8) as threads:
        waits = list(threads.map(lambda _: attempts.begin("li", HOME), range(24)))
    assert waits.count(0) <= PAIR.free + 1  # a second may have gone by


def test_another_process_knows_of_them(store: Store, tmp_path: Path) -> None:
    attempts = Attempts(store.engine)
    for _ in range(PAIR.free):
        assert attempts.begin("li", HOME) == 0
    code = (
        "import sys; from pathlib import Path; from drafting.store import open_store\n"
        "from drafting.users.attempts import Attempts\n"
        "store = open_store(Path(sys.argv[1]))\n"
        "for _ in range(3): said = Attempts(store.engine).begin('li', sys.argv[2]); print(said)\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, str(tmp_path), HOME],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert any(float(line) > 0 for line in done.stdout.split())


def test_a_clock_put_back_keeps_nobody_out_for_long(attempts: Attempts, clock: Clock) -> None:
    for _ in range(PAIR.free):
        attempts.begin("li", HOME)
    clock.on(-40 * 24 * 3600)
    assert attempts.begin("li", HOME) <= PAIR.longest


def test_a_day_later_it_counts_no_more_and_nothing_is_kept(
    attempts: Attempts, clock: Clock, store: Store
) -> None:
    for n in range(10):
        attempts.begin("li", f"10.0.1.{n}")
    clock.on(25 * 3600)
    assert attempts.begin("wang", HOME) == 0
    with store.engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(AttemptRow)) == 3


def test_neither_names_nor_addresses_are_kept(attempts: Attempts, store: Store) -> None:
    attempts.begin("王芳", HOME)
    with store.engine.connect() as connection:
        rows = str(connection.execute(select(AttemptRow)).all())
    assert "王芳" not in rows
    assert HOME not in rows


def test_a_database_that_fails_lets_nobody_in(
    attempts: Attempts, tmp_path: Path, refused: Callable[..., str]
) -> None:
    (tmp_path / "drafting.db").write_bytes(b"no database" * 1000)
    assert "暂时不能登录" in refused(attempts.begin, "li", HOME)


@pytest.mark.network
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_process_with_a_wrong_clock_changes_no_waits(
    postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a server its clock counts."""
    right = dt.datetime.now(dt.UTC)

    class AnHourAhead(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:
            return right.astimezone(tz) + dt.timedelta(hours=1)

    with closing(Store(postgres.new_database())) as store:
        attempts = Attempts(store.engine)
        with monkeypatch.context() as moved:
            moved.setattr("drafting.store.versions.dt.datetime", AnHourAhead)
            for _ in range(PAIR.free):
                assert attempts.begin("li", HOME) == 0
        assert 0 <= attempts.begin("li", HOME) <= PAIR.pause(PAIR.free + 1)
