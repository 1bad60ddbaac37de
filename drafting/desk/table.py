"""A table to type into: cells that grow with their text, rows that come and go, pasting from Excel.

Its value is a list of rows of strings; ``None`` stands for a cell that cannot be typed into, and a
``check`` cell holds 是 or nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

import gradio as gr

from drafting.desk.html import escape


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
    """The table as a part of the page. ``input`` fires when a person has changed it; rows can be
    added and deleted where it is ``growing``."""
    return gr.HTML(
        rows,
        html_template=_frame(columns, f"{elem_id}-choices", choices, growing),
        js_on_load=files("drafting.desk").joinpath("table.js").read_text(encoding="utf-8"),
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
    more = '<button type="button" class="add">＋ 添加一行</button>' if growing else ""
    if growing:
        widths, names = f'{widths}<col style="width:34px">', f"{names}<th></th>"
    return (
        f"<table><colgroup>{widths}</colgroup><thead><tr>{names}</tr></thead><tbody></tbody>"
        f'</table>{more}<datalist id="{list_id}">{options}</datalist>'
    )
