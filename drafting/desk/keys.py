"""The keyboard: one script for the whole page, and a sheet that tells the keys."""

from __future__ import annotations

import gradio as gr

from drafting.desk.words import say, script

_KEYS = (
    ("Ctrl S", "save"), ("Ctrl Enter", "run"), ("F8", "next"), ("Shift F8", "previous"),
    ("Alt Enter", "accept"), ("Ctrl Z", "undo"), ("Ctrl Y", "redo"), ("Enter", "below"),
    ("Alt ↑ ↓", "move"), ("Alt Delete", "delete"), ("Alt 1–5", "step"), ("F1", "help"),
)  # fmt: skip


def build() -> gr.HTML:
    """A word at the foot of the page that opens the sheet, as F1 does."""
    listed = "".join(
        f"<dt>{''.join(f'<kbd>{key}</kbd>' for key in keys.split())}</dt><dd>{say(f'keys.{name}')}</dd>"
        for keys, name in _KEYS
    )
    return gr.HTML(
        f'<button type="button" class="keys-open" title="F1">{say("keys.title")}</button>'
        f'<dialog class="keys" aria-label="{say("keys.title")}"><h2>{say("keys.title")}</h2>'
        f'<dl>{listed}</dl><button type="button">{say("keys.close")}</button></dialog>',
        js_on_load=script("keys.js"), apply_default_css=False, elem_id="keys",
    )  # fmt: skip
