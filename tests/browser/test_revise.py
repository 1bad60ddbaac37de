"""A section and a passage revised beside the text, taken or not; edits by hand kept meanwhile."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.running import RunningDesk
from tests.engines import scripted
from tests.servers.fault_openai import FaultOpenAI
from tests.servers.replies import Reply, Request

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


def _script(request: Request) -> Reply:
    """A model that puts 切实 before the first 提高 of what it is shown."""
    *_, before, last = [message["content"] for message in request.body["messages"]]
    if "意见是" not in last:
        return scripted.script(request)
    shown = before
    if "<选段>" in last:
        shown = last.split("<选段>")[1].split("</选段>")[0].strip()
    return Reply(shown.replace("提高", "切实提高", 1), first=0.5, cached=200)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[RunningDesk]:
    with FaultOpenAI(_script, models=None).running() as server:
        running = RunningDesk(
            tmp_path, DRAFTING_EMBEDDINGS="off", OPENAI_BASE_URL=server.base_url,
            OPENAI_API_KEY="secret-key", DRAFTING_MODEL="writer",
        )  # fmt: skip
        running.start()
        yield running
        assert running.stop() == (0, "")


def test_revised_beside_the_text(page: Page, desk: RunningDesk) -> None:
    steps.load_example(page, desk.address, "工作总结")
    steps.make_outline(page)
    page.click("#start-draft")
    expect(page.locator("#go-check")).to_be_visible(timeout=60_000)
    _nothing_chosen(page)
    _section_taken(page)
    _passage_refused(page)
    page.reload()
    expect(page.locator("#text-1 textarea")).to_have_value(_contains("切实提高"))
    expect(page.locator(".proposal")).to_have_count(0)


def _nothing_chosen(page: Page) -> None:
    page.locator("#revise [data-ask=更庄重]").click()
    expect(page.locator("#revise .target")).to_have_class("target wanted")


def _section_taken(page: Page) -> None:
    text = page.locator("#text-1 textarea")
    before = text.input_value()
    text.click()
    expect(page.locator("#revise .target")).to_contain_text("整节")
    page.locator("#revise [data-ask=更庄重]").click()
    expect(page.locator("#under-1")).to_contain_text("正在改：更庄重")
    standing = page.locator("#standing dd").first.inner_text()
    page.locator("#text-2 textarea").press("End")
    page.locator("#text-2 textarea").press_sequentially("手工添的话。")
    expect(page.locator("#under-1 .proposal")).to_be_visible(timeout=30_000)
    expect(page.locator("#under-1 ins").first).to_have_text("切实")
    expect(page.locator("#under-1 .proposal-head")).to_contain_text("词元")
    steps.picture(page, "revise-1-proposal")
    expect(text).to_have_value(before)
    expect(page.locator("#standing dd").first).to_have_text(str(int(standing) + 6), timeout=15_000)
    page.reload()
    page.locator("#under-1 [data-act=accept]").click()
    expect(text).to_have_value(before.replace("提高", "切实提高", 1))
    expect(page.locator("#under-1 .proposal")).to_be_hidden()
    expect(page.locator("#text-2 textarea")).to_have_value(_contains("手工添的话。"))


def _passage_refused(page: Page) -> None:
    text = page.locator("#text-1 textarea")
    before = text.input_value()
    text.click()
    start = before.index("比上年提高" if "比上年提高" in before else "提高")
    text.evaluate("(box, at) => { box.setSelectionRange(at, at + 8); }", start)
    text.dispatch_event("select")
    expect(page.locator("#revise .target")).to_contain_text("选中的")
    page.locator("#revise textarea").fill("语气再稳一些")
    page.locator("#revise .go").click()
    expect(page.locator("#under-1 .proposal")).to_be_visible(timeout=30_000)
    expect(page.locator("#under-1 .proposal-head")).to_contain_text("语气再稳一些")
    page.locator("#under-1 [data-act=refuse]").click()
    expect(page.locator("#under-1 .proposal")).to_be_hidden()
    expect(text).to_have_value(before)


def _contains(words: str) -> re.Pattern[str]:
    return re.compile(re.escape(words))
