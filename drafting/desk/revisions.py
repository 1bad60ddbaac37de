"""What a person does with a section that stands: ask for a revision, take it or not, lock it."""

from __future__ import annotations

import threading
from dataclasses import replace

from drafting.desk.service import Service
from drafting.desk.texts import marked
from drafting.errors import BadInput
from drafting.model import Draft, Revision, Section
from drafting.proposals import Proposal
from drafting.revising import accept, presets, refuse, revise

ACCEPTED = "采用改稿"
"""The note of the version that a revision made."""


def ask(service: Service, draft: Draft, section: str, instruction: str, passage: str) -> Proposal:
    """Begin to revise a section, or a passage of it as it is shown. Raises BadInput."""
    instruction = " ".join(instruction.split())
    if not instruction:
        raise BadInput("请写明要怎么改，或点一个现成的要求。")
    part = within(_section(draft, section), passage)

    def write(current: Draft, stop: threading.Event) -> Revision:
        return revise(current, section, instruction, part, service.settings, stop=stop)

    return service.proposals.start(draft, section, instruction, write, service.store)


def answer(service: Service, draft_id: str, revision: str, *, accepted: bool) -> Draft:
    """Take a proposal or put it away. Raises BadInput where it no longer fits the text."""
    with service.store.turn(draft_id):
        draft = service.current(draft_id)
        if accepted:
            return service.save(accept(draft, revision), ACCEPTED)
        refused = refuse(draft, revision)
        service.amend(refused)
    return refused


def lock(service: Service, draft_id: str, section: str, *, locked: bool) -> Draft:
    """Keep a section from being written anew, or no longer."""
    with service.store.turn(draft_id):
        draft = service.current(draft_id)
        kept = tuple(replace(s, locked=locked) if s.id == section else s for s in draft.sections)
        changed = replace(draft, sections=kept)
        service.amend(changed)
    return changed


def offered(service: Service) -> tuple[str, ...]:
    """What can be asked for with one click: without a model, what can be done honestly so."""
    return tuple(p.label for p in presets() if service.has_model or p.offline)


def within(section: Section, passage: str) -> str | None:
    """A passage chosen on the page as it stands in the section's text; None for the whole of it.
    Raises BadInput where it is not found there."""
    words = marked(passage)
    if not words or words == section.text:
        return None
    if words in section.text:
        return words
    raise BadInput("选中的文字在这一节里没有找到。请保存后重新选一次。")


def _section(draft: Draft, identifier: str) -> Section:
    found = next((s for s in draft.sections if s.id == identifier), None)
    if found is None or not found.text.strip():
        raise BadInput("这一节还没有内容，没有可以改的。请先写出来。")
    return found
