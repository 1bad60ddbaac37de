"""What the tabs share: where drafts are kept, who writes, and the sample library."""

from __future__ import annotations

import datetime as dt
import functools
import hmac
import logging
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine as SqlEngine
from sqlalchemy import select

from drafting.audit.trail import Trail
from drafting.checks import Sources
from drafting.desk.exemplars import without_gone
from drafting.desk.own import OwnJobs, OwnProposals
from drafting.desk.replanning import replanned
from drafting.desk.visitor import Visitors
from drafting.desk.words import say
from drafting.document import back_lines, front_lines, lines_of
from drafting.elsewhere import Elsewhere
from drafting.engines.base import Engine, Task
from drafting.engines.choice import choose
from drafting.engines.followed import Followed
from drafting.errors import BadInput, DraftingError, StoreFailed
from drafting.jobs import Job, Jobs
from drafting.kinds import load_kind
from drafting.model import Brief, Draft, EngineName, Outline, PlannedSection, Section
from drafting.observing import spending
from drafting.observing.context import about
from drafting.pipeline import EXEMPLARS, Found, assemble, check_draft, chosen, consult
from drafting.plan import plan
from drafting.preferences import KEPT, write_preferences
from drafting.proposals import Proposals
from drafting.quotas import NO_QUOTA, Quota, Quotas
from drafting.recovery import is_written, recover, standing
from drafting.settings import Settings, load_settings
from drafting.sources import sources_from
from drafting.store import Store, Unfinished
from drafting.store.notes import BY_HAND, OUTLINE
from drafting.store.tables import DraftRow
from drafting.tables import rules_of
from drafting.takeover import Takeover, stands
from retrieval import Library, LibraryError

if TYPE_CHECKING:
    from drafting.users import User, Users

TOGETHER = dt.timedelta(minutes=10)
"""What is changed by hand within this time is one version."""
REMEMBERED = 32
"""Outlines whose exemplars are remembered."""
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
_log = logging.getLogger(__name__)


class Samples:
    """The library as the pipeline asks it; one that fails costs the examples, not the draft."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def search(
        self, query: str, *, k: int = 5, kind: str | None = None, role: str | None = None
    ) -> Sequence[Found]:
        """Passages for a query, best first; none where the library cannot be used."""
        try:
            return self._library.search(query, k=k, kind=kind, role=role)
        except LibraryError as error:
            _log.warning("sample library: %s", error)
            return ()


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
        self._takeover = Takeover(store, self._take_over, self._read_settings)
        self._proposals = Proposals()
        self.visitors = Visitors(users)
        self.samples = Samples(library)
        self.library = library
        self._folder = folder
        self._secret = secrets.token_bytes(32)
        self._consulted = functools.lru_cache(REMEMBERED)(self._consult)
        self._consulted_own = functools.lru_cache(REMEMBERED)(self._consult_own)
        self._settings = settings
        self._kept: dict[str, Any] = {}
        if store.shared:
            self._takeover.start()

    @property
    def store(self) -> Store:
        """The drafts of whoever sits at the page."""
        return self._store.seen_by(self.visitors.owners)

    @property
    def engine_of_store(self) -> SqlEngine:
        """The connection pool of the database."""
        return self._store.engine

    def note(self, action: str, draft_id: str = "", detail: str = "") -> None:
        """Record what whoever sits at the page does. Raises StoreFailed."""
        user = self.visitors.user
        self._trail.note(action, user.name if user else "", draft_id=draft_id, detail=detail)

    def quota_lines(self) -> list[str]:
        """How much of their quotas the person at the page has used, in Chinese."""
        user = self.visitors.user
        return [each.line() for each in self._quotas.standings(user.name if user else "")]

    @property
    def jobs(self) -> OwnJobs:
        """The work on those drafts."""
        return OwnJobs(self._jobs, self.store)

    @property
    def proposals(self) -> OwnProposals:
        """The revisions of those drafts."""
        return OwnProposals(self._proposals, self.store)

    def may_read(self, user: User | None, draft_id: str) -> bool:
        """Whether files made of a draft are handed out to a user."""
        owners = user.owners if user is not None else None
        try:
            self._store.seen_by(owners).load_at(draft_id)
        except BadInput:
            return False
        return True

    @property
    def has_model(self) -> bool:
        """Whether a model can be asked."""
        return self._settings.has_model

    @property
    def settings(self) -> Settings:
        """How the program is set up; the key in it is masked."""
        return self._settings

    def change_settings(self, changes: Mapping[str, Any]) -> None:
        """Keep what was set on the page; new drafts and checks go by it at once. An office's
        database takes no key: it would stand there, and in its backups, in clear. Raises BadInput
        or StoreFailed."""
        self.visitors.require_admin()
        if self._settings.drafting_database_url and changes.get("openai_api_key"):
            raise BadInput(say("settings.key_elsewhere"))
        self.note("settings", detail="、".join(sorted(changes)))
        home = self._settings.drafting_home
        if self._settings.drafting_database_url:
            self._store.office.change_settings({k: v for k, v in changes.items() if k in KEPT})
            self._settings = load_settings(home=home, kept=self._store.office.settings(KEPT))
            return
        write_preferences(home, changes)
        self._settings = load_settings(home=home)

    def _read_settings(self) -> None:
        """What another process has set counts here too."""
        kept = self._store.office.settings(KEPT)
        if kept != self._kept:
            self._settings = load_settings(home=self._settings.drafting_home, kept=kept)
            self._kept = kept

    @property
    def writers(self) -> list[tuple[str, str]]:
        """Engines a person may choose from, the preferred one first: (label, name)."""
        offline = (say("service.offline"), "offline")
        if not self._settings.has_model:
            return [offline]
        name = self._settings.drafting_model
        return [
            (say("service.model_named", name=name) if name else say("service.model"), "model"),
            offline,
        ]

    @property
    def sources(self) -> Sources:
        """What drafts are checked against beside their facts, as it is now."""
        return self.told_sources()[0]

    def told_sources(self) -> tuple[Sources, tuple[str, ...]]:
        """The same, and what of it cannot be used, in sentences."""
        return sources_from(self.library, self._settings)

    def checked(self, draft: Draft) -> Draft:
        """The draft with its findings as they are now."""
        return check_draft(draft, self.sources)

    def load_checks(self) -> None:
        """Load what the checks stand on, by checking a sample: a second of work that the first look at
        a draft should not wait for."""
        from drafting.facts import read_facts
        from retrieval.shipping import SAMPLES

        brief = read_facts(SAMPLES / "facts" / "work_summary.yaml").brief
        outline, text = plan(brief), "。".join(fact.text for fact in brief.facts)
        sections = tuple(Section(s.id, s.heading, s.level, text) for s in outline.sections[:2])
        try:
            self.checked(assemble(brief, load_kind(brief.kind), outline, "offline", sections))
        except (DraftingError, LibraryError) as error:
            _log.warning("checks were not loaded: %s", error)

    def outline(self, draft_id: str, brief: Brief) -> Outline:
        """The outline to work on: the draft's own while it fits the facts, else a new plan, in
        which what a person has settled stays."""
        old = self._stored(draft_id, brief.kind)
        if old is None or old.outline is None:
            return plan(brief)
        return old.outline if old.brief == brief else replanned(brief, old.outline, old.brief)

    def consulted(self, brief: Brief, outline: Outline | None = None) -> Outline:
        """An outline with exemplars from the library. Searching takes a second or two, so what was
        found is remembered as long as the library stays as it is."""
        found = self._consulted(brief, self.library_line())
        if outline is None:
            return found
        exemplars = {section.id: section.exemplars for section in found.sections}
        own = tuple(_bare(s) for s in outline.sections if s.id not in exemplars)
        if own:  # added by hand, or split off
            more = self._consulted_own(brief, replace(found, sections=own), self.library_line())
            exemplars |= {section.id: section.exemplars for section in more.sections}
        sections = tuple(
            replace(s, exemplars=chosen(s, exemplars.get(s.id, ()))) for s in outline.sections
        )
        return replace(outline, sections=sections)

    def without_gone(self, outline: Outline) -> tuple[Outline, tuple[str, ...]]:
        """The outline without pinned passages of samples that were removed, and what is said of
        them; all stay where the library cannot be asked."""
        try:
            documents = {document.id for document in self.library.documents()}
        except LibraryError:
            return outline, ()
        return without_gone(outline, documents)

    def unpin(self, draft_id: str, outline: Outline) -> None:
        """Keep an outline less what was pinned, unless the draft has another one by now."""
        with self.store.turn(draft_id):
            draft = self.current(draft_id)
            ids = [section.id for section in outline.sections]
            if draft.outline and [s.id for s in draft.outline.sections] == ids:
                self.keep_outline(draft, replace(outline, notices=draft.outline.notices))

    def think_outline(self, draft_id: str, brief: Brief, outline: Outline) -> Outline:
        """The outline as the model would have it, saved with the draft. Takes seconds.

        Raises ModelFailed.
        """
        task = Task(brief, load_kind(brief.kind), self.consulted(brief, outline))
        better = self.engine("model").outline(task)
        self.keep(draft_id, brief, better, "model")
        return better

    def keep(self, draft_id: str, brief: Brief, outline: Outline, writer: str) -> str:
        """Save facts and outline before anything is written; returns the draft's id. The text of a
        draft that has one stays as it is, and what was not finished for other facts is let go."""
        with self.store.turn(draft_id):
            old = self._stored(draft_id, brief.kind)
            new = self._with_outline(old, brief, outline, writer)
            if new == old:
                return new.id
            if old is None or old.brief != brief:
                self.store.work.drop(new.id)
                self.store.save(new, OUTLINE, within=TOGETHER)
            else:
                self.store.amend(new)
        return new.id

    def keep_facts(self, draft_id: str, brief: Brief, writer: str) -> str:
        """Save facts as they are typed; returns the draft's id. A draft that has a text, or is being
        written, gets them only when its outline is made again: they would undo what is unfinished."""
        with self.store.turn(draft_id):
            old = self._stored(draft_id, brief.kind)
            if old is None or has_text(old) or self.store.work.find(draft_id):
                return draft_id
            return self.keep(draft_id, brief, self.outline(draft_id, brief), writer)

    def keep_outline(self, draft: Draft, outline: Outline) -> None:
        """Put an outline in the place of the draft's; its text stays as it is."""
        self.amend(replace(draft, outline=as_kept(outline)))

    def _with_outline(
        self, old: Draft | None, brief: Brief, outline: Outline, writer: str
    ) -> Draft:  # fmt: skip
        bare = as_kept(outline)
        if old is None or not has_text(old):
            name = self.engine(writer).name
            return replace(_skeleton(brief, bare, name, old.id if old else ""), outline=bare)
        kind = load_kind(brief.kind)
        back = back_lines(brief, kind, old.sections)
        return replace(old, brief=brief, front=front_lines(brief, kind), back=back, outline=bare)

    def engine(self, name: str) -> Engine:
        """An engine by its name. Raises BadInput where it is not configured."""
        return choose(name, self._settings)

    def start(self, draft_id: str, brief: Brief, outline: Outline, writer: str) -> Job:
        """Begin to write a draft that is kept already; sections that are locked stay."""
        engine = self.engine(writer)
        old = self._stored(draft_id, brief.kind)
        done = tuple(s for s in old.sections if s.locked and is_written(s)) if old else ()
        self.note("draft", draft_id, engine.name)
        return self.jobs.start(
            draft_id, brief, engine, self._for(engine, brief, outline), self.samples, self.store,
            done=done, sources=self.sources,
        )  # fmt: skip

    def _for(self, engine: Engine, brief: Brief, outline: Outline) -> Outline:
        """Only a model looks at exemplars."""
        if engine.name != "model":
            return outline
        there, gone = self.without_gone(outline)
        return self.consulted(brief, replace(there, notices=(*there.notices, *gone)))

    def unfinished(self, draft_id: str) -> Unfinished | None:
        """Work on a draft that broke off or goes on in another process; None while a job of this
        one is at it."""
        job = self.jobs.find(draft_id)
        running = job is not None and not job.ended
        return None if running or not draft_id else recover(draft_id, self.store, self.sources)

    def carry_on(self, draft_id: str) -> Job:
        """Write what is still to be written; what stands is not paid for again. Raises BadInput
        where there is nothing to carry on, or its engine is not configured any more."""
        work = self.unfinished(draft_id)
        if work is None:
            raise BadInput(say("service.nothing_left"))
        engine = self.engine(work.engine)
        done = standing(work, self.current(draft_id))
        self.note("carry_on", draft_id, engine.name)
        return self.jobs.start(
            draft_id, work.brief, engine, self._for(engine, work.brief, work.outline),
            self.samples, self.store, done=done, variant=work.variant, sources=self.sources,
        )  # fmt: skip

    def _take_over(self, work: Unfinished) -> None:
        """Write what a process that has died left of a draft, whoever's it is."""
        with about(user=owner_of(self._store, work.draft_id)):
            engine = Followed(self.engine(work.engine), work.draft_id)
        self._jobs.start(
            work.draft_id, work.brief, engine, self._for(engine, work.brief, work.outline),
            self.samples, self._store, done=stands(work), variant=work.variant,
            sources=self.sources, after=work.run,
        )  # fmt: skip
        self._elsewhere.forget(work.draft_id)

    def let_go(self, draft_id: str) -> None:
        """Leave a draft as it stands, with sections that were not written."""
        self.store.work.drop(draft_id)

    def current(self, draft_id: str) -> Draft:
        """The draft as it stands: what a job wrote and could not save, else the latest version.

        Raises BadInput where there is none.
        """
        return self.current_at(draft_id)[0]

    def current_at(self, draft_id: str) -> tuple[Draft, int | None]:
        """The same with the revision to name when it is saved; None for what was never saved."""
        job = self.jobs.find(draft_id)
        if job is not None and job.draft is not None and not job.saved:
            return job.draft, None
        if not draft_id:
            raise BadInput(say("service.no_draft"))
        return self.store.load_at(draft_id)

    def save(
        self, draft: Draft, note: str, *, since: int | None = None, step: str = ""
    ) -> Draft:  # fmt: skip
        """Check a draft that was edited and save it as a new version; edits by hand of one part
        within some minutes are one version. Raises Conflict where it was saved ``since``."""
        checked = self.checked(draft)
        within = TOGETHER if note.startswith(BY_HAND) else None
        self.store.save(checked, note, within=within, since=since, step=step)
        self._is_saved(draft.id)
        return checked

    def amend(self, draft: Draft) -> None:
        """Save what is no change of the text in the place of the latest version."""
        self.store.amend(draft)
        self._is_saved(draft.id)

    def _is_saved(self, draft_id: str) -> None:
        job = self.jobs.find(draft_id)
        if job is not None:
            job.saved = True

    def export(self, draft: Draft, profile: str) -> Path:
        """A Word file of the draft, named after its title. Raises StoreFailed."""
        from drafting.word import write

        kind = load_kind(draft.kind)
        path = self.file_of(draft, ".docx")
        write(
            lines_of(draft), path, profile=profile or kind.profile, title=draft.title,
            author=draft.brief.issuer, kind_name=kind.name, rules=rules_of(draft.brief),
        )  # fmt: skip
        return path

    def file_of(self, draft: Draft, ending: str) -> Path:
        """Where a file of the draft is put to be taken away, named after its title. Raises
        StoreFailed."""
        name = _UNSAFE.sub("", draft.title).strip(". ")[:60] or load_kind(draft.kind).name
        path = self._folder / f"{draft.id}-{self._unguessable(draft.id)}" / f"{name}{ending}"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreFailed(say("service.no_file")) from error
        return path

    def _unguessable(self, draft_id: str) -> str:
        """So that no upload can pretend to be another person's file."""
        return hmac.new(self._secret, draft_id.encode(), "sha256").hexdigest()[:32]

    def library_line(self) -> tuple[str, bool]:
        """How the library stands, in words, and whether that will still change."""
        try:
            status = self.library.status()
        except LibraryError as error:
            return say("service.library_unusable", why=error), False
        vectors = (
            say("service.vectors", done=status.vectors, all=status.passages)
            if status.embedder
            else say("service.by_words")
        )
        if status.embedder and status.error:
            vectors = say("service.words_for_now")
        return say(
            "service.library", count=status.documents, way=vectors
        ), not status.documents or status.working

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

    def _consult(self, brief: Brief, _: tuple[str, bool]) -> Outline:
        kind = load_kind(brief.kind)
        return consult(plan(brief, kind), brief, kind, self.samples, 2 * EXEMPLARS)

    def _consult_own(self, brief: Brief, outline: Outline, _: tuple[str, bool]) -> Outline:
        return consult(outline, brief, load_kind(brief.kind), self.samples, 2 * EXEMPLARS)

    def _stored(self, draft_id: str, kind: str) -> Draft | None:
        if not draft_id:
            return None
        try:
            old = self.store.load(draft_id)
        except BadInput:
            return None
        return old if old.kind == kind else None


def _bare(section: PlannedSection) -> PlannedSection:
    """A section as exemplars are looked for: by its task and its facts alone."""
    return PlannedSection(
        section.id, "", section.level, section.purpose, 0, section.facts, section.form
    )


def as_kept(outline: Outline) -> Outline:
    """An outline as it is kept: of the exemplars those that a person has pinned."""
    sections = tuple(
        replace(s, exemplars=tuple(e for e in s.exemplars if e.passage in s.pinned))
        for s in outline.sections
    )
    return replace(outline, sections=sections)


def owner_of(store: Store, draft_id: str) -> str:
    """The name of the user whose draft it is; empty where it is nobody's."""
    with store.engine.connect() as connection:
        return str(connection.scalar(select(DraftRow.owner).filter_by(id=draft_id)) or "")


def has_text(draft: Draft) -> bool:
    """Whether anything of the draft is written."""
    return any(section.text for section in draft.sections)


def _skeleton(brief: Brief, outline: Outline, engine: EngineName, draft_id: str) -> Draft:
    sections = tuple(Section(s.id, s.heading, s.level, "") for s in outline.sections)
    kind = load_kind(brief.kind)
    made = assemble(brief, kind, outline, engine, sections, draft_id=draft_id)
    return replace(made, notices=())
