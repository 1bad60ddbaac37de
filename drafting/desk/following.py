"""A page subscribes to work in the server: text appears as it is written, revisions when they are."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

import gradio as gr

from drafting.desk import draft_tab, section_html, texts
from drafting.desk.draft_tab import DraftTab
from drafting.desk.forms import names_of
from drafting.desk.pace import Pace
from drafting.desk.pace import shown as progress
from drafting.desk.service import Service
from drafting.desk.telling import complaint
from drafting.errors import ModelFailed, StoreFailed
from drafting.jobs import Job
from drafting.kinds import load_kind
from drafting.model import Section
from drafting.proposals import Proposal
from drafting.text_so_far import TextSoFar
from drafting.wording import word_count

_SOON = 0.03
"""Seconds between two looks at a job that has not written anything yet."""
PAUSE = 0.12
"""Seconds between two looks at a job: what comes between is shown at once."""
_LINES = 4
"""What tells how far the work is, is renewed at every so manieth look."""
_ELSEWHERE = 1.0
"""Seconds between two looks at what another process writes."""
_PATIENCE = 60
"""Times that a job is looked for while the database does not answer."""
Updates = dict[Any, Any]


async def follow(service: Service, paper: DraftTab, draft_id: str) -> AsyncIterator[Updates]:
    """Updates of the paper until the job on this draft ends, whichever process it passes to; none
    where no job is at work."""
    job = await _job(service, draft_id)
    if job is None:
        yield {paper.progress: gr.skip()}
        while (work := await asyncio.to_thread(service.unfinished, draft_id)) and work.alive:
            yield draft_tab.broken_off(paper, work)
            await asyncio.sleep(_ELSEWHERE)
        return
    while job is not None:
        async for update in _written(job, paper):
            yield update
        job = await _job(service, draft_id)


async def _job(service: Service, draft_id: str) -> Job | None:
    """The job at work on a draft, here or in another process; a database server that is away for a
    while is waited for."""
    for _ in range(_PATIENCE):
        try:
            job = await asyncio.to_thread(service.jobs.find, draft_id)
        except StoreFailed:
            await asyncio.sleep(_ELSEWHERE)
        else:
            return job if job is not None and not job.ended else None
    return None


async def _written(job: Job, paper: DraftTab) -> AsyncIterator[Updates]:
    """What changes at every look. Two parts carry it all: Gradio works for each part that an event
    may change, and a box that is no part of it keeps what a person types."""
    text, seen, looks = TextSoFar(), 0, 0
    shown: Updates = {}
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
        await asyncio.sleep(PAUSE if text.shown else _SOON)


def _looks(
    job: Job, paper: DraftTab, text: TextSoFar, shown: Updates, *, lines: bool
) -> Updates:  # fmt: skip
    stands = {key: versions[-1].text for key, versions in job.versions().items()}
    stands = {key: words for key, words in stands.items() if key not in text.restarted}
    said = {p.id: stands.get(p.id) or text.shown.get(p.id, "") for p in job.outline.sections}
    carried = [
        [
            texts.shown(Section(planned.id, "", 0, said[planned.id])),
            planned.id in stands,
            section_html.writing(
                said[planned.id], planned, finished=planned.id in stands,
                restarted=text.restarted.get(planned.id),
            ),
        ]
        for planned in job.outline.sections
    ]  # fmt: skip
    if not lines and shown:
        return {**shown, paper.live: carried}
    words = {key: word_count(each) for key, each in said.items()}
    kept = {section.id for section in job.done}
    pace = Pace(job.outline.sections, words, stands.keys(), kept, time.monotonic() - job.begun)
    return {
        paper.live: carried,
        paper.progress: progress(pace, names_of(job.outline, load_kind(job.brief.kind))),
    }


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
