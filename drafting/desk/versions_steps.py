"""What a person does with versions: look, compare two, name one, go back to one."""

from __future__ import annotations

from typing import Any

import gradio as gr

from drafting.desk import going_back, html, versions_html
from drafting.desk.page import Page
from drafting.desk.service import Service
from drafting.desk.settling import settle
from drafting.desk.steps import Steps
from drafting.desk.telling import told
from drafting.desk.words import say
from drafting.errors import BadInput
from drafting.store import ways

Updates = dict[Any, Any]
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


class VersionsSteps:
    """The handlers of the tab; ``edited`` is what stands in ``DraftTab.edited``."""

    def __init__(self, page: Page, service: Service, steps: Steps) -> None:
        self._page = page
        self._tab = page.versions
        self._service = service
        self._steps = steps

    def show(self, draft_id: str, *edited: Any) -> Updates:
        """The history, and the last two versions beside each other."""
        tab = self._tab
        if not draft_id:
            said = html.notices([say("people.no_versions")])
            empty = gr.update(choices=[], value=None)
            return {tab.history: said, tab.left: empty, tab.right: empty, tab.compared: ""}
        if self._is_writing(draft_id):
            return self._shown(draft_id)
        settled = settle(self._service, draft_id, edited)
        return {**self._shown(draft_id), self._page.draft.marks: settled.marks}

    def _shown(self, draft_id: str, left: int = 0) -> Updates:
        tab = self._tab
        versions = self._service.store.versions(draft_id)
        if not versions:
            raise BadInput(say("people.never_saved"))
        right = versions[0].number
        left = left or (versions[1].number if len(versions) > 1 else right)
        choices = [(versions_html.label(v, now=v is versions[0]), v.number) for v in versions]
        return {
            tab.history: versions_html.history(versions, ways(versions)),
            tab.left: gr.update(choices=choices, value=left),
            tab.right: gr.update(choices=choices, value=right),
            tab.compared: self.compare(draft_id, left, right),
        }

    def compare(self, draft_id: str, left: int | None, right: int | None) -> str:
        """Two versions beside each other."""
        if not draft_id or not left or not right:
            return ""
        store = self._service.store
        return versions_html.compared(store.load(draft_id, left), store.load(draft_id, right))

    def act(self, event: gr.EventData, draft_id: str) -> Updates:
        """A click in the history."""
        act, number = str(event.act), int(event.number)
        if act == "compare":
            return self._shown(draft_id, number)
        if act == "name":
            self._service.store.history.name(draft_id, number, str(event.name))
            return self._shown(draft_id)
        if self._is_writing(draft_id):
            raise BadInput(say("people.still_writing"))
        if act == "restore":
            going_back.restore(self._service, draft_id, number)
        else:
            going_back.step(self._service, draft_id, forth=act == "redo")
        place, shown = self._steps.opened(draft_id)
        if act == "restore":  # else the tab stays, or the one that was clicked meanwhile
            shown[self._page.tabs] = gr.Tabs(selected=place)
        return {**shown, **self._shown(draft_id)}

    def _is_writing(self, draft_id: str) -> bool:
        job = self._service.jobs.find(draft_id)
        return job is not None and not job.ended


def wire(page: Page, service: Service, steps: Steps) -> None:
    """Tie the events of the tab."""
    tab = page.versions
    versions = VersionsSteps(page, service, steps)
    parts = [tab.history, tab.left, tab.right, tab.compared]
    asked = [page.draft_id, *page.draft.edited]
    shown = [*parts, page.draft.marks]
    gr.on(
        [page.versions_item.select, tab.history.submit], told(versions.show), asked, shown, **_QUIET
    )
    whole = [*page.everything, *parts]
    tab.history.select(told(versions.act), page.draft_id, whole, **_QUIET)
    gr.on(
        [tab.left.input, tab.right.input], told(versions.compare),
        [page.draft_id, tab.left, tab.right], tab.compared, **_QUIET,
    )  # fmt: skip
