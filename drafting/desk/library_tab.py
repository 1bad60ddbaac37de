"""样本库: the samples with kinds and counts, adding, searching, and a look into each."""

from __future__ import annotations

from dataclasses import dataclass

import gradio as gr

from drafting.desk import sample_html
from drafting.desk.html import notices, plain
from drafting.desk.words import say
from retrieval.clean import rule_names
from retrieval.kinds import KINDS
from retrieval.model import Document
from retrieval.roles import ROLES

ACCEPTED = (
    ".docx", ".docm", ".dotx", ".doc", ".dot", ".odt", ".rtf", ".wps", ".wpt", ".pdf", ".txt", ".text",
    ".md", ".markdown", ".html", ".htm", ".xhtml", ".shtml", ".zip",
    ".rar", ".7z", ".ofd", ".caj", ".ppt", ".pptx",
)  # fmt: skip
"""What the library reads, and what it has advice for."""
ALL_KINDS = ""
UNKNOWN_KIND = "?"
_OPENS = """
element.addEventListener("click", (event) => {
  const title = event.target.closest("[data-open]");
  if (title) trigger("select", {open: title.dataset.open});
});
"""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The list of samples with what it is filtered, searched and added by."""

    column: gr.Column
    query: gr.Textbox
    role: gr.Dropdown
    search: gr.Button
    kind: gr.Radio
    roles: gr.HTML
    outcome: gr.HTML
    listed: gr.HTML
    upload: gr.File
    upload_kind: gr.Dropdown
    progress: gr.HTML


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sample, opened. ``identifier`` travels with the page, hidden."""

    column: gr.Column
    identifier: gr.Textbox
    back: gr.Button
    title: gr.Textbox
    kind: gr.Dropdown
    save: gr.Button
    remove: gr.Button
    asking: gr.Row
    really: gr.Button
    rather_not: gr.Button
    about: gr.HTML
    said: gr.HTML
    cleaning: gr.Row
    rules: gr.CheckboxGroup
    undo: gr.Button
    near: gr.HTML
    original: gr.HTML
    text: gr.HTML


@dataclass(frozen=True, slots=True)
class LibraryTab:
    """The parts of the tab."""

    shelf: Shelf
    sheet: Sheet


def _kinds() -> list[tuple[str, str]]:
    return [(plain(name), kind) for kind, name in KINDS.items()]


def build() -> LibraryTab:
    """Lay the tab out: the list, and behind it a document to look at."""
    return LibraryTab(_shelf(), _sheet())


def _opening(elem_id: str, value: str = "") -> gr.HTML:
    return gr.HTML(value, elem_id=elem_id, js_on_load=_OPENS)


def _shelf() -> Shelf:
    with gr.Column() as column, gr.Row(elem_classes="split"):
        with gr.Column(scale=4, elem_classes="sheet"):
            with gr.Row(elem_classes=["toolbar", "seek"]):
                query = gr.Textbox(
                    label=say("library.seek"), show_label=False, placeholder=say("library.seek_hint"),
                    container=False, scale=4, elem_id="library-query",
                )  # fmt: skip
                role = gr.Dropdown(
                    [(say("library.any_role"), ""), *((plain(role), role) for role in ROLES)], value="", scale=1, label=say("library.role"),
                    show_label=False, container=False, min_width=110, elem_id="library-role",
                )  # fmt: skip
                search = gr.Button(
                    say("library.search"), size="sm", scale=0, elem_id="library-search"
                )
            kind = gr.Radio(
                [(say("library.all"), ALL_KINDS)], value=ALL_KINDS, label=say("library.col_kind"), show_label=False, container=False,
                elem_id="library-kinds",
            )  # fmt: skip
            roles = gr.HTML(elem_id="library-roles")
            outcome = _opening("library-outcome")
            listed = _opening("library-list", f'<p class="quiet">{say("library.opening")}</p>')
        with gr.Column(scale=1, min_width=240, elem_classes=["aside", "admin-only"]):
            upload, upload_kind, progress = _adding()
    return Shelf(
        column, query, role, search, kind, roles, outcome, listed, upload, upload_kind, progress
    )


def _adding() -> tuple[gr.File, gr.Dropdown, gr.HTML]:
    upload = gr.File(
        file_count="multiple", show_label=False, height=150, elem_id="library-upload",
        file_types=list(ACCEPTED),
    )  # fmt: skip
    kind = gr.Dropdown(
        [(say("library.automatic"), ""), *_kinds()], value="", label=say("library.upload_kind"),
        elem_id="library-upload-kind",
    )  # fmt: skip
    progress = gr.HTML(elem_id="library-progress")
    gr.HTML(f'<p class="quiet">{say("library.adding_hint")}</p>')
    return upload, kind, progress


def _sheet() -> Sheet:
    with gr.Column(visible=False, elem_id="sample") as column:
        identifier = gr.Textbox(visible=False)
        with gr.Row(elem_classes=["toolbar", "sample-head"]):
            back = gr.Button(say("library.back"), size="sm", scale=0, elem_id="sample-back")
            title = gr.Textbox(
                label=say("library.col_title"), max_lines=1, scale=4, elem_id="sample-title"
            )
            kind = gr.Dropdown(
                [(say("library.unknown"), ""), *_kinds()], label=say("library.col_kind"), scale=1,
                min_width=130, elem_id="sample-kind",
            )  # fmt: skip
            save = gr.Button(
                say("library.save_correction"),
                size="sm",
                scale=0,
                elem_id="sample-save",
                elem_classes="admin-only",
            )
            remove = gr.Button(
                say("library.remove"),
                size="sm",
                scale=0,
                elem_id="sample-remove",
                elem_classes="admin-only",
            )
        with gr.Row(
            visible=False, elem_classes=["toolbar", "end", "asking", "admin-only"]
        ) as asking:
            gr.HTML(f"<p>{say('library.really_ask')}</p>")
            really = gr.Button(say("library.really"), size="sm", scale=0, elem_id="sample-really")
            rather_not = gr.Button(
                say("library.rather_not"), size="sm", scale=0, elem_id="sample-rather-not"
            )
        about = gr.HTML(elem_id="sample-about")
        said = gr.HTML(elem_id="sample-said")
        with gr.Row(elem_classes=["toolbar", "cleaning", "admin-only"]) as cleaning:
            rules = gr.CheckboxGroup(
                [], label=say("library.rules"), scale=5,
                elem_id="sample-rules",
            )  # fmt: skip
            undo = gr.Button(say("library.undo_rules"), size="sm", scale=0, elem_id="sample-undo")
        near = _opening("sample-near")
        with gr.Row(elem_classes="split"):
            original = gr.HTML(elem_id="sample-original")
            text = gr.HTML(elem_id="sample-text")
    return Sheet(
        column, identifier, back, title, kind, save, remove, asking, really, rather_not, about,
        said, cleaning, rules, undo, near, original, text,
    )  # fmt: skip


def closed(tab: LibraryTab) -> dict[gr.blocks.Block, object]:
    """The tab with the list, and no document. The sheet is shut by its style: what Gradio hides it
    builds anew when it returns, in a quarter of a second."""
    sheet = tab.sheet
    return {
        **dict.fromkeys((sheet.original, sheet.text, sheet.identifier), ""),
        sheet.asking: gr.update(visible=False),
        sheet.column: gr.update(elem_classes=["shut"]),
        tab.shelf.column: gr.update(elem_classes=[]),
    }


def opened(
    tab: LibraryTab, document: Document, said: str = "", *, may_change: bool = True
) -> dict[gr.blocks.Block, object]:
    """The tab with a document open."""
    sheet = tab.sheet
    labels = rule_names()
    rules = [(f"{plain(labels.get(c.rule, c.rule))} {c.count}", c.rule) for c in document.cleaned]
    return {
        tab.shelf.column: gr.update(elem_classes=["shut"]),
        sheet.column: gr.update(visible=True, elem_classes=[]),
        sheet.asking: gr.update(visible=False),
        sheet.identifier: document.id,
        sheet.title: gr.update(value=document.title, interactive=may_change),
        sheet.kind: gr.update(value=document.kind, interactive=may_change),
        sheet.about: sample_html.about(document),
        sheet.said: notices([said], "good"),
        sheet.cleaning: gr.update(visible=bool(rules)),
        sheet.rules: gr.update(choices=rules, value=[]),
        sheet.near: sample_html.near(document.near),
        sheet.original: sample_html.original(document),
        sheet.text: sample_html.clean_text(document),
    }
