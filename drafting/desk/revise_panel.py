"""The panel beside the paper that asks for a revision of a section, or of words chosen in it."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

import gradio as gr

from drafting.desk.html import escape

_NOTHING = "先把光标放进要改的那一节，或选中其中几句话。"
_EXAMPLE = "也可以写明要求，如：把三个数字并成一句"


def build(presets: Sequence[str]) -> gr.HTML:
    """The panel; ``submit`` tells slot, passage as shown, and instruction."""
    buttons = "".join(
        f'<button type="button" data-ask="{escape(name)}">{escape(name)}</button>'
        for name in presets
    )
    return gr.HTML(
        f'<div class="revise"><h4>修改</h4><p class="target" role="status">{_NOTHING}</p>'
        f'<div class="presets">{buttons}</div>'
        f'<textarea rows="2" aria-label="修改要求" placeholder="{_EXAMPLE}"></textarea>'
        '<button type="button" class="go">按要求改</button></div>',
        js_on_load=files("drafting.desk").joinpath("revise.js").read_text(encoding="utf-8"),
        apply_default_css=False, visible=False, elem_id="revise",
    )  # fmt: skip
