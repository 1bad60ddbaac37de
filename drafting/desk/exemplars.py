"""Under the outline: passages of samples for each section, why they were found, and which of them a
person pins or puts away. The choice is kept with the outline and honoured by who writes."""

from __future__ import annotations

from dataclasses import replace

import gradio as gr

from drafting.desk.forms import names_of
from drafting.desk.html import escape
from drafting.desk.section_html import ACTS, button
from drafting.desk.service import Service
from drafting.errors import BadInput
from drafting.kinds import load_kind
from drafting.model import Draft, Exemplar, Outline, PlannedSection

SEARCHING = '<p class="quiet">正在样本库里找可以参考的段落……</p>'
_LEAD = "仅供参考写法，其中的人名、地名、数字一律不会进入文稿。固定的优先参考，不用的不再参考。"
_NONE = "样本库里还没有找到可以参考的段落。"
_MOST_WORDS = 5


def build() -> gr.HTML:
    """The panel; a click on its acts is an event with act, section and passage."""
    return gr.HTML(js_on_load=ACTS, apply_default_css=False, elem_id="exemplar-list")


def shown(outline: Outline, kind_id: str) -> str:
    """The passages of each section, those pinned first."""
    names = names_of(outline, load_kind(kind_id))
    parts = [_section(section, names[section.id]) for section in outline.sections]
    if not any(parts):
        return f'<p class="quiet">{_NONE}</p>'
    return f'<div class="exemplars"><p class="quiet">{_LEAD}</p>{"".join(parts)}</div>'


def choose(service: Service, draft_id: str, act: str, section: str, passage: str) -> Draft:
    """The draft with a passage pinned, put away, or neither. Raises BadInput where the draft or
    the section is gone."""
    with service.store.turn(draft_id):
        draft = service.current(draft_id)
        if draft.outline is None or section not in {s.id for s in draft.outline.sections}:
            raise BadInput("提纲已经变了。请刷新页面再选。")
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
    told = f"{len(section.exemplars)} 段"
    if section.pinned:
        told += f"，固定 {len(section.pinned)}"
    back = (
        f'<p class="quiet">已不用 {away} 段。{button("restore", "都恢复", section=section.id, passage="")}</p>'
        if away
        else ""
    )
    title = escape(section.heading or name)
    return f"<details><summary>{title}<small>{told}</small></summary>{shown}{back}</details>"


def _exemplar(section: PlannedSection, exemplar: Exemplar) -> str:
    pinned = exemplar.passage in section.pinned
    act = ("unpin", "取消固定") if pinned else ("pin", "固定")
    place = {"section": section.id, "passage": exemplar.passage}
    buttons = button(*act, **place) + button("dismiss", "不用", **place)
    return (
        f'<blockquote class="{"pinned" if pinned else ""}">{escape(exemplar.text)}'
        f"<cite>《{escape(exemplar.title)}》{_why(exemplar)}"
        f'<span class="acts">{buttons}</span></cite></blockquote>'
    )


def _why(exemplar: Exemplar) -> str:
    said = [exemplar.role] if exemplar.role else []
    if exemplar.similarity is not None:
        said.append(f"意思相近 {round(100 * exemplar.similarity)}%")
    if exemplar.words:
        said.append(f"同有“{'”“'.join(exemplar.words[:_MOST_WORDS])}”")
    return "".join(f"<span>{escape(each)}</span>" for each in said)
