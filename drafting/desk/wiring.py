"""Which event of the page calls what, and what the answer changes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import gradio as gr

from drafting.desk import (
    archive_steps,
    begun,
    facts_panel,
    facts_tab,
    finish_steps,
    html,
    kind_tab,
    library_wiring,
    material_tab,
    review_steps,
    settings_steps,
    versions_steps,
)
from drafting.desk.following import follow, follow_revisions
from drafting.desk.page import CHANGED, REVIEWED, Page, parts_of
from drafting.desk.paper_steps import PaperSteps
from drafting.desk.service import Service
from drafting.desk.steps import Steps
from drafting.desk.telling import told

_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_TO_REVIEW = (
    "() => { const tab = document.querySelector('#steps [role=tab][data-tab-id=check]');"
    " tab?.click(); return {__type__: 'update', ...(!tab && {selected: 'check'})}; }"
)
"""As if the tab itself were clicked, which costs half of what Gradio takes to be told of it (60 ms,
2026-11); on a phone it may stand in the menu."""
_TO_PLACE = "place => ({__type__: 'update', ...(place && !window.tabChosen && {selected: place})})"
"""A tab that a person has clicked while the draft was on its way stays; see ``look.launch_options``."""
_IN_A_WHILE = "async id => { await new Promise((done) => setTimeout(done, 1200)); return id; }"
"""The page comes first: checking takes the server a second where nothing has been checked before."""
_SHOW_ADDRESS = (
    "id => { history.replaceState(null, '', id ? '?draft=' + id : './');"
    " dispatchEvent(new Event('address')); }"
)


def wire(page: Page, service: Service, blocks: gr.Blocks) -> None:
    """Tie all events of the page."""
    steps = Steps(page, service)
    paper = PaperSteps(page, service)
    _wire_start(page, service, steps, paper, blocks)
    _wire_kind(page, steps)
    _wire_facts(page, steps)
    material_tab.wire(page, service)
    _wire_writing(page, service, steps)
    _wire_paper(page, service, paper)
    _wire_checks(page, paper)
    review_steps.wire(page, service, paper)
    finish_steps.wire(page, service, paper, _revisions(page, service), _paper(page))
    settings_steps.wire(page, service, blocks, _library_line(service))
    library_wiring.wire(page, service, _library_line(service))


def _wire_start(
    page: Page, service: Service, steps: Steps, paper: PaperSteps, blocks: gr.Blocks
) -> None:
    shown = [
        *(part for part in page.everything if part is not page.tabs),
        page.place,
        page.archive.drafts,
    ]
    opening = blocks.load(told(steps.open), None, shown, **_QUIET)
    opening.success(None, page.place, page.tabs, js=_TO_PLACE)
    opening.success(None, None, None, js=CHANGED)  # for a tab that was clicked before
    opening.then(None, None, None, js=begun.loaded("draft"))
    _follow(page, service, steps, opening)
    opening.success(_revisions(page, service), page.draft_id, _paper(page), **_FREELY)
    _find_exemplars(page, steps, opening)
    opening.success(told(paper.check_ahead), page.draft_id, None, js=_IN_A_WHILE, **_FREELY)
    line, masthead = _library_line(service), [page.masthead, page.clock]
    gr.on([blocks.load, page.clock.tick], line, None, masthead, **_QUIET)
    begun.wire(page, service)
    archive_steps.wire(page, service)
    versions_steps.wire(page, service, steps)


def _wire_kind(page: Page, steps: Steps) -> None:
    def chosen(kind_id: str, *form: Any) -> dict[Any, Any]:
        card = {page.kind.card: kind_tab.describe(kind_id)}
        lacking = {page.facts.notices: facts_panel.review(kind_id, *form)}
        return {**card, **lacking, **facts_tab.fields_for(page.facts, kind_id)}

    kind = page.kind
    described = [kind.card, page.facts.notices, *page.facts.fields]
    kind.choice.input(told(chosen), page.form, described, **_QUIET)
    loaded = kind.example.click(told(steps.example), kind.choice, page.everything, **_QUIET)
    loaded.success(None, page.draft_id, None, js=_SHOW_ADDRESS)
    # An answer to the choice of the kind that comes late speaks of the empty table there was before.
    loaded.success(told(facts_panel.review), page.form, page.facts.notices, **_QUIET)
    kind.blank.click(lambda: gr.Tabs(selected="facts"), None, page.tabs, **_QUIET)


def _wire_facts(page: Page, steps: Steps) -> None:
    facts = page.facts

    facts.upload.upload(
        told(steps.uploaded), [facts.upload, page.kind.choice],
        [*page.everything, page.material.panel, page.material.files, page.material.said], **_QUIET,
    )  # fmt: skip
    gr.on(
        [facts.table.input, *(box.blur for box in facts.fields)], told(steps.keep_facts),
        [page.draft_id, page.outline.writer, *page.form], facts.notices,
        trigger_mode="always_last", **_QUIET,
    )  # fmt: skip
    parts = [page.draft_id, page.tabs, *page.form, *parts_of(facts), *parts_of(page.outline)]
    shown = list(dict.fromkeys(parts))
    planned = facts.onward.click(
        told(steps.plan), [page.draft_id, page.outline.writer, *page.form], shown, **_QUIET
    )  # fmt: skip
    planned.success(None, page.draft_id, None, js=_SHOW_ADDRESS)
    _find_exemplars(page, steps, planned)
    found = page.outline.exemplars
    # Sections may have been added, split or renamed since.
    page.outline.samples.expand(
        told(steps.exemplars), [page.draft_id, *page.form], [found, page.outline.gone], **_QUIET
    )  # fmt: skip
    found.select(told(steps.choose_exemplar), page.draft_id, found, **_QUIET)


def _find_exemplars(page: Page, steps: Steps, after: Any) -> None:
    asked = [page.draft_id, *page.form]
    shown = [page.outline.exemplars, page.outline.gone]
    after.success(told(steps.exemplars), asked, shown, **_QUIET)


def _wire_writing(page: Page, service: Service, steps: Steps) -> None:
    outline, draft = page.outline, page.draft
    settled = [outline.title, outline.table, *page.form]
    started = outline.start.click(
        told(steps.begin), [page.draft_id, outline.writer, *settled],
        [page.draft_id, *parts_of(outline), *page.paper], **_QUIET,
    )  # fmt: skip
    started.success(None, page.draft_id, None, js=_SHOW_ADDRESS)
    _follow(page, service, steps, started)
    gr.on(
        [outline.table.input, outline.title.blur], told(steps.keep_outline),
        [page.draft_id, outline.writer, *settled], outline.notices, trigger_mode="always_last",
        **_QUIET,
    )  # fmt: skip
    outline.think.click(
        told(steps.think), [page.draft_id, *settled], parts_of(outline),
        **{**_QUIET, "show_progress": "minimal"},
    )  # fmt: skip
    draft.stop.click(told(steps.stop), page.draft_id, draft.progress, **_QUIET)
    carried = draft.carry_on.click(told(steps.carry_on), page.draft_id, page.paper, **_QUIET)
    _follow(page, service, steps, carried)
    draft.let_go.click(told(steps.let_go), page.draft_id, page.paper, **_QUIET)


def _wire_paper(page: Page, service: Service, steps: PaperSteps) -> None:
    draft = page.draft
    edits, shown = [page.draft_id, *draft.edited], _paper(page)
    draft.save.click(told(steps.save), edits, shown, **_QUIET)
    gr.on([box.blur for box in draft.edited], told(steps.save), edits, shown, **_QUIET)
    draft.take_in.click(told(steps.take_in), edits, page.paper, **_QUIET)
    acts = [slot.under.select for slot in draft.slots]
    texts = [slot.text for slot in draft.slots]
    acted = gr.on(acts, told(steps.act), edits, [*texts, *shown], **_QUIET)
    acted.success(_revisions(page, service), page.draft_id, shown, **_FREELY)
    unders = [slot.under for slot in draft.slots]
    aside = [draft.saved, draft.marks, *unders]
    gr.on([under.input for under in unders], told(steps.act_beside), edits, aside, **_QUIET)
    begins = [under.apply for under in unders]
    begun_here = gr.on(begins, told(steps.act_beside), edits, aside, **_QUIET)
    begun_here.success(_revisions(page, service), page.draft_id, shown, **_FREELY)
    placed = [slot.under.submit for slot in draft.slots]
    gr.on(placed, told(steps.restructure), edits, page.paper, **_QUIET)
    asked = draft.revise.submit(told(steps.ask), edits, shown, **_QUIET)
    asked.success(_revisions(page, service), page.draft_id, shown, **_FREELY)


def _paper(page: Page) -> list[Any]:
    """What changes on the paper and beside it while its texts stay."""
    draft = page.draft
    unders = [slot.under for slot in draft.slots]
    return [draft.saved, draft.marks, draft.standing, draft.notices, draft.progress, *unders]


def _wire_checks(page: Page, steps: PaperSteps) -> None:
    edits = [page.draft_id, *page.draft.edited]
    aside = [page.draft.marks, page.draft.standing, page.draft.notices]
    shown = [*aside, *page.review]
    page.draft.onward.click(
        None, None, page.tabs, js=_TO_REVIEW
    )  # to be looked at is to be checked
    looked = gr.on(
        [page.check_item.select, page.check.review.submit], told(steps.check_if_any), edits, shown,
        **_QUIET,
    )  # fmt: skip
    checked = page.check.check.click(told(steps.check), edits, shown, **_QUIET)
    made = page.check.make.click(
        told(steps.export), [page.check.anyway, page.check.profile, *edits], shown, **_QUIET
    )  # fmt: skip
    for filled in (looked, checked, made):
        filled.success(None, None, None, js=REVIEWED)


_FREELY: dict[str, Any] = {**_QUIET, "concurrency_limit": None}


def _follow(page: Page, service: Service, steps: Steps, after: Any) -> None:
    """Show what a job writes, and the draft when it has ended, with what was typed meanwhile."""
    draft = page.draft

    async def following(draft_id: str) -> AsyncIterator[dict[Any, Any]]:
        async for update in follow(service, draft, draft_id):
            yield update

    followed = after.success(
        following, page.draft_id, [draft.progress, draft.live], **_FREELY
    )  # fmt: skip
    ended = [page.followed, page.draft_id, *draft.edited]
    shown = followed.success(told(steps.ended), ended, page.paper, **_QUIET)
    shown.success(None, None, None, js=CHANGED)


def _revisions(page: Page, service: Service) -> Any:
    async def following(draft_id: str) -> AsyncIterator[dict[Any, Any]]:
        async for update in follow_revisions(service, page.draft, draft_id):
            yield update

    return following


def _library_line(service: Service) -> Any:
    def line() -> tuple[str, Any]:
        said, moving = service.library_line()
        user = service.visitors.user
        who = (user.name, user.role) if user else ()
        quotas = service.quota_lines()
        shown = html.header(service.writers[0][0], said, *who, quotas=quotas)
        return shown, gr.Timer(active=moving)

    return told(line)
