"""③ 提纲: headings, lengths, and which section owns which fact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import gradio as gr

from drafting.desk import html
from drafting.desk.forms import outline_rows
from drafting.desk.table import Column, table
from drafting.kinds import Kind
from drafting.model import Outline

_COLUMNS = (
    Column("部分", "112px", "fixed"), Column("标题", "", "long", "不设标题"),
    Column("锁定", "48px", "check"), Column("字数", "72px", "short"), Column("事实编号", "32%", "long"),
)  # fmt: skip

_HINT = "标题、字数、事实编号都可以改，随改随存；锁定的标题，重拟提纲时不变；一条事实只归一节。"
NOTHING_YET = "还没有提纲。请先在“事实”页点“拟提纲”。"


@dataclass(frozen=True, slots=True)
class OutlineTab:
    """The parts of the tab."""

    title: gr.Textbox
    table: gr.HTML
    notices: gr.HTML
    think: gr.Button
    writer: gr.Radio
    start: gr.Button
    exemplars: gr.HTML


def build(writers: list[tuple[str, str]]) -> OutlineTab:
    """Lay the tab out. The engine can be chosen where there is more than one."""
    with gr.Column(elem_classes="sheet"):
        title = gr.Textbox(label="标题", max_lines=2, elem_id="outline-title")
        sections = table(_COLUMNS, [], elem_id="outline")
        notices = gr.HTML(html.notices([NOTHING_YET]), elem_id="outline-notices")
        with gr.Row(elem_classes="toolbar"):
            gr.HTML(f'<p class="quiet">{_HINT}</p>')
            think = gr.Button(
                "让模型拟提纲", visible=len(writers) > 1, scale=0, elem_id="think-outline"
            )  # fmt: skip
            writer = gr.Radio(
                writers, value=writers[0][1], label="由谁来写", visible=len(writers) > 1
            )  # fmt: skip
            start = gr.Button("开始起草", variant="primary", scale=0, elem_id="start-draft")
    with gr.Accordion("参考写法", open=False, elem_id="exemplars"):
        exemplars = gr.HTML()
    return OutlineTab(title, sections, notices, think, writer, start, exemplars)


def filled(tab: OutlineTab, outline: Outline, kind: Kind) -> dict[Any, Any]:
    """The tab for an outline whose exemplars are still being looked for."""
    searching = '<p class="quiet">正在样本库里找可以参考的段落……</p>'
    return {**settled(tab, outline, kind), tab.exemplars: searching}


def empty(tab: OutlineTab) -> dict[Any, Any]:
    """The tab before there is an outline."""
    said = {tab.notices: html.notices([NOTHING_YET])}
    return {tab.title: "", tab.table: [], tab.exemplars: "", **said}


def settled(tab: OutlineTab, outline: Outline, kind: Kind) -> dict[Any, Any]:
    """The tab for an outline that a person has settled."""
    return {
        tab.title: outline.title,
        tab.table: outline_rows(outline, kind),
        tab.notices: html.notices(outline.notices),
    }
