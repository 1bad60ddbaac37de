"""The steps from an address to a job that writes, as the page takes them: parse, call, show."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gradio as gr

from drafting.desk import (
    archive_tab,
    draft_tab,
    exemplars,
    facts_panel,
    facts_tab,
    html,
    kind_tab,
    outline_tab,
    while_writing,
)
from drafting.desk.forms import brief_from, outline_from, outline_of
from drafting.desk.outline_table import known_to, rows_of
from drafting.desk.page import Page
from drafting.desk.service import Service, has_text
from drafting.desk.words import say
from drafting.errors import BadInput
from drafting.facts import FACT_SUFFIXES, ReadFacts
from drafting.facts.extraction import SUFFIXES
from drafting.jobs import Job
from drafting.model import Brief, Outline
from drafting.plan import plan

Updates = dict[Any, Any]
_SOON = 3.0
"""Seconds in which the offline engine is done even on a busy machine."""


class Steps:
    """The handlers of one page. What they return is a dictionary of parts and their new values."""

    def __init__(self, page: Page, service: Service) -> None:
        self._page = page
        self._service = service

    def open(self, request: gr.Request) -> Updates:
        """The draft that the address names; where it names none, the list of drafts if there are
        any, else an empty page."""
        draft_id = str(request.query_params.get("draft", ""))
        page = self._page
        if draft_id:
            place, shown = self.opened(draft_id)
            return {**shown, page.place: place}
        empty: Updates = {page.draft_id: "", page.followed: False}
        if request.query_params.get("new") or not self._service.store.shelf.count():
            return empty
        listed = archive_tab.listed(self._service)
        return {**empty, page.archive.drafts: listed, page.place: "archive"}

    def opened(self, draft_id: str) -> tuple[str, Updates]:
        """A draft, with all that is known of it, and the tab where it is to be looked at."""
        page, service = self._page, self._service
        job = service.jobs.find(draft_id)
        running = job is not None and not job.ended
        work = service.unfinished(draft_id)
        draft = service.current(draft_id)
        outline = outline_of(draft)
        there = running or work is not None or has_text(draft)
        return "draft" if there else "outline", {
            page.draft_id: draft_id,
            page.followed: running or (work is not None and work.alive),
            page.kind.choice: draft.kind,
            page.kind.card: kind_tab.describe(draft.kind),
            **facts_tab.filled(page.facts, ReadFacts(draft.brief)),
            **outline_tab.filled(page.outline, outline, draft.brief),
            **(self.shown(draft_id) if there else self._nothing_written()),
            **(draft_tab.begun(page.draft, job) if job is not None and running else {}),
        }

    def shown(self, draft_id: str) -> Updates:
        """A draft that no job of this process is writing, as it stands."""
        if not draft_id:
            return {self._page.draft_id: draft_id}
        page, service = self._page, self._service
        work = service.unfinished(draft_id)
        draft = service.current(draft_id)
        job = service.jobs.find(draft_id)
        return {
            **draft_tab.filled(page.draft, draft),
            **(draft_tab.broken_off(page.draft, work) if work else self._failed(job)),
        }

    def ended(self, followed: bool, draft_id: str, *edited: Any) -> Updates:
        """The same once the work that the page ``followed`` is at its end, with what was typed
        while it went on."""
        if not followed:
            return {self._page.draft.progress: gr.skip()}
        while_writing.settle(self._service, draft_id, edited)
        return draft_tab.spared(self.shown(draft_id), self._page.draft, edited)

    def _failed(self, job: Job | None) -> Updates:
        if job is None or not job.message or job.saved:
            return {}
        return {self._page.draft.progress: html.notices([job.message], "problem")}

    def plan(self, draft_id: str, writer: str, kind_id: str, *form: Any) -> Updates:
        """Facts -> outline; both are saved from now on."""
        *fields, rows = form
        read = brief_from(kind_id, fields, rows)
        outline = self._service.outline(draft_id, read.brief)
        page = self._page
        return {
            page.draft_id: self._service.keep(draft_id, read.brief, outline, writer),
            page.tabs: gr.Tabs(selected="outline"),
            **facts_tab.filled(page.facts, read),
            **outline_tab.filled(page.outline, outline, read.brief),
        }

    def exemplars(self, draft_id: str, kind_id: str, *form: Any) -> Updates:
        """Passages of samples for each section; searched for after the outline is shown. Which pinned
        ones have gone with their samples is told once, and stays told until the outline is shown anew."""
        page = self._page.outline
        if not draft_id:
            return {page.exemplars: ""}
        *fields, rows = form
        brief = brief_from(kind_id, fields, rows).brief
        outline, gone = self._service.without_gone(self._service.outline(draft_id, brief))
        if gone:
            self._service.unpin(draft_id, outline)
        shown = exemplars.shown(self._service.consulted(brief, outline), kind_id)
        return {page.exemplars: shown, **({page.gone: html.notices(gone)} if gone else {})}

    def choose_exemplar(self, event: gr.EventData, draft_id: str) -> str:
        """Pin a passage, put it away, or take that back."""
        place = (str(event.section), str(event.passage))
        draft = exemplars.choose(self._service, draft_id, str(event.act), *place)
        outline = draft.outline or plan(draft.brief)
        return exemplars.shown(self._service.consulted(draft.brief, outline), draft.kind)

    def keep_outline(
        self, draft_id: str, writer: str, title: str, outline_rows: Any, kind_id: str, *form: Any
    ) -> str:
        """Save the outline as a person is changing it; says what is wrong with it as it stands."""
        if not draft_id or not rows_of(outline_rows):
            return html.notices([say("outline.nothing_yet")])
        try:
            brief, outline = self._settled(draft_id, title, outline_rows, kind_id, form)
        except BadInput as error:
            return html.notices([str(error)], "problem")
        if not self._is_writing(draft_id):
            self._service.keep(draft_id, brief, outline, writer)
        return html.notices(outline.notices)

    def think(
        self, draft_id: str, title: str, outline_rows: Any, kind_id: str, *form: Any
    ) -> Updates:
        """The model's outline in place of the one on the page; headings that are locked stay."""
        self._refuse_while_writing(draft_id)
        brief, outline = self._settled(draft_id, title, outline_rows, kind_id, form)
        better = self._service.think_outline(draft_id, brief, outline)
        return outline_tab.settled(self._page.outline, better, brief)

    def begin(
        self, draft_id: str, writer: str, title: str, outline_rows: Any, kind_id: str, *form: Any
    ) -> Updates:
        """Outline -> a job that writes."""
        self._refuse_while_writing(draft_id)
        brief, outline = self._settled(draft_id, title, outline_rows, kind_id, form)
        kept = self._service.keep(draft_id, brief, outline, writer)
        job = self._service.start(kept, brief, outline, writer)
        return {
            self._page.draft_id: kept,
            **outline_tab.settled(self._page.outline, outline, brief),
            **(self._writing(job) if not _soon_done(job) else self._written(kept)),
        }

    def carry_on(self, draft_id: str) -> Updates:
        """Write what was left."""
        return self._writing(self._service.carry_on(draft_id))

    def let_go(self, draft_id: str) -> Updates:
        """Leave the draft as it stands."""
        self._service.let_go(draft_id)
        return self.shown(draft_id)

    def stop(self, draft_id: str) -> str:
        """Stop the job."""
        job = self._service.jobs.find(draft_id)
        if job is not None:
            job.cancel()
        return html.notices([say("draft.stopping")])

    def example(self, kind_id: str) -> Updates:
        """The shipped facts of a kind, as the beginning of a new draft."""
        page = self._page
        return {
            **self._facts_shown(facts_tab.example(kind_id)),
            **outline_tab.empty(page.outline),
            **self._nothing_written(),
            page.draft_id: "",
        }

    def uploaded(self, path: str, kind_id: str) -> Updates:
        """The facts of a file, in place of those on the page. What is no facts file, but material
        to take facts from, is put there, to be extracted."""
        ending = Path(path).suffix.lower()
        if ending not in FACT_SUFFIXES and ending in SUFFIXES:
            material = self._page.material
            return {
                material.panel: gr.update(open=True),
                material.files: [path],
                material.said: html.notices([say("facts.is_material")]),
            }
        return self._facts_shown(facts_tab.uploaded(path, kind_id))

    def keep_facts(self, draft_id: str, writer: str, kind_id: str, *form: Any) -> str:
        """What is wrong or lacking in the facts as they stand. A draft that has an outline and no
        text yet keeps them as they are typed, so that a reload finds them. None is made here: what
        makes one, 拟提纲, may be under way at the same moment."""
        *fields, rows = form
        said = facts_panel.review(kind_id, *form)
        if not draft_id:
            return said
        try:
            brief = brief_from(kind_id, fields, rows).brief
        except BadInput:  # said in the panel; what is not whole yet is not saved
            return said
        self._service.keep_facts(draft_id, brief, writer)
        return said

    def _settled(
        self, draft_id: str, title: str, rows: Any, kind_id: str, form: tuple[Any, ...]
    ) -> tuple[Brief, Outline]:
        *fields, facts = form
        brief = brief_from(kind_id, fields, facts).brief
        now = self._service.outline(draft_id, brief)
        return brief, outline_from(now, title, rows_of(rows), brief, known_to(rows))

    def _writing(self, job: Job) -> Updates:
        page = self._page
        shown = draft_tab.begun(page.draft, job)
        return {page.tabs: gr.Tabs(selected="draft"), page.followed: True, **shown}

    def _written(self, draft_id: str) -> Updates:
        page = self._page
        there = {page.tabs: gr.Tabs(selected="draft"), page.followed: False}
        return {**there, **self.shown(draft_id)}

    def _facts_shown(self, read: ReadFacts) -> Updates:
        """The page with other facts."""
        page = self._page
        return {
            page.kind.choice: read.brief.kind,
            page.kind.card: kind_tab.describe(read.brief.kind),
            page.tabs: gr.Tabs(selected="facts"),
            **facts_tab.filled(page.facts, read),
        }

    def _nothing_written(self) -> Updates:
        return draft_tab.empty(self._page.draft)

    def _is_writing(self, draft_id: str) -> bool:
        job = self._service.jobs.find(draft_id)
        return job is not None and not job.ended

    def _refuse_while_writing(self, draft_id: str) -> None:
        if self._is_writing(draft_id):
            raise BadInput(say("draft.writing"))


def _soon_done(job: Job) -> bool:
    """Without a model a draft takes less than a second: it is shown when it is whole."""
    return job.engine.name == "offline" and job.wait(_SOON)
