"""The pictures of the pages in ``docs/``, taken anew: ``python -m tests.browser.pictures``.

Needs Chromium, LibreOffice and Pillow; 1366×768 px, the palette of a PNG made small.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

from tests.browser import steps
from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.browser.running import ROOT, RunningDesk
from tests.browser.test_library import SPEECH, TITLE

DOCS = ROOT / "docs"
_FLAWED = "\n去年共受理诉求98765件，，深入推进。"


def _taken(page: Page, name: str) -> None:
    path = DOCS / f"{name}.png"
    page.wait_for_timeout(800)  # what fades in has come
    page.screenshot(path=path)
    with Image.open(path) as picture:
        small = picture.convert("RGB").quantize(256)
    small.save(path, optimize=True)


def _draft(page: Page, address: str) -> None:
    steps.load_example(page, address, "动员讲话稿")
    page.hover("#facts tbody tr >> nth=1")
    _taken(page, "guide-facts")
    steps.make_outline(page)
    page.hover("#outline tbody tr >> nth=3")
    _taken(page, "guide-outline")
    steps.write(page)
    text = page.locator("#text-1 textarea")
    text.fill(f"{text.input_value()}{_FLAWED}")
    page.locator("#draft-title textarea").click()
    expect(page.locator("#saved")).to_contain_text("已保存")


def _checked(page: Page) -> None:
    page.click("#go-check")
    card = page.locator("#review .card", has_text="98765件").first
    card.click()
    _taken(page, "page")
    page.click("#show-pages")
    first = page.locator("#pages img").first
    expect(first).to_be_visible(timeout=120_000)
    page.locator("#show-pages").evaluate(
        "button => scrollTo(0, button.closest('.sheet').getBoundingClientRect().top + scrollY)"
    )
    _taken(page, "guide-finish")


def _sample(page: Page, address: str, folder: Path) -> None:
    path = folder / "动员讲话.txt"
    path.write_bytes(SPEECH.encode("gb18030"))
    page.goto(address)
    expect(page.locator("#drafts a").first).to_be_visible()  # the page has settled on its tab
    page.get_by_role("tab", name="样本库").click()
    expect(page.locator("#library-list .open").nth(5)).to_be_visible()
    page.locator("#library-upload input[type=file]").set_input_files(path)
    page.locator("#library-list .open", has_text=TITLE).click(timeout=60_000)
    expect(page.locator("#sample-original del").first).to_be_visible()
    _taken(page, "library")


def main() -> None:
    """Take all of them, with a desk and a library of their own."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        desk = RunningDesk(Path(folder) / "data", DRAFTING_EMBEDDINGS="off")
        desk.start()
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN")
        _draft(page, desk.address)
        _checked(page)
        _sample(page, desk.address, Path(folder))
        browser.close()
        desk.stop()


if __name__ == "__main__":
    main()
