"""The English page: no Chinese outside what a draft, its facts, a sample or a finding says."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.running import RunningDesk

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

FOUND = """() => {
  const seen = [], han = /[\\u3400-\\u9fff]/;
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const at = node.parentElement;
    if (!han.test(node.textContent) || !at.getClientRects().length) continue;
    if (at.closest('[lang|="zh"], script, style, textarea, option, datalist')) continue;
    seen.push(node.textContent.trim().slice(0, 60));
  }
  for (const part of document.querySelectorAll("[title], [placeholder], [aria-label]")) {
    if (!part.getClientRects().length || part.closest('[lang|="zh"]')) continue;
    for (const name of ["title", "placeholder", "aria-label"]) {
      const said = part.getAttribute(name) || "";
      if (han.test(said)) seen.push(`${name}=${said.slice(0, 60)}`);
    }
  }
  return [...new Set(seen)];
}"""


def test_the_english_page_is_english(page: Page, desk: RunningDesk) -> None:
    page.goto(desk.address)
    page.locator("a.language").click()
    expect(page).to_have_url(re.compile(r"/en/$"))
    expect(page.locator("#load-example")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "en"
    _nothing_chinese(page, "start")
    page.locator("#kinds label").nth(1).click()
    page.click("#load-example")
    expect(page.locator("#facts tbody tr").nth(5)).to_be_visible()
    _nothing_chinese(page, "facts")
    steps.make_outline(page)
    _nothing_chinese(page, "outline")
    page.click("#start-draft")
    expect(page.locator("#standing")).to_contain_text("Offline engine")
    expect(page.locator("#text-1 textarea")).to_be_editable()
    _nothing_chinese(page, "draft")
    page.click("#go-check")
    expect(page.locator("#tally")).not_to_be_empty()
    expect(page.locator("#still-open")).not_to_be_empty()
    _nothing_chinese(page, "check")
    address = page.url
    for tab in page.get_by_role("tab").all():
        tab.click()
        page.wait_for_timeout(700)
        _nothing_chinese(page, tab.inner_text())
    page.goto(f"{desk.address}en/?draft=nosuch")
    expect(page.locator(".toast-message-text")).to_contain_text("No draft")
    _nothing_chinese(page, "toast")
    page.goto(address)
    expect(page.locator("#text-1 textarea")).to_be_editable()
    page.locator("a.language").click()
    expect(page).to_have_url(re.compile(r"^[^e]*/\?draft=\w+$"))
    expect(page.locator("#standing")).to_contain_text("离线引擎")


def _nothing_chinese(page: Page, where: str) -> None:
    steps.picture(page, f"english-{where.strip('①②③④⑤ ').split(',')[0].lower().replace(' ', '-')}")
    assert page.evaluate(FOUND) == [], where
