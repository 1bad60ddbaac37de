"""A process that drafts and may be killed at any moment; see test_kill.py."""

from __future__ import annotations

from multiprocessing.connection import Connection
from pathlib import Path

from drafting.checks.registry import check_names
from drafting.engines.base import Piece, Written
from drafting.engines.model import ModelEngine
from drafting.jobs import Jobs
from drafting.model import Brief
from drafting.plan import plan
from drafting.recovery import recover, standing
from drafting.settings import Settings
from drafting.store import open_store

DRAFT = "killed"
check_names()
"""Loads the checks, once for all processes that are forked from the one that imports this."""


def write(folder: Path, address: str, brief: Brief, told: Connection) -> None:
    """Begin the draft, or carry it on; tell of each section that is begun and that is finished."""
    settings = Settings.model_validate(
        {"openai_base_url": address, "openai_api_key": "key", "drafting_parallel": 3}
    )
    store, engine = open_store(folder), ModelEngine(settings)
    work = recover(DRAFT, store)
    outline = work.outline if work else plan(brief)
    done = standing(work, store.load(DRAFT)) if work and work.saved else ()
    job = Jobs().start(DRAFT, brief, engine, outline, None, store, done=done)
    begun: set[str] = set()
    told.send(("started", "", ""))
    for event in job.events():
        if isinstance(event, Written):
            told.send(("finished", event.section.id, event.section.text))
        elif isinstance(event, Piece) and event.section not in begun:
            begun.add(event.section)
            told.send(("begun", event.section, ""))
    told.send(("ended", job.state, job.message))
