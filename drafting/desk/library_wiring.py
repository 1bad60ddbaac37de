"""Which event of the library calls what, and what the answer changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any

import gradio as gr

from drafting.desk.library_steps import LibrarySteps
from drafting.desk.page import Page
from drafting.desk.service import Service
from drafting.desk.telling import told

_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


def wire(page: Page, service: Service, library_line: Callable[..., Any]) -> None:
    """Tie the events of the tab. ``library_line`` tells the header how the library stands."""
    steps = LibrarySteps(page.library, service)
    _wire_shelf(page, steps, library_line)
    _wire_sheet(page, steps, library_line)


def _wire_shelf(page: Page, steps: LibrarySteps, library_line: Callable[..., Any]) -> None:
    shelf = page.library.shelf
    asked, shown = [shelf.query, shelf.kind, shelf.role], [shelf.kind, shelf.roles, shelf.listed]
    gr.on(
        [page.library_item.select, shelf.search.click, shelf.query.submit, shelf.kind.input,
         shelf.role.input],
        told(steps.show), asked, shown, trigger_mode="always_last", **_QUIET,
    )  # fmt: skip
    gr.on([shelf.search.click, shelf.query.submit], lambda: "", None, shelf.outcome, **_QUIET)
    added = shelf.upload.upload(
        steps.add, [shelf.upload, shelf.upload_kind],
        [shelf.progress, shelf.outcome, shelf.upload], **_QUIET,
    )  # fmt: skip
    added.then(told(steps.show), asked, shown, **_QUIET)
    added.then(library_line, None, [page.masthead, page.clock], **_QUIET)


def _wire_sheet(page: Page, steps: LibrarySteps, library_line: Callable[..., Any]) -> None:
    shelf, sheet = page.library.shelf, page.library.sheet
    whole = [shelf.column, *(getattr(sheet, field.name) for field in fields(sheet))]
    gr.on(
        [part.select for part in (shelf.listed, shelf.outcome, sheet.near)],
        told(steps.open), None, whole, **_QUIET,
    )  # fmt: skip
    corrected = [sheet.identifier, sheet.title, sheet.kind]
    sheet.save.click(told(steps.correct), corrected, whole, **_QUIET)
    sheet.undo.click(told(steps.undo), [sheet.identifier, sheet.rules], whole, **_QUIET)
    sheet.remove.click(lambda: gr.update(visible=True), None, sheet.asking, **_QUIET)
    sheet.rather_not.click(lambda: gr.update(visible=False), None, sheet.asking, **_QUIET)
    asked, shown = [shelf.query, shelf.kind, shelf.role], [shelf.kind, shelf.roles, shelf.listed]
    removed = sheet.really.click(told(steps.remove), sheet.identifier, whole, **_QUIET)
    removed.success(library_line, None, [page.masthead, page.clock], **_QUIET)
    sheet.back.click(told(steps.back), asked, [*whole, *shown], **_QUIET)
    removed.success(told(steps.show), asked, shown, **_QUIET)
