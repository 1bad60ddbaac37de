"""What a person types in sections that stand while others are still being written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from drafting.desk.draft_tab import apart
from drafting.desk.service import Service
from drafting.desk.texts import marked, shown
from drafting.document import edit_section, trace
from drafting.jobs import Job
from drafting.model import Section
from drafting.store.notes import BY_HAND


def take(service: Service, draft_id: str, edited: Sequence[Any]) -> bool:
    """Give the job what differs from all it has written; tells whether there was any."""
    job = service.jobs.find(draft_id)
    if job is None:
        return False
    taken = [job.edit(section, service.store) for section in typed(job, edited)]
    return any(taken)


def settle(service: Service, draft_id: str, edited: Sequence[Any]) -> None:
    """Put what was typed last, too late for the job to take it, into the draft that it made."""
    job = service.jobs.find(draft_id)
    if job is None or job.draft is None:
        return
    with service.store.turn(draft_id):
        draft = new = service.current(draft_id)
        stand = {section.id: section for section in draft.sections}
        for section in typed(job, edited):
            if section.id in stand and section.text != stand[section.id].text:
                new = edit_section(new, section.id, text=section.text)
        if new is not draft:
            service.save(new, BY_HAND)


def typed(job: Job, edited: Sequence[Any]) -> list[Section]:
    """Sections that stand and whose box holds what the job never wrote."""
    _, _, texts = apart(edited)
    versions = job.versions()
    found = []
    for planned, text in zip(job.outline.sections, texts, strict=False):
        written = versions.get(planned.id, [])
        words = marked(str(text or ""))
        if written and words and words not in {marked(shown(each)) for each in written}:
            last = written[-1]
            known = trace(words, last.sentences, job.brief.facts)
            found.append(replace(last, text=words, sentences=known))
    return found
