"""A remark in a Word file that came back is given to the model, which revises the words it hangs on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.running import RunningDesk
from tests.engines import scripted
from tests.servers.fault_openai import FaultOpenAI
from tests.servers.replies import Reply, Request

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

REMARK = "开头说得再有力些，别动数字"
STRONGER = "一鼓作气，"


def _script(request: Request) -> Reply:
    *_, before, last = [message["content"] for message in request.body["messages"]]
    if "意见是" not in last:
        return scripted.script(request)
    shown = before
    if "<选段>" in last:
        shown = last.split("<选段>")[1].split("</选段>")[0].strip()
    return Reply(f"{STRONGER}{shown}" if REMARK in last else shown, first=0.4)


@pytest.fixture
def server() -> Iterator[FaultOpenAI]:
    with FaultOpenAI(_script, models=None).running() as running:
        yield running


@pytest.fixture
def desk(tmp_path: Path, server: FaultOpenAI) -> Iterator[RunningDesk]:
    running = RunningDesk(
        tmp_path / "data", DRAFTING_EMBEDDINGS="off", OPENAI_BASE_URL=server.base_url,
        OPENAI_API_KEY="secret-key", DRAFTING_MODEL="writer",
    )  # fmt: skip
    running.start()
    yield running
    assert running.stop() == (0, "")


def test_a_remark_becomes_an_instruction(
    page: Page, desk: RunningDesk, server: FaultOpenAI, tmp_path: Path
) -> None:
    steps.load_example(page, desk.address, "工作总结")
    steps.make_outline(page)
    page.click("#start-draft")
    expect(page.locator("#go-check")).to_be_visible(timeout=60_000)
    page.click("#go-check")
    expect(page.locator("#still-open")).not_to_be_empty()
    quoted = _bring_back(page, tmp_path)
    asked = len(server.requests)
    page.locator("#returned [data-act=give]").click()
    expect(page.locator("#brought .good")).to_be_visible()
    page.get_by_role("tab", name="④ 文稿").click()
    proposal = page.locator(".proposal:visible")
    expect(proposal).to_be_visible(timeout=30_000)
    expect(proposal.locator("ins").first).to_have_text(STRONGER)
    expect(proposal).to_contain_text(REMARK)
    prompt = server.requests[asked].prompt
    assert REMARK in prompt
    assert quoted[:20] in prompt
    proposal.scroll_into_view_if_needed()
    steps.picture(page, "remark-given")
    proposal.locator("[data-act=accept]").click()
    expect(proposal).to_have_count(0)
    texts = [box.input_value() for box in page.locator("[id^=text-] textarea:visible").all()]
    assert sum(f"{STRONGER}{quoted[:20]}" in text for text in texts) == 1


def _bring_back(page: Page, folder: Path) -> str:
    """The words a remark hangs on, in the file that was made, marked and brought back."""
    page.click("#make-word")
    expect(page.locator("#download:visible, #export-anyway:visible").first).to_be_visible()
    if page.locator("#export-anyway").is_visible():
        page.locator("#export-anyway input").check()
        page.click("#make-word")
    with page.expect_download() as downloading:
        page.click("#download")
    downloading.value.save_as(folder / "out.docx")
    document = Document(str(folder / "out.docx"))
    paragraph = [p for p in document.paragraphs if len(p.text) > 60][1]
    document.add_comment(paragraph.runs, REMARK, author="王审")
    document.save(str(folder / "批改.docx"))
    with page.expect_file_chooser() as choosing:
        page.click("#bring-back")
    choosing.value.set_files(folder / "批改.docx")
    expect(page.locator("#returned .remark")).to_contain_text(REMARK)
    return re.sub(r"\s", "", paragraph.text)
