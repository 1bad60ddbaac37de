"""The page: header and tabs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import gradio as gr

from drafting.desk import (
    archive_tab,
    begun,
    check_tab,
    draft_tab,
    facts_tab,
    finish_tab,
    html,
    keys,
    kind_tab,
    library_tab,
    material_tab,
    outline_tab,
    settings_tab,
    versions_tab,
)  # fmt: skip
from drafting.desk.archive_tab import ArchiveTab
from drafting.desk.check_tab import CheckTab
from drafting.desk.draft_tab import DraftTab
from drafting.desk.facts_tab import FactsTab
from drafting.desk.finish_tab import FinishTab
from drafting.desk.kind_tab import KindTab
from drafting.desk.library_tab import LibraryTab
from drafting.desk.material_tab import MaterialTab
from drafting.desk.outline_tab import OutlineTab
from drafting.desk.quick_blocks import QuickBlocks
from drafting.desk.revisions import offered
from drafting.desk.service import Service
from drafting.desk.settings_tab import SettingsTab
from drafting.desk.versions_tab import VersionsTab
from drafting.desk.words import say
from drafting.kinds import kind_ids

AT_ONCE = 8
"""Events of one sort that are worked on at the same time."""

REVIEWED = "() => { dispatchEvent(new Event('reviewed')); }"
"""Script for after an event that has filled the review; see ``review.js``."""
CHANGED = "() => { dispatchEvent(new Event('changed')); }"
"""Script for after one that has changed the draft while anything may be looked at."""


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that stands on the page. ``draft_id`` travels with it, hidden; ``followed`` tells
    whether it shows work that is being done, ``place`` the tab at which a draft is opened."""

    masthead: gr.HTML
    clock: gr.Timer
    draft_id: gr.Textbox
    followed: gr.Checkbox
    place: gr.Textbox
    tabs: gr.Tabs
    kind: KindTab
    facts: FactsTab
    outline: OutlineTab
    draft: DraftTab
    check: CheckTab
    finish: FinishTab
    archive: ArchiveTab
    library: LibraryTab
    settings: SettingsTab
    check_item: gr.Tab
    archive_item: gr.Tab
    library_item: gr.Tab
    material: MaterialTab
    versions: VersionsTab
    versions_item: gr.Tab
    begun: gr.HTML

    @property
    def form(self) -> list[Any]:
        """What a brief is read from: kind, fields, fact table."""
        return [self.kind.choice, *self.facts.fields, self.facts.table]

    @property
    def paper(self) -> list[Any]:
        """All that showing a draft changes on the paper and beside it."""
        slots = [part for s in self.draft.slots for part in (s.box, s.heading, s.text, s.under)]
        return [self.tabs, self.followed, *slots, *parts_of(self.draft)]

    @property
    def review(self) -> list[Any]:
        """All that is shown of a draft where it is reviewed. It is filled when it is looked at."""
        finish = self.finish
        return [*parts_of(self.check), finish.still_open, finish.returned, finish.against]

    @property
    def everything(self) -> list[Any]:
        """All that opening a draft changes. Gradio makes every part anew that an event may change,
        changed or not, so that most events name fewer."""
        tabs = (self.facts, self.outline)
        shown = [part for tab in tabs for part in parts_of(tab)]
        parts = [self.draft_id, self.kind.card, *self.form, *self.paper, *shown]
        return list(dict.fromkeys(parts))


def parts_of(tab: Any) -> list[Any]:
    """The components among the parts of a tab."""
    parts = (getattr(tab, name) for name in tab.__dataclass_fields__)
    return [part for part in parts if isinstance(part, gr.components.Component)]


def build_page(service: Service) -> gr.Blocks:
    """The page, wired to its service."""
    from drafting.desk.wiring import wire

    blocks = QuickBlocks(
        title=say("masthead.title"), analytics_enabled=False, delete_cache=(3600, 86400)
    )
    with blocks:
        page = _lay_out(service)
        wire(page, service, blocks)
        _keep_quiet(blocks, page.draft_id)
    blocks.queue(default_concurrency_limit=AT_ONCE, api_open=False)
    return blocks


def _keep_quiet(blocks: gr.Blocks, where: gr.Textbox) -> None:
    """Have events that show no progress say so to one hidden part. Gradio tells the state of an event
    to every part that any event so far may change, and each telling walks through the whole page:
    opening a long draft spent 0.5 s on it (measured in Chromium, 2026-11)."""
    for event in blocks.fns.values():
        if event.show_progress == "hidden":
            event.show_progress_on = [where]


def _lay_out(service: Service) -> Page:
    writer = service.writers[0][0]
    masthead = gr.HTML(html.header(writer, say("masthead.library_preparing")), elem_id="masthead")
    draft_id, followed, place = (
        gr.Textbox(visible=False, elem_id="draft-id"),
        gr.Checkbox(visible=False),
        gr.Textbox(visible=False),
    )
    with gr.Tabs(selected="kind", elem_id="steps") as tabs:
        with gr.Tab(say("people.drafts"), id="archive") as archive_item:
            archive = archive_tab.build()
        with gr.Tab(say("tabs.kind"), id="kind"):
            kind = kind_tab.build()
        with gr.Tab(say("tabs.facts"), id="facts"):
            material = material_tab.build()
            facts = facts_tab.build(kind_ids()[0])
        with gr.Tab(say("tabs.outline"), id="outline"):
            outline = outline_tab.build(service.writers)
        with gr.Tab(say("tabs.draft"), id="draft"):
            draft = draft_tab.build(offered(service))
        with gr.Tab(say("tabs.check"), id="check") as check_item:
            check = check_tab.build()
            finish = finish_tab.build()
        with gr.Tab(say("people.versions"), id="versions", alignment="right") as versions_item:
            versions = versions_tab.build()
        with gr.Tab(say("tabs.library"), id="library", alignment="right") as library_item:
            library = library_tab.build()
        with gr.Tab(say("tabs.settings"), id="settings", alignment="right"):
            settings = settings_tab.build(service.settings)
    keys.build()
    return Page(
        masthead, gr.Timer(2.0), draft_id, followed, place, tabs, kind, facts, outline, draft, check, finish, archive,
        library, settings, check_item, archive_item, library_item, material, versions, versions_item,
        begun.build(),
    )  # fmt: skip
