"""③ 提纲: headings, lengths, and which section owns which fact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import gradio as gr

from drafting.desk import exemplars, html
from drafting.desk.outline_table import outline_table, shown
from drafting.desk.words import say
from drafting.kinds import load_kind
from drafting.model import Brief, Outline


@dataclass(frozen=True, slots=True)
class OutlineTab:
    """The parts of the tab."""

    title: gr.Textbox
    table: gr.HTML
    notices: gr.HTML
    think: gr.Button
    writer: gr.Radio
    start: gr.Button
    samples: gr.Accordion
    gone: gr.HTML
    exemplars: gr.HTML


def build(writers: list[tuple[str, str]]) -> OutlineTab:
    """Lay the tab out. The engine can be chosen where there is more than one."""
    with gr.Column(elem_classes="sheet"):
        title = gr.Textbox(label=say("outline.title"), max_lines=2, elem_id="outline-title")
        sections = outline_table()
        notices = gr.HTML(html.notices([say("outline.nothing_yet")]), elem_id="outline-notices")
        with gr.Row(elem_classes="toolbar"):
            gr.HTML(f'<p class="quiet">{say("outline.said")}</p>')
            think = gr.Button(
                say("outline.think"), visible=len(writers) > 1, scale=0, elem_id="think-outline"
            )  # fmt: skip
            writer = gr.Radio(
                writers, value=writers[0][1], label=say("outline.writer"), visible=len(writers) > 1
            )  # fmt: skip
            start = gr.Button(
                say("outline.start"), variant="primary", scale=0, elem_id="start-draft"
            )
    with gr.Accordion(say("outline.exemplars"), open=False, elem_id="exemplars") as samples:
        gone = gr.HTML(apply_default_css=False, elem_id="exemplars-gone")
        found = exemplars.build()
    return OutlineTab(title, sections, notices, think, writer, start, samples, gone, found)


def filled(tab: OutlineTab, outline: Outline, brief: Brief) -> dict[Any, Any]:
    """The tab for an outline whose exemplars are still being looked for."""
    return {**settled(tab, outline, brief), tab.exemplars: exemplars.searching(), tab.gone: ""}


def empty(tab: OutlineTab) -> dict[Any, Any]:
    """The tab before there is an outline."""
    said = {tab.notices: html.notices([say("outline.nothing_yet")])}
    return {tab.title: "", tab.table: {}, tab.exemplars: "", tab.gone: "", **said}


def settled(tab: OutlineTab, outline: Outline, brief: Brief) -> dict[Any, Any]:
    """The tab for an outline that a person has settled."""
    return {
        tab.title: outline.title,
        tab.table: shown(outline, load_kind(brief.kind), brief),
        tab.notices: html.notices(outline.notices),
    }
