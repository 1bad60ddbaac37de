"""② 事实: the occasion in fields, the facts in a table, from a file or typed in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from drafting.desk import html
from drafting.desk.forms import (
    FACT_HEADERS,
    FIELDS,
    HINTS,
    Rows,
    brief_from,
    fact_rows,
    field_values,
    fields_of,
)  # fmt: skip
from drafting.errors import BadInput
from drafting.facts import ReadFacts, read_facts
from drafting.kinds import load_kind
from drafting.plan import plan
from drafting.topics import TOPICS
from retrieval.shipping import SAMPLES

Updates = dict[Any, Any]
_COLUMNS: list[str | int] = ["76px", "84px", "auto", "24%"]


@dataclass(frozen=True, slots=True)
class FactsTab:
    """The parts of the tab; ``fields`` are in the order of FIELDS."""

    fields: tuple[gr.Textbox, ...]
    upload: gr.UploadButton
    add: gr.Button
    table: gr.Dataframe
    notices: gr.HTML
    onward: gr.Button


def build(kind_id: str) -> FactsTab:
    """Lay the tab out, with the fields of a kind."""
    with gr.Row(elem_classes="split"):
        with gr.Column(scale=1, min_width=260, elem_classes="fields"):
            used = fields_of(load_kind(kind_id))
            fields = tuple(_field(name, name in used) for name in FIELDS)
        with gr.Column(scale=3):
            with gr.Row(elem_classes="toolbar"):
                upload = gr.UploadButton("导入事实文件", size="sm", elem_id="facts-file", scale=0)
                add = gr.Button("添加一行", size="sm", elem_id="add-fact", scale=0)
                gr.HTML(
                    '<span class="quiet">可导入 YAML、JSON、XLSX、CSV；点单元格即可修改。</span>'
                )
            table = gr.Dataframe(
                fact_rows(()), headers=FACT_HEADERS, type="array", wrap=True, interactive=True,
                column_widths=_COLUMNS, max_height=430, show_label=False, buttons=[],
                elem_id="facts", label="事实表",
            )  # fmt: skip
            gr.HTML(f'<p class="quiet">类别可用：{"、".join(TOPICS)}。一行写一条事实，照原样进入文稿。</p>')
            notices = gr.HTML(elem_id="facts-notices")
            onward = gr.Button("拟提纲", variant="primary", elem_id="make-outline")
    return FactsTab(fields, upload, add, table, notices, onward)


def _field(name: str, visible: bool) -> gr.Textbox:
    return gr.Textbox(
        label=FIELDS[name], placeholder=HINTS.get(name, ""), visible=visible, max_lines=2,
        elem_id=f"field-{name}",
    )  # fmt: skip


def filled(tab: FactsTab, read: ReadFacts) -> Updates:
    """The tab for a brief."""
    used = fields_of(load_kind(read.brief.kind))
    values = zip(tab.fields, FIELDS, field_values(read.brief), strict=True)
    return {
        **{box: gr.update(value=text, visible=name in used) for box, name, text in values},
        tab.table: fact_rows(read.brief.facts),
        tab.notices: _notices(read),
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


def review(kind_id: str, *values: Any) -> str:
    """What is still lacking, said at once: missing topics, or what cannot be read as it stands."""
    *fields, rows = values
    if not any(str(cell or "").strip() for row in rows for cell in row):
        topics = "、".join(load_kind(kind_id).required_topics)
        return html.notices([f"请填入事实。这个文种至少要有这几类：{topics}。"])
    try:
        return _notices(brief_from(kind_id, fields, rows))
    except BadInput as error:
        return html.notices([str(error)], "problem")


def _notices(read: ReadFacts) -> str:
    said = (*plan(read.brief).notices, *read.notices)
    return html.notices(said) or html.notices(["必备的事实都有了，可以拟提纲。"], "good")


def with_empty_row(rows: Rows) -> list[list[Any]]:
    """The table with a row to type in."""
    return [*(list(row) for row in rows), ["", "", "", ""]]
