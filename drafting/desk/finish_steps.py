"""What a person does in the last room: look at the pages, take files, bring a reviewed file back."""

from __future__ import annotations

import asyncio
import hashlib
import json
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import gradio as gr

from drafting.commands import write_text
from drafting.desk import check_tab, draft_tab, finish_html, html, returned, revisions
from drafting.desk.page import REVIEWED, Page
from drafting.desk.paper_steps import PaperSteps
from drafting.desk.service import Service, has_text
from drafting.desk.telling import complaint, told
from drafting.desk.words import say
from drafting.document import lines_of, markdown_of, plain_text
from drafting.errors import BadInput
from drafting.kinds import load_kind
from drafting.model import Draft
from drafting.returning import TAKEN
from drafting.word import load_profile
from drafting.word.printing import page_pictures, print_pdf

Updates = dict[Any, Any]
MOST_PAGES = 30
"""Pages shown; a longer document is looked at in Word."""
_ONE_AT_A_TIME = threading.Lock()
"""LibreOffice takes 300 MB and two cores."""
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


class FinishSteps:
    """The handlers of the room; ``edited`` is what stands in ``DraftTab.edited``."""

    def __init__(self, page: Page, service: Service, paper: PaperSteps) -> None:
        self._page = page
        self._tab = page.finish
        self._service = service
        self._paper = paper

    async def pages(self, profile: str, draft_id: str, *edited: Any) -> AsyncIterator[Updates]:
        """The pages of the draft as it stands, set in the background."""
        tab = self._tab
        yield {tab.progress: finish_html.setting(), tab.show: gr.update(interactive=False)}
        try:
            shown = await asyncio.to_thread(self._set, draft_id, profile, edited)
        except Exception as error:
            yield {tab.progress: "", tab.show: gr.update(interactive=True)}
            raise complaint(error) from None
        yield {tab.progress: "", tab.pages: shown, tab.show: gr.update(interactive=True)}

    def _set(self, draft_id: str, profile: str, edited: Any) -> str:
        draft = self._written(draft_id, edited)
        with _ONE_AT_A_TIME:
            pictures = page_pictures(self._pdf(draft, profile).read_bytes())
        label = load_profile(profile or load_kind(draft.kind).profile).label
        return finish_html.pages(pictures[:MOST_PAGES], len(pictures), label)

    def _pdf(self, draft: Draft, profile: str) -> Path:
        """The draft as PDF, set anew only where text or layout have changed."""
        lines = json.dumps([profile, draft.kind, draft.title, draft.brief.issuer,
                            [(line.role, line.text) for line in lines_of(draft)]])  # fmt: skip
        name = hashlib.sha256(lines.encode("utf-8")).hexdigest()[:20]
        pdf = self._service.file_of(draft, ".pdf").with_name(f"{name}.pdf")
        if not pdf.is_file():
            for old in pdf.parent.glob("*.pdf"):
                old.unlink(missing_ok=True)
            print_pdf(self._service.export(draft, profile), pdf)
        return pdf

    def _written(self, draft_id: str, edited: Any) -> Draft:
        draft = self._paper.settled(draft_id, edited)
        if not has_text(draft):
            raise BadInput(say("finish.nothing_written"))
        return draft

    def make(
        self, form: str, against: int | None, anyway: bool, profile: str, draft_id: str, *edited: Any
    ) -> Updates:  # fmt: skip
        """A file of the draft to take away. Open errors hold it back as they do the Word file."""
        draft = self._service.checked(self._written(draft_id, edited))
        tab, wrong = self._tab, check_tab.errors(draft)
        if wrong and not anyway:
            return {
                tab.said: html.notices([say("finish.held_back", count=wrong)], "problem"),
                tab.download: gr.update(visible=False),
                self._page.check.anyway: gr.update(visible=True),
            }
        self._service.note("export", draft_id, form)
        path = self._file(draft, form, against, profile)
        self._service.store.shelf.finish(draft_id)
        label = say("finish.download", name=say(f"finish.{form}"))
        return {
            tab.said: "",
            tab.download: gr.update(visible=True, value=str(path), label=label),
        }

    def _file(self, draft: Draft, form: str, against: int | None, profile: str) -> Path:
        service = self._service
        if form == "tracked":
            return self._tracked(draft, against, profile)
        if form == "pdf":
            with _ONE_AT_A_TIME:
                pdf = self._pdf(draft, profile)
            path = service.file_of(draft, ".PDF")
            path.write_bytes(pdf.read_bytes())
            return path
        if form == "markdown":
            path = service.file_of(draft, ".md")
            write_text(path, markdown_of(draft))
            return path
        path = service.file_of(draft, ".txt")
        write_text(path, plain_text(draft))
        return path

    def _tracked(self, draft: Draft, against: int | None, profile: str) -> Path:
        from drafting.word import write

        if not against:
            raise BadInput(say("finish.choose_version"))
        old = self._service.store.load(draft.id, int(against))
        kind = load_kind(draft.kind)
        path = self._service.file_of(draft, say("finish.compared_ending", number=against))
        write(
            lines_of(draft), path, profile=profile or kind.profile, title=draft.title,
            author=draft.brief.issuer, kind_name=kind.name, compare=lines_of(old),
        )  # fmt: skip
        return path

    def bring_back(self, path: str, draft_id: str, *edited: Any) -> Updates:
        """A reviewed Word file as changes and remarks to answer."""
        with self._service.store.turn(draft_id):
            draft = self._written(draft_id, edited)
            brought = returned.bring_back(self._service, draft, Path(path))
        counts = {"revisions": len(brought.revisions), "remarks": len(brought.remarks)}
        some = any(counts.values())
        said = say("finish.brought", **counts) if some else say("finish.brought_none")
        return {
            **self._changed(brought.draft),
            self._tab.brought: html.notices((said, *brought.notices)),
        }

    def act(self, event: gr.EventData, draft_id: str, *edited: Any) -> Updates:
        """A click on what was brought back: take it, put it away, give it to the model."""
        act, service = str(event.act), self._service
        name = str(event.id) if act != "accept-all" else ""
        with service.store.turn(draft_id):
            draft = self._paper.settled(draft_id, edited)
            if act in ("accept", "accept-all"):
                draft, count = (
                    (returned.accepted(draft, name), 1) if name else returned.all_accepted(draft)
                )
                draft, said = service.save(draft, TAKEN), say("finish.taken", count=count)
            elif act == "refuse":
                draft, said = returned.refused(draft, name), say("finish.put_away")
                service.amend(draft)
            elif act == "done":
                draft, said = returned.done(draft, name), say("finish.remark_done")
                service.amend(draft)
            else:
                self._give(draft, name)
                said = say("finish.given")
        return {**self._changed(draft), self._tab.brought: html.notices([said], "good")}

    def _give(self, draft: Draft, name: str) -> None:
        """A remark as an instruction to revise the words it hangs on."""
        remark = returned.remark(draft, name)
        section = next((s for s in draft.sections if s.id == remark.section), None)
        if section is None:
            raise BadInput(say("finish.no_place"))
        passage = remark.quote if section.text.count(remark.quote) == 1 else ""
        revisions.ask(self._service, draft, section.id, remark.text, passage)

    def _changed(self, draft: Draft) -> Updates:
        page = self._page
        return {
            **draft_tab.filled(page.draft, draft),
            **draft_tab.unders(page.draft, draft, self._paper.revising(draft.id)),
            **self._paper.reviewed(draft),
        }


_FREELY: dict[str, Any] = {**_QUIET, "concurrency_limit": None}


def wire(
    page: Page, service: Service, paper: PaperSteps, following: Any, shown_of_paper: list[Any]
) -> None:
    """Tie the events of the room. ``following`` shows revisions when they come."""
    steps, tab = FinishSteps(page, service, paper), page.finish
    edits = [page.draft_id, *page.draft.edited]
    tab.show.click(
        steps.pages, [page.check.profile, *edits],
        [tab.progress, tab.pages, tab.show], **_QUIET,
    )  # fmt: skip
    tab.form.input(
        lambda form: gr.update(visible=form == "tracked"), tab.form, tab.against, **_QUIET
    )
    tab.make.click(
        told(steps.make), [tab.form, tab.against, page.check.anyway, page.check.profile, *edits],
        [tab.said, tab.download, page.check.anyway], **_QUIET,
    )  # fmt: skip
    whole = [*page.paper, *page.review, tab.brought]
    brought = tab.bring_back.upload(
        told(steps.bring_back), [tab.bring_back, *edits], whole, **_QUIET
    )
    acted = tab.returned.select(told(steps.act), edits, whole, **_QUIET)
    for changed in (brought, acted):
        changed.success(None, None, None, js=REVIEWED)
    acted.success(following, page.draft_id, shown_of_paper, **_FREELY)
