"""What the tabs share: where drafts are kept, who writes, and the sample library."""

from __future__ import annotations

import functools
import logging
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from drafting.document import back_lines, front_lines, lines_of
from drafting.engines.base import Engine
from drafting.engines.choice import choose
from drafting.errors import BadInput, StoreFailed
from drafting.jobs import Job, Jobs
from drafting.kinds import load_kind
from drafting.model import Brief, Draft, EngineName, Outline, Section
from drafting.pipeline import Found, assemble, check_draft, consult
from drafting.plan import plan
from drafting.store import Store
from retrieval import Library, LibraryError

if TYPE_CHECKING:
    from drafting.settings import Settings

WRITERS = {"offline": "离线引擎", "model": "模型"}
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

    def __init__(self, store: Store, library: Library, folder: Path, settings: Settings) -> None:
        self.store = store
        self.jobs = Jobs()
        self.samples = Samples(library)
        self.library = library
        self._folder = folder
        self._consulted = functools.lru_cache(REMEMBERED)(self._consult)
        self._settings = settings

    @property
    def writers(self) -> list[tuple[str, str]]:
        """Engines a person may choose from, the preferred one first: (label, name)."""
        offline = (WRITERS["offline"], "offline")
        if not self._settings.has_model:
            return [offline]
        name = self._settings.drafting_model
        return [(f"模型（{name}）" if name else "模型", "model"), offline]

    def outline(self, brief: Brief, writer: str) -> Outline:
        """The outline an engine writes from. Only a model looks at exemplars."""
        return plan(brief) if writer == "offline" else self.consulted(brief)

    def consulted(self, brief: Brief) -> Outline:
        """The outline with exemplars from the library. Searching takes a second or two, so what
        was found is remembered as long as the library stays as it is."""
        return self._consulted(brief, self.library_line())

    def keep(self, draft_id: str, brief: Brief, outline: Outline, writer: str) -> str:
        """Save facts and headings before anything is written; returns the draft's id. The text
        of a draft that has one stays as it is."""
        old = self._stored(draft_id, brief.kind)
        if old is not None and has_text(old):
            kind = load_kind(brief.kind)
            back = back_lines(brief, kind, old.sections)
            new = replace(old, brief=brief, front=front_lines(brief, kind), back=back)
        else:
            new = _skeleton(brief, outline, self.engine(writer).name, old.id if old else "")
        if new != old:
            self.store.save(new, "事实与提纲")
        return new.id

    def engine(self, name: str) -> Engine:
        """An engine by its name. Raises BadInput where it is not configured."""
        return choose(name)

    def start(self, draft_id: str, brief: Brief, outline: Outline, writer: str) -> Job:
        """Begin to write a draft that is kept already."""
        engine = self.engine(writer)
        return self.jobs.start(draft_id, brief, engine, outline, self.samples, self.store)

    def current(self, draft_id: str) -> Draft:
        """The draft as it stands: what a job wrote and could not save, else the latest version.

        Raises BadInput where there is none.
        """
        job = self.jobs.find(draft_id)
        if job is not None and job.draft is not None and not job.saved:
            return job.draft
        if not draft_id:
            raise BadInput("还没有文稿。请先在“提纲”页点“开始起草”。")
        return self.store.load(draft_id)

    def save(self, draft: Draft, note: str) -> Draft:
        """Check a draft that was edited and save it as a new version."""
        checked = check_draft(draft)
        self.store.save(checked, note)
        job = self.jobs.find(draft.id)
        if job is not None:
            job.saved = True
        return checked

    def export(self, draft: Draft, profile: str) -> Path:
        """A Word file of the draft, named after its title. Raises StoreFailed."""
        from drafting.word import write

        kind = load_kind(draft.kind)
        name = _UNSAFE.sub("", draft.title).strip(". ")[:60] or kind.name
        path = self._folder / draft.id / f"{name}.docx"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreFailed("Word 文件存不下来，请检查磁盘空间后重试。") from error
        write(
            lines_of(draft), path, profile=profile or kind.profile, title=draft.title,
            author=draft.brief.issuer, kind_name=kind.name,
        )  # fmt: skip
        return path

    def library_line(self) -> tuple[str, bool]:
        """How the library stands, in words, and whether that will still change."""
        try:
            status = self.library.status()
        except LibraryError as error:
            return f"样本库暂不可用：{error}", False
        vectors = f"向量 {status.vectors}/{status.passages}" if status.embedder else "按词语检索"
        return f"样本库：{status.documents}篇，{vectors}", not status.documents or status.working

    def close(self) -> None:
        """Stop the jobs, saving what they have, and close library and store."""
        self.jobs.close()
        self.library.close()
        self.store.close()

    def _consult(self, brief: Brief, _: tuple[str, bool]) -> Outline:
        kind = load_kind(brief.kind)
        return consult(plan(brief, kind), brief, kind, self.samples)

    def _stored(self, draft_id: str, kind: str) -> Draft | None:
        if not draft_id:
            return None
        try:
            old = self.store.load(draft_id)
        except BadInput:
            return None
        return old if old.kind == kind else None


def has_text(draft: Draft) -> bool:
    """Whether anything of the draft is written."""
    return any(section.text for section in draft.sections)


def _skeleton(brief: Brief, outline: Outline, engine: EngineName, draft_id: str) -> Draft:
    sections = tuple(Section(s.id, s.heading, s.level, "") for s in outline.sections)
    kind = load_kind(brief.kind)
    made = assemble(brief, kind, outline, engine, sections, draft_id=draft_id)
    return replace(made, notices=())
