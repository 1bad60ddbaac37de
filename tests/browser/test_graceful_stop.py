"""SIGTERM in the middle of a draft: where processes share a database another one finishes it, and what
stands is not written again; on a desk of one's own it is parked."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from drafting.store import Store, open_store
from tests.browser import steps
from tests.browser.running import RunningDesk
from tests.servers.fault_openai import FaultOpenAI
from tests.servers.postgres import Postgres
from tests.servers.replies import Reply

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket, pytest.mark.servers]

STREAM = "各项工作稳步推进，成效正在显现，群众的评价也在变好。" * 6


def _begin(page: Page, desk: RunningDesk) -> str:
    steps.load_example(page, desk.address, "工作总结")
    steps.make_outline(page)
    page.click("#start-draft")
    expect(page.locator("#progress")).to_contain_text(re.compile("完成 [1-9]"), timeout=60_000)
    return page.url.partition("draft=")[2]


def _ready(desk: RunningDesk) -> bool:
    try:
        with urllib.request.urlopen(f"{desk.address}readyz", timeout=10) as answer:
            return bool(answer.status == 200)
    except urllib.error.URLError:
        return False


def _finished(store: Store, draft_id: str, page: Page) -> bool:
    """Whether the writing has come to its end, within two minutes."""
    for _ in range(240):
        if store.work.find(draft_id) is None:
            return True
        page.wait_for_timeout(500)
    return False


def test_another_process_finishes_it(page: Page, tmp_path: Path, postgres: Postgres) -> None:
    url = postgres.new_database()
    given = {"DRAFTING_EMBEDDINGS": "off", "DRAFTING_DATABASE_URL": url, "OPENAI_API_KEY": "secret-key",
             "DRAFTING_MODEL": "writer", "DRAFTING_PARALLEL": "2", "DRAFTING_LOG": "json"}  # fmt: skip
    with FaultOpenAI(lambda _: Reply(STREAM, pause=0.02)).running() as server:
        desks = [
            RunningDesk(tmp_path / f"desk{n}", OPENAI_BASE_URL=server.base_url, **given)
            for n in (1, 2)
        ]
        for desk in desks:
            desk.start()
        assert all(_ready(desk) for desk in desks)
        draft_id = _begin(page, desks[0])
        with closing(open_store(tmp_path, url)) as store:
            before = store.work.find(draft_id)
            code, said = desks[0].stop()
            assert code == 0
            assert '"outcome": "stopped"' in said
            page.goto(f"{desks[1].address}?draft={draft_id}")
            assert _finished(store, draft_id, page)
            draft = store.load(draft_id)
        expect(page.locator("#text-1 textarea")).to_be_editable()
        assert desks[1].stop()[0] == 0
    assert before is not None
    assert before.sections
    assert all(section.text for section in draft.sections if section.sentences)
    kept = {section.id: section.text for section in draft.sections}
    for section in before.sections:
        assert kept[section.id] == section.text
    names = Counter(section.id for section in draft.sections)
    assert max(names.values()) == 1


def test_on_a_desk_of_ones_own_it_is_parked(page: Page, tmp_path: Path) -> None:
    with FaultOpenAI(lambda _: Reply(STREAM, pause=0.02)).running() as server:
        given = {"DRAFTING_EMBEDDINGS": "off", "OPENAI_BASE_URL": server.base_url,
                 "OPENAI_API_KEY": "secret-key", "DRAFTING_PARALLEL": "2"}  # fmt: skip
        desk = RunningDesk(tmp_path, **given)
        desk.start()
        draft_id = _begin(page, desk)
        page.goto("about:blank")
        assert desk.stop() == (0, "")
        with closing(open_store(tmp_path)) as store:
            work = store.work.find(draft_id)
            assert work is not None
            assert work.sections
            assert not work.alive
        again = RunningDesk(tmp_path, **given)
        again.start()
        page.goto(f"{again.address}?draft={draft_id}")
        page.click("#carry-on")
        with closing(open_store(tmp_path)) as store:
            assert _finished(store, draft_id, page)
            kept = {section.id: section.text for section in store.load(draft_id).sections}
        assert all(kept[section.id] == section.text for section in work.sections)
        again.stop()
