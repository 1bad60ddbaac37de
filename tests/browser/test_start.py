"""My drafts: shown first, searched, copied, put away, deleted; and how far a new writer has to go."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.running import RunningDesk

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

MOST_CLICKS = 9
"""Of a new writer, from the first page to a finished Word file of a sample."""


def test_a_new_writer_reaches_a_word_file_by_the_red_buttons(page: Page, tmp_path: Path) -> None:
    desk = RunningDesk(tmp_path / "data", DRAFTING_EMBEDDINGS="off")
    desk.start()
    clicks: list[str] = []

    def click(selector: str) -> None:
        clicks.append(selector)
        page.click(selector)

    begun = time.monotonic()
    page.goto(desk.address)
    expect(page.locator("#kinds")).to_be_visible()
    click("#load-example")
    click("#make-outline")
    click("#start-draft")
    click("#go-check")
    click("#make-word")
    ready = page.locator("#download:visible, #export-anyway:visible").first
    expect(ready).to_be_visible()
    if page.locator("#export-anyway").is_visible():
        click("#export-anyway input")
        click("#make-word")
    with page.expect_download() as downloading:
        click("#download")
    seconds = time.monotonic() - begun
    downloading.value.save_as(tmp_path / "out.docx")
    assert len(Document(str(tmp_path / "out.docx")).paragraphs) > 10
    assert len(clicks) <= MOST_CLICKS
    print(f"\n{len(clicks)} clicks, {seconds:.1f} s of the machine's time")
    page.goto(desk.address)
    expect(page.locator("#drafts .stands")).to_have_text("已定稿")
    desk.stop()


def test_what_was_written_comes_first(page: Page, tmp_path: Path) -> None:
    desk = RunningDesk(tmp_path / "data", DRAFTING_EMBEDDINGS="off")
    desk.start()
    for kind in ("工作总结", "动员讲话稿"):
        steps.load_example(page, desk.address, kind)
        steps.make_outline(page)
    steps.write(page)
    page.goto(desk.address)
    rows = page.locator("#drafts li")
    expect(rows).to_have_count(2)
    expect(rows.nth(0).locator(".stands")).to_have_text("待审校")
    expect(rows.nth(1).locator(".stands")).to_have_text("待起草")
    steps.picture(page, "start-1-drafts")
    _found(page)
    _copied_and_put_away(page)
    _deleted(page)
    page.click("#new-draft")
    expect(page.locator("#load-example")).to_be_visible()
    desk.stop()


def _found(page: Page) -> None:
    rows, search = page.locator("#drafts li"), page.locator("#drafts-search input")
    search.fill("动员")
    expect(rows).to_have_count(1)
    expect(rows.locator(".of-kind")).to_have_text("动员讲话稿")
    search.fill("没有这样的题目")
    expect(page.locator("#drafts")).to_contain_text("没有符合条件的文稿")
    search.fill("")
    expect(rows).to_have_count(2)


def _copied_and_put_away(page: Page) -> None:
    rows = page.locator("#drafts li")
    rows.nth(0).get_by_role("button", name="复制").click()
    expect(rows).to_have_count(3)
    expect(rows.nth(0).locator(".name")).to_have_text(re.compile("（副本）$"))
    rows.nth(0).get_by_role("button", name="归档").click()
    expect(rows).to_have_count(2)
    page.locator("#drafts-archived input").check()
    expect(rows).to_have_count(1)
    rows.get_by_role("button", name="取出").click()
    expect(rows).to_have_count(0)
    page.locator("#drafts-archived input").uncheck()
    expect(rows).to_have_count(3)


def _deleted(page: Page) -> None:
    rows = page.locator("#drafts li")
    rows.nth(0).locator("[data-ask=delete]").click()
    expect(rows.nth(0).locator(".question")).to_contain_text("不能恢复")
    steps.picture(page, "start-2-delete")
    page.keyboard.press("Escape")
    expect(rows.nth(0).locator(".question")).to_be_hidden()
    expect(rows).to_have_count(3)
    rows.nth(0).locator("[data-ask=delete]").click()
    rows.nth(0).locator("[data-act=delete]").click()
    expect(rows).to_have_count(2)
    expect(page.locator("#drafts")).not_to_contain_text("（副本）")
