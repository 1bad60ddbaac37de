"""Two processes of an office on one PostgreSQL: what one leaves the other carries on."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from drafting.recovery import is_written
from drafting.store import Store
from drafting.store.work import STALE
from tests.engines import scripted
from tests.servers.fault_openai import FaultOpenAI
from tests.servers.postgres import Postgres
from tests.servers.replies import Reply, Request

pytestmark = [
    pytest.mark.enable_socket, pytest.mark.network, pytest.mark.servers, pytest.mark.timeout(300),
]  # fmt: skip

IDS = [f"office{number}" for number in range(10)]
SLOW = "slowly"
"""A draft that the model takes its time for."""
WITHIN = 30
"""Seconds from the end of the lease in which all is finished elsewhere."""
SECONDS = 90


class Desk:
    """A process, told what to do."""

    def __init__(self, url: str, folder: Path, address: str) -> None:
        folder.mkdir(exist_ok=True)
        self.log = (folder / "log").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.servers.desk_process", url, str(folder), address],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log, text=True,
        )  # fmt: skip
        assert self._answer() == "ready"

    def ask(self, *words: str) -> Any:
        assert self.process.stdin
        self.process.stdin.write(" ".join(words) + "\n")
        self.process.stdin.flush()
        return self._answer()

    def _answer(self) -> Any:
        assert self.process.stdout
        line = self.process.stdout.readline()
        assert line, Path(self.log.name).read_text()[-3000:]
        return json.loads(line)

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(SECONDS)

    def quit(self) -> None:
        assert self.process.stdin
        self.process.stdin.write("quit\n")
        self.process.stdin.close()
        assert self.process.wait(SECONDS) == 0

    def close(self) -> None:
        if self.process.poll() is None:
            self.kill()
        for stream in (self.process.stdin, self.process.stdout, self.log):
            if stream:
                stream.close()


@pytest.fixture
def url(postgres: Postgres) -> str:
    return postgres.new_database()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with closing(Store(url)) as opened:
        yield opened


@pytest.fixture
def model() -> Iterator[FaultOpenAI]:
    with FaultOpenAI(_paced, models=None).running() as server:
        yield server


@pytest.fixture
def desk(url: str, tmp_path: Path, model: FaultOpenAI) -> Iterator[Callable[[], Desk]]:
    desks: list[Desk] = []

    def start() -> Desk:
        desks.append(Desk(url, tmp_path / f"p{len(desks)}", model.base_url))
        return desks[-1]

    yield start
    for each in desks:
        each.close()


def _paced(request: Request) -> Reply:
    pause = 1 / 15 if f"{SLOW}工作" in request.prompt else 1 / 60
    return replace(scripted.script(request), first=0.1, pause=pause, chunk=3)


def _until(found: Callable[[], Any], seconds: float = SECONDS) -> Any:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if answer := found():
            return answer
        time.sleep(0.1)
    raise AssertionError("it did not come in time")


def _standing(store: Store) -> dict[str, dict[str, str]]:
    """The finished sections of every draft that is not finished."""
    return {
        draft_id: {s.id: s.text for s in work.sections}
        for draft_id in IDS
        if (work := store.work.find(draft_id))
    }


def _asked(requests: list[Request]) -> Counter[tuple[str, str]]:
    """Draft and section of each request."""
    return Counter(
        (next(i for i in IDS if f"{i}工作" in each.prompt), scripted.asked(each.prompt))
        for each in requests
        if "只写“" in each.prompt
    )


def test_what_a_killed_process_was_writing_is_finished_by_the_other(
    desk: Callable[[], Desk], store: Store, model: FaultOpenAI
) -> None:
    first, second = desk(), desk()
    for draft_id in IDS:
        first.ask("start", draft_id)
    _until(lambda: sum(map(len, _standing(store).values())) >= 12)
    first.kill()
    killed, asked = time.monotonic(), len(model.requests)
    stood = _standing(store)
    names = {i: _names(store, i) for i in stood}
    assert len(stood) >= 8, "the kill came too late to mean anything"
    _until(lambda: not _standing(store), STALE + WITHIN)
    took = time.monotonic() - killed - STALE
    print(f"\n{len(stood)} jobs finished {took:.1f} s after the end of the lease")
    assert took < WITHIN
    again = _asked(model.requests[asked:])
    for draft_id in IDS:
        draft = store.load(draft_id)
        assert all(is_written(section) for section in draft.sections)
        texts = {section.id: section.text for section in draft.sections}
        for section, text in stood.get(draft_id, {}).items():
            assert texts[section] == text
            assert (draft_id, names[draft_id][section]) not in again
    assert second.ask("state", IDS[0])[:2] == ["Job", "finished"] or IDS[0] not in stood


def _names(store: Store, draft_id: str) -> dict[str, str]:
    work = store.work.find(draft_id)
    assert work
    return {planned.id: planned.heading for planned in work.outline.sections}


def test_a_page_elsewhere_sees_the_text_and_may_stop_it(
    desk: Callable[[], Desk], store: Store
) -> None:
    first, second = desk(), desk()
    first.ask("start", SLOW)
    assert _until(lambda: second.ask("state", SLOW))[0] == "JobElsewhere"

    def stand() -> dict[str, str]:
        work = store.work.find(SLOW)
        assert work is not None, "it ended too soon"
        return {section.id: section.text for section in work.sections}

    def partly() -> bool:
        shown, finished = second.ask("text", SLOW), stand()
        return any(len(text) > 10 and key not in finished for key, text in shown.items())

    _until(partly)
    _until(stand)
    _until(lambda: stand().items() <= second.ask("text", SLOW).items(), 20)
    second.ask("stop", SLOW)
    _until(lambda: first.ask("state", SLOW)[1] == "cancelled", 30)
    assert second.ask("state", SLOW) in ([], ["JobElsewhere", "cancelled", ""])
    work = store.work.find(SLOW)
    assert work is not None
    assert (work.state, work.saved) == ("cancelled", True)


def test_a_process_that_stops_hands_its_jobs_over(desk: Callable[[], Desk], store: Store) -> None:
    first, second = desk(), desk()
    for draft_id in IDS[:3]:
        first.ask("start", draft_id)
    _until(lambda: len(_standing(store)) == 3)
    first.quit()
    assert _until(lambda: second.ask("state", IDS[0]), STALE)[0] in ("Job", "JobElsewhere")
    _until(lambda: not _standing(store))
    assert all(is_written(section) for i in IDS[:3] for section in store.load(i).sections)


def test_two_processes_change_one_draft_and_nothing_is_lost(
    desk: Callable[[], Desk], store: Store
) -> None:
    first, second = desk(), desk()
    first.ask("start", IDS[0])
    _until(lambda: not _standing(store))
    before = store.load(IDS[0]).title
    desks = (first, second)
    for number in range(10):
        for each, mark in zip(desks, "甲乙", strict=True):
            assert each.process.stdin
            each.process.stdin.write(f"save {IDS[0]} {mark}{number}\n")
            each.process.stdin.flush()
    for _ in range(10):
        for each in desks:
            each._answer()
    title = store.load(IDS[0]).title.removeprefix(before)
    assert sorted(title[at : at + 2] for at in range(0, len(title), 2)) == sorted(
        f"{mark}{number}" for mark in "甲乙" for number in range(10)
    )


def test_every_process_finds_the_same_after_an_import_by_one(
    desk: Callable[[], Desk], tmp_path: Path
) -> None:
    first, second = desk(), desk()
    assert first.ask("search", "养老") == second.ask("search", "养老") == []
    sample = tmp_path / "情况汇报.txt"
    paragraph = "全市新建养老服务站{}个，老年人就近吃饭、看病更方便。"
    sample.write_text(
        "关于养老服务的情况汇报\n\n" + "\n\n".join(map(paragraph.format, range(3, 9)))
    )
    assert first.ask("add", str(sample)) == 1
    found = first.ask("search", "养老")
    assert found
    assert second.ask("search", "养老") == found
