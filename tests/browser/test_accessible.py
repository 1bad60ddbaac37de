"""Every screen by day and by night under axe-core: no serious or critical violation. And pictures of
every screen on an office screen and on a phone, which nothing overflows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import steps
from tests.browser.running import RunningDesk

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
RUN = """async () => (await axe.run(document, {
  resultTypes: ["violations"],
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"],
})).violations.filter((found) => ["serious", "critical"].includes(found.impact)).flatMap((found) =>
  found.nodes.slice(0, 4).map((node) => `${found.id}: ${node.html.slice(0, 160)} | ${node.failureSummary.slice(0, 220)}`))"""
FARTHEST = """() => Math.max(...[...document.querySelectorAll(".split > *, .sheet, .paper")]
  .map((part) => part.getBoundingClientRect().right))"""
SCREENS = {"office": (1366, 768), "phone": (390, 844), "enlarged": (1093, 614)}


def _written(page: Page, desk: RunningDesk) -> str:
    steps.load_example(page, desk.address, "动员讲话稿")
    steps.make_outline(page)
    steps.write(page)
    page.click("#go-check")
    expect(page.locator("#tally")).not_to_be_empty()
    return page.url


def _tabs(page: Page) -> list[str]:
    return [name.strip() for name in page.get_by_role("tab").all_inner_texts()]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_violation(page: Page, desk: RunningDesk, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    address = _written(page, desk)
    page.goto(address)
    expect(page.locator("#text-1 textarea")).to_be_editable()
    assert page.evaluate("document.documentElement.dataset.look") == scheme
    page.evaluate(AXE)
    wrong = []
    for number, name in enumerate(_tabs(page)):
        page.get_by_role("tab", name=name, exact=True).click()
        page.wait_for_timeout(600)
        steps.picture(page, f"screen-{scheme}-{number}")
        wrong += [f"{name} ({scheme}) {found}" for found in page.evaluate(RUN)]
    assert wrong == [], "\n".join(wrong)


def test_the_look_can_be_switched_and_is_kept(page: Page, desk: RunningDesk) -> None:
    page.goto(f"{desk.address}?new=1")
    expect(page.locator("#load-example")).to_be_visible()
    page.locator("button.night").click()
    assert page.evaluate("document.documentElement.dataset.look") == "dark"
    page.reload()
    expect(page.locator("#load-example")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("data-look", "dark")


@pytest.mark.parametrize("screen", ["phone", "enlarged"])
def test_every_screen_fits(chromium: Browser, page: Page, desk: RunningDesk, screen: str) -> None:
    address = _written(page, desk)
    width, height = SCREENS[screen]
    small = chromium.new_page(viewport={"width": width, "height": height}, locale="zh-CN")
    small.goto(address)
    expect(small.locator("#text-1 textarea")).to_be_visible()
    for number, name in enumerate(_tabs(page)):
        _choose(small, name)
        small.wait_for_timeout(500)
        steps.picture(small, f"screen-{screen}-{number}")
        assert small.evaluate("document.documentElement.scrollWidth") <= width, name
        assert small.evaluate(FARTHEST) <= width, name
    _choose(small, "④ 文稿")
    text = small.locator("#text-1 textarea")
    text.fill(f"{text.input_value()}\n手机上添的一句。")
    small.locator("#draft-title textarea").click()
    expect(small.locator("#saved")).to_contain_text(re.compile("已保存"))
    small.close()


def _choose(page: Page, name: str) -> None:
    """A tab; on a narrow screen those that do not fit are behind a button."""
    tab = page.get_by_role("tab", name=name, exact=True)
    if not tab.is_visible():
        page.locator("#steps .overflow-menu > button").click()
        page.locator("#steps .overflow-dropdown button", has_text=name).click()
        return
    tab.click()
