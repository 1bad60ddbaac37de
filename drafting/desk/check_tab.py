"""⑤ 检查与导出: what is still open, which facts are used, and the Word file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from drafting.desk import html
from drafting.desk.draft_tab import NOTHING_YET
from drafting.document import coverage_of
from drafting.model import Draft

PROFILES = [("随文种", ""), ("公文", "official"), ("讲话", "speech"), ("普通", "plain")]


@dataclass(frozen=True, slots=True)
class CheckTab:
    """The parts of the tab."""

    check: gr.Button
    tally: gr.HTML
    findings: gr.HTML
    coverage: gr.HTML
    profile: gr.Radio
    make: gr.Button
    said: gr.HTML
    download: gr.DownloadButton


def build() -> CheckTab:
    """Lay the tab out."""
    with gr.Row(elem_classes="split"):
        with gr.Column(scale=3, elem_classes="sheet"):
            with gr.Row(elem_classes="toolbar"):
                tally = gr.HTML(elem_id="tally")
                check = gr.Button("重新检查", size="sm", scale=0, elem_id="run-checks")
            findings = gr.HTML(html.notices([NOTHING_YET]), elem_id="findings")
            coverage = gr.HTML(elem_id="coverage")
        with gr.Column(scale=1, min_width=250, elem_classes="aside"):
            profile = gr.Radio(PROFILES, value="", label="版式", elem_id="profile")
            make = gr.Button("生成 Word", variant="primary", elem_id="make-word")
            said = gr.HTML(elem_id="export-said")
            download = gr.DownloadButton("下载 Word 文件", visible=False, elem_id="download")
    return CheckTab(check, tally, findings, coverage, profile, make, said, download)


def filled(tab: CheckTab, draft: Draft) -> dict[Any, Any]:
    """The tab for a draft; a Word file made before is taken away, for it may be outdated."""
    return {
        tab.tally: f'<p class="tally">{html.escape(html.tally(draft.findings))}</p>',
        tab.findings: html.findings(draft.findings),
        tab.coverage: html.coverage(draft.brief, coverage_of(draft)["unused"]),
        tab.said: "",
        tab.download: gr.update(visible=False, value=None),
    }


def empty(tab: CheckTab) -> dict[Any, Any]:
    """The tab before anything is written."""
    return {
        **dict.fromkeys((tab.tally, tab.coverage, tab.said), ""),
        tab.findings: html.notices([NOTHING_YET]),
        tab.download: gr.update(visible=False, value=None),
    }


def made(tab: CheckTab, draft: Draft, path: Path) -> dict[Any, Any]:
    """The tab with a Word file to take away."""
    return {
        **filled(tab, draft),
        tab.said: html.notices(
            [f"《{draft.title}》已生成。{html.tally(draft.findings)}"],
            "note" if draft.findings else "good",
        ),
        tab.download: gr.update(visible=True, value=str(path), label="下载 Word 文件"),
    }
