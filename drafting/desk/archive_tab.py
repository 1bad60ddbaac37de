"""我的文稿: what has been written before, to be opened again."""

from __future__ import annotations

from dataclasses import dataclass

import gradio as gr

from drafting.desk import html
from drafting.desk.service import Service
from drafting.kinds import all_kinds


@dataclass(frozen=True, slots=True)
class ArchiveTab:
    """The parts of the tab."""

    drafts: gr.HTML


def build() -> ArchiveTab:
    """Lay the tab out."""
    with gr.Column(elem_classes="sheet"):
        gr.HTML('<p class="toolbar"><a class="fresh" href="?">新写一篇</a></p>')
        drafts = gr.HTML(elem_id="drafts")
    return ArchiveTab(drafts)


def listed(service: Service) -> str:
    """The list of drafts as it is now."""
    return html.drafts(service.store.drafts(), {kind.id: kind.name for kind in all_kinds()})
