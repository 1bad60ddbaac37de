"""The review: a slip planted by hand is shown, gone to, mended, undone, let stand, and told in the
审校单."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.running import RunningDesk

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

PLANTED = "去年共受理诉求98765件，，<img src=x onerror=alert(1)>办结率有待提高。"
REASON = "<b>统计口径</b>另有说明"


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """A machine that other work keeps busy is no fault of the page."""
    expect.set_options(timeout=30_000)
    yield
    expect.set_options(timeout=15_000)


def test_review_of_a_draft(page: Page, desk: RunningDesk, tmp_path: Path) -> None:
    steps.load_example(page, desk.address, "工作总结")
    steps.make_outline(page)
    steps.write(page)
    _plant(page)
    _find(page)
    _rests(page)
    _fix_and_undo(page)
    _export_is_held_back(page)
    _accept(page)
    _take_sheet(page, tmp_path)


def _plant(page: Page) -> None:
    text = page.locator("#text-1 textarea")
    text.fill(f"{text.input_value()}\n{PLANTED}")
    page.click("#go-check")
    expect(page.locator("#findings")).to_contain_text("98765件")
    steps.picture(page, "review-1-open")


def _card(_: Page, check: str, words: str) -> str:
    """Where the card of a finding is."""
    return f'#findings .card[data-check="{check}"]:has-text("{words}")'


def _find(page: Page) -> None:
    """Filters; from card to place and from place to card."""
    page.locator("button.filter.error").click()
    expect(page.locator(_card(page, "widths", "标点重叠"))).to_be_hidden()
    page.locator("button.filter.error").click()
    page.locator(".by-check").select_option("widths")
    expect(page.locator(_card(page, "figures", "98765件"))).to_be_hidden()
    page.locator(".by-check").select_option("")
    page.locator(_card(page, "figures", "98765件")).click()
    place = page.locator(".reading .hit.error.on")
    expect(place).to_be_in_viewport()
    expect(place).to_have_text("98765件")
    page.locator(".reading .hit.warning", has_text="，，").click()
    expect(page.locator(".card.on")).to_contain_text("标点重叠")
    page.keyboard.press("F8")
    expect(page.locator(".card.on")).to_be_focused()
    steps.picture(page, "review-2-found")


def _rests(page: Page) -> None:
    """A figure shows its fact: pointed at, and reached by the keyboard."""
    figure = page.locator(".reading .rests[tabindex]", has_text=re.compile(r"\d")).nth(3)
    figure.hover()
    shown = page.locator(".grounds [data-told]:not([hidden])")
    expect(shown.first).to_contain_text(figure.inner_text())
    expect(figure).to_have_attribute("title", re.compile("F\\d+"))
    steps.picture(page, "review-3-grounds")
    page.locator(".chip.used").nth(4).click()
    expect(shown).to_contain_text("F5")
    figure.focus()
    expect(shown.first).to_contain_text(figure.inner_text())


def _fix_and_undo(page: Page) -> None:
    card = page.locator(_card(page, "widths", "标点重叠"))
    card.click()
    card.locator("button.fix").click()
    expect(page.locator("#review-told")).to_contain_text("已采用1处建议")
    expect(page.locator("#text-1 textarea")).to_have_value(re.compile("98765件，<img"))
    expect(card).to_have_count(0)
    page.click("#undo-fix")
    expect(page.locator("#review-told")).to_contain_text("已撤销")
    expect(card).to_have_count(1)
    page.click("#fix-all")
    expect(page.locator("#review-told")).to_contain_text("可以撤销")
    expect(card).to_have_count(0)


def _export_is_held_back(page: Page) -> None:
    page.click("#make-word")
    expect(page.locator("#export-said")).to_contain_text("处错误未处理")
    expect(page.locator("#download")).to_be_hidden()
    page.locator("#export-anyway input").check()
    page.click("#make-word")
    expect(page.locator("#download")).to_be_visible()
    expect(page.locator("#export-anyway")).to_be_hidden()


def _accept(page: Page) -> None:
    errors = page.locator("#findings .card.error")
    before = errors.count()
    card = page.locator(_card(page, "figures", "98765件"))
    card.click()
    card.get_by_role("button", name="可以这样写").click()
    card.get_by_label("理由").fill(REASON)
    steps.picture(page, "review-4-reason")
    page.keyboard.press("Enter")
    expect(page.locator("#accepted")).to_contain_text(REASON)
    expect(errors).to_have_count(before - 1)
    page.click("#run-checks")
    expect(errors).to_have_count(before - 1)
    page.get_by_role("button", name="撤回").click()
    expect(page.locator("#accepted")).to_have_count(0)
    expect(card).to_have_count(1)
    card.click()
    card.get_by_role("button", name="可以这样写").click()
    card.get_by_label("理由").fill(REASON)
    page.keyboard.press("Enter")
    expect(page.locator("#accepted")).to_contain_text("98765件")
    page.reload()
    expect(page.locator("#text-1 textarea")).to_be_visible()
    page.get_by_role("tab", name="⑤ 检查与导出").click()
    expect(page.locator("#accepted")).to_contain_text("98765件")
    expect(card).to_have_count(0)


def _take_sheet(page: Page, folder: Path) -> None:
    page.click("#make-sheet")
    expect(page.locator("#sheet-json")).to_be_visible()
    steps.picture(page, "review-5-sheet")
    for button, name in (("#sheet-word", "out.docx"), ("#sheet-json", "out.json")):
        with page.expect_download() as downloading:
            page.click(button)
        downloading.value.save_as(folder / name)
    cells = [
        c.text for t in Document(str(folder / "out.docx")).tables for r in t.rows for c in r.cells
    ]
    assert REASON in cells
    (told,) = json.loads((folder / "out.json").read_text(encoding="utf-8"))
    assert [accepted["reason"] for accepted in told["accepted"]] == [REASON]
    assert told["counts"]["error"] == sum(f["severity"] == "error" for f in told["findings"])
    assert all(figure["facts"] or figure["sum"] for figure in told["figures"])
