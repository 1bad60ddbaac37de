"""② 事实: the occasion in fields, the facts in a table, from a file or typed in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from drafting.desk import facts_panel
from drafting.desk.forms import (
    ASIDE,
    FIELDS,
    HINTED,
    fact_rows,
    field_values,
    fields_of,
)  # fmt: skip
from drafting.desk.table import Column, table
from drafting.desk.words import say
from drafting.facts import FACT_SUFFIXES, ReadFacts, read_facts
from drafting.facts.extraction import SUFFIXES
from drafting.kinds import load_kind
from drafting.model import Brief
from drafting.topics import TOPICS
from retrieval.shipping import SAMPLES

Updates = dict[Any, Any]


@dataclass(frozen=True, slots=True)
class FactsTab:
    """The parts of the tab; ``fields`` are in the order of FIELDS."""

    fields: tuple[gr.Textbox, ...]
    upload: gr.UploadButton
    table: gr.HTML
    notices: gr.HTML
    onward: gr.Button
    kept: gr.HTML


def build(kind_id: str) -> FactsTab:
    """Lay the tab out, with the fields of a kind."""
    kept = gr.HTML(elem_id="facts-kept", apply_default_css=False)
    with gr.Row(elem_classes="split"):
        with gr.Column(scale=1, min_width=260, elem_classes="fields"):
            used = fields_of(load_kind(kind_id))
            fields = tuple(_field(name, name in used) for name in FIELDS)
        with gr.Column(scale=3, elem_classes="sheet"):
            with gr.Row(elem_classes="toolbar"):
                gr.HTML(f'<p class="quiet">{say("facts.said")}</p>')
                upload = gr.UploadButton(
                    say("facts.upload"),
                    size="sm",
                    elem_id="facts-file",
                    scale=0,
                    file_types=list(dict.fromkeys((*FACT_SUFFIXES, *SUFFIXES))),
                )
            facts = table(_columns(), fact_rows(()), elem_id="facts", choices=TOPICS, growing=True)
            shown = facts_panel.review(kind_id, *field_values(Brief(kind_id)), fact_rows(()))
            notices = facts_panel.build(shown)
            with gr.Row(elem_classes=["toolbar", "end"]):
                onward = gr.Button(
                    say("facts.onward"), variant="primary", scale=0, elem_id="make-outline"
                )
    return FactsTab(fields, upload, facts, notices, onward, kept)


def _columns() -> tuple[Column, ...]:
    return (
        Column(say("facts.id"), "64px", "short"), Column(say("facts.topic"), "84px", "choice"),
        Column(say("facts.text"), "", "long"), Column(say("facts.source"), "26%", "long"),
    )  # fmt: skip


def _field(name: str, visible: bool) -> gr.Textbox:
    if name == ASIDE:
        return gr.Textbox(show_label=False, elem_id=f"field-{name}", elem_classes="away")
    return gr.Textbox(
        label=say(f"fields.{name}"), placeholder=say(f"fields.hint_{name}") if name in HINTED else "",
        visible=visible, max_lines=2,
        elem_id=f"field-{name}",
    )  # fmt: skip


def filled(tab: FactsTab, read: ReadFacts) -> Updates:
    """The tab for a brief."""
    used = fields_of(load_kind(read.brief.kind))
    values = zip(tab.fields, FIELDS, field_values(read.brief), strict=True)
    return {
        **{box: gr.update(value=text, visible=name in used) for box, name, text in values},
        tab.table: fact_rows(read.brief.facts),
        tab.notices: facts_panel.panel(read),
        tab.kept: "",
    }


def fields_for(tab: FactsTab, kind_id: str) -> Updates:
    """The fields of another kind; what is typed in stays."""
    used = fields_of(load_kind(kind_id))
    return {
        box: gr.update(visible=name in used)
        for box, name in zip(tab.fields, FIELDS, strict=True)
    }  # fmt: skip


def example(kind_id: str) -> ReadFacts:
    """The shipped facts of a kind."""
    return read_facts(SAMPLES / "facts" / f"{kind_id}.yaml", kind_id)


def uploaded(path: str, kind_id: str) -> ReadFacts:
    """The facts of a file a person has handed in. Raises BadInput."""
    return read_facts(Path(path), kind_id)
