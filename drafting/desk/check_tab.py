"""⑤ 检查与导出: what is still open, what the text rests on, the Word file and the 审校单."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from drafting.desk import html, review_html
from drafting.desk.words import say, script
from drafting.model import Draft
from drafting.word.layouts import listed

Updates = dict[Any, Any]


@dataclass(frozen=True, slots=True)
class CheckTab:
    """The parts of the tab. ``review`` is text, findings and grounds; a click on its acts is an
    event. ``anyway`` is ticked to export with errors open."""

    tally: gr.HTML
    fix_all: gr.Button
    undo: gr.Button
    check: gr.Button
    told: gr.HTML
    review: gr.HTML
    profile: gr.Radio
    make: gr.Button
    said: gr.HTML
    anyway: gr.Checkbox
    download: gr.DownloadButton
    make_sheet: gr.Button
    sheet_word: gr.DownloadButton
    sheet_json: gr.DownloadButton


def build() -> CheckTab:
    """Lay the tab out."""
    with gr.Row(elem_classes="split"):
        with gr.Column(scale=4, elem_classes=["sheet", "reviewing"]):
            with gr.Row(elem_classes="toolbar"):
                tally = gr.HTML(elem_id="tally")
                fix_all = gr.Button(say("check.fix_all"), size="sm", scale=0, elem_id="fix-all")
                undo = gr.Button(say("check.undo"), size="sm", scale=0, elem_id="undo-fix")
                check = gr.Button(say("check.check"), size="sm", scale=0, elem_id="run-checks")
            told = gr.HTML(elem_id="review-told")
            review = gr.HTML(
                elem_id="review", apply_default_css=False, js_on_load=script("review.js")
            )
        with gr.Column(scale=1, min_width=210, elem_classes="aside"):
            profile = gr.Radio(profiles(), value="", label=say("check.layout"), elem_id="profile")
            make = gr.Button(say("check.make_word"), variant="primary", elem_id="make-word")
            said = gr.HTML(elem_id="export-said")
            anyway = gr.Checkbox(label=say("check.anyway"), visible=False, elem_id="export-anyway")
            download = gr.DownloadButton(
                say("check.download_word"), visible=False, elem_id="download"
            )
            make_sheet = gr.Button(say("check.make_sheet"), elem_id="make-sheet")
            sheet_word = gr.DownloadButton(
                say("check.sheet_word"), visible=False, elem_id="sheet-word"
            )
            sheet_json = gr.DownloadButton(
                say("check.sheet_json"), visible=False, elem_id="sheet-json"
            )
    return CheckTab(
        tally, fix_all, undo, check, told, review, profile, make, said, anyway, download,
        make_sheet, sheet_word, sheet_json,
    )  # fmt: skip


def profiles() -> list[tuple[str, str]]:
    """The layouts to choose from, the kind's own first: (label, name)."""
    named = [(html.plain(one.label), one.name) for one in listed()]
    return [(say("check.own_layout"), ""), *named]


def filled(tab: CheckTab, draft: Draft, told: Sequence[str] = (), look: str = "note") -> Updates:
    """The tab for a draft; files made before are taken away, for they may be outdated."""
    return {
        tab.tally: f'<p class="tally">{html.escape(html.tally(draft.findings))}</p>',
        tab.told: html.notices(told, look),
        tab.review: review_html.review(draft),
        tab.said: "",
        tab.anyway: gr.update(visible=False, value=False),
        **_no_files(tab),
    }


def empty(tab: CheckTab) -> Updates:
    """The tab before anything is written."""
    return {
        **dict.fromkeys((tab.tally, tab.told, tab.said), ""),
        tab.review: html.notices([say("standing.nothing_yet")]),
        tab.anyway: gr.update(visible=False, value=False),
        **_no_files(tab),
    }


def _no_files(tab: CheckTab) -> Updates:
    hidden = (tab.download, tab.sheet_word, tab.sheet_json)
    return {button: gr.update(visible=False, value=None) for button in hidden}


def errors(draft: Draft) -> int:
    """How many errors stand open."""
    return sum(finding.severity == "error" for finding in draft.findings)


def held_back(tab: CheckTab, draft: Draft) -> Updates:
    """What differs in a filled tab where errors stand open and nobody has said that they may."""
    said = say("check.held_back", count=errors(draft))
    return {
        tab.said: html.notices([said], "problem"),
        tab.anyway: gr.update(visible=True, value=False),
    }


def made(tab: CheckTab, draft: Draft, path: Path) -> Updates:
    """What differs in a filled tab that has a Word file to take away."""
    return {
        tab.said: html.notices(
            [say("check.made", title=draft.title), html.tally(draft.findings)],
            "note" if draft.findings else "good",
        ),
        tab.download: gr.update(visible=True, value=str(path), label=say("check.download_word")),
    }


def sheet_made(tab: CheckTab, word: Path, told: Path) -> Updates:
    """The 审校单 to take away, in both forms."""
    return {
        tab.sheet_word: gr.update(visible=True, value=str(word), label=say("check.sheet_word")),
        tab.sheet_json: gr.update(visible=True, value=str(told), label=say("check.sheet_json")),
    }
