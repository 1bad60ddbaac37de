"""What a person does with a draft that stands: edit, revise, lock, check, export."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

import gradio as gr

from drafting.desk import (
    check_tab,
    draft_tab,
    finish_tab,
    html,
    revisions,
    sections,
    texts,
    while_writing,
)  # fmt: skip
from drafting.desk.merging import marks_of
from drafting.desk.page import Page
from drafting.desk.reviewing import rechecked
from drafting.desk.service import Service, has_text
from drafting.desk.settling import settle
from drafting.desk.words import say
from drafting.errors import BadInput, DraftingError
from drafting.model import Draft
from drafting.store.notes import SECTION_ADDED, SECTION_REMOVED, SECTION_SPLIT
from retrieval import LibraryError

_log = logging.getLogger(__name__)

Updates = dict[Any, Any]


class PaperSteps:
    """The handlers of a draft on the page; ``edited`` is what stands in ``DraftTab.edited``."""

    def __init__(self, page: Page, service: Service) -> None:
        self._page = page
        self._service = service

    def save(self, draft_id: str, *edited: Any) -> Updates:
        """What a person has changed by hand, saved; nothing where nothing was changed."""
        paper = self._page.draft
        if not draft_id:
            return {paper.saved: gr.skip()}
        if self._is_writing(draft_id):
            taken = while_writing.take(self._service, draft_id, edited)
            return {paper.saved: draft_tab.saved_now() if taken else gr.skip()}
        settled = settle(self._service, draft_id, edited)
        draft = settled.draft
        return {
            paper.saved: draft_tab.saved_line(draft, foreign=settled.foreign),
            paper.marks: settled.marks,
            **draft_tab.side(paper, draft),
            **draft_tab.unders(paper, draft, self.revising(draft_id)),
        }

    def take_in(self, draft_id: str, *edited: Any) -> Updates:
        """What was changed in another tab or by another person, shown; what is being typed here is
        saved first."""
        if not draft_id or self._is_writing(draft_id):
            return {self._page.draft.saved: gr.skip()}
        draft = settle(self._service, draft_id, edited).draft
        shown = {
            **draft_tab.filled(self._page.draft, draft),
            **draft_tab.unders(self._page.draft, draft, self.revising(draft_id)),
        }
        return draft_tab.spared(shown, self._page.draft, edited)

    def check(self, draft_id: str, *edited: Any) -> Updates:
        """Save what was edited and show what the checks say."""
        self._refuse_while_writing(draft_id)
        settled = settle(self._service, draft_id, edited)
        draft = rechecked(self._service, settled.draft)
        page = self._page
        return {
            page.draft.marks: settled.marks,
            **draft_tab.side(page.draft, draft),
            **self.reviewed(draft, self._service.told_sources()[1]),
        }

    def check_if_any(self, draft_id: str, *edited: Any) -> Updates:
        """The same when the tab is looked at; without a draft it says so."""
        if not draft_id or self._is_writing(draft_id):
            return {**check_tab.empty(self._page.check), **finish_tab.empty(self._page.finish)}
        return self.check(draft_id, *edited)

    def check_ahead(self, draft_id: str) -> None:
        """Check a draft that was just opened, so that its review need not wait for it: the checks
        remember what they have read. What goes wrong is told when the review is looked at."""
        if not draft_id or self._is_writing(draft_id):
            return
        try:
            self._service.checked(self._service.current(draft_id))
        except (DraftingError, LibraryError) as error:
            _log.info("not checked ahead: %s", error)

    def reviewed(self, draft: Draft, told: Sequence[str] = (), look: str = "note") -> Updates:
        """What ``Page.review`` shows of a draft."""
        page, versions = self._page, self._service.store.versions(draft.id)
        return {
            **check_tab.filled(page.check, draft, told, look),
            **finish_tab.filled(page.finish, draft, versions),
        }

    def settled(self, draft_id: str, edited: Any) -> Draft:
        """The draft with what was edited saved. Raises BadInput while it is being written."""
        self._refuse_while_writing(draft_id)
        return self._settled(draft_id, edited)

    def export(self, anyway: bool, profile: str, draft_id: str, *edited: Any) -> Updates:
        """Draft -> Word file, offered for download. Errors that stand open hold it back until
        they are settled, let stand, or a person ticks that it is to be made all the same."""
        self._refuse_while_writing(draft_id)
        draft = rechecked(self._service, self._settled(draft_id, edited))
        if not has_text(draft):
            raise BadInput(say("draft.empty"))
        if check_tab.errors(draft) and not anyway:
            return {**self.reviewed(draft), **check_tab.held_back(self._page.check, draft)}
        self._service.note("export", draft_id, "docx")
        path = self._service.export(draft, profile)
        self._service.store.shelf.finish(draft_id)
        return {**self.reviewed(draft), **check_tab.made(self._page.check, draft, path)}

    def ask(self, event: gr.EventData, draft_id: str, *edited: Any) -> Updates:
        """Begin to revise a section, or words chosen in it."""
        self._refuse_while_writing(draft_id)
        settled = settle(self._service, draft_id, edited)
        draft = settled.draft
        section = draft.sections[int(event.slot)].id
        revisions.ask(self._service, draft, section, str(event.instruction), str(event.passage))
        return {
            self._page.draft.saved: draft_tab.saved_line(draft, foreign=settled.foreign),
            self._page.draft.marks: settled.marks,
            **draft_tab.unders(self._page.draft, draft, self.revising(draft_id)),
        }

    def act(self, event: gr.EventData, draft_id: str, *edited: Any) -> Updates:
        """A click under a section that may change its text: take a revision or not."""
        self._refuse_while_writing(draft_id)
        draft = self._settled(draft_id, edited)
        act, service, paper = str(event.act), self._service, self._page.draft
        if act in ("accept", "refuse"):
            left_out = numbers(getattr(event, "leftOut", ""))
            draft = revisions.answer(
                service, draft_id, str(event.id), accepted=act == "accept", left_out=left_out
            )
        elif act == "both":
            draft = revisions.keep_both(service, draft_id, str(event.id))
        shown = {
            slot.text: texts.shown(section)
            for slot, section in zip(paper.slots, draft.sections, strict=False)
        }
        return {
            **draft_tab.spared(shown, paper, edited),
            paper.marks: marks_of(draft),
            paper.saved: draft_tab.saved_line(draft),
            **draft_tab.side(paper, draft),
            **draft_tab.unders(paper, draft, self.revising(draft_id)),
        }

    def act_beside(self, event: gr.EventData, draft_id: str, *edited: Any) -> Updates:
        """A click under a section that leaves all texts as they are: begin or stop a revision, lock
        or unlock."""
        self._refuse_while_writing(draft_id)
        settled = settle(self._service, draft_id, edited)
        draft, act, service = settled.draft, str(event.act), self._service
        if act == "rewrite":
            revisions.rewrite(service, draft, str(event.section))
        elif act == "stop":
            for proposal in service.proposals.of(draft_id):
                proposal.cancel()
        else:
            section = str(event.section)
            draft = revisions.lock(service, draft_id, section, locked=act == "lock")
        paper = self._page.draft
        return {
            paper.marks: settled.marks,
            paper.saved: draft_tab.saved_line(draft, foreign=settled.foreign),
            **draft_tab.unders(paper, draft, self.revising(draft_id)),
        }

    def restructure(self, event: gr.EventData, draft_id: str, *edited: Any) -> Updates:
        """A section added, removed or split; what was typed is saved first."""
        self._refuse_while_writing(draft_id)
        self._settled(draft_id, edited)
        act, section = str(event.act), str(event.section)
        with self._service.store.turn(draft_id):
            draft, revision = self._service.current_at(draft_id)
            if act == "add":
                new, note = sections.added(draft, section), SECTION_ADDED
            elif act == "split":
                new, note = sections.split(draft, section, int(event.at or 0)), SECTION_SPLIT
            else:
                new, note = sections.removed(draft, section), SECTION_REMOVED
            draft = self._service.save(new, note, since=revision)
        paper = self._page.draft
        said = html.notices([say(f"section.done_{act}")], "good")
        return {
            **draft_tab.filled(paper, draft),
            **draft_tab.unders(paper, draft, self.revising(draft_id)),
            paper.saved: draft_tab.saved_line(draft) + said,
        }

    def revising(self, draft_id: str) -> dict[str, str]:
        """What is being asked of a model, section to instruction."""
        under_way = self._service.proposals.of(draft_id)
        return {p.section: p.instruction for p in under_way if not p.ended}

    def _settled(self, draft_id: str, edited: Any) -> Draft:
        return settle(self._service, draft_id, edited).draft

    def _is_writing(self, draft_id: str) -> bool:
        job = self._service.jobs.find(draft_id)
        return job is not None and not job.ended

    def _refuse_while_writing(self, draft_id: str) -> None:
        if self._is_writing(draft_id):
            raise BadInput(say("draft.writing"))


def numbers(text: str) -> frozenset[int]:
    """“0,3” as the script tells the changes that are left out."""
    return frozenset(int(each) for each in str(text or "").split(",") if each.isdigit())
