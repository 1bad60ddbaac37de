"""⑤ 定稿, under the review: the real pages, what stands open, files, a reviewed file that comes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from drafting.desk import finish_html, html
from drafting.desk.section_html import ACTS
from drafting.desk.words import say
from drafting.model import Draft
from drafting.store import VersionSummary
from drafting.word.printing import office_program

Updates = dict[Any, Any]


@dataclass(frozen=True, slots=True)
class FinishTab:
    """The parts of the room."""

    show: gr.Button
    progress: gr.HTML
    pages: gr.HTML
    still_open: gr.HTML
    form: gr.Dropdown
    against: gr.Dropdown
    make: gr.Button
    said: gr.HTML
    download: gr.DownloadButton
    bring_back: gr.UploadButton
    brought: gr.HTML
    returned: gr.HTML


def build() -> FinishTab:
    """Lay the room out; without LibreOffice it says what cannot be done."""
    office = office_program() is not None
    with gr.Row(elem_classes=["split", "finish"]):
        with gr.Column(scale=4, elem_classes="sheet"):
            brought = gr.HTML(elem_id="brought")
            returned = gr.HTML(js_on_load=ACTS, apply_default_css=False, elem_id="returned")
            with gr.Row(elem_classes="toolbar"):
                hint = html.escape(say("finish.hint" if office else "finish.no_office"))
                gr.HTML(f'<h2>{say("finish.head")}</h2><p class="quiet">{hint}</p>')
                show = gr.Button(
                    say("finish.show"), size="sm", scale=0, visible=office, elem_id="show-pages"
                )
            progress = gr.HTML(elem_id="pages-progress")
            pages = gr.HTML(elem_id="pages")
        with gr.Column(scale=1, min_width=210, elem_classes="aside"):
            still_open = gr.HTML(elem_id="still-open")
            form = gr.Dropdown(
                forms(office=office), value="tracked", label=say("finish.take"), elem_id="save-as"
            )
            against = gr.Dropdown([], label=say("finish.against"), elem_id="against")
            make = gr.Button(say("finish.make"), elem_id="make-file")
            said = gr.HTML(elem_id="file-said")
            download = gr.DownloadButton(visible=False, elem_id="download-file")
            bring_back = gr.UploadButton(
                say("finish.bring_back"), file_types=[".docx"], elem_id="bring-back"
            )
            gr.HTML(f'<p class="quiet">{html.escape(say("finish.bring_back_hint"))}</p>')
    return FinishTab(
        show, progress, pages, still_open, form, against, make, said, download, bring_back,
        brought, returned,
    )  # fmt: skip


def filled(tab: FinishTab, draft: Draft, versions: Sequence[VersionSummary]) -> Updates:
    """What stands open, what a reviewed file brought, and the versions to compare with: those before
    the last, the latest first."""
    earlier = [
        (say("finish.version", number=v.number, when=html.local_time(v.created)[5:],
             note=html.plain(v.note)), v.number)
        for v in versions[1:]
    ]  # fmt: skip
    return {
        tab.still_open: finish_html.still_open(draft),
        tab.returned: finish_html.returned(draft),
        tab.against: gr.update(choices=earlier, value=earlier[0][1] if earlier else None),
    }


def empty(tab: FinishTab) -> Updates:
    """The room before there is a draft."""
    return {tab.still_open: "", tab.returned: "", tab.against: gr.update(choices=[])}


def forms(*, office: bool) -> list[tuple[str, str]]:
    """In what a draft can be saved beside the Word file: (label, name)."""
    names = ["tracked", *(["pdf"] if office else []), "markdown", "text"]
    return [(say(f"finish.{name}"), name) for name in names]
