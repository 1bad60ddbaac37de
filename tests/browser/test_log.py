"""What a whole session of drafting leaves in the log: ids and durations, and nothing it wrote."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from drafting.facts import read_facts
from tests.browser import steps
from tests.browser.running import ROOT, RunningDesk
from tests.browser.test_users_page import PASSWORD, log_in, users_in
from tests.servers.fault_openai import FaultOpenAI
from tests.servers.replies import Reply

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

KEY = "sk-geheim-0123456789"
STREAM = "各项工作稳步推进，成效正在显现，群众的评价也在变好。" * 6


def test_a_session_leaves_no_text_and_no_key(page: Page, tmp_path: Path) -> None:
    users_in(tmp_path)
    with FaultOpenAI(lambda _: Reply(STREAM)).running() as server:
        desk = RunningDesk(
            tmp_path, DRAFTING_EMBEDDINGS="off", OPENAI_BASE_URL=server.base_url,
            OPENAI_API_KEY=KEY, DRAFTING_MODEL="writer", DRAFTING_LOG="json",
        )  # fmt: skip
        desk.start()
        log_in(page, desk.address, "li")
        steps.load_example(page, desk.address, "工作总结")
        steps.make_outline(page)
        page.click("#start-draft")
        expect(page.locator("#standing")).to_contain_text("模型", timeout=30_000)
        page.click("#go-check")
        page.click("#make-word")
        expect(page.locator("#export-anyway, #download").first).to_be_visible()
        draft = page.url.partition("draft=")[2]
        page.goto("about:blank")
        code, said = desk.stop()
    assert code == 0
    lines = [json.loads(line) for line in said.splitlines()]
    _tells_of(lines, draft)
    for line in lines:
        told = json.dumps({k: v for k, v in line.items() if k != "user"}, ensure_ascii=False)
        assert not re.search(r"[\u4e00-\u9fff]", told), told
    for secret in (KEY, PASSWORD, STREAM[:8], *_facts()):
        assert secret not in said


def _tells_of(lines: list[dict[str, object]], draft: str) -> None:
    """The log is of use: who wrote what, how long it took and what it cost."""
    begun, ended = (
        next(line for line in lines if line["event"] == event)
        for event in ("writing begun", "writing ended")
    )
    assert begun["draft"] == ended["draft"] == draft
    assert begun["user"] == "li"
    assert ended["outcome"] == "finished"
    asked = [line for line in lines if line["event"] == "model asked" and line.get("draft")]
    assert asked
    assert all(line["draft"] == draft and line["user"] == "li" for line in asked)
    joined = [line for line in lines if line.get("place") == "/gradio_api/queue/join"]
    assert joined
    assert all(line["status"] == 200 and line["request"] for line in joined)
    assert begun["request"] in {line["request"] for line in joined}


def _facts() -> list[str]:
    brief = read_facts(ROOT / "samples" / "facts" / "work_summary.yaml").brief
    return [fact.text[:12] for fact in brief.facts]
