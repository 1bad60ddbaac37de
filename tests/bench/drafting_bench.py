"""The command line and the offline engine."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

from drafting.engines.offline import OfflineEngine
from drafting.facts import read_facts
from drafting.model import Brief, Draft
from drafting.pipeline import Finished
from drafting.pipeline import draft as write_draft

FACTS = Path(__file__).parent.parent.parent / "samples" / "facts"


def figures() -> dict[str, float]:
    """Seconds each: a fresh process answering ``kinds``, a draft without a model."""
    brief = replace(read_facts(FACTS / "work_summary.yaml").brief, length=3000)
    return {
        "kinds_command_s": _timed(_kinds, 5),
        "offline_3000_s": _timed(lambda: _draft(brief), 5),
    }


def _timed(work: Callable[[], object], times: int) -> float:
    """The median of several runs, after one that does not count."""
    work()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return median(taken)


def _kinds() -> None:
    command = [sys.executable, "-m", "drafting", "kinds"]
    subprocess.run(command, check=True, capture_output=True)


def _draft(brief: Brief) -> Draft:
    *_, last = write_draft(brief, OfflineEngine())
    assert isinstance(last, Finished)
    return last.draft
