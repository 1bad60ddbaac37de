"""A page subscribes to work in the server: text appears as it is written, revisions when they are."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import gradio as gr

from drafting.desk import draft_tab, html, section_html, texts
from drafting.desk.draft_tab import DraftTab
from drafting.desk.service import Service
from drafting.desk.telling import complaint
from drafting.desk.text_so_far import TextSoFar
from drafting.errors import ModelFailed
from drafting.jobs import Job
from drafting.model import Section
from drafting.proposals import Proposal

PAUSE = 0.12
"""Seconds between two looks at a job: what comes between is shown at once."""
_LINES = 4
"""The lines under the sections are renewed at every so manieth look."""
_ELSEWHERE = 1.0
"""Seconds between two looks at what another process writes."""
Updates = dict[Any, Any]


async def follow(service: Service, paper: DraftTab, draft_id: str) -> AsyncIterator[Updates]:
    """Updates of the paper until the job on this draft ends; none where no job is at work."""
    job = service.jobs.find(draft_id)
    if job is None or job.ended:
        yield {paper.progress: gr.skip()}
        while (work := await asyncio.to_thread(service.unfinished, draft_id)) and work.alive:
            yield draft_tab.broken_off(paper, work)
            await asyncio.sleep(_ELSEWHERE)
        return
    async for update in _written(job, paper):
        yield update


async def _written(job: Job, paper: DraftTab) -> AsyncIterator[Updates]:
    """All texts at every look at which one is other than before: for a part that is left out Gradio
    does far more than for one that stays."""
    text, seen, looks = TextSoFar(), 0, 0
    shown: Updates = dict.fromkeys((p for s in paper.slots for p in (s.text, s.under)), "")
    shown[paper.progress] = ""
    while not job.ended:
        events, _ = job.since(seen)
        seen += len(events)
        for event in events:
            text.add(event)
        now = _looks(job, paper, text, shown, lines=looks % _LINES == 0)
        if now != shown:
            yield now
            shown = now
        looks += 1
        await asyncio.sleep(PAUSE)


def _looks(
    job: Job, paper: DraftTab, text: TextSoFar, shown: Updates, *, lines: bool
) -> Updates:  # fmt: skip
    kept = {section.id: section.text for section in job.done}
    now = dict(shown)
    for slot, planned in zip(paper.slots, job.outline.sections, strict=False):
        words = text.shown.get(planned.id) or kept.get(planned.id, "")
        now[slot.text] = texts.shown(Section(planned.id, "", 0, words))
        if lines:
            done = planned.id in text.finished or planned.id in kept
            again = text.restarted.get(planned.id)
            now[slot.under] = section_html.writing(words, planned, finished=done, restarted=again)
    finished = text.finished | kept.keys()
    now[paper.progress] = html.progress(len(finished), len(job.outline.sections))
    return now


async def follow_revisions(
    service: Service, paper: DraftTab, draft_id: str
) -> AsyncIterator[Updates]:
    """Updates of what stands under the sections until no revision of this draft is on its way.
    Raises gr.Error where one failed."""
    proposals = service.proposals.of(draft_id)
    if not proposals:
        yield {paper.progress: gr.skip()}
        return
    shown: set[str] | None = None
    while proposals := service.proposals.of(draft_id):
        ended = [proposal for proposal in proposals if proposal.ended]
        waiting = {p.section for p in proposals if not p.ended}
        if ended or waiting != shown:
            yield await asyncio.to_thread(_under, service, paper, draft_id, proposals)
            shown = waiting
        for proposal in ended:
            service.proposals.noted(proposal)
        _complain(ended)
        if len(ended) < len(proposals):
            await asyncio.sleep(PAUSE)


def _under(
    service: Service, paper: DraftTab, draft_id: str, proposals: list[Proposal]
) -> Updates:  # fmt: skip
    draft = service.current(draft_id)
    waiting = {p.section: p.instruction for p in proposals if not p.ended}
    return {**draft_tab.unders(paper, draft, waiting), **draft_tab.side(paper, draft)}


def _complain(ended: list[Proposal]) -> None:
    for proposal in ended:
        if proposal.state == "failed":
            raise complaint(ModelFailed(proposal.message))
