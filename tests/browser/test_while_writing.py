"""Sections appear side by side and can be typed into as soon as they stand; proposals taken in parts;
the keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.running import RunningDesk
from tests.engines import scripted
from tests.servers.fault_openai import FaultOpenAI
from tests.servers.replies import Reply, Request

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

OWN = "这句话是别的小节还在写的时候添的。"
STAND = (
    "[...document.querySelectorAll('.body-text textarea')].findIndex(b => !b.readOnly && b.value)"
)


def _slowly(request: Request) -> Reply:
    """The longest section takes its time, the others are soon there."""
    reply = scripted.script(request)
    slow = "梳理" in request.prompt or "问题为引" in request.prompt.split("【任务】")[-1]
    return replace(reply, pause=0.3 if slow else 0.05)


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[RunningDesk]:
    with FaultOpenAI(_slowly, models=None).running() as server:
        running = RunningDesk(
            tmp_path, DRAFTING_EMBEDDINGS="off", OPENAI_BASE_URL=server.base_url,
            OPENAI_API_KEY="secret-key", DRAFTING_MODEL="writer",
        )  # fmt: skip
        running.start()
        yield running
        assert running.stop() == (0, "")


def test_typing_is_kept_while_other_sections_are_written(page: Page, slow: RunningDesk) -> None:
    steps.load_example(page, slow.address, "工作总结")
    steps.make_outline(page)
    page.click("#start-draft")
    expect(page.locator("#stop")).to_be_visible()
    expect(page.locator("#progress .pace li")).to_have_count(6)
    page.wait_for_function(f"{STAND} >= 0 && document.querySelector('#stop')", timeout=60_000)
    slot = page.evaluate(STAND)
    box = page.locator(f"#text-{slot} textarea")
    box.press("Control+End")
    for word in re.findall(".{1,3}", OWN):
        box.press_sequentially(word, delay=30)
    steps.picture(page, "writing-and-typing")
    expect(box).to_have_value(re.compile(f"{OWN}$"))
    expect(page.locator("#go-check")).to_be_visible(timeout=60_000)
    expect(box).to_have_value(re.compile(f"{OWN}$"))
    expect(page.locator(f"#under-{slot}")).to_contain_text("计划")
    page.reload()
    expect(box).to_have_value(re.compile(f"{OWN}$"))
    assert all(page.locator(f"#text-{n} textarea").input_value() for n in range(6))


def test_a_section_rewritten_is_taken_in_parts(page: Page, desk: RunningDesk) -> None:
    steps.load_example(page, desk.address, "工作总结")
    steps.make_outline(page)
    steps.write(page)
    text = page.locator("#text-2 textarea")
    before = text.input_value()
    page.locator("#under-2 [data-act=rewrite]").click()
    proposal = page.locator("#under-2 .proposal")
    expect(proposal).to_be_visible()
    changes = proposal.locator("ins[data-part]")
    kept, left = changes.nth(0).inner_text().strip(), changes.nth(1).inner_text().strip()
    changes.nth(1).click()
    expect(proposal.locator("[data-act=accept]")).to_contain_text(re.compile(r"采用 \d / \d 处"))
    steps.picture(page, "proposal-in-parts")
    text.focus()
    page.keyboard.press("Alt+Enter")
    expect(proposal).to_be_hidden()
    after = text.input_value()
    assert after != before
    assert kept in after
    assert left not in after
    page.reload()
    expect(text).to_have_value(after)


def test_the_keyboard_leads_through_the_work(page: Page, desk: RunningDesk) -> None:
    steps.load_example(page, desk.address, "工作总结")
    page.locator("#field-title textarea").focus()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#outline tbody tr").nth(3)).to_be_visible()
    page.get_by_label("标题，第2行").focus()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#standing")).to_contain_text("离线引擎")
    box = page.locator("#text-1 textarea")
    expect(box).to_be_editable()
    box.press("Control+End")
    box.press("Enter")
    box.press_sequentially("另起一段，共98765件。")
    box.press("Control+s")
    expect(page.locator("#saved")).to_contain_text("已保存")
    expect(box).to_have_value(re.compile("\\n另起一段"))
    box.press("F1")
    expect(page.locator("dialog.keys")).to_be_visible()
    steps.picture(page, "keys")
    page.keyboard.press("Escape")
    box.press("F8")
    expect(page.locator("#review .card").first).to_be_visible()
    page.keyboard.press("F8")
    expect(page.locator("#review .card.on")).to_have_count(1)
    page.keyboard.press("Alt+3")
    expect(page.locator("#outline tbody tr").first).to_be_visible()
