"""What a person does with drafts as wholes: look for one, copy, put away, delete."""

from __future__ import annotations

from typing import Any

import gradio as gr

from drafting.desk import archive_tab
from drafting.desk.page import Page
from drafting.desk.service import Service
from drafting.desk.telling import told
from drafting.desk.words import say
from drafting.errors import BadInput
from drafting.store.notes import COPIED

_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


class ArchiveSteps:
    """The handlers of the list; ``asked`` is what stands in ``ArchiveTab.asked``."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def show(self, *asked: Any) -> str:
        """The list that was asked for."""
        return archive_tab.listed(self._service, *asked)

    def act(self, event: gr.EventData, *asked: Any) -> str:
        """A click in the list."""
        act, draft_id = str(event.act), str(event.id)
        shelf = self._service.store.shelf
        if act == "copy":
            title = self._service.store.load(draft_id).title
            shelf.copy(draft_id, COPIED.format(title=title), say("people.copy_suffix"))
        elif act in ("archive", "restore"):
            shelf.archive(draft_id, archived=act == "archive")
        elif act == "delete":
            self._delete(draft_id)
        return self.show(*asked)

    def _delete(self, draft_id: str) -> None:
        job = self._service.jobs.find(draft_id)
        if job is not None and not job.ended:
            raise BadInput(say("people.still_written"))
        self._service.current(
            draft_id
        )  # what is not there, or another's, is not recorded as removed
        self._service.note("remove", draft_id)
        self._service.store.shelf.remove(draft_id)


def wire(page: Page, service: Service) -> None:
    """Tie the events of the tab."""
    steps, tab = ArchiveSteps(service), page.archive
    page.archive_item.select(told(steps.show), tab.asked, tab.drafts, **_QUIET)
    for changed in (tab.words.change, tab.kind.input, tab.put_away.input):
        changed(
            told(steps.show), tab.asked, tab.drafts, trigger_mode="always_last", **_QUIET
        )  # fmt: skip
    tab.drafts.select(told(steps.act), tab.asked, tab.drafts, **_QUIET)
