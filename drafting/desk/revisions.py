"""What a person does with a section that stands: ask for a revision, take it or not, lock it."""

from __future__ import annotations

import datetime as dt
import threading
import uuid
from collections.abc import Collection, Iterable
from dataclasses import replace

from drafting.desk import returned
from drafting.desk.difference import merged
from drafting.desk.merging import both
from drafting.desk.service import Service
from drafting.desk.texts import marked, shown
from drafting.desk.words import say
from drafting.document import trace
from drafting.engines.base import Step, Written
from drafting.errors import BadInput
from drafting.model import Draft, Revision, Section, Usage
from drafting.proposals import Proposal
from drafting.revising import accept, presets, refuse, revise
from drafting.revising.revise import task_of
from drafting.store.notes import BOTH

ACCEPTED = "采用改稿"
"""The note of the version that a revision made."""
REWRITTEN = "重写"
_WAYS = 3
"""Other wordings that are tried before a section is said to have none."""


def ask(service: Service, draft: Draft, section: str, instruction: str, passage: str) -> Proposal:
    """Begin to revise a section, or a passage of it as it is shown. Raises BadInput."""
    instruction = " ".join(instruction.split())
    if not instruction:
        raise BadInput(say("draft.say_how"))
    part = within(_section(draft, section), passage)

    def write(current: Draft, stop: threading.Event) -> Revision:
        return revise(current, section, instruction, part, service.settings, stop=stop)

    service.note("revise", draft.id, "instruction")
    return service.proposals.start(draft, section, instruction, write, service.store)


def rewrite(service: Service, draft: Draft, section: str) -> Proposal:
    """Begin to write a section another way, told of all the others. Raises BadInput."""
    old = next((s for s in draft.sections if s.id == section), None)
    if old is None:
        raise BadInput(say("draft.nothing_written"))
    if old.locked:
        raise BadInput(say("draft.locked"))

    def write(current: Draft, stop: threading.Event) -> Revision:
        return written_anew(service, current, section, stop)

    service.note("revise", draft.id, "anew")
    return service.proposals.start(draft, section, REWRITTEN, write, service.store)


def written_anew(
    service: Service, draft: Draft, section: str, stop: threading.Event
) -> Revision:  # fmt: skip
    """A section as the engine writes it once more. Raises BadInput where it has no other way."""
    old = next(s for s in draft.sections if s.id == section)
    engine = service.engine("model" if service.has_model else "offline")
    task = task_of(draft)
    outline = service.consulted(draft.brief, task.outline) if service.has_model else task.outline
    others = tuple(each for each in draft.sections if each.id != section)
    asked = sum(r.section == section and r.instruction == REWRITTEN for r in draft.revisions)
    for variant in range(asked + 1, asked + 1 + _WAYS):
        anew = replace(
            task, outline=outline, done=others, variant=variant, stop=stop, sources=service.sources
        )
        new = _last_of(section, engine.write(anew))
        if new is not None and new.text != old.text:
            at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
            usage = new.making.usage if new.making else Usage()
            identifier = uuid.uuid4().hex[:12]
            return Revision(identifier, section, REWRITTEN, old.text, new, at=at, usage=usage)
    raise BadInput(say("draft.no_other_way"))


def _last_of(section: str, steps: Iterable[Step]) -> Section | None:
    found = None
    for step in steps:
        if isinstance(step, Written) and step.section.id == section:
            found = step.section
    return found


def answer(
    service: Service, draft_id: str, revision: str, *, accepted: bool,
    left_out: Collection[int] = (),
) -> Draft:  # fmt: skip
    """Take a proposal, less the changes of it that are ``left_out``, or put it away. Raises
    BadInput where it no longer fits the text."""
    with service.store.turn(draft_id):
        draft = service.current(draft_id)
        if accepted:
            if returned.is_waiting(draft, revision):
                return service.save(returned.accepted(draft, revision), ACCEPTED)
            taken = in_parts(draft, revision, left_out) if left_out else revision
            return service.save(accept(draft, taken), ACCEPTED)
        refused = refuse(draft, revision)
        service.amend(refused)
    return refused


def keep_both(service: Service, draft_id: str, revision: str) -> Draft:
    """Of a section that was changed in two places, the paragraphs of both. Raises BadInput."""
    with service.store.turn(draft_id):
        return service.save(both(service.current(draft_id), revision), BOTH)


def in_parts(draft: Draft, revision: str, left_out: Collection[int]) -> Revision:
    """A proposal without some of its changes, numbered from 0 as they are shown. Raises BadInput
    where there is no such proposal."""
    found = next((r for r in draft.revisions if r.id == revision), None)
    if found is None:
        raise BadInput(say("draft.no_revision"))
    before, after = (shown(Section("", "", 0, text)) for text in (found.before, found.after.text))
    text = marked(merged(before, after, left_out))
    old = next((s for s in draft.sections if s.id == found.section), found.after)
    sentences = trace(text, (*found.after.sentences, *old.sentences), draft.brief.facts)
    return replace(found, after=replace(found.after, text=text, sentences=sentences))


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
    raise BadInput(say("draft.not_found"))


def _section(draft: Draft, identifier: str) -> Section:
    found = next((s for s in draft.sections if s.id == identifier), None)
    if found is None or not found.text.strip():
        raise BadInput(say("draft.nothing_written"))
    return found
