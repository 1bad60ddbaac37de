"""Under the fact table: what the facts get wrong among themselves, which topics are still missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import gradio as gr

from drafting.checks.arithmetic import facts_findings
from drafting.desk.forms import brief_from, says_something
from drafting.desk.html import chinese, escape, notices, told
from drafting.desk.words import say
from drafting.errors import BadInput
from drafting.facts import ReadFacts
from drafting.kinds import load_kind
from drafting.model import Brief, Finding
from drafting.plan import lacking, plan
from drafting.topics import canonical_topic

_ACTS = """element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  const facts = document.querySelector("#facts table");
  const tell = (name, detail) => facts.dispatchEvent(new CustomEvent(name, {detail, bubbles: true}));
  if (!button || !facts) return;
  if (button.dataset.gap) {
    tell("new-row", {[button.dataset.column]: button.dataset.gap});
  } else if (button.dataset.go) {
    tell("show-row", button.dataset.go);
  }
});"""
_MOST = 12
"""Remarks on the facts that are shown at once."""


def build(shown: str) -> gr.HTML:
    """The panel; its clicks go to the fact table."""
    return gr.HTML(shown, js_on_load=_ACTS, apply_default_css=False, elem_id="facts-panel")


def review(kind_id: str, *values: Any) -> str:
    """The panel for what stands in the form: the fields, then the rows of the table."""
    *fields, rows = values
    if not any(says_something(row) for row in rows):
        return _gaps(missing(Brief(kind_id)), say("facts.fill_in"))
    try:
        read = brief_from(kind_id, fields, rows)
    except BadInput as error:
        return notices([str(error)], "problem")
    return panel(read)


def panel(read: ReadFacts) -> str:
    """What is wrong, what is lacking, what else there is to say; else that all is there."""
    brief = read.brief
    wrong = facts_findings(brief)
    gaps = missing(brief)
    shown_as_gaps = {lacking(topic) for topic in gaps}
    said = [*(n for n in plan(brief).notices if n not in shown_as_gaps), *read.notices]
    shown = _findings(wrong) + _gaps(gaps, say("facts.gaps")) + notices(said)
    return (shown or notices([say("facts.good")], "good")) + _brought(brief)


def _brought(brief: Brief) -> str:
    """What the facts file brought that no field shows."""
    lines = [brief.masthead, brief.number, brief.signer, brief.copies, brief.printer]
    tables = [
        say("facts.table", caption=table.caption, rows=len(table.rows)) for table in brief.tables
    ]
    brought = [*filter(None, lines), *tables]
    return notices([say("facts.brought", what="、".join(brought))]) if brought else ""


def missing(brief: Brief) -> list[str]:
    """Topics that the kind cannot do without and no fact has."""
    present = {canonical_topic(fact.topic) or fact.topic for fact in brief.facts}
    return [topic for topic in load_kind(brief.kind).required_topics if topic not in present]


def _gaps(topics: Sequence[str], said: str) -> str:
    if not topics:
        return ""
    buttons = "".join(
        f'<button type="button" class="gap" data-column="{say("facts.topic")}" data-gap="{escape(topic)}">'
        f"＋ {chinese(topic)}</button>"
        for topic in topics
    )
    return f'<div class="gaps" role="status"><span>{said}</span>{buttons}</div>'


def _findings(found: Sequence[Finding]) -> str:
    if not found:
        return ""
    items = "".join(
        f"<li>{_rows(finding)}{told(finding.message)}</li>" for finding in found[:_MOST]
    )
    more = f"<li>{say('facts.more', count=len(found) - _MOST)}</li>" if len(found) > _MOST else ""
    return f'<ul class="notices problem" role="status">{items}{more}</ul>'


def _rows(finding: Finding) -> str:
    return "".join(
        f'<button type="button" class="row-of" data-go="{escape(fact)}">{escape(fact)}</button>'
        for fact in finding.facts
    )
