"""The last room: real pages, files to take away, a reviewed Word file that comes back."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.running import RunningDesk

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

ADDED = "这一句是批改时添上的。"
REMARK = "这里再压一压"


def test_finish(page: Page, desk: RunningDesk, tmp_path: Path) -> None:
    steps.load_example(page, desk.address, "工作总结")
    steps.make_outline(page)
    steps.write(page)
    page.click("#go-check")
    expect(page.locator("#still-open")).to_contain_text(re.compile("处|可以定稿"))
    word = _word(page, tmp_path)
    _other_forms(page, tmp_path)
    _come_back(page, word, tmp_path)
    _tracked(page, tmp_path)


def test_pages(page: Page, desk: RunningDesk) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    steps.load_example(page, desk.address, "情况汇报")
    steps.make_outline(page)
    steps.write(page)
    page.click("#go-check")
    page.click("#show-pages")
    expect(page.locator("#pages-progress")).to_contain_text("正在排版")
    first = page.locator("#pages img").first
    expect(first).to_be_visible(timeout=120_000)
    assert first.evaluate("image => image.complete && image.naturalWidth > 600")
    expect(page.locator("#pages")).to_contain_text(re.compile(r"共\d+页"))
    first.scroll_into_view_if_needed()
    steps.picture(page, "finish-1-pages")


def _word(page: Page, folder: Path) -> Path:
    page.click("#make-word")
    if page.locator("#export-anyway").is_visible():
        page.locator("#export-anyway input").check()
        page.click("#make-word")
    with page.expect_download() as downloading:
        page.click("#download")
    path = folder / "out.docx"
    downloading.value.save_as(path)
    return path


def _take(page: Page, form: str, path: Path) -> None:
    page.locator("#save-as input").click()
    page.get_by_role("option", name=form).click()
    page.click("#make-file")
    if page.locator("#file-said .problem").is_visible():
        page.locator("#export-anyway input").check()
        page.click("#make-file")
    expect(page.locator("#download-file")).to_contain_text(form)
    with page.expect_download() as downloading:
        page.click("#download-file")
    downloading.value.save_as(path)


def _other_forms(page: Page, folder: Path) -> None:
    _take(page, "Markdown", folder / "out.md")
    _take(page, "纯文本", folder / "out.txt")
    title = page.locator("#draft-title textarea").input_value()
    assert (folder / "out.md").read_text("utf-8").startswith(f"# {title}\n")
    assert (folder / "out.txt").read_text("utf-8").startswith(f"{title}\n")


def _come_back(page: Page, word: Path, folder: Path) -> None:
    document = Document(str(word))
    body = [p for p in document.paragraphs if len(p.text) > 60]
    body[0].add_run(ADDED)
    document.add_comment(body[1].runs, REMARK, author="王审")
    back = folder / "批改.docx"
    document.save(str(back))
    with page.expect_file_chooser() as choosing:
        page.click("#bring-back")
    choosing.value.set_files(back)
    expect(page.locator("#brought")).to_contain_text("1处修改、1条批注")
    expect(page.locator("#returned ins")).to_contain_text(ADDED)
    expect(page.locator("#returned .remark")).to_contain_text("王审")
    page.locator("#returned").scroll_into_view_if_needed()
    steps.picture(page, "finish-2-returned")
    page.locator("#returned .proposal [data-act=accept]").click()
    expect(page.locator("#brought")).to_contain_text("已采用1处")
    expect(page.locator("#text-0 textarea")).to_have_value(re.compile(ADDED))
    page.locator("#returned [data-act=done]").click()
    expect(page.locator("#returned .remark")).to_have_count(0)


def _tracked(page: Page, folder: Path) -> None:
    _take(page, "Word 修订稿", folder / "tracked.docx")
    with zipfile.ZipFile(folder / "tracked.docx") as parts:
        assert re.search(rf"<w:ins .*?{ADDED}", parts.read("word/document.xml").decode(), re.DOTALL)
