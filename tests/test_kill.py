"""Killed at any moment, a drafting job loses no finished section and pays for none twice."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import count
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest
from sqlalchemy import text

from drafting.model import Brief
from drafting.plan import plan
from drafting.recovery import is_written
from drafting.store import open_store
from tests import killed
from tests.briefs import shipped
from tests.engines import scripted
from tests.servers.fault_openai import FaultOpenAI
from tests.servers.replies import Reply, Request

pytestmark = pytest.mark.enable_socket

KILLS = 20
CARRIED_ON = 0.3
"""Chance that a draft that was killed is carried on to its end; else it is killed again."""
WORDS, LONGEST = 12, 0.15
"""A process is killed so many words of it, and seconds after that, at the latest: a section begun or
finished is a word, so that the moments fall anywhere in a draft however slow the machine is."""
SECONDS = 100
"""Longest silence of a process on a busy machine."""


@dataclass
class Run:
    """What a process told before it ended or was killed."""

    begun: list[str] = field(default_factory=list)
    finished: dict[str, str] = field(default_factory=dict)
    end: str = ""

    def add(self, word: tuple[str, str, str]) -> None:
        what, section, words = word
        if what == "begun":
            self.begun.append(section)
        elif what == "finished":
            self.finished[section] = words
        else:
            self.end = section


Moment = tuple[int, float]
"""After so many words of a process and seconds more."""


class Writers:
    """Starts processes that draft in one folder, and kills them."""

    def __init__(self, context: ForkServerContext, folder: Path, address: str, brief: Brief):
        self._context = context
        self._arguments = (folder, address, brief)
        self.folder = folder

    def run(self, moment: Moment | None = None) -> Run:
        """One process, to its end, or killed at a moment."""
        ours, theirs = self._context.Pipe(duplex=False)
        process = self._context.Process(target=killed.write, args=(*self._arguments, theirs))
        process.start()
        theirs.close()
        with closing(ours):
            assert ours.poll(SECONDS)
            assert ours.recv()[0] == "started"
            told = _listened(ours, process.pid or 0, moment)
        process.join(SECONDS)
        assert process.exitcode == (0 if told.end else -signal.SIGKILL)
        process.close()
        return told


def _listened(ours: Connection, pid: int, moment: Moment | None) -> Run:
    """What the process tells until it is killed at the moment, or ends before."""
    told = Run()
    words, delay = moment or (None, 0.0)
    try:
        while words is None or words > 0:
            assert ours.poll(SECONDS), "the process says nothing"
            told.add(ours.recv())
            words = None if words is None else words - 1
        _hear(ours, told, time.monotonic() + delay)
        if not told.end:
            os.kill(pid, signal.SIGKILL)
        _hear(ours, told, time.monotonic() + SECONDS)
    except (EOFError, OSError):
        return told
    raise AssertionError("the process outlives its end")


def _hear(ours: Connection, told: Run, until: float) -> None:
    while ours.poll(max(0.0, until - time.monotonic())):
        told.add(ours.recv())


@pytest.fixture
def context() -> ForkServerContext:
    """Processes that have the program loaded before they begin."""
    made = multiprocessing.get_context("forkserver")
    made.set_forkserver_preload(
        ["tests.killed", "langchain_openai", "drafting.engines.model_engine.writing"]
    )
    return made


@pytest.mark.timeout(900)
def test_killed_at_random_moments(context: ForkServerContext, tmp_path: Path) -> None:
    chance, brief = random.Random(4), shipped("work_summary")
    kills, stood_at = 0, Counter[int]()
    with FaultOpenAI(_paced, models=None).running() as server:
        for trial in count():
            writers = Writers(context, tmp_path / str(trial), server.base_url, brief)
            stand: dict[str, str] = {}
            while kills < KILLS:
                asked = len(server.requests)
                run = writers.run(_moment(chance))
                _is_not_written_again(brief, stand, run, server.requests[asked:])
                kills += not run.end
                finished, stand = _stands(writers.folder, run)
                stood_at[len(stand)] += 1
                if finished or chance.random() < CARRIED_ON:
                    break
            if not finished:
                asked = len(server.requests)
                run = writers.run()
                _is_not_written_again(brief, stand, run, server.requests[asked:])
            _is_whole(writers.folder, brief)
            if kills == KILLS:
                break
    assert len(stood_at) > 3, "the kills did not come at different moments"


def _paced(request: Request) -> Reply:
    return replace(scripted.script(request), first=0.03, pause=1 / 800, chunk=3)


def _moment(chance: random.Random) -> Moment:
    return chance.randint(0, WORDS), chance.uniform(0, LONGEST)


def _stands(folder: Path, run: Run) -> tuple[bool, dict[str, str]]:
    """Whether the draft is finished, and the sections that stand: all that were told of."""
    with closing(open_store(folder)) as store:
        work = store.work.find(killed.DRAFT)
        sections = work.sections if work else store.load(killed.DRAFT).sections
        with store.engine.begin() as connection:
            connection.execute(text("UPDATE work SET beat = '2026-01-01 00:00:00'"))
    stand = {section.id: section.text for section in sections}
    assert run.finished.items() <= stand.items()
    return work is None, stand


def _is_not_written_again(
    brief: Brief, stand: dict[str, str], run: Run, requests: list[Request]
) -> None:
    """Neither asked of the model nor told of where it stood before the process began."""
    headings = {planned.heading for planned in plan(brief).sections if planned.id in stand}
    assert stand.keys().isdisjoint([*run.begun, *run.finished])
    assert headings.isdisjoint(scripted.asked(request.prompt) for request in requests)


def _is_whole(folder: Path, brief: Brief) -> None:
    """Whatever befell it, the draft is there, finished and without fault."""
    with closing(open_store(folder)) as store:
        draft = store.load(killed.DRAFT)
        assert store.work.find(killed.DRAFT) is None
    assert [section.id for section in draft.sections] == [s.id for s in plan(brief).sections]
    assert all(is_written(section) for section in draft.sections)
    assert not [finding for finding in draft.findings if finding.severity == "error"]
