"""A table of the facts stands under its section as it will be printed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.running import RunningDesk

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


def test_a_table_is_seen_and_a_torn_row_told(page: Page, desk: RunningDesk) -> None:
    steps.load_example(page, desk.address, "调研报告")
    steps.make_outline(page)
    steps.write(page)
    section = page.locator(".section", has=page.locator(".as-printed"))
    expect(section).to_have_count(1)
    rows = section.locator(".as-printed tr")
    expect(rows.last).to_contain_text("合计")
    box = section.locator(".body-text textarea")
    text = box.input_value()
    torn = text.replace("| 合计 | 2880 |", "| 合计 |")
    assert torn != text
    box.fill(torn)
    expect(section.locator(".wrong")).to_contain_text("第 5 行有 3 格")
    steps.picture(page, "table-on-paper")
    box.fill(text)
    expect(section.locator(".wrong")).to_have_count(0)
