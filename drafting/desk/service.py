"""What the tabs share: the front of the rooms in which drafts are kept, written, consulted for, checked
and handed out, for whoever sits at the page. All but what is said not to raises StoreFailed where the
database fails."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine as SqlEngine

from drafting.audit.trail import Trail
from drafting.checks import Sources
from drafting.desk import assigning, first_check, keeping
from drafting.desk.assigning import Means
from drafting.desk.consulting import Consulting, library_line
from drafting.desk.handing_out import FilesHandedOut
from drafting.desk.keeping import has_text
from drafting.desk.own import OwnJobs, OwnProposals
from drafting.desk.settings_in_force import SettingsInForce, writers
from drafting.desk.visitor import Visitors
from drafting.elsewhere import Elsewhere
from drafting.engines.base import Engine
from drafting.errors import BadInput
from drafting.jobs import Job, Jobs
from drafting.model import Brief, Draft, Outline
from drafting.observing import spending
from drafting.pipeline import check_draft
from drafting.proposals import Proposals
from drafting.quotas import NO_QUOTA, Quota, Quotas
from drafting.settings import Settings
from drafting.store import Store, Unfinished
from drafting.takeover import Takeover
from retrieval import Library

if TYPE_CHECKING:
    from drafting.users import User, Users

__all__ = ["Service", "has_text"]


class Service:
    """Everything behind the page. One a process; safe to use from several threads."""

    def __init__(
        self, store: Store, library: Library, folder: Path, settings: Settings,
        users: Users | None = None, quota: Quota = NO_QUOTA,
    ) -> None:  # fmt: skip
        self._store = store
        self._trail = Trail(store.engine)
        self._quotas = Quotas(store.engine, quota)
        spending.keep_account(self._quotas if quota.limits else None)
        self._elsewhere = Elsewhere(store)
        self._jobs = Jobs(self._elsewhere) if store.shared else Jobs()
        self._proposals = Proposals()
        self.visitors = Visitors(users)
        self.library = library
        self._consulting = Consulting(library)
        self._files = FilesHandedOut(folder)
        self._in_force = SettingsInForce(settings, store)
        self._takeover = Takeover(store, self._take_over, self._in_force.read_again)
        if store.shared:
            self._takeover.start()

    # ---- whoever sits at the page
    @property
    def store(self) -> Store:
        """The drafts of whoever sits at the page."""
        return self._store.seen_by(self.visitors.owners)

    @property
    def jobs(self) -> OwnJobs:
        """The work on those drafts."""
        return OwnJobs(self._jobs, self.store)

    @property
    def proposals(self) -> OwnProposals:
        """The revisions of those drafts."""
        return OwnProposals(self._proposals, self.store)

    @property
    def engine_of_store(self) -> SqlEngine:
        """The connection pool of the database."""
        return self._store.engine

    def may_read(self, user: User | None, draft_id: str) -> bool:
        """Whether files made of a draft are handed out to a user."""
        owners = user.owners if user is not None else None
        try:
            self._store.seen_by(owners).load_at(draft_id)
        except BadInput:
            return False
        return True

    def note(self, action: str, draft_id: str = "", detail: str = "") -> None:
        """Record what whoever sits at the page does."""
        self._trail.note(action, self._name(), draft_id=draft_id, detail=detail)

    def quota_lines(self) -> list[str]:
        """How much of their quotas the person at the page has used, in Chinese."""
        return [each.line() for each in self._quotas.standings(self._name())]

    def _name(self) -> str:
        user = self.visitors.user
        return user.name if user else ""

    # ---- settings in force
    @property
    def settings(self) -> Settings:
        """How the program is set up; the key in it is masked. Never raises."""
        return self._in_force.now

    @property
    def has_model(self) -> bool:
        """Whether a model can be asked. Never raises."""
        return self.settings.has_model

    @property
    def writers(self) -> list[tuple[str, str]]:
        """Engines a person may choose from, the preferred one first: (label, name). Never raises."""
        return writers(self.settings)

    def change_settings(self, changes: Mapping[str, Any]) -> None:
        """Keep what was set on the page; new drafts and checks go by it at once. Raises BadInput for
        all but admins, for a key that an office's database is to keep, and for what is no value."""
        self.visitors.require_admin()
        self._in_force.require_keepable(changes)
        self.note("settings", detail="、".join(sorted(changes)))
        self._in_force.change(changes)

    def engine(self, name: str) -> Engine:
        """An engine by its name. Raises BadInput where it is not configured."""
        return self._means.engine(name)

    @property
    def _means(self) -> Means:
        return Means(self.settings, self._consulting)

    # ---- checks
    @property
    def sources(self) -> Sources:
        """What drafts are checked against beside their facts, as it is now. Never raises."""
        return self._means.sources

    def told_sources(self) -> tuple[Sources, tuple[str, ...]]:
        """The same, and what of it cannot be used, in sentences. Never raises."""
        return self._means.told_sources()

    def checked(self, draft: Draft) -> Draft:
        """The draft with its findings as they are now."""
        return check_draft(draft, self.sources)

    def load_checks(self) -> None:
        """As :func:`first_check.load_checks`."""
        first_check.load_checks(self.sources)

    # ---- exemplars consulted
    def library_line(self) -> tuple[str, bool]:
        """How the library stands, in words, and whether that will still change. Never raises."""
        return library_line(self.library)

    def consulted(self, brief: Brief, outline: Outline | None = None) -> Outline:
        """An outline with exemplars from the library, remembered. Never raises."""
        return self._consulting.consulted(brief, outline)

    def without_gone(self, outline: Outline) -> tuple[Outline, tuple[str, ...]]:
        """The outline as :meth:`Consulting.without_gone` has it, and what is said. Never raises."""
        return self._consulting.without_gone(outline)

    # ---- keeping changes and versions
    def outline(self, draft_id: str, brief: Brief) -> Outline:
        """The outline to work on, the draft's own or a new plan: :func:`keeping.outline_for`."""
        return keeping.outline_for(self.store, draft_id, brief)

    def keep(self, draft_id: str, brief: Brief, outline: Outline, writer: str) -> str:
        """Save facts and outline, as :func:`keeping.keep`; returns the draft's id."""
        return keeping.keep(self.store, draft_id, brief, outline, writer, self.settings)

    def keep_facts(self, draft_id: str, brief: Brief, writer: str) -> str:
        """Save facts as they are typed, as :func:`keeping.keep_facts`; returns the draft's id."""
        return keeping.keep_facts(self.store, draft_id, brief, writer, self.settings)

    def keep_outline(self, draft: Draft, outline: Outline) -> None:
        """Put an outline in the place of the draft's; its text stays as it is. Raises Conflict."""
        keeping.keep_outline(self.store, self.jobs, draft, outline)

    def unpin(self, draft_id: str, outline: Outline) -> None:
        """Keep an outline less what was pinned, as :func:`keeping.unpin`."""
        keeping.unpin(self.store, self.jobs, draft_id, outline)

    def think_outline(self, draft_id: str, brief: Brief, outline: Outline) -> Outline:
        """The outline as the model would have it, as :func:`assigning.thought`, and saved."""
        better = assigning.thought(self._means, brief, outline)
        self.keep(draft_id, brief, better, "model")
        return better

    def current(self, draft_id: str) -> Draft:
        """The draft as it stands. Raises BadInput where there is none."""
        return self.current_at(draft_id)[0]

    def current_at(self, draft_id: str) -> tuple[Draft, int | None]:
        """The same with the revision to name when it is saved: :func:`keeping.current_at`."""
        return keeping.current_at(self.store, self.jobs, draft_id)

    def save(
        self, draft: Draft, note: str, *, since: int | None = None, step: str = ""
    ) -> Draft:  # fmt: skip
        """Check a draft that was edited and save it as a new version, as :func:`keeping.save`."""
        checked = self.checked(draft)
        keeping.save(self.store, self.jobs, checked, note, since=since, step=step)
        return checked

    def amend(self, draft: Draft) -> None:
        """Save what is no change of the text in the place of the latest version. Raises Conflict."""
        keeping.amend(self.store, self.jobs, draft)

    # ---- writing: begun, carried on, taken over
    def start(self, draft_id: str, brief: Brief, outline: Outline, writer: str) -> Job:
        """Write a draft as it is :func:`assigning.begun`. Raises as :func:`assigning.write`."""
        means, store = self._means, self.store
        assigned = assigning.begun(means, store, draft_id, brief, outline, writer)
        self.note("draft", draft_id, assigned.engine.name)
        return assigning.write(assigned, means, self.jobs, store)

    def unfinished(self, draft_id: str) -> Unfinished | None:
        """Work that broke off or goes on in another process, as :func:`assigning.unfinished`."""
        return assigning.unfinished(self._means, self.store, self.jobs, draft_id)

    def carry_on(self, draft_id: str) -> Job:
        """Write what is :func:`assigning.left`. Raises as that and :func:`assigning.write`."""
        means, store, jobs = self._means, self.store, self.jobs
        assigned = assigning.left(means, store, jobs, draft_id)
        self.note("carry_on", draft_id, assigned.engine.name)
        return assigning.write(assigned, means, jobs, store)

    def let_go(self, draft_id: str) -> None:
        """Leave a draft as it stands, its work unfinished. Raises BadInput where it is another's."""
        self.store.work.drop(draft_id)

    def _take_over(self, work: Unfinished) -> None:
        assigning.take_over(work, self._means, self._jobs, self._store)
        self._elsewhere.forget(work.draft_id)

    # ---- files handed out
    def export(self, draft: Draft, profile: str) -> Path:
        """A Word file of the draft, as :meth:`FilesHandedOut.word_file`."""
        return self._files.word_file(draft, profile)

    def file_of(self, draft: Draft, ending: str) -> Path:
        """Where a file of the draft is put, as :meth:`FilesHandedOut.file_of`."""
        return self._files.file_of(draft, ending)

    # ---- the end
    def stop_work(self) -> None:
        """Stop all jobs and revisions; what is written is saved, and where processes share a database
        another one carries the jobs on."""
        self._takeover.close()
        self._proposals.close()
        self._jobs.close(hand_over=self._store.shared)
        self._elsewhere.close()

    def close(self) -> None:
        """Stop all work, and close library and store."""
        self.stop_work()
        self.library.close()
        self._store.close()
