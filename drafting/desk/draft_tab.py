"""④ 文稿: the document on paper, section by section, as it is written and edited."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from drafting.desk import html, texts
from drafting.desk.service import WRITERS
from drafting.document import markdown_of
from drafting.jobs import Job
from drafting.model import Draft
from drafting.wording import word_count

MOST_SECTIONS = 12
"""Boxes laid out in advance; no kind has more sections."""
NOTHING_YET = "还没有文稿。请先在“提纲”页点“开始起草”。"
Updates = dict[Any, Any]


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of one section."""

    box: gr.Column
    heading: gr.Textbox
    text: gr.Textbox


@dataclass(frozen=True, slots=True)
class DraftTab:
    """The parts of the tab."""

    title: gr.Textbox
    front: gr.HTML
    slots: tuple[Slot, ...]
    back: gr.HTML
    standing: gr.HTML
    progress: gr.HTML
    notices: gr.HTML
    saved: gr.HTML
    save: gr.Button
    stop: gr.Button
    onward: gr.Button

    @property
    def edited(self) -> list[gr.Textbox]:
        """What a person may change: title, headings, texts; see :func:`apart`."""
        return [self.title, *(s.heading for s in self.slots), *(s.text for s in self.slots)]


def apart(values: Sequence[Any]) -> tuple[str, Sequence[Any], Sequence[Any]]:
    """The values of ``DraftTab.edited`` as title, headings and texts."""
    return values[0] or "", values[1 : MOST_SECTIONS + 1], values[MOST_SECTIONS + 1 :]


def build() -> DraftTab:
    """Lay the tab out."""
    with gr.Row(elem_classes="split"):
        with gr.Column(scale=3, elem_classes="paper"):
            title = _plain_box("文稿标题", "draft-title", "title-line", interactive=False)
            front = gr.HTML(elem_classes="front")
            slots = tuple(_slot(number) for number in range(MOST_SECTIONS))
            back = gr.HTML(elem_classes="back")
        with gr.Column(scale=1, min_width=250, elem_classes="aside"):
            progress = gr.HTML(html.notices([NOTHING_YET]), elem_id="progress")
            standing = gr.HTML(elem_id="standing")
            notices = gr.HTML(elem_id="draft-notices")
            stop = gr.Button("停止", visible=False, elem_id="stop")
            save = gr.Button("保存", visible=False, elem_id="save")
            saved = gr.HTML(elem_id="saved")
            onward = gr.Button("检查与导出", variant="primary", visible=False, elem_id="go-check")
    return DraftTab(
        title, front, slots, back, standing, progress, notices, saved, save, stop, onward
    )  # fmt: skip


def _slot(number: int) -> Slot:
    with gr.Column(visible=False, elem_classes="section", elem_id=f"section-{number}") as box:
        heading = _plain_box("小节标题", f"heading-{number}", "heading-line")
        text = _plain_box("正文", f"text-{number}", "body-text")
    return Slot(box, heading, text)


def _plain_box(label: str, identifier: str, look: str, *, interactive: bool = True) -> gr.Textbox:
    return gr.Textbox(
        label=label, show_label=False, container=False, lines=1, max_lines=200, autoscroll=False,
        interactive=interactive, elem_id=identifier, elem_classes=["plain", look],
    )  # fmt: skip


def filled(tab: DraftTab, draft: Draft) -> Updates:
    """The tab for a draft that is not being written."""
    shown = {section.id: texts.shown(section) for section in draft.sections}
    headings = [(s.id, s.heading, bool(s.level)) for s in draft.sections]
    return {
        tab.title: gr.update(value=draft.title, interactive=True),
        tab.front: html.margin(draft.front),
        tab.back: html.margin(draft.back),
        **_slots(tab, headings, shown, editable=True),
        **side(tab, draft),
        tab.stop: gr.update(visible=False),
        tab.save: gr.update(visible=True),
        tab.onward: gr.update(visible=True),
        tab.progress: "",
        tab.saved: "",
    }


def empty(tab: DraftTab) -> Updates:
    """The tab before anything is written."""
    return {
        tab.title: gr.update(value="", interactive=False),
        **dict.fromkeys((tab.front, tab.back, tab.standing, tab.notices, tab.saved), ""),
        **_slots(tab, [], {}, editable=False),
        **{part: gr.update(visible=False) for part in (tab.stop, tab.save, tab.onward)},
        tab.progress: html.notices([NOTHING_YET]),
    }


def side(tab: DraftTab, draft: Draft) -> Updates:
    """What stands beside the paper: length, origin, notices."""
    words = word_count(markdown_of(draft))
    return {
        tab.standing: html.standing(draft, words, WRITERS[draft.engine]),
        tab.notices: html.notices(draft.notices),
    }


def begun(tab: DraftTab, job: Job) -> Updates:
    """The tab for a job whose text is still to come."""
    headings = [(s.id, s.heading, bool(s.level)) for s in job.outline.sections]
    return {
        tab.title: gr.update(value=job.outline.title, interactive=False),
        tab.front: "", tab.back: "", tab.standing: "", tab.notices: "", tab.saved: "",
        **_slots(tab, headings, {}, editable=False),
        tab.stop: gr.update(visible=True),
        tab.save: gr.update(visible=False),
        tab.onward: gr.update(visible=False),
    }  # fmt: skip


def _slots(
    tab: DraftTab,
    headings: Sequence[tuple[str, str, bool]],
    shown: Mapping[str, str],
    *,
    editable: bool,
) -> Updates:
    updates: Updates = {}
    for number, slot in enumerate(tab.slots):
        there = number < len(headings)
        identifier, heading, headed = headings[number] if there else ("", "", False)
        updates[slot.box] = gr.update(visible=there)
        updates[slot.heading] = gr.update(value=heading, visible=headed, interactive=editable)
        updates[slot.text] = gr.update(
            value=shown.get(identifier, ""), interactive=editable,
            placeholder="" if editable else "待写……",
        )  # fmt: skip
    return updates


def saved_now() -> str:
    """The line that tells when the text was last saved."""
    return f'<p class="quiet">已保存　{dt.datetime.now():%H:%M:%S}</p>'
