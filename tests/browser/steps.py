"""What a person does on the page."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

PICTURES = Path(__file__).parent.parent.parent / "artefacts"


def load_example(page: Page, address: str, kind: str) -> None:
    page.goto(f"{address}?new=1")
    page.get_by_text(kind, exact=True).click()
    expect(page.get_by_text("必备事实")).to_be_visible()
    page.click("#load-example")
    expect(page.locator("#facts tbody tr").nth(5)).to_be_visible()


def make_outline(page: Page) -> None:
    page.click("#make-outline")
    expect(page.locator("#outline tbody tr").nth(3)).to_be_visible()
    expect(page).to_have_url(re.compile("draft="))


def write(page: Page) -> None:
    page.click("#start-draft")
    expect(page.locator("#standing")).to_contain_text("离线引擎")
    expect(page.locator("#text-1 textarea")).to_be_editable()


def complaint(page: Page) -> str:
    """The sentence the page complains with; closes it."""
    text = page.locator(".toast-message-text").inner_text()
    page.locator(".toast-close").click()
    return text


def picture(page: Page, name: str) -> None:
    """Keep a picture for people to look at."""
    PICTURES.mkdir(exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png")
