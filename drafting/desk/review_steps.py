"""What a person does on the review: take suggestions, undo, let stand with a reason, 审校单."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import gradio as gr

from drafting.commands import write_report
from drafting.desk import check_tab, draft_tab, reviewing
from drafting.desk.page import REVIEWED, Page
from drafting.desk.paper_steps import PaperSteps
from drafting.desk.service import Service
from drafting.desk.telling import told
from drafting.desk.words import say
from drafting.document import manuscript_of
from drafting.errors import BadInput
from drafting.model import Draft
from drafting.review_sheet import sheet_of

Updates = dict[Any, Any]
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


class ReviewSteps:
    """The handlers of the review; ``edited`` is what stands in ``DraftTab.edited``."""

    def __init__(self, page: Page, service: Service, paper: PaperSteps) -> None:
        self._page = page
        self._service = service
        self._paper = paper

    def act(self, event: gr.EventData, draft_id: str, *edited: Any) -> Updates:
        """A click on a finding: take its suggestion, let it stand, or take that back."""
        act, name, reason = str(event.act), str(event.name), str(event.reason)
        service = self._service
        acts: dict[str, tuple[Callable[[Draft], Draft], str]] = {
            "fix": (lambda draft: reviewing.fix_one(service, draft, name), say("review.one_taken")),
            "accept": (lambda draft: reviewing.accept(service, draft, name, reason), say("review.kept")),
            "revoke": (lambda draft: reviewing.revoke(service, draft, name), say("review.taken_back")),
        }  # fmt: skip
        change, said = acts[act]
        return self._changed(draft_id, edited, lambda draft: (change(draft), said))

    def fix_all(self, draft_id: str, *edited: Any) -> Updates:
        """Every mechanical suggestion."""

        def fixed(draft: Draft) -> tuple[Draft, str]:
            mended, number = reviewing.fix_all(self._service, draft)
            said = say("review.some_taken", count=number) if number else say("review.none_to_take")
            return mended, said

        return self._changed(draft_id, edited, fixed)

    def undo(self, draft_id: str, *edited: Any) -> Updates:
        """The text before the last suggestion was taken."""
        service = self._service
        return self._changed(
            draft_id, edited, lambda draft: (reviewing.undo(service, draft), say("review.undone"))
        )

    def sheet(self, draft_id: str, *edited: Any) -> Updates:
        """The 审校单 of the draft as it stands."""
        with self._service.store.turn(draft_id):
            draft = self._paper.settled(draft_id, edited)
        sources = replace(self._service.sources, brief=draft.brief)
        sheet = sheet_of(manuscript_of(draft), sources, draft.accepted)
        path = self._service.file_of(draft, say("review.sheet_ending"))
        self._service.note("export", draft_id, "review sheet")
        paths: list[Path] = [path, path.with_suffix(".json")]
        for each in paths:
            write_report([sheet], each)
        return check_tab.sheet_made(self._page.check, *paths)

    def _changed(
        self, draft_id: str, edited: Any, change: Callable[[Draft], tuple[Draft, str]]
    ) -> Updates:
        if not draft_id:
            raise BadInput(say("standing.nothing_yet"))
        page = self._page
        with self._service.store.turn(draft_id):
            draft, said = change(self._paper.settled(draft_id, edited))
        return {
            **draft_tab.filled(page.draft, draft),
            **self._paper.reviewed(draft, [said], "good"),
        }


def wire(page: Page, service: Service, paper: PaperSteps) -> None:
    """Tie the events of the review."""
    steps, tab = ReviewSteps(page, service, paper), page.check
    edits = [page.draft_id, *page.draft.edited]
    shown = [*page.paper, *page.review]
    acts = (
        (tab.review.select, steps.act),
        (tab.fix_all.click, steps.fix_all),
        (tab.undo.click, steps.undo),
    )
    for asked, act in acts:
        asked(told(act), edits, shown, **_QUIET).success(None, None, None, js=REVIEWED)
    tab.make_sheet.click(told(steps.sheet), edits, [tab.sheet_word, tab.sheet_json], **_QUIET)
