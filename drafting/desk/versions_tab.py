"""版本: the history of a draft, and any two of its versions beside each other."""

from __future__ import annotations

from dataclasses import dataclass

import gradio as gr

from drafting.desk import html
from drafting.desk.words import say, script


@dataclass(frozen=True, slots=True)
class VersionsTab:
    """The parts of the tab. A click on an act of the history is an event."""

    history: gr.HTML
    left: gr.Dropdown
    right: gr.Dropdown
    compared: gr.HTML


def build() -> VersionsTab:
    """Lay the tab out."""
    with gr.Row(elem_classes="split"):
        with gr.Column(scale=2, min_width=360, elem_classes=["sheet", "versions"]):
            history = gr.HTML(
                html.notices([say("people.no_versions")]), elem_id="versions",
                apply_default_css=False, js_on_load=script("versions.js"),
            )  # fmt: skip
        with gr.Column(scale=3, elem_classes=["sheet", "comparing"]):
            with gr.Row(elem_classes="toolbar"):
                left, right = _choice("older"), _choice("newer")
            compared = gr.HTML(elem_id="compared", apply_default_css=False)
    return VersionsTab(history, left, right, compared)


def _choice(name: str) -> gr.Dropdown:
    return gr.Dropdown(
        [], label=say(f"people.{name}"), filterable=False, interactive=True,
        elem_id=f"compare-{name}",
    )  # fmt: skip
