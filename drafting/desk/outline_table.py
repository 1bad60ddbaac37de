"""The outline as a part of the page: sections, their lengths against the target, facts to move."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import gradio as gr

from drafting.desk.forms import Rows, outline_rows
from drafting.desk.table import foot
from drafting.desk.words import say, script
from drafting.kinds import Kind
from drafting.model import Brief, Outline

_COLUMNS = (
    ("part", "122px"), ("heading", "30%"), ("lock", "46px"), ("length", "66px"), ("facts", ""), ("acts", "58px"),
)  # fmt: skip


def outline_table() -> gr.HTML:
    """The part of the page, empty. ``input`` fires when a person has changed it."""
    return gr.HTML(
        {},
        html_template=_frame(),
        js_on_load=script("steps_back.js") + script("outline.js"),
        apply_default_css=False,
        elem_id="outline",
        elem_classes=["grid"],
    )


def shown(outline: Outline, kind: Kind, brief: Brief) -> dict[str, Any]:
    """What the table shows of an outline."""
    return {
        "title": outline.title,
        "rows": outline_rows(outline, kind),
        "facts": [[fact.id, fact.topic, fact.text] for fact in brief.facts],
        "target": brief.length or kind.length,
        "known": [section.id for section in outline.sections],
    }


def rows_of(value: Mapping[str, Any] | None) -> Rows:
    """The rows as a person has left them; none where there is no outline yet."""
    rows: Rows = (value or {}).get("rows") or ()
    return rows


def known_to(value: Mapping[str, Any] | None) -> tuple[str, ...]:
    """The sections the page was shown, some of which a person may have removed since."""
    return tuple((value or {}).get("known") or ())


def _frame() -> str:
    widths = "".join(f'<col style="width:{width}">' for _, width in _COLUMNS)
    names = "".join(f"<th>{say(f'outline.{name}')}</th>" for name, _ in _COLUMNS[:-1]) + "<th></th>"
    return (
        '<div class="budget"><div class="bar-of"><div class="parts"></div><b class="target"></b></div>'
        f'<p><span class="sum" role="status"></span><button type="button" class="share-out">{say("outline.share")}'
        "</button></p></div>"
        f'<table><colgroup>{widths}</colgroup><thead><tr>{names}</tr></thead><tbody lang="zh-CN"></tbody>'
        f'<tfoot><tr><td><span class="fixed">{say("outline.unused")}</span></td><td colspan="3"><span class="fixed hint"><span>{say("outline.left_out")}</span>'
        f'<em>{say("outline.hint")}</em></span></td><td><div class="facts" role="group" aria-label="{say("outline.unused")}"></div></td><td></td></tr>'
        f'</tfoot></table>{foot(say("outline.add"))}<div class="move-menu" role="menu" hidden></div>'
    )
