"""The English page: no Chinese outside what a draft, its facts or a sample says, and what is quoted of
them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.running import RunningDesk
from tests.browser.test_trouble import BAD_FILES

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


REFUSED = {
    "坏.docx": b"PK123", "空.txt": b"", "英.txt": b"hello world " * 80, "a.rar": b"Rar!",
    "b.pdf": b"%PDF-1.4 junk", "c.pptx": b"PK", "坏.zip": b"PKzip",
    "乱.txt": bytes(range(128, 256)) * 30,
}  # fmt: skip
"""Files that the library refuses."""
HAN = re.compile(r"[\u3400-\u9fff]")


def _left(said: str) -> str:
    """What is Chinese in a sentence outside its quotes, which hold the user's own words."""
    bare = re.sub(r"“(?:[^“”]|“[^“”]*”)*”", "", said)
    return said if HAN.search(bare) else ""


def test_what_is_wrong_is_told_in_english(page: Page, desk: RunningDesk, tmp_path: Path) -> None:
    page.goto(f"{desk.address}en/?new=1")
    page.click("#load-example")
    expect(page.locator("#facts tbody tr").nth(5)).to_be_visible()
    for name, (content, _) in BAD_FILES.items():
        path = tmp_path / name
        path.write_bytes(content)
        page.locator("#facts-file").locator("xpath=preceding-sibling::input").set_input_files(path)
        expect(page.locator(".toast-message-text")).to_be_visible()
        assert _left(steps.complaint(page)) == ""
        expect(page.locator(".toast-message-text")).to_have_count(0)
    page.locator("#field-length textarea").fill("abc")
    page.locator("#field-issuer textarea").click()
    expect(page.locator("#facts-panel .problem")).to_contain_text("no whole number")
    assert _left(page.locator("#facts-panel .problem").inner_text()) == ""
    _library_refusals(page, tmp_path)
    _probe(page)


SLIPS = """去年共受理诉求98765件，，办结率有待提高。
2026年2月30日布署工作，3月12日（星期日）召开会议，霁阳县县长万俟长风出席。
按照“十三五”规划，XX单位要在2026年03月前完成三项任务：一是抓学习；三是抓落实。
培训干部男10名、女16名，合计27名，增长10-20%，满意率由82%下降到91%。
進一步組織群众，工作进展情况（详见附件1。
干部群众都说办得好，大家心里都暖和。
干部群众都说办得好，大家心里都暖和。
这件事要一抓到底
妥否，请批示。"""
FACTS = """kind: work_summary
title: 2025年工作总结
issuer: 霁山县政府办
facts:
  - {id: F1, topic: 数据, text: 全县共选派驻村干部468名。}
  - {id: F2, topic: 数据, text: 全县共选派驻村干部486名。}
  - {id: F3, topic: 成绩, text: 培训干部男10名、女16名，合计27名。}
"""
CHECKS = 12
"""How many of the checks find something in the slips, at least."""


def test_what_the_checks_find_is_told_in_english(
    page: Page, desk: RunningDesk, tmp_path: Path
) -> None:
    page.goto(f"{desk.address}en/?new=1")
    page.click("#load-example")
    expect(page.locator("#facts tbody tr").nth(5)).to_be_visible()
    steps.make_outline(page)
    page.click("#start-draft")
    expect(page.locator("#standing")).to_contain_text("Offline engine")
    text = page.locator("#text-1 textarea")
    expect(text).to_be_editable()
    text.fill(f"{text.input_value()}\n{SLIPS}")
    page.click("#go-check")
    expect(page.locator("#findings")).to_contain_text("98765件")
    _nothing_chinese(page, "findings")
    cards = page.locator("#findings .card")
    names = cards.evaluate_all("cards => cards.map(card => card.dataset.check)")
    assert len(set(names)) >= CHECKS
    said = cards.locator(".said").all_inner_texts()
    assert [each for each in said if _left(each)] == []
    pointed = page.locator(".reading .hit").evaluate_all("all => all.map(part => part.title)")
    assert pointed
    assert [each for each in pointed if _left(each)] == []
    sums = page.locator(".grounds .sum").all_text_contents()
    assert [each for each in sums if _left(each)] == []
    page.goto(page.url.replace("/en/", "/"))
    expect(page.locator("#text-1 textarea")).to_be_editable()
    page.click("#go-check")
    expect(page.locator("#findings .said").first).to_contain_text(HAN)
    assert len(page.locator("#findings .said").all_inner_texts()) == len(said)
    _facts(page, desk, tmp_path)


def _facts(page: Page, desk: RunningDesk, folder: Path) -> None:
    """Two facts that disagree and a sum that is wrong, in the panel over the facts."""
    path = folder / "facts.yaml"
    path.write_text(FACTS, encoding="utf-8")
    page.goto(f"{desk.address}en/?new=1")
    page.click("#load-example")
    expect(page.locator("#facts tbody tr").nth(5)).to_be_visible()
    page.locator("#facts-file").locator("xpath=preceding-sibling::input").set_input_files(path)
    panel = page.locator("#facts-panel .notices.problem")
    expect(panel).to_contain_text("disagree")
    expect(panel).to_contain_text("10 + 16 = 26")
    assert [each for each in panel.locator("li").all_inner_texts() if _left(each)] == []


def _library_refusals(page: Page, folder: Path) -> None:
    page.get_by_role("tab", name="Library").click()
    paths = []
    for name, content in REFUSED.items():
        paths.append(folder / name)
        paths[-1].write_bytes(content)
    page.locator("#library-upload input[type=file]").set_input_files(paths)
    expect(page.locator("#library-outcome")).to_contain_text("Refused 8", timeout=30_000)
    rows = page.locator("#library-outcome tbody tr")
    notes = [rows.nth(n).locator("td").last.inner_text() for n in range(rows.count())]
    assert len(notes) == len(REFUSED)
    assert [_left(note) for note in notes if _left(note)] == []


def _probe(page: Page) -> None:
    page.get_by_role("tab", name="Settings").click()
    page.wait_for_timeout(1000)
    page.locator("#model-address input, #model-address textarea").fill("http://127.0.0.1:9/v1")
    page.click("#test-model")
    expect(page.locator("#model-found .problem")).to_be_visible(timeout=60_000)
    assert _left(page.locator("#model-found").inner_text()) == ""
