"""No English in sight, whatever language the browser prefers; and the width of a laptop is enough."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import steps
from tests.browser.running import RunningDesk

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

ALLOWED = {"Word", "Excel", "English", "docx", "GB", "PDF", "WPS", "LibreOffice"}
TABS = ("① 选文种", "② 事实", "③ 提纲", "④ 文稿", "⑤ 检查与导出", "我的文稿", "样本库")


def _english(page: Page) -> set[str]:
    return set(re.findall(r"[A-Za-z]{2,}", page.locator("body").inner_text())) - ALLOWED


def test_an_english_browser_sees_chinese(chromium: Browser, desk: RunningDesk) -> None:
    page = chromium.new_page(viewport={"width": 1366, "height": 768}, locale="en-US")
    steps.load_example(page, desk.address, "情况汇报")
    steps.make_outline(page)
    steps.write(page)
    page.click("#go-check")
    expect(page.locator("#tally")).not_to_be_empty()
    for name in TABS:
        page.get_by_role("tab", name=name).click()
        page.wait_for_timeout(300)
        assert _english(page) == set(), name
        assert page.evaluate("document.documentElement.scrollWidth") <= 1366
    page.close()


def test_a_file_that_is_too_large_is_told_in_chinese(
    page: Page, desk: RunningDesk, tmp_path: Path
) -> None:
    page.goto(f"{desk.address}?new=1")
    page.click("#start-blank")
    huge = tmp_path / "大.yaml"
    with huge.open("wb") as file:
        file.truncate(110 << 20)
    page.locator("input[type=file]").set_input_files(huge)
    expect(page.locator(".toast-message-text")).to_contain_text("太大", timeout=15_000)
