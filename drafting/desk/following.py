"""A page subscribes to a job: text appears as it is written, and the checked draft at the end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import gradio as gr

from drafting.desk import check_tab, draft_tab, html, texts
from drafting.desk.check_tab import CheckTab
from drafting.desk.draft_tab import DraftTab
from drafting.desk.service import Service
from drafting.desk.telling import complaint
from drafting.engines.base import Written
from drafting.jobs import Job, text_so_far
from drafting.model import Section

PAUSE = 0.12
"""Seconds between two looks at a job: what comes between is shown at once."""
Updates = dict[Any, Any]


async def follow(
    service: Service, paper: DraftTab, checks: CheckTab, draft_id: str
) -> AsyncIterator[Updates]:
    """Updates of the page until the job ends; none where no job is at work."""
    job = service.jobs.find(draft_id)
    if job is None:
        yield {paper.progress: gr.skip()}
        return
    try:
        async for update in _written(job, paper):
            yield update
        yield await asyncio.to_thread(_ended, service, job, paper, checks)
    except Exception as error:
        raise complaint(error) from None


async def _written(job: Job, paper: DraftTab) -> AsyncIterator[Updates]:
    shown: dict[str, str] = {}
    while not job.ended:
        events, _ = job.since(0)
        done = sum(isinstance(event, Written) for event in events)
        updates = _changes(job, paper, shown, text_so_far(events))
        updates[paper.progress] = html.progress(done, len(job.outline.sections))
        yield updates
        await asyncio.sleep(PAUSE)


def _changes(job: Job, paper: DraftTab, shown: dict[str, str], now: dict[str, str]) -> Updates:
    updates: Updates = {}
    for slot, planned in zip(paper.slots, job.outline.sections, strict=False):
        text = now.get(planned.id, "")
        if text != shown.get(planned.id, ""):
            shown[planned.id] = text
            updates[slot.text] = texts.shown(Section(planned.id, "", 0, text))
    return updates


def _ended(service: Service, job: Job, paper: DraftTab, checks: CheckTab) -> Updates:
    draft = job.draft or service.current(job.id)
    updates = {**draft_tab.filled(paper, draft), **check_tab.filled(checks, draft)}
    if job.message:
        updates[paper.progress] = html.notices([job.message], "problem")
    return updates
