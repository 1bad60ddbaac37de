"""The panel beside the paper that asks for a revision of a section, or of words chosen in it."""

from __future__ import annotations

from collections.abc import Sequence

import gradio as gr

from drafting.desk.html import escape, told
from drafting.desk.words import say, script


def build(presets: Sequence[str]) -> gr.HTML:
    """The panel; ``submit`` tells slot, passage as shown, and instruction."""
    buttons = "".join(
        f'<button type="button" data-ask="{escape(name)}">{told(name)}</button>' for name in presets
    )
    return gr.HTML(
        f'<div class="revise"><h3>{say("revise.head")}</h3><p class="target" role="status">{say("revise.nothing")}</p>'
        f'<div class="presets">{buttons}</div>'
        f'<textarea rows="2" aria-label="{say("revise.wish")}" placeholder="{say("revise.example")}"></textarea>'
        f'<button type="button" class="go">{say("revise.go")}</button></div>',
        js_on_load=script("revise.js"),
        apply_default_css=False, visible=False, elem_id="revise",
    )  # fmt: skip
