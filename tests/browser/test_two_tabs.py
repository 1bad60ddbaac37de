"""Two pages on one draft: nothing is overwritten without a word."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser import steps
from tests.browser.running import RunningDesk

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


def _other(chromium: Browser, address: str) -> tuple[BrowserContext, Page]:
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    other = context.new_page()
    other.goto(address)
    expect(_text(other, 1)).to_be_editable()
    expect(_text(other, 1)).not_to_have_value("")
    return context, other


def _text(page: Page, number: int) -> Locator:
    return page.locator(f"#text-{number} textarea")


def _add(page: Page, number: int, words: str) -> None:
    box = _text(page, number)
    box.fill(f"{box.input_value()}\n　　{words}")
    page.locator("#draft-title textarea").click()
    expect(page.locator("#saved")).to_contain_text("已保存")


def test_two_pages_come_together_section_by_section(
    page: Page, chromium: Browser, desk: RunningDesk
) -> None:
    steps.load_example(page, desk.address, "工作总结")
    steps.make_outline(page)
    steps.write(page)
    context, other = _other(chromium, page.url)
    _add(page, 1, "先在这一页加的。")
    _add(other, 2, "后在另一页加的。")
    expect(_text(other, 1)).to_have_value(re.compile("先在这一页加的"))
    _add(page, 3, "这一页又加的。")
    expect(_text(page, 2)).to_have_value(re.compile("后在另一页加的"))
    expect(page.locator(".proposal")).to_have_count(0)
    context.close()


def test_of_two_changes_of_one_section_the_later_is_told(
    page: Page, chromium: Browser, desk: RunningDesk
) -> None:
    steps.load_example(page, desk.address, "情况汇报")
    steps.make_outline(page)
    steps.write(page)
    context, other = _other(chromium, page.url)
    _add(page, 1, "先保存的一句。")
    _add(other, 1, "后保存的一句。")
    expect(other.locator("#saved .notices")).to_contain_text("在别处同时改过")
    expect(_text(other, 1)).to_have_value(re.compile("先保存的一句"))
    proposal = other.locator("#under-1 .proposal")
    expect(proposal).to_contain_text("后保存的一句")
    expect(proposal).to_contain_text("您的改动")
    proposal.scroll_into_view_if_needed()
    steps.picture(other, "two-tabs-clash")
    proposal.locator("[data-act=both]").click()
    expect(_text(other, 1)).to_have_value(re.compile("先保存的一句。[^$]*后保存的一句。"))
    expect(other.locator("#saved .notices")).to_have_count(0)
    expect(proposal).to_have_count(0)
    page.reload()
    expect(_text(page, 1)).to_have_value(re.compile("先保存的一句。[^$]*后保存的一句。"))
    context.close()
