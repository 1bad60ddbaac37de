"""The history of a draft: what happened, compared, named, gone back to, over restarts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.running import RunningDesk

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

SENTENCE = "这句话是后来手工加上的。"


def test_back_and_forth_over_a_restart(page: Page, tmp_path: Path) -> None:
    desk = RunningDesk(tmp_path, DRAFTING_EMBEDDINGS="off")
    desk.start()
    steps.load_example(page, desk.address, "工作总结")
    steps.make_outline(page)
    steps.write(page)
    text = page.locator("#text-1 textarea")
    before = text.input_value()
    for part in (SENTENCE, "又一句。"):
        text.fill(f"{text.input_value()}\n{part}")
        expect(page.locator("#saved")).to_contain_text("已保存")
        page.wait_for_timeout(2_500)
    address = page.url.split("?")[1]
    page.get_by_role("tab", name="版本").click()
    rows = page.locator("#versions li[data-number]")
    expect(rows).to_have_count(3)  # two pauses in one section are one version
    expect(rows.nth(0)).to_contain_text("手工修改：一、")
    expect(page.locator("#compared ins").first).to_contain_text(SENTENCE)
    expect(page.locator("#compared .unchanged").first).to_contain_text("没有变")
    _named(page)
    steps.picture(page, "versions-1")
    page.locator("#versions [data-act=undo]").click()
    expect(rows).to_have_count(4)
    desk.stop()
    desk.start()
    page.goto(f"{desk.address}?{address}")
    expect(text).to_have_value(before)
    page.get_by_role("tab", name="版本").click()
    expect(rows.nth(0)).to_contain_text("撤销")
    page.locator("#versions [data-act=redo]").click()
    expect(rows).to_have_count(5)
    expect(page.locator("#versions [data-act=redo]")).to_be_disabled()
    page.get_by_role("tab", name="④ 文稿").click()
    expect(text).to_have_value(re.compile(SENTENCE))
    _restored(page, before)
    desk.stop()


def _named(page: Page) -> None:
    row = page.locator("#versions li[data-number='2']")
    row.get_by_role("button", name="起名").click()
    row.get_by_label("这一版的名字").fill("送审<b>稿</b>")
    page.keyboard.press("Enter")
    expect(row.locator(".called")).to_have_text("送审<b>稿</b>")


def _restored(page: Page, before: str) -> None:
    page.get_by_role("tab", name="版本").click()
    page.locator("#versions li[data-number='2'] [data-act=restore]").click()
    expect(page.locator("#text-1 textarea")).to_be_visible()
    expect(page.locator("#text-1 textarea")).to_have_value(before)
    page.get_by_role("tab", name="版本").click()
    expect(page.locator("#versions li[data-number]").first).to_contain_text("恢复到第2版")
    expect(page.locator("#versions li[data-number]")).to_have_count(6)
