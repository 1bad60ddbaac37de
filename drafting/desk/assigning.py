"""Writing that is assigned: begun on the page, carried on after it broke off, or taken over from a
process that has died."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import select

from drafting.checks import Sources
from drafting.desk import keeping
from drafting.desk.consulting import Consulting
from drafting.desk.own import OwnJobs
from drafting.desk.words import say
from drafting.engines.base import Engine, Task
from drafting.engines.choice import choose
from drafting.engines.followed import Followed
from drafting.errors import BadInput, StoreFailed
from drafting.jobs import Job, Jobs
from drafting.kinds import load_kind
from drafting.model import Brief, Outline, Section
from drafting.observing.context import about
from drafting.recovery import is_written, recover, standing
from drafting.settings import Settings
from drafting.sources import sources_from
from drafting.store import Store, Unfinished
from drafting.store.tables import DraftRow
from drafting.takeover import stands


@dataclass(frozen=True, slots=True)
class Means:
    """What drafts are written with, as it is at this moment."""

    settings: Settings
    consulting: Consulting

    def engine(self, name: str) -> Engine:
        """An engine by its name. Raises BadInput where it is not configured."""
        return choose(name, self.settings)

    def told_sources(self) -> tuple[Sources, tuple[str, ...]]:
        """What drafts are checked against beside their facts, and what of it cannot be used, in
        sentences. Never raises for a library that fails."""
        return sources_from(self.consulting.library, self.settings)

    @property
    def sources(self) -> Sources:
        """The same without the sentences."""
        return self.told_sources()[0]


@dataclass(frozen=True, slots=True)
class Assignment:
    """A draft to be written: ``done`` are the sections of it that stand."""

    draft_id: str
    brief: Brief
    outline: Outline
    engine: Engine
    done: tuple[Section, ...] = ()
    variant: int = 0


def begun(
    means: Means, store: Store, draft_id: str, brief: Brief, outline: Outline, writer: str
) -> Assignment:
    """A draft that is kept already; sections that are locked stay. Raises BadInput where there is no
    such writer, StoreFailed."""
    engine = means.engine(writer)
    old = keeping.stored(store, draft_id, brief.kind)
    done = tuple(s for s in old.sections if s.locked and is_written(s)) if old else ()
    return Assignment(draft_id, brief, outline, engine, done)


def unfinished(means: Means, store: Store, jobs: OwnJobs, draft_id: str) -> Unfinished | None:
    """Work on a draft that broke off or goes on in another process; None while a job of this one is
    at it. Raises BadInput where the draft is somebody else's, StoreFailed."""
    job = jobs.find(draft_id)
    if not draft_id or (job is not None and not job.ended):
        return None
    work = recover(draft_id, store, means.sources)
    if work is None or not isinstance(job, Job) or job.saved or work.run != job.run:
        return work
    # It ended here and could not even say so: on a full disk its sign of life is fresh for a while.
    try:
        store.work.pause(draft_id, job.run, "failed", job.message, None, "")
    except StoreFailed:
        return replace(work, state="failed", message=job.message, alive=False)
    return store.work.find(draft_id)


def left(means: Means, store: Store, jobs: OwnJobs, draft_id: str) -> Assignment:
    """What is still to be written; what stands is not paid for again. Raises BadInput where there is
    nothing to carry on, or its engine is not configured any more, StoreFailed."""
    work = unfinished(means, store, jobs, draft_id)
    if work is None:
        raise BadInput(say("service.nothing_left"))
    engine = means.engine(work.engine)
    done = standing(work, keeping.current_at(store, jobs, draft_id)[0])
    return Assignment(draft_id, work.brief, work.outline, engine, done, work.variant)


def write(
    assigned: Assignment, means: Means, jobs: OwnJobs | Jobs, store: Store, after: str = ""
) -> Job:
    """Begin to write; ``after`` names the run of a dead process whose work it was. Raises BadInput
    where the draft is being written already, UsedUp where a model is asked for and a quota used up,
    StoreFailed."""
    outline = _outline_for(means.consulting, assigned)
    return jobs.start(
        assigned.draft_id, assigned.brief, assigned.engine, outline, means.consulting.samples, store,
        done=assigned.done, variant=assigned.variant, sources=means.sources, after=after,
    )  # fmt: skip


def take_over(work: Unfinished, means: Means, jobs: Jobs, store: Store) -> None:
    """Write what a process that has died left of a draft, whoever's it is. Raises BadInput where its
    engine is not configured here, StoreFailed."""
    with about(user=_owner_of(store, work.draft_id)):
        engine = Followed(means.engine(work.engine), work.draft_id)
    assigned = Assignment(
        work.draft_id, work.brief, work.outline, engine, stands(work), work.variant
    )
    write(assigned, means, jobs, store, after=work.run)


def thought(means: Means, brief: Brief, outline: Outline) -> Outline:
    """The outline as the model would have it: seconds, and tokens of the model. Raises ModelFailed,
    BadInput where no model is configured."""
    task = Task(brief, load_kind(brief.kind), means.consulting.consulted(brief, outline))
    return means.engine("model").outline(task)


def _outline_for(consulting: Consulting, assigned: Assignment) -> Outline:
    """Only a model looks at exemplars."""
    outline = assigned.outline
    if assigned.engine.name != "model":
        return outline
    there, gone = consulting.without_gone(outline)
    return consulting.consulted(assigned.brief, replace(there, notices=(*there.notices, *gone)))


def _owner_of(store: Store, draft_id: str) -> str:
    """The name of the user whose draft it is; empty where it is nobody's."""
    with store.engine.connect() as connection:
        return str(connection.scalar(select(DraftRow.owner).filter_by(id=draft_id)) or "")
