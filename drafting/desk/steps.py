"""The steps from facts to a Word file, as the page takes them: parse, call, show."""

from __future__ import annotations

from typing import Any

import gradio as gr

from drafting.desk import check_tab, draft_tab, facts_tab, html, kind_tab, outline_tab, texts
from drafting.desk.draft_tab import apart
from drafting.desk.forms import brief_from, outline_from, outline_of
from drafting.desk.page import Page
from drafting.desk.service import Service, has_text
from drafting.errors import BadInput
from drafting.facts import ReadFacts
from drafting.kinds import load_kind
from drafting.model import Draft
from drafting.plan import plan

Updates = dict[Any, Any]


class Steps:
    """The handlers of one page. What they return is a dictionary of parts and their new values."""

    def __init__(self, page: Page, service: Service) -> None:
        self._page = page
        self._service = service

    def open(self, request: gr.Request) -> Updates:
        """The draft that the address names; an empty page where it names none."""
        draft_id = str(request.query_params.get("draft", ""))
        return self._opened(draft_id) if draft_id else {self._page.draft_id: ""}

    def _opened(self, draft_id: str) -> Updates:
        page = self._page
        draft = self._service.current(draft_id)
        outline = outline_of(draft, plan(draft.brief))
        job = self._service.jobs.find(draft_id)
        running = job is not None and not job.ended
        there = running or has_text(draft)
        return {
            page.draft_id: draft_id,
            page.tabs: gr.Tabs(selected="draft" if there else "outline"),
            page.kind.choice: draft.kind,
            page.kind.card: kind_tab.describe(draft.kind),
            **facts_tab.filled(page.facts, ReadFacts(draft.brief)),
            **outline_tab.filled(page.outline, outline, load_kind(draft.kind)),
            **(self._shown(draft) if there else self._nothing_written()),
            **(draft_tab.begun(page.draft, job) if job is not None and running else {}),
        }

    def plan(self, draft_id: str, writer: str, kind_id: str, *form: Any) -> Updates:
        """Facts -> outline; the facts are saved from now on."""
        *fields, rows = form
        read = brief_from(kind_id, fields, rows)
        outline = plan(read.brief)
        page = self._page
        return {
            page.draft_id: self._service.keep(draft_id, read.brief, outline, writer),
            page.tabs: gr.Tabs(selected="outline"),
            **facts_tab.filled(page.facts, read),
            **outline_tab.filled(page.outline, outline, load_kind(kind_id)),
        }

    def exemplars(self, draft_id: str, kind_id: str, *form: Any) -> str:
        """Passages of samples for each section; searched for after the outline is shown."""
        if not draft_id:
            return ""
        *fields, rows = form
        return html.exemplars(self._service.consulted(brief_from(kind_id, fields, rows).brief))

    def begin(
        self, draft_id: str, writer: str, title: str, outline_rows: Any, kind_id: str, *form: Any
    ) -> Updates:
        """Outline -> a job that writes."""
        *fields, rows = form
        brief = brief_from(kind_id, fields, rows).brief
        planned = self._service.outline(brief, writer)
        outline = outline_from(planned, title, outline_rows, brief)
        kept = self._service.keep(draft_id, brief, outline, writer)
        job = self._service.start(kept, brief, outline, writer)
        page = self._page
        return {
            page.draft_id: kept,
            page.tabs: gr.Tabs(selected="draft"),
            **outline_tab.settled(page.outline, outline, load_kind(kind_id)),
            **draft_tab.begun(page.draft, job),
        }

    def stop(self, draft_id: str) -> str:
        """Ask the job to stop."""
        job = self._service.jobs.find(draft_id)
        if job is not None:
            job.cancel()
        return html.notices(["正在停止，写好的部分会保存下来。"])

    def save(self, draft_id: str, *edited: Any) -> tuple[Any, ...]:
        """What a person has changed by hand, saved; nothing where nothing was changed."""
        if not draft_id or self._is_writing(draft_id):
            return gr.skip(), gr.skip(), gr.skip()
        draft = self._settled(draft_id, edited)
        side = draft_tab.side(self._page.draft, draft)
        return draft_tab.saved_now(), *side.values()

    def check(self, draft_id: str, *edited: Any) -> Updates:
        """Save what was edited and show what the checks say."""
        self._refuse_while_writing(draft_id)
        draft = self._settled(draft_id, edited)
        page = self._page
        return {
            page.tabs: gr.Tabs(selected="check"),
            **draft_tab.side(page.draft, draft),
            **check_tab.filled(page.check, draft),
        }

    def check_if_any(self, draft_id: str, *edited: Any) -> Updates:
        """The same when the tab is opened; without a draft it says so."""
        if not draft_id or self._is_writing(draft_id):
            return check_tab.empty(self._page.check)
        return self.check(draft_id, *edited)

    def export(self, profile: str, draft_id: str, *edited: Any) -> Updates:
        """Draft -> Word file, offered for download; open findings are told, not forbidden."""
        self._refuse_while_writing(draft_id)
        draft = self._settled(draft_id, edited)
        if not has_text(draft):
            raise BadInput("文稿还没有内容。请先在“提纲”页点“开始起草”。")
        return check_tab.made(self._page.check, draft, self._service.export(draft, profile))

    def _settled(self, draft_id: str, edited: Any) -> Draft:
        draft = self._service.current(draft_id)
        new = texts.with_edits(draft, *apart(edited))
        job = self._service.jobs.find(draft_id)
        unsaved = job is not None and job.draft is draft
        return self._service.save(new, "手工修改") if new is not draft or unsaved else draft

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
        """The facts of a file, in place of those on the page."""
        return self._facts_shown(facts_tab.uploaded(path, kind_id))

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
        return {**draft_tab.empty(self._page.draft), **check_tab.empty(self._page.check)}

    def _shown(self, draft: Draft) -> Updates:
        page = self._page
        return {
            **draft_tab.filled(page.draft, draft),
            **check_tab.filled(page.check, draft),
        }

    def _is_writing(self, draft_id: str) -> bool:
        job = self._service.jobs.find(draft_id)
        return job is not None and not job.ended

    def _refuse_while_writing(self, draft_id: str) -> None:
        if self._is_writing(draft_id):
            raise BadInput("文稿还在写，请等写完再检查和导出。")
