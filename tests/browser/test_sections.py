"""Sections of a draft are added, split at the cursor and removed; it can be undone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.running import RunningDesk

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


def _act(page: Page, slot: int, name: str) -> None:
    under = page.locator(f"#under-{slot}")
    under.get_by_role("button", name="增删").click()
    under.get_by_role("button", name=name).click()


def test_sections_come_and_go(page: Page, desk: RunningDesk) -> None:
    steps.load_example(page, desk.address, "动员讲话稿")
    steps.make_outline(page)
    steps.write(page)
    shown = page.locator("[id^=text-] textarea:visible")
    count = shown.count()
    text = page.locator("#text-1 textarea").input_value()
    _act(page, 1, "从光标处拆开")
    page.locator("#text-1 textarea").evaluate(
        "(box, at) => box.setSelectionRange(at, at)", len(text) // 2
    )
    page.locator("#under-1").get_by_role("button", name="从光标处拆开").click()
    expect(shown).to_have_count(count + 1)
    halves = [page.locator(f"#text-{n} textarea").input_value() for n in (1, 2)]
    assert re.sub(r"\s", "", "".join(halves)) == re.sub(r"\s", "", text)
    expect(page.locator("#heading-2 textarea")).to_have_value(re.compile("^二、.*（续）$"))
    page.locator("#heading-2 textarea").fill("二、另起一节")
    steps.picture(page, "sections-split")
    _act(page, 2, "下面加一节")
    expect(shown).to_have_count(count + 2)
    expect(page.locator("#heading-2 textarea")).to_have_value("二、另起一节")
    expect(page.locator("#heading-3 textarea")).to_have_value("三、新的一节")
    page.locator("#text-3 textarea").fill("这一节是手写的。")
    page.locator("#draft-title textarea").click()
    expect(page.locator("#saved")).to_contain_text("已保存")
    _act(page, 1, "删去这一节")
    page.locator("#under-1").get_by_role("button", name="确定删去").click()
    expect(shown).to_have_count(count + 1)
    expect(page.locator("#heading-1 textarea")).to_have_value("一、另起一节")
    expect(page.locator("#saved")).to_contain_text("撤销")
    page.reload()
    expect(page.locator("#text-2 textarea")).to_have_value(re.compile("这一节是手写的。"))
    page.get_by_role("tab", name="版本").click()
    expect(page.locator(".history")).to_contain_text("删去一节")
    page.get_by_role("button", name="撤销").first.click()
    expect(page.locator(".history li").first).to_contain_text("撤销")  # done, and stays here
    page.get_by_role("tab", name="④ 文稿").click()
    expect(shown).to_have_count(count + 2)
    expect(page.locator("#text-1 textarea")).to_have_value(halves[0])
