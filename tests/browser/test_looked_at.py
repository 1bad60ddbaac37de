"""Tabs that are filled when they are looked at, and the tab that a person has chosen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.running import RunningDesk

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

HELD = """(() => {
  const plain = window.fetch.bind(window);
  const free = new Promise((go) => { window.letGo = go; });
  window.fetch = async (resource, options) => {
    if (String(resource.url || resource).includes("/queue/join")) await free;
    return plain(resource, options);
  };
})()"""
"""Nothing the page asks for is answered before ``letGo()``."""
REVIEW, VERSIONS = "⑤ 检查与导出", "版本"


def _written(page: Page, desk: RunningDesk) -> None:
    steps.load_example(page, desk.address, "工作总结")
    steps.make_outline(page)
    steps.write(page)


def test_a_review_is_of_the_text_as_it_is_now(page: Page, desk: RunningDesk) -> None:
    _written(page, desk)
    page.get_by_role("tab", name=REVIEW).click()
    reading = page.locator("#review .reading")
    expect(reading).not_to_contain_text("新的一节")
    page.get_by_role("tab", name="④ 文稿").click()
    page.locator("#under-1 [data-more]").click()
    page.locator("#under-1 [data-act=add]").click()
    expect(page.locator("#heading-2 textarea")).to_have_value(re.compile("新的一节"))
    page.locator("#text-1 textarea").fill("去年共受理诉求98765件。")
    page.click("#go-check")
    expect(reading).to_contain_text("新的一节")
    expect(page.locator("#findings")).to_contain_text("98765件")
    expect(page.locator("#still-open")).not_to_be_empty()
    expect(page.locator("#review")).to_be_visible()


@pytest.mark.parametrize("tab", [REVIEW, VERSIONS])
def test_a_tab_that_is_clicked_before_the_draft_has_come_stays(
    page: Page, desk: RunningDesk, tab: str
) -> None:
    _written(page, desk)
    page.add_init_script(HELD)
    page.goto(page.url)
    chosen = page.get_by_role("tab", name=tab)
    chosen.click()
    page.wait_for_timeout(500)
    page.evaluate("letGo()")
    part = "#review .card, #coverage" if tab == REVIEW else "#versions li[data-number]"
    expect(page.locator(part).first).to_be_visible()
    expect(chosen).to_have_attribute("aria-selected", "true")
    page.get_by_role("tab", name="④ 文稿").click()
    expect(page.locator("#text-1 textarea")).to_have_value(re.compile("。"))
