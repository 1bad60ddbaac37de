"""The outline as a part of the page: sections, their lengths against the target, facts to move."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import gradio as gr

from drafting.desk.forms import Rows, outline_rows
from drafting.desk.html import escape
from drafting.kinds import Kind
from drafting.model import Brief, Outline

_WORDS = {
    "heading": "标题", "lock": "锁定", "length": "字数", "facts": "事实", "part": "部分",
    "cell": "{column}，第{row}行", "without": "不设标题", "unused": "不用",
    "grip": "拖动换位置，或按 Alt+↑、Alt+↓", "chip": "拖到别的部分，或点一下选去处",
    "where": "{id} 放到", "sum": "各节合计 {sum} 字，目标 {target} 字", "even": "，正好",
    "over": "，多 {off} 字", "under": "，少 {off} 字", "share": "按目标分摊",
    "left_out": "不写进文稿的事实", "hint": "把用不着的事实拖到这里",
}  # fmt: skip
_COLUMNS = (
    ("part", "122px"), ("heading", "30%"), ("lock", "46px"), ("length", "66px"), ("facts", ""),
)  # fmt: skip


def outline_table() -> gr.HTML:
    """The part of the page, empty. ``input`` fires when a person has changed it."""
    return gr.HTML(
        {},
        html_template=_frame(),
        js_on_load=files("drafting.desk").joinpath("outline.js").read_text(encoding="utf-8"),
        apply_default_css=False,
        words=_WORDS,
        elem_id="outline",
        elem_classes=["grid", "nothing"],
    )


def shown(outline: Outline, kind: Kind, brief: Brief) -> dict[str, Any]:
    """What the table shows of an outline."""
    return {
        "rows": outline_rows(outline, kind),
        "facts": [[fact.id, fact.topic, fact.text] for fact in brief.facts],
        "target": brief.length or kind.length,
    }


def rows_of(value: Mapping[str, Any] | None) -> Rows:
    """The rows as a person has left them; none where there is no outline yet."""
    rows: Rows = (value or {}).get("rows") or ()
    return rows


def _frame() -> str:
    widths = "".join(f'<col style="width:{width}">' for _, width in _COLUMNS)
    names = "".join(f"<th>{escape(_WORDS[name])}</th>" for name, _ in _COLUMNS)
    say = {name: escape(text) for name, text in _WORDS.items()}
    return (
        '<div class="budget"><div class="bar-of"><div class="parts"></div><b class="target"></b></div>'
        f'<p><span class="sum" role="status"></span><button type="button" class="share-out">{say["share"]}'
        "</button></p></div>"
        f"<table><colgroup>{widths}</colgroup><thead><tr>{names}</tr></thead><tbody></tbody>"
        f'<tfoot><tr><td class="fixed">{say["unused"]}</td><td colspan="3" class="fixed hint">{say["left_out"]}'
        f'<em>{say["hint"]}</em></td><td><div class="facts" aria-label="{say["unused"]}"></div></td></tr>'
        '</tfoot></table><div class="move-menu" role="menu" hidden></div>'
    )
