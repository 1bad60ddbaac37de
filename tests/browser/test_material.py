"""Raw material on the page: pasted, extracted, ticked, added, outlined."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.running import RunningDesk
from tests.facts.raw_materials import LETTER, ledger

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


def test_from_material_to_an_outline(page: Page, tmp_path: Path) -> None:
    desk = RunningDesk(tmp_path / "data", DRAFTING_EMBEDDINGS="off")
    desk.start()
    page.goto(f"{desk.address}?new=1")
    page.get_by_text("工作总结", exact=True).click()
    page.get_by_role("tab", name="② 事实").click()
    page.get_by_text("从原始材料提取事实").click()
    page.locator("#material-text textarea").fill(LETTER)
    path = tmp_path / "台账.xlsx"
    ledger().save(path)
    page.locator("#material-files input[type=file]").set_input_files(path)
    expect(page.locator("#material-files")).to_contain_text("KB")
    page.click("#extract")
    rows = page.locator("#candidates tbody tr")
    expect(rows.nth(12)).to_be_visible(timeout=30_000)
    expect(page.locator("#candidates")).to_contain_text("台账.xlsx，重点项目!A5:I5")
    steps.picture(page, "material")
    page.click("#add-facts")
    assert "还没有勾选" in steps.complaint(page)
    total = rows.count()
    page.get_by_label("采用，第1行").check()
    page.click("#add-facts")
    expect(page.locator("#facts tbody tr")).to_have_count(1)
    expect(rows).to_have_count(total - 1)
    page.click("#tick-all")
    page.click("#add-facts")
    expect(page.locator("#facts tbody tr")).to_have_count(total)
    expect(page.locator("#field-issuer textarea, #field-issuer input")).to_have_value(
        "柳溪县自然资源局"
    )
    steps.make_outline(page)
    assert desk.stop()[1] == ""
