"""On ② 事实: raw material in, facts out, each beside its source, to be ticked by a person."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from drafting.desk import facts_tab, html
from drafting.desk.forms import FIELDS
from drafting.desk.table import Column, table
from drafting.desk.telling import told
from drafting.errors import BadInput
from drafting.facts.extraction import SUFFIXES, Extraction, pasted, read_material
from drafting.facts_command import found_in
from drafting.kinds import load_kind
from drafting.settings import Settings
from drafting.topics import TOPICS

if TYPE_CHECKING:
    from drafting.desk.page import Page
    from drafting.desk.service import Service

Rows = Sequence[Sequence[Any]]
Updates = dict[Any, Any]
_COLUMNS = (
    Column("采用", "56px", "check"), Column("类别", "84px", "choice"), Column("内容", "", "long"),
    Column("原文", "30%", "fixed"), Column("出处", "16%", "fixed"),
)  # fmt: skip
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_MOST_ROWS = 300
"""Rows shown; what lies beyond is in the file the command makes."""


@dataclass(frozen=True, slots=True)
class MaterialTab:
    """The parts of the panel. ``fields`` holds the proposals for the brief, hidden."""

    text: gr.Textbox
    files: gr.File
    extract: gr.Button
    said: gr.HTML
    found: gr.Column
    table: gr.HTML
    every: gr.Button
    add: gr.Button
    fields: gr.Textbox


def build() -> MaterialTab:
    """Lay the panel out, closed: who has a facts file does not need it."""
    with gr.Accordion("从原始材料提取事实", open=False, elem_id="material"):
        with gr.Row(elem_classes="split"):
            text = gr.Textbox(
                label="粘贴材料", lines=6, max_lines=14, elem_id="material-text", scale=3,
                placeholder="会议记录、信息简报、微信群里的情况、从表格复制的几行……",
            )  # fmt: skip
            files = gr.File(
                label="或选文件", file_count="multiple", file_types=list(SUFFIXES), height=150,
                elem_id="material-files", scale=2,
            )  # fmt: skip
        with gr.Row(elem_classes="toolbar"):
            gr.HTML(
                '<p class="quiet">提取的只是候选：数字和名称都能在原文找到，是否准确、用不用，由你逐条定。</p>'
            )
            extract = gr.Button("提取事实", size="sm", scale=0, elem_id="extract")
        said = gr.HTML("", elem_id="material-said")
        with gr.Column(visible=False) as found:
            rows = table(_COLUMNS, [], elem_id="candidates", choices=TOPICS)
            with gr.Row(elem_classes=["toolbar", "end"]):
                every = gr.Button("全部勾选", size="sm", scale=0, elem_id="tick-all")
                add = gr.Button(
                    "把勾选的加入事实表", variant="primary", scale=0, elem_id="add-facts"
                )
        fields = gr.Textbox(visible=False)
    return MaterialTab(text, files, extract, said, found, rows, every, add, fields)


def wire(page: Page, service: Service) -> None:
    """Tie the events of the panel."""
    tab, facts = page.material, page.facts

    def extracted(text: str, paths: list[str] | None, kind_id: str) -> Updates:
        return shown(tab, candidates(text, paths or [], kind_id, service.settings))

    def added(kind_id: str, rows: Rows, proposed: str, *form: Any) -> Updates:
        *fields, table_rows = form
        kept, left = taken(rows, table_rows)
        values = filled(fields, proposed)
        return {
            **dict(zip(facts.fields, values, strict=True)),
            facts.table: kept,
            facts.notices: facts_tab.review(kind_id, *values, kept),
            tab.table: left,
            tab.found: gr.update(visible=bool(left)),
            tab.said: html.notices([f"加入了 {len(rows) - len(left)} 条。"], "good"),
        }

    tab.extract.click(
        told(extracted), [tab.text, tab.files, page.kind.choice],
        [tab.said, tab.found, tab.table, tab.fields], **{**_QUIET, "show_progress": "minimal"},
    )  # fmt: skip
    tab.every.click(all_ticked, tab.table, tab.table, **_QUIET)
    tab.add.click(
        told(added), [page.kind.choice, tab.table, tab.fields, *facts.fields, facts.table],
        [*facts.fields, facts.table, facts.notices, tab.table, tab.found, tab.said], **_QUIET,
    )  # fmt: skip


def candidates(text: str, paths: Sequence[str], kind_id: str, settings: Settings) -> Extraction:
    """The facts of pasted text and of files. Raises BadInput. Where a model is set, it is asked."""
    materials = [read_material(Path(path)) for path in paths]
    if text.strip():
        materials.append(pasted(text))
    if not materials:
        raise BadInput("请先粘贴材料，或选一个文件。")
    return found_in(materials, load_kind(kind_id), settings if settings.has_model else None)


def shown(tab: MaterialTab, extraction: Extraction) -> Updates:
    """The panel with what was found, nothing ticked yet."""
    rows = [
        ["", one.fact.topic, one.fact.text, one.quote, one.fact.source]
        for one in extraction.found[:_MOST_ROWS]
    ]
    way = "模型提取、逐条与原文核对" if extraction.way == "model" else "按规则提取"
    first = f"找到 {len(extraction.found)} 条（{way}），请逐条核对后勾选。"
    if len(extraction.found) > _MOST_ROWS:
        first += f"页面只列前 {_MOST_ROWS} 条，请分几次提取。"
    return {
        tab.said: html.notices([first, *extraction.notices]),
        tab.found: gr.update(visible=bool(rows)),
        tab.table: rows,
        tab.fields: json.dumps(dict(extraction.fields), ensure_ascii=False),
    }


def all_ticked(rows: Rows) -> list[list[Any]]:
    """The rows with all ticked; with none where all were."""
    tick = "" if all(row[0] for row in rows) else "是"
    return [[tick, *row[1:]] for row in rows]


def taken(rows: Rows, table_rows: Rows) -> tuple[list[list[str]], list[list[Any]]]:
    """The fact table with the ticked rows under it, numbered on, and the rows that were not
    ticked. Raises BadInput where none is."""
    ticked = [row for row in rows if row[0] and str(row[2] or "").strip()]
    if not ticked:
        raise BadInput("还没有勾选。请在要采用的事实前打勾。")
    kept = [[str(cell or "") for cell in row] for row in table_rows if any(row)]
    ids = {row[0] for row in kept}
    number = len(kept)
    for row in ticked:
        number += 1
        while f"F{number}" in ids:
            number += 1
        kept.append([f"F{number}", str(row[1] or ""), str(row[2]).strip(), str(row[4] or "")])
    return kept, [list(row) for row in rows if not row[0]]


def filled(values: Sequence[str], proposed: str) -> list[str]:
    """The fields with the proposals where nothing is typed in."""
    found = json.loads(proposed) if proposed else {}
    return [value or str(found.get(name, "")) for name, value in zip(FIELDS, values, strict=True)]
