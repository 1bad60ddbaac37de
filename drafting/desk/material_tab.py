"""On ② 事实: raw material in, facts out, each beside its source, to be ticked by a person."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gradio as gr

from drafting.desk import facts_panel, html
from drafting.desk.extracting import Extracting
from drafting.desk.forms import FIELDS
from drafting.desk.table import Column, table
from drafting.desk.telling import complaint, told
from drafting.desk.words import say
from drafting.errors import BadInput
from drafting.facts.extraction import SUFFIXES, Extraction
from drafting.topics import TOPICS

if TYPE_CHECKING:
    from drafting.desk.page import Page
    from drafting.desk.service import Service

Rows = Sequence[Sequence[Any]]
Updates = dict[Any, Any]
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_LOOK = 0.4
"""Seconds between two looks at work that goes on."""
_MOST_ROWS = 300
"""Rows shown; what lies beyond is in the file the command makes."""


@dataclass(frozen=True, slots=True)
class MaterialTab:
    """The parts of the panel. ``fields`` holds the proposals for the brief, hidden."""

    panel: gr.Accordion
    text: gr.Textbox
    files: gr.File
    extract: gr.Button
    stop: gr.Button
    said: gr.HTML
    found: gr.Column
    table: gr.HTML
    every: gr.Button
    add: gr.Button
    fields: gr.Textbox


def build() -> MaterialTab:
    """Lay the panel out, closed: who has a facts file does not need it."""
    with gr.Accordion(say("material.title"), open=False, elem_id="material") as panel:
        with gr.Row(elem_classes="split"):
            text = gr.Textbox(
                label=say("material.paste"), lines=6, max_lines=14, elem_id="material-text", scale=3,
                placeholder=say("material.example"),
            )  # fmt: skip
            files = gr.File(
                label=say("material.files"), file_count="multiple", file_types=list(SUFFIXES), height=150,
                elem_id="material-files", scale=2,
            )  # fmt: skip
        with gr.Row(elem_classes="toolbar"):
            gr.HTML(f'<p class="quiet">{say("material.lead")}</p>')
            stop = gr.Button(
                say("material.stop"), size="sm", scale=0, elem_id="stop-extract", visible=False
            )
            extract = gr.Button(say("material.extract"), size="sm", scale=0, elem_id="extract")
        said = gr.HTML("", elem_id="material-said")
        with gr.Column(visible=False) as found:
            rows = table(_columns(), [], elem_id="candidates", choices=TOPICS)
            with gr.Row(elem_classes=["toolbar", "end"]):
                every = gr.Button(say("material.every"), size="sm", scale=0, elem_id="tick-all")
                add = gr.Button(
                    say("material.add"), variant="primary", scale=0, elem_id="add-facts"
                )
        fields = gr.Textbox(visible=False)
    return MaterialTab(panel, text, files, extract, stop, said, found, rows, every, add, fields)


def _columns() -> tuple[Column, ...]:
    return (
        Column(say("material.take"), "56px", "check"),
        Column(say("material.topic"), "84px", "choice"),
        Column(say("material.text"), "", "long"),
        Column(say("material.quote"), "30%", "fixed"),
        Column(say("material.place"), "16%", "fixed"),
    )


def wire(page: Page, service: Service) -> None:
    """Tie the events of the panel."""
    tab, facts = page.material, page.facts

    running: dict[str, Extracting] = {}

    async def extracted(
        text: str, paths: list[str] | None, kind_id: str, request: gr.Request
    ) -> AsyncIterator[Updates]:
        await asyncio.to_thread(service.note, "extract")
        work = Extracting(text, paths or [], kind_id, service.settings)
        running[str(request.session_hash)] = work
        try:
            async for update in followed(tab, work):
                yield update
        finally:
            running.pop(str(request.session_hash), None)

    def stopped(request: gr.Request) -> None:
        work = running.get(str(request.session_hash))
        if work is not None:
            work.cancel()

    def added(kind_id: str, rows: Rows, proposed: str, *form: Any) -> Updates:
        *fields, table_rows = form
        kept, left = taken(rows, table_rows)
        values = filled(fields, proposed)
        return {
            **dict(zip(facts.fields, values, strict=True)),
            facts.table: kept,
            facts.notices: facts_panel.review(kind_id, *values, kept),
            tab.table: left,
            tab.found: gr.update(visible=bool(left)),
            tab.said: html.notices([say("material.added", count=len(rows) - len(left))], "good"),
        }

    tab.extract.click(
        extracted, [tab.text, tab.files, page.kind.choice],
        [tab.said, tab.found, tab.table, tab.fields, tab.extract, tab.stop], **_QUIET,
    )  # fmt: skip
    tab.stop.click(stopped, None, None, **_QUIET)
    tab.every.click(all_ticked, tab.table, tab.table, **_QUIET)
    tab.add.click(
        told(added), [page.kind.choice, tab.table, tab.fields, *facts.fields, facts.table],
        [*facts.fields, facts.table, facts.notices, tab.table, tab.found, tab.said], **_QUIET,
    )  # fmt: skip


async def followed(tab: MaterialTab, work: Extracting) -> AsyncIterator[Updates]:
    """The panel while facts are looked for, and what was found. Raises gr.Error. Whoever leaves
    stops the work."""
    work.start()
    try:
        while not work.ended:
            seconds = round(time.monotonic() - work.begun)
            yield {
                tab.said: html.notices([say("material.working", seconds=seconds)]),
                **_at_work(tab, at_work=True),
            }
            await asyncio.sleep(_LOOK)
    finally:
        if not work.ended:
            work.cancel()
    rest = _at_work(tab, at_work=False)
    if work.error is not None:
        yield {tab.said: "", **rest}
        raise complaint(work.error)
    if work.found is None:
        yield {tab.said: html.notices([say("material.stopped")]), **rest}
    else:
        yield {**shown(tab, work.found), **rest}


def _at_work(tab: MaterialTab, *, at_work: bool) -> Updates:
    return {tab.extract: gr.update(interactive=not at_work), tab.stop: gr.update(visible=at_work)}


def shown(tab: MaterialTab, extraction: Extraction) -> Updates:
    """The panel with what was found, nothing ticked yet."""
    rows = [
        ["", one.fact.topic, one.fact.text, one.quote, one.fact.source]
        for one in extraction.found[:_MOST_ROWS]
    ]
    way = say("material.by_model" if extraction.way == "model" else "material.by_rules")
    first = say("material.found", count=len(extraction.found), way=way)
    if len(extraction.found) > _MOST_ROWS:
        first += say("material.most", count=_MOST_ROWS)
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
        raise BadInput(say("material.no_tick"))
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
