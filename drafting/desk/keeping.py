"""Keeping changes and versions: which draft stands, and what of a change is a version of its own.

``store`` and ``jobs`` are those of whoever sits at the page. No model, no network but for the database;
all but what is pure raise StoreFailed where the database fails.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from drafting.desk.own import OwnJobs
from drafting.desk.replanning import replanned
from drafting.desk.words import say
from drafting.document import back_lines, front_lines
from drafting.engines.choice import choose
from drafting.errors import BadInput
from drafting.kinds import load_kind
from drafting.model import Brief, Draft, EngineName, Outline, Section
from drafting.pipeline import assemble
from drafting.plan import plan
from drafting.settings import Settings
from drafting.store import Store
from drafting.store.notes import BY_HAND, OUTLINE

TOGETHER = dt.timedelta(minutes=10)
"""What is changed by hand within this time is one version."""


def current_at(store: Store, jobs: OwnJobs, draft_id: str) -> tuple[Draft, int | None]:
    """The draft as it stands: what a job wrote and could not save, else the latest version; with
    the revision to name when it is saved, None for what was never saved. Raises BadInput where there
    is none."""
    job = jobs.find(draft_id)
    if job is not None and job.draft is not None and not job.saved:
        return job.draft, None
    if not draft_id:
        raise BadInput(say("service.no_draft"))
    return store.load_at(draft_id)


def stored(store: Store, draft_id: str, kind: str) -> Draft | None:
    """The latest version of a draft; None where there is none, or one of another kind."""
    if not draft_id:
        return None
    try:
        old = store.load(draft_id)
    except BadInput:
        return None
    return old if old.kind == kind else None


def outline_for(store: Store, draft_id: str, brief: Brief) -> Outline:
    """The outline to work on: the draft's own while it fits the facts, else a new plan, in which
    what a person has settled stays."""
    old = stored(store, draft_id, brief.kind)
    if old is None or old.outline is None:
        return plan(brief)
    return old.outline if old.brief == brief else replanned(brief, old.outline, old.brief)


def keep(
    store: Store, draft_id: str, brief: Brief, outline: Outline, writer: str, settings: Settings
) -> str:
    """Save facts and outline before anything is written; returns the draft's id. The text of a draft
    that has one stays as it is, and what was not finished for other facts is let go. Raises BadInput
    where there is no such writer, Conflict where another process has saved the draft meanwhile."""
    with store.turn(draft_id):
        old = stored(store, draft_id, brief.kind)
        new = _with_outline(old, brief, outline, writer, settings)
        if new == old:
            return new.id
        if old is None or old.brief != brief:
            store.work.drop(new.id)
            store.save(new, OUTLINE, within=TOGETHER)
        else:
            store.amend(new)
    return new.id


def keep_facts(
    store: Store, draft_id: str, brief: Brief, writer: str, settings: Settings
) -> str:  # fmt: skip
    """Save facts as they are typed; returns the draft's id. A draft that has a text, or is being
    written, gets them only when its outline is made again: they would undo what is unfinished. Raises
    as :func:`keep`."""
    with store.turn(draft_id):
        old = stored(store, draft_id, brief.kind)
        if old is None or has_text(old) or store.work.find(draft_id):
            return draft_id
        outline = outline_for(store, draft_id, brief)
        return keep(store, draft_id, brief, outline, writer, settings)


def keep_outline(store: Store, jobs: OwnJobs, draft: Draft, outline: Outline) -> None:
    """Put an outline in the place of the draft's; its text stays as it is. Raises Conflict."""
    amend(store, jobs, replace(draft, outline=as_kept(outline)))


def unpin(store: Store, jobs: OwnJobs, draft_id: str, outline: Outline) -> None:
    """Keep an outline less what was pinned, unless the draft has another one by now. Raises BadInput
    where there is no such draft, Conflict."""
    with store.turn(draft_id):
        draft, _ = current_at(store, jobs, draft_id)
        ids = [section.id for section in outline.sections]
        if draft.outline and [s.id for s in draft.outline.sections] == ids:
            keep_outline(store, jobs, draft, replace(outline, notices=draft.outline.notices))


def save(
    store: Store, jobs: OwnJobs, draft: Draft, note: str, *, since: int | None = None, step: str = ""
) -> None:  # fmt: skip
    """Save a draft as a new version; edits by hand of one part within some minutes are one version.
    Raises Conflict where it was saved ``since``."""
    within = TOGETHER if note.startswith(BY_HAND) else None
    store.save(draft, note, within=within, since=since, step=step)
    _is_saved(jobs, draft.id)


def amend(store: Store, jobs: OwnJobs, draft: Draft) -> None:
    """Save what is no change of the text in the place of the latest version. Raises Conflict."""
    store.amend(draft)
    _is_saved(jobs, draft.id)


def as_kept(outline: Outline) -> Outline:
    """An outline as it is kept: of the exemplars those that a person has pinned. Pure."""
    sections = tuple(
        replace(s, exemplars=tuple(e for e in s.exemplars if e.passage in s.pinned))
        for s in outline.sections
    )
    return replace(outline, sections=sections)


def has_text(draft: Draft) -> bool:
    """Whether anything of the draft is written. Pure."""
    return any(section.text for section in draft.sections)


def _is_saved(jobs: OwnJobs, draft_id: str) -> None:
    job = jobs.find(draft_id)
    if job is not None:
        job.saved = True


def _with_outline(
    old: Draft | None, brief: Brief, outline: Outline, writer: str, settings: Settings
) -> Draft:  # fmt: skip
    bare = as_kept(outline)
    if old is None or not has_text(old):
        name = choose(writer, settings).name
        return replace(_skeleton(brief, bare, name, old.id if old else ""), outline=bare)
    kind = load_kind(brief.kind)
    back = back_lines(brief, kind, old.sections)
    return replace(old, brief=brief, front=front_lines(brief, kind), back=back, outline=bare)


def _skeleton(brief: Brief, outline: Outline, engine: EngineName, draft_id: str) -> Draft:
    sections = tuple(Section(s.id, s.heading, s.level, "") for s in outline.sections)
    kind = load_kind(brief.kind)
    made = assemble(brief, kind, outline, engine, sections, draft_id=draft_id)
    return replace(made, notices=())
