"""Facts typed before there is an outline: the browser keeps them, and brings them when it is opened
again, after a reload or with another server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gradio as gr

from drafting.desk import facts_panel, html, kind_tab
from drafting.desk.forms import FIELDS, brief_from, fields_of
from drafting.desk.telling import told
from drafting.desk.words import say, script
from drafting.errors import BadInput
from drafting.kinds import load_kind
from drafting.model import Brief

if TYPE_CHECKING:
    from drafting.desk.page import Page
    from drafting.desk.service import Service

Updates = dict[Any, Any]
_CELLS = 4
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


def build() -> gr.HTML:
    """The part that keeps and brings, nothing to see."""
    return gr.HTML(
        js_on_load=script("begun.js"), apply_default_css=False, elem_id="begun",
        elem_classes="away",
    )  # fmt: skip


def loaded(what: str) -> str:
    """A script that tells the browser that a part of the page stands as the server has it."""
    return f"() => {{ dispatchEvent(new CustomEvent('loaded', {{detail: '{what}'}})); }}"


def wire(page: Page, service: Service) -> None:
    """Tie the event."""

    def put_back(event: gr.EventData, draft_id: str) -> Updates:
        return taken_up(page, service, draft_id, dict(event._data or {}))

    facts, material = page.facts, page.material
    shown = [
        page.kind.choice, page.kind.card, page.tabs, *facts.fields, facts.table, facts.notices,
        facts.kept, material.panel, material.text,
    ]  # fmt: skip
    page.begun.select(told(put_back), page.draft_id, shown, **_QUIET)


def taken_up(page: Page, service: Service, draft_id: str, kept: dict[str, Any]) -> Updates:
    """The facts as they were typed; those that the draft has already need not be put back. Raises
    BadInput where the kind is none of ours."""
    facts, material = page.facts, page.material
    draft = service.current(draft_id) if draft_id else None
    kind = draft.kind if draft else str(kept.get("kind") or load_kind("work_summary").id)
    given = kept.get("fields") or {}
    fields = [str(given.get(name) or "") for name in FIELDS]
    rows = [[str(cell or "") for cell in row][:_CELLS] for row in kept.get("rows") or ()]
    text = str(kept.get("material") or "")
    if draft is not None and not text and _is_of(draft.brief, kind, fields, rows):
        return {facts.kept: ""}
    used = fields_of(load_kind(kind))
    boxes = zip(facts.fields, FIELDS, fields, strict=True)
    return {
        page.kind.choice: kind,
        page.kind.card: kind_tab.describe(kind),
        page.tabs: gr.Tabs(selected="facts"),
        **{box: gr.update(value=value, visible=name in used) for box, name, value in boxes},
        facts.table: rows or [[""] * _CELLS],
        facts.notices: facts_panel.review(kind, *fields, rows),
        facts.kept: _line("facts.put_back_old" if draft else "facts.put_back"),
        material.panel: gr.update(open=bool(text)),
        material.text: text,
    }


def _is_of(brief: Brief, kind: str, fields: list[str], rows: list[list[str]]) -> bool:
    try:
        return brief_from(kind, fields, rows).brief == brief
    except BadInput:
        return False


def _line(name: str) -> str:
    fresh = say("facts.fresh_old" if name == "facts.put_back_old" else "facts.fresh")
    return (
        f'<p class="put-back" role="status">{html.escape(say(name))}'
        f'<button type="button" data-fresh="">{html.escape(fresh)}</button></p>'
    )
