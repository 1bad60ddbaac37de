"""我的文稿: what has been written before, and the way to something new. Shown first where there is any."""

from __future__ import annotations

from dataclasses import dataclass

import gradio as gr

from drafting.desk import archive_html
from drafting.desk.html import plain
from drafting.desk.service import Service
from drafting.desk.words import say, script
from drafting.kinds import all_kinds
from drafting.store.shelf import LONGEST


@dataclass(frozen=True, slots=True)
class ArchiveTab:
    """The parts of the tab. A click on an act of the list is an event."""

    words: gr.Textbox
    kind: gr.Dropdown
    put_away: gr.Checkbox
    drafts: gr.HTML

    @property
    def asked(self) -> list[gr.components.Component]:
        """What the list is chosen by: words, kind, whether it is of those that were put away."""
        return [self.words, self.kind, self.put_away]


def build() -> ArchiveTab:
    """Lay the tab out."""
    kinds = [(say("people.all_kinds"), ""), *((plain(kind.name), kind.id) for kind in all_kinds())]
    with gr.Column(elem_classes=["sheet", "shelf"]):
        with gr.Row(elem_classes=["toolbar", "shelf-head"]):
            gr.HTML(archive_html.new_draft(), elem_classes="shelf-new")
            words = gr.Textbox(
                show_label=False, label=say("people.search"), placeholder=say("people.search"),
                container=False, max_lines=1, elem_id="drafts-search",
            )  # fmt: skip
            kind = gr.Dropdown(
                kinds, value="", show_label=False, label=say("people.kind"), container=False,
                filterable=False, elem_id="drafts-kind",
            )  # fmt: skip
            put_away = gr.Checkbox(
                label=say("people.put_away"), container=False, elem_id="drafts-archived"
            )
        drafts = gr.HTML(elem_id="drafts", apply_default_css=False, js_on_load=script("archive.js"))
    return ArchiveTab(words, kind, put_away, drafts)


def listed(service: Service, words: str = "", kind: str = "", put_away: bool = False) -> str:
    """The list of drafts as it is now."""
    shelf = service.store.shelf
    found = shelf.drafts(words or "", kind or "", archived=bool(put_away), limit=LONGEST)
    more = shelf.count(words or "", kind or "", archived=bool(put_away)) - len(found)
    searched = bool(words or kind or put_away)
    names = {each.id: each.name for each in all_kinds()}
    return archive_html.drafts(found, names, more, searched=searched)
