"""From facts to a downloaded Word file, and the draft again after a restart."""

from __future__ import annotations

import re
import signal
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.running import RunningDesk

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

HEADING = "看成效，驻村驻企服务交出实绩"
FACT = "全县选派干部250名，分赴村企一线服务两年。"
SENTENCE = "这句话是手工添上的，重启之后还应当在。"


def test_from_facts_to_word_and_back(page: Page, tmp_path: Path) -> None:
    desk = RunningDesk(tmp_path / "data")
    desk.start()
    _facts(page, desk)
    _outline(page)
    _draft(page)
    _check(page)
    _download(page, tmp_path)
    assert desk.stop(signal.SIGKILL)[0] == -signal.SIGKILL
    desk.start()
    _reopen(page, desk)
    code, errors = desk.stop()
    assert (code, errors) == (0, "")


def _facts(page: Page, desk: RunningDesk) -> None:
    page.goto(desk.address)
    expect(page.locator("#masthead")).to_contain_text(re.compile(r"样本库：\d+篇，向量 \d+/\d+"))
    steps.picture(page, "walk-1-kind")
    steps.load_example(page, desk.address, "动员讲话稿")
    expect(page.locator(".notices.good")).to_contain_text("可以拟提纲")
    page.get_by_label("内容，第1行").fill(FACT)
    page.get_by_label("类别，第1行").press("Tab")
    steps.picture(page, "walk-2-facts")


def _outline(page: Page) -> None:
    steps.make_outline(page)
    expect(page).to_have_url(re.compile(r"\?draft=\w+$"))
    page.get_by_label("标题，第2行").fill(f"一、{HEADING}")
    page.get_by_text("参考写法", exact=True).click()
    expect(page.locator("#exemplars details").first).to_be_visible()
    steps.picture(page, "walk-3-outline")


def _draft(page: Page) -> None:
    steps.write(page)
    expect(page.locator("#heading-1 textarea")).to_have_value(f"一、{HEADING}")
    text = page.locator("#text-1 textarea")
    expect(page.locator("#text-0 textarea")).to_have_value(re.compile(r"250名"))
    steps.picture(page, "walk-4-draft")
    text.fill(f"{text.input_value()}\n{SENTENCE}")
    page.locator("#draft-title textarea").click()
    expect(page.locator("#saved")).to_contain_text("已保存")


def _check(page: Page) -> None:
    text = page.locator("#text-3 textarea")
    text.fill(f"{text.input_value()}\n去年共受理诉求98765件。")
    page.click("#go-check")
    expect(page.locator("#findings")).to_contain_text("98765件")
    expect(page.locator("#tally")).to_contain_text("未处理")
    expect(page.locator("#coverage")).to_contain_text("共18条事实")
    steps.picture(page, "walk-5-check")


def _download(page: Page, folder: Path) -> None:
    page.click("#make-word")
    expect(page.locator("#export-said")).to_contain_text("处错误未处理")
    page.locator("#export-anyway input").check()
    page.click("#make-word")
    expect(page.locator("#export-said")).to_contain_text("已生成")
    steps.picture(page, "walk-6-word")
    with page.expect_download() as downloading:
        page.click("#download")
    assert downloading.value.suggested_filename.endswith(".docx")
    downloading.value.save_as(folder / "out.docx")
    paragraphs = [p.text.strip() for p in Document(str(folder / "out.docx")).paragraphs]
    assert "在全县驻村驻企服务干部动员大会上的讲话" in "".join(paragraphs[:3])
    assert f"一、{HEADING}" in paragraphs
    assert SENTENCE in paragraphs


def _reopen(page: Page, desk: RunningDesk) -> None:
    page.goto(desk.address)
    page.get_by_role("tab", name="我的文稿").click()
    steps.picture(page, "walk-7-archive")
    page.locator("#drafts a").first.click()
    expect(page.locator("#text-1 textarea")).to_have_value(re.compile(SENTENCE))
    expect(page.locator("#heading-1 textarea")).to_have_value(f"一、{HEADING}")
    page.get_by_role("tab", name="② 事实").click()
    expect(page.get_by_label("内容，第1行")).to_have_value(FACT)
