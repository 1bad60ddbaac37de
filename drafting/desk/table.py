"""A table to type into: cells that grow with their text, rows that come and go, pasting from Excel.

Its value is a list of rows of strings; ``None`` stands for a cell that cannot be typed into, and a
``check`` cell holds 是 or nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import gradio as gr

from drafting.desk.html import escape
from drafting.desk.words import say, script


@dataclass(frozen=True, slots=True)
class Column:
    """A column. ``width`` is CSS, empty for what is left; ``without`` is shown in place of None."""

    name: str
    width: str
    kind: Literal["short", "long", "choice", "fixed", "check"]
    without: str = ""


def table(
    columns: Sequence[Column],
    rows: list[list[str]],
    *,
    elem_id: str,
    choices: Sequence[str] = (),
    growing: bool = False,
) -> gr.HTML:
    """The table as a part of the page. ``input`` fires when a person has changed it; where it is
    ``growing``, rows can be added, moved and deleted, and changes be undone."""
    return gr.HTML(
        rows,
        html_template=_frame(columns, f"{elem_id}-choices", choices, growing),
        js_on_load=script("table.js"),
        apply_default_css=False,
        elem_id=elem_id,
        elem_classes=["grid"],
    )


def _frame(columns: Sequence[Column], list_id: str, choices: Sequence[str], growing: bool) -> str:
    widths = "".join(f'<col style="width:{column.width}">' for column in columns)
    names = "".join(
        f'<th data-kind="{column.kind}" data-without="{escape(column.without)}">'
        f"{escape(column.name)}</th>"
        for column in columns
    )
    options = "".join(f'<option value="{escape(choice)}">' for choice in choices)
    more = foot(say("table.add")) if growing else ""
    if growing:
        widths = f'<col style="width:26px">{widths}<col style="width:34px">'
        names = f"<th></th>{names}<th></th>"
    return (
        f'<table><colgroup>{widths}</colgroup><thead><tr>{names}</tr></thead><tbody lang="zh-CN"></tbody>'
        f'</table>{more}<datalist id="{list_id}">{options}</datalist>'
    )


def foot(add: str) -> str:
    """What stands under a table whose rows come and go; ``add`` is what its button says."""
    return (
        f'<div class="table-foot"><button type="button" class="add">{add}</button>'
        '<span class="table-said" role="status"></span><span class="history">'
        f'<button type="button" class="undo" title="Ctrl+Z" disabled>{say("table.undo")}</button>'
        f'<button type="button" class="redo" title="Ctrl+Y" disabled>{say("table.redo")}</button>'
        "</span></div>"
    )
