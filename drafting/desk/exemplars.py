"""Under the outline: passages of samples for each section, why they were found, and which of them a
person pins or puts away. The choice is kept with the outline and honoured by who writes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import gradio as gr

from drafting.desk.forms import names_of
from drafting.desk.html import chinese, told
from drafting.desk.section_html import ACTS, button
from drafting.desk.words import say
from drafting.errors import BadInput
from drafting.kinds import load_kind
from drafting.model import Draft, Exemplar, Outline, PlannedSection

if TYPE_CHECKING:
    from drafting.desk.service import Service

_MOST_WORDS = 5
_TELLING = re.compile(r"[\u4e00-\u9fff]{2,}")
"""Of the shared pieces those that say something to a person: words, not pieces of figures."""


def build() -> gr.HTML:
    """The panel; a click on its acts is an event with act, section and passage."""
    return gr.HTML(js_on_load=ACTS, apply_default_css=False, elem_id="exemplar-list")


def searching() -> str:
    """The panel while the passages are looked for."""
    return f'<p class="quiet">{say("exemplars.searching")}</p>'


def shown(outline: Outline, kind_id: str) -> str:
    """The passages of each section, those pinned first."""
    names = names_of(outline, load_kind(kind_id))
    parts = [_section(section, names[section.id]) for section in outline.sections]
    if not any(parts):
        return f'<p class="quiet">{say("exemplars.none")}</p>'
    return (
        f'<div class="exemplars"><p class="quiet">{say("exemplars.lead")}</p>{"".join(parts)}</div>'
    )


def choose(service: Service, draft_id: str, act: str, section: str, passage: str) -> Draft:
    """The draft with a passage pinned, put away, or neither. Raises BadInput where the draft or
    the section is gone."""
    with service.store.turn(draft_id):
        draft = service.current(draft_id)
        if draft.outline is None or section not in {s.id for s in draft.outline.sections}:
            raise BadInput(say("exemplars.changed"))
        found = service.consulted(draft.brief, draft.outline)
        sections = tuple(_chosen(s, act, passage) if s.id == section else s for s in found.sections)
        outline = replace(draft.outline, sections=sections)
        service.keep_outline(draft, outline)
    return replace(draft, outline=outline)


def _chosen(section: PlannedSection, act: str, passage: str) -> PlannedSection:
    pinned = tuple(each for each in section.pinned if each != passage)
    dismissed = tuple(each for each in section.dismissed if each != passage)
    if act == "pin":
        pinned = (*pinned, passage)
    elif act == "dismiss":
        dismissed = (*dismissed, passage)
    elif act == "restore":
        dismissed = ()
    return replace(section, pinned=pinned, dismissed=dismissed)


def _section(section: PlannedSection, name: str) -> str:
    if not section.exemplars and not section.dismissed:
        return ""
    shown = "".join(_exemplar(section, exemplar) for exemplar in section.exemplars)
    away = len(section.dismissed)
    counted = say("exemplars.count", count=len(section.exemplars))
    if section.pinned:
        counted += say("exemplars.pinned", count=len(section.pinned))
    back = (
        f'<p class="quiet">{say("exemplars.away", count=away)}{button("restore", say("exemplars.restore"), section=section.id, passage="")}</p>'
        if away
        else ""
    )
    title = chinese(section.heading or name)
    return f"<details><summary>{title}<small>{counted}</small></summary>{shown}{back}</details>"


def _exemplar(section: PlannedSection, exemplar: Exemplar) -> str:
    pinned = exemplar.passage in section.pinned
    act = "unpin" if pinned else "pin"
    place = {"section": section.id, "passage": exemplar.passage}
    buttons = "".join(button(a, say(f"exemplars.{a}"), **place) for a in (act, "dismiss"))
    return (
        f'<blockquote class="{"pinned" if pinned else ""}">{chinese(exemplar.text)}'
        f"<cite>{chinese(f'《{exemplar.title}》')}{_why(exemplar)}"
        f'<span class="acts">{buttons}</span></cite></blockquote>'
    )


def _why(exemplar: Exemplar) -> str:
    said = [exemplar.role] if exemplar.role else []
    if exemplar.similarity is not None:
        said.append(say("exemplars.similar", share=round(100 * exemplar.similarity)))
    if telling := [word for word in exemplar.words if _TELLING.fullmatch(word)]:
        shared = "".join(f"“{word}”" for word in telling[:_MOST_WORDS])
        said.append(say("exemplars.words", words=shared))
    return "".join(f"<span>{told(each)}</span>" for each in said)
