"""Jobs and revisions as one person sees them: those on drafts of their own."""

from __future__ import annotations

from typing import Any

from drafting.engines.base import Engine
from drafting.engines.followed import Followed
from drafting.jobs import Job, Jobs
from drafting.model import Brief, Draft
from drafting.observing import spending
from drafting.proposals import Proposal, Proposals, Reviser
from drafting.store import Store


class OwnJobs:
    """The jobs on the drafts of a store."""

    def __init__(self, jobs: Jobs, store: Store) -> None:
        self._jobs = jobs
        self._store = store

    def find(self, draft_id: str) -> Job | None:
        """As ``Jobs.find``. Raises BadInput where the draft is somebody else's."""
        job = self._jobs.find(draft_id)
        if job is not None:
            self._store.require(draft_id)
        return job

    def start(
        self, draft_id: str, brief: Brief, engine: Engine, *given: Any, **options: Any
    ) -> Job:  # fmt: skip
        """As ``Jobs.start``, with the same refusal; raises UsedUp where a model is asked for and a
        quota used up."""
        self._store.require(draft_id)
        if engine.name == "model":
            spending.admit()
        followed = Followed(engine, draft_id)
        return self._jobs.start(draft_id, brief, followed, *given, **options)


class OwnProposals:
    """The revisions on the drafts of a store."""

    def __init__(self, proposals: Proposals, store: Store) -> None:
        self._proposals = proposals
        self._store = store

    def start(
        self, draft: Draft, section: str, instruction: str, write: Reviser, store: Store
    ) -> Proposal:
        """As ``Proposals.start``. Raises BadInput where the draft is somebody else's."""
        self._store.require(draft.id)
        return self._proposals.start(draft, section, instruction, write, store)

    def of(self, draft_id: str) -> list[Proposal]:
        """As ``Proposals.of``, with the same refusal."""
        found = self._proposals.of(draft_id)
        if found:
            self._store.require(draft_id)
        return found

    def noted(self, proposal: Proposal) -> None:
        """As ``Proposals.noted``."""
        self._proposals.noted(proposal)
