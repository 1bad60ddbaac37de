"""④ 文稿: the document on paper, section by section, as it is written and edited."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import gradio as gr

from drafting.desk import html, live, pace, revise_panel, section_html, texts
from drafting.desk.forms import MOST_SECTIONS, names_of
from drafting.desk.merging import clashes, marks_of
from drafting.desk.words import say
from drafting.document import cost_line, markdown_of
from drafting.jobs import Job
from drafting.kinds import load_kind
from drafting.model import Draft
from drafting.proposals import proposed_for
from drafting.recovery import is_written
from drafting.store import Unfinished
from drafting.wording import word_count

Updates = dict[Any, Any]


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of one section."""

    box: gr.Column
    heading: gr.Textbox
    text: gr.Textbox
    under: gr.HTML


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
    carry_on: gr.Button
    let_go: gr.Button
    onward: gr.Button
    revise: gr.HTML
    marks: gr.Textbox
    take_in: gr.Button
    live: gr.HTML

    @property
    def edited(self) -> list[gr.Textbox]:
        """What a person may change: title, headings, texts, and the marks of what was shown; see
        :func:`apart`."""
        texts = (s.text for s in self.slots)
        return [self.title, *(s.heading for s in self.slots), *texts, self.marks]


def apart(values: Sequence[Any]) -> tuple[str, Sequence[Any], Sequence[Any]]:
    """The values of ``DraftTab.edited`` as title, headings and texts; its marks are the last."""
    texts = values[MOST_SECTIONS + 1 : 2 * MOST_SECTIONS + 1]
    return values[0] or "", values[1 : MOST_SECTIONS + 1], texts


def build(presets: Sequence[str]) -> DraftTab:
    """Lay the tab out. ``presets`` are what a model can be asked for with one click."""
    with gr.Row(elem_classes="split"):
        with gr.Column(scale=3, elem_classes="paper"):
            title = _plain_box(say("draft.title"), "draft-title", "title-line", interactive=False)
            front = gr.HTML(elem_classes="front")
            slots = tuple(_slot(number) for number in range(MOST_SECTIONS))
            back = gr.HTML(elem_classes="back")
        with gr.Column(scale=1, min_width=250, elem_classes="aside"):
            progress = gr.HTML(html.notices([say("draft.nothing_yet")]), elem_id="progress")
            standing = gr.HTML(elem_id="standing")
            notices = gr.HTML(elem_id="draft-notices")
            stop = gr.Button(say("draft.stop"), visible=False, elem_id="stop")
            carry_on = gr.Button(
                say("draft.carry_on"), variant="primary", visible=False, elem_id="carry-on"
            )
            let_go = gr.Button(say("draft.let_go"), visible=False, elem_id="let-go")
            save = gr.Button(say("draft.save"), visible=False, elem_id="save")
            onward = gr.Button(
                say("draft.onward"), variant="primary", visible=False, elem_id="go-check"
            )
            saved = gr.HTML(elem_id="saved")
            revise = revise_panel.build(presets)
            marks = gr.Textbox(show_label=False, elem_id="marks", elem_classes="away")
            take_in = gr.Button(elem_id="take-in", elem_classes="away")
            carrier = live.build()
    return DraftTab(
        title, front, slots, back, standing, progress, notices, saved, save, stop, carry_on,
        let_go, onward, revise, marks, take_in, carrier,
    )  # fmt: skip


def _slot(number: int) -> Slot:
    with gr.Column(visible=False, elem_classes="section", elem_id=f"section-{number}") as box:
        heading = _plain_box(say("draft.heading"), f"heading-{number}", "heading-line")
        text = _plain_box(say("draft.text"), f"text-{number}", "body-text", lines=2)
        under = gr.HTML(
            js_on_load=section_html.ACTS, apply_default_css=False, elem_id=f"under-{number}"
        )  # fmt: skip
    return Slot(box, heading, text, under)


def _plain_box(
    label: str, identifier: str, look: str, *, interactive: bool = True, lines: int = 1
) -> gr.Textbox:
    """A box without a frame. One of more than one line takes Enter for a new paragraph."""
    return gr.Textbox(
        label=label, show_label=False, container=False, lines=lines, max_lines=200, autoscroll=False,
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
        **unders(tab, draft),
        **side(tab, draft),
        **_buttons(tab, tab.save, tab.onward),
        tab.revise: gr.update(visible=any(section.text for section in draft.sections)),
        tab.progress: "",
        tab.saved: saved_line(draft, quiet=True),
        tab.marks: marks_of(draft),
        tab.live: [],
    }


def spared(updates: Updates, tab: DraftTab, edited: Sequence[Any]) -> Updates:
    """The updates without the values that stand in the boxes already: what a person types while
    they are on their way is not written over."""
    kept = dict(updates)
    for box, value in zip(tab.edited, edited, strict=True):
        update = kept.get(box)
        if isinstance(update, dict) and update.get("value") == value:
            kept[box] = {key: each for key, each in update.items() if key != "value"}
        elif isinstance(update, str) and update == value:
            kept[box] = gr.skip()
    return kept


def broken_off(tab: DraftTab, work: Unfinished) -> Updates:
    """What is shown besides where the writing stopped before the end."""
    if work.alive:
        return {tab.progress: html.notices([say("draft.elsewhere")])}
    stand = sum(is_written(section) for section in work.sections)
    left = len(work.outline.sections) - stand
    said = say("draft.part", stand=stand, left=left) if stand else say("draft.can_carry_on")
    look = "problem" if work.state == "failed" else "note"
    return {
        tab.progress: html.notices([work.message, said], look),
        **_buttons(tab, tab.carry_on, tab.let_go, tab.save, tab.onward),
        tab.onward: gr.update(visible=True, variant="secondary"),
    }


def empty(tab: DraftTab) -> Updates:
    """The tab before anything is written."""
    return {
        tab.title: gr.update(value="", interactive=False),
        **dict.fromkeys((tab.front, tab.back, tab.standing, tab.notices, tab.saved), ""),
        **_slots(tab, [], {}, editable=False),
        **_buttons(tab),
        tab.revise: gr.update(visible=False),
        tab.progress: html.notices([say("draft.nothing_yet")]),
        tab.live: [],
    }


def side(tab: DraftTab, draft: Draft) -> Updates:
    """What stands beside the paper: length, origin, cost, notices."""
    words = word_count(markdown_of(draft))
    cost = cost_line(draft.usage)
    return {
        tab.standing: html.standing(draft, words, say(f"service.{draft.engine}"), cost),
        tab.notices: html.notices(draft.notices),
    }


def unders(
    tab: DraftTab, draft: Draft, revising: Mapping[str, str] = MappingProxyType({})
) -> Updates:
    """What stands under each section; ``revising`` names what is being asked of a model."""
    waiting = proposed_for(draft)
    return {
        slot.under: section_html.revising(revising[section.id])
        if section.id in revising
        else section_html.under(draft, section, waiting.get(section.id))
        for slot, section in zip(tab.slots, draft.sections, strict=False)
    }


def begun(tab: DraftTab, job: Job) -> Updates:
    """The tab for a job whose text is still to come. Sections can be typed into as soon as they
    stand: see ``live.js``."""
    headings = [(s.id, s.heading, bool(s.level)) for s in job.outline.sections]
    slots = _slots(tab, headings, {}, editable=False)
    names = names_of(job.outline, load_kind(job.brief.kind))
    return {
        tab.title: gr.update(value=job.outline.title, interactive=False),
        **dict.fromkeys((tab.front, tab.back, tab.standing, tab.notices, tab.saved), ""),
        **slots,
        **{slot.text: gr.update(value="", interactive=job.takes_edits) for slot in tab.slots},
        tab.progress: pace.shown(pace.Pace(job.outline.sections, {}, (), (), 0), names),
        **_buttons(tab, tab.stop, tab.save),
        tab.marks: "",
        tab.revise: gr.update(visible=False),
        tab.live: [["", False, say("writing.waiting")] for _ in headings],
    }


def _buttons(tab: DraftTab, *shown: gr.Button) -> Updates:
    buttons = (tab.stop, tab.carry_on, tab.let_go, tab.save, tab.onward)
    updates: Updates = {button: gr.update(visible=button in shown) for button in buttons}
    return updates | {tab.onward: gr.update(visible=tab.onward in shown, variant="primary")}


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
        updates[slot.under] = ""
        updates[slot.text] = gr.update(
            value=shown.get(identifier, ""), interactive=editable,
            placeholder="" if editable else say("draft.waiting"),
        )  # fmt: skip
    return updates


def saved_now() -> str:
    """The line that tells when the text was last saved."""
    now = dt.datetime.now()
    told = say("draft.saved", time=f"{now:%H:%M:%S}")
    return f'<p class="quiet" data-at="{now.timestamp()}">{told}</p>'


def saved_line(draft: Draft, *, foreign: bool = False, quiet: bool = False) -> str:
    """When the text was last saved, and which sections wait for a decision because they were changed
    in two places. ``foreign`` text makes the page take it in; ``quiet``: nothing was saved."""
    said = [say("people.clashed", name=name) for name in clashes(draft)]
    mark = '<i data-take-in="" hidden></i>' if foreign else ""
    return f"{'' if quiet else saved_now()}{html.notices(said, 'problem')}{mark}"
