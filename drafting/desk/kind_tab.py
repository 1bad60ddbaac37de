"""① 选文种: which kind of document, and a finished example to begin with."""

from __future__ import annotations

from dataclasses import dataclass

import gradio as gr

from drafting.desk import html
from drafting.desk.words import say
from drafting.kinds import Kind, all_kinds, load_kind


@dataclass(frozen=True, slots=True)
class KindTab:
    """The parts of the tab."""

    choice: gr.Radio
    card: gr.HTML
    example: gr.Button
    blank: gr.Button


def build() -> KindTab:
    """Lay the tab out."""
    kinds = all_kinds()
    with gr.Row(elem_classes="split"):
        with gr.Column(scale=3):
            choice = gr.Radio(
                [(html.plain(kind.name), kind.id) for kind in kinds], value=kinds[0].id, label=say("kind.kind"), show_label=False,
                elem_id="kinds",
            )  # fmt: skip
        with gr.Column(scale=2, elem_classes=["sheet", "choose"]):
            card = gr.HTML(card_of(kinds[0]))
            example = gr.Button(say("kind.example"), variant="primary", elem_id="load-example")
            blank = gr.Button(say("kind.blank"), elem_id="start-blank")
    return KindTab(choice, card, example, blank)


def card_of(kind: Kind) -> str:
    """The description of a kind."""
    names = [section.name for section in kind.sections]
    return html.kind_card(kind.description, names, kind.required_topics, kind.length)


def describe(kind_id: str) -> str:
    """The description of the kind chosen."""
    return card_of(load_kind(kind_id))
