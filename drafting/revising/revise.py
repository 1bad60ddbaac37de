"""A section, or a passage of it, revised by an instruction."""

from __future__ import annotations

import datetime as dt
import threading
import uuid
from dataclasses import replace

from drafting.document import coverage_of
from drafting.engines.base import Task
from drafting.errors import BadInput
from drafting.kinds import load_kind
from drafting.model import Draft, Fact, Outline, PlannedSection, Revision, Section, Usage
from drafting.plan import plan
from drafting.revising.asking import Order, ask
from drafting.revising.offline import rework
from drafting.revising.presets import asked_for
from drafting.revising.scope import scope_of
from drafting.settings import Settings, load_settings
from drafting.tables import part, put_back


def revise(
    draft: Draft,
    section_id: str,
    instruction: str,
    passage: str | None = None,
    settings: Settings | None = None,
    *,
    stop: threading.Event | None = None,
) -> Revision:
    """A proposal for a section, or for a ``passage`` that stands in it once, beside the old text;
    the draft stays as it is. ``instruction`` is a preset's label or what a person wrote.

    Uses the model where one is set; without one only what can be done honestly. Outside the passage
    nothing changes, and no fact is lost. Raises BadInput where it cannot be done, ModelFailed where
    the model does not keep to that, Stopped where ``stop`` was set.
    """
    section = _section(draft, section_id)
    if not instruction.strip():
        raise BadInput("请写明要怎么改，或选一个现成的要求。")
    preset = asked_for(instruction)
    parted = part(section)
    scope = scope_of(parted.section, passage, preset.reach)
    task = task_of(draft)
    planned = next(p for p in task.outline.sections if p.id == section_id)
    extra = _extra(draft, task, planned) if preset.facts else ()
    settings = settings or load_settings()
    if settings.has_model:
        revised = ask(Order(task, planned, scope, preset, extra), settings, stop)
        return _proposal(section, put_back(revised.section, parted), instruction, revised.usage)
    new = put_back(rework(task, planned, scope, preset, extra), parted)
    return _proposal(section, new, instruction, Usage())


def task_of(draft: Draft) -> Task:
    """The task a draft was written for, with all its sections done."""
    kind = load_kind(draft.brief.kind)
    return Task(draft.brief, kind, outline_of(draft), done=draft.sections)


def outline_of(draft: Draft) -> Outline:
    """The outline of a draft as it stands now: its own where it has kept one, else the kind's; a
    section that neither knows is planned after what it says."""
    usual = draft.outline or plan(draft.brief)
    known = {planned.id: planned for planned in usual.sections}
    sections = tuple(
        replace(known.get(s.id) or _planned(s), heading=s.heading, level=s.level, missing=())
        for s in draft.sections
    )
    return replace(usual, title=draft.title, sections=sections)


def _planned(section: Section) -> PlannedSection:
    facts = tuple(dict.fromkeys(key for s in section.sentences for key in s.facts))
    return PlannedSection(
        section.id, section.heading, section.level, section.heading, len(section.text), facts,
        "subheaded" if "\n#" in f"\n{section.text}" else "paragraphs",
    )  # fmt: skip


def _section(draft: Draft, section_id: str) -> Section:
    section = next((s for s in draft.sections if s.id == section_id), None)
    if section is None:
        raise BadInput(f"文稿中没有编号为“{section_id}”的小节。")
    if section.locked:
        raise BadInput("这一节已经锁定。要修改，请先解除锁定。")
    if not section.text.strip():
        raise BadInput("这一节还没有内容，没有可以改的。请先写出来。")
    return section


def _extra(draft: Draft, task: Task, planned: PlannedSection) -> tuple[Fact, ...]:
    """Facts to put in: those the draft does not tell yet that belong here or to no section."""
    unused = set(coverage_of(draft)["unused"])
    elsewhere = {key for p in task.outline.sections if p.id != planned.id for key in p.facts}
    facts = tuple(f for f in draft.brief.facts if f.id in unused and f.id not in elsewhere)
    if not facts:
        raise BadInput("归这一节的事实都已写到，没有可补的。请先在事实里补充，再来补写。")
    return facts


def _proposal(section: Section, new: Section, instruction: str, usage: Usage) -> Revision:
    at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    return Revision(
        uuid.uuid4().hex[:12], section.id, instruction.strip(), section.text, new, at=at,
        usage=usage,
    )  # fmt: skip
