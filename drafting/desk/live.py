"""Text that appears on the paper while it is written. It goes to the boxes by a script and not as
their value, so that what a person types meanwhile in a section that stands is never overwritten."""

from __future__ import annotations

import gradio as gr

from drafting.desk.words import script


def build() -> gr.HTML:
    """The part that carries it, nothing to see. Its value is a list, a section an item: its text as
    shown, whether it stands, and a line about it; an empty list when nothing is being written."""
    return gr.HTML(
        [], html_template="<span></span>", js_on_load=script("live.js"), apply_default_css=False,
        elem_id="live", elem_classes=["live"],
    )  # fmt: skip
