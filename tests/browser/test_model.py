"""A model at work, as the page shows it: text as it comes, a reload in the middle, a stop."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.running import RunningDesk
from tests.servers.fault_openai import FaultOpenAI
from tests.servers.replies import Reply

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

STREAM = "各项工作稳步推进，成效正在显现，群众的评价也在变好。" * 6


@pytest.fixture
def slow_model(tmp_path: Path) -> Iterator[RunningDesk]:
    with FaultOpenAI(lambda _: Reply(STREAM, pause=0.06)).running() as server:
        desk = RunningDesk(
            tmp_path, DRAFTING_EMBEDDINGS="off", OPENAI_BASE_URL=server.base_url,
            OPENAI_API_KEY="secret-key", DRAFTING_MODEL="测试模型",
        )  # fmt: skip
        desk.start()
        yield desk
        code, errors = desk.stop()
        assert code == 0
        assert "secret-key" not in errors


def _begin(page: Page, desk: RunningDesk) -> None:
    steps.load_example(page, desk.address, "工作总结")
    expect(page.locator("#masthead .badge")).to_have_text("模型（测试模型）")
    steps.make_outline(page)
    page.click("#start-draft")
    expect(page.locator("#progress")).to_contain_text("正在写")


def test_a_reload_finds_the_work_going_on(page: Page, slow_model: RunningDesk) -> None:
    _begin(page, slow_model)
    text = page.locator("#text-1 textarea")
    expect(text).not_to_have_value("")
    expect(text).not_to_be_editable()
    steps.picture(page, "model-writing")
    page.reload()
    expect(page.locator("#progress")).to_contain_text("正在写")
    expect(page.locator("#standing")).to_contain_text("模型", timeout=30_000)
    expect(text).to_be_editable()


def test_stopping_keeps_what_is_written(page: Page, slow_model: RunningDesk) -> None:
    _begin(page, slow_model)
    expect(page.locator("#progress")).to_contain_text(re.compile("完成 [1-9]"), timeout=30_000)
    page.click("#stop")
    expect(page.locator("#draft-notices")).to_contain_text("已停止起草")
    expect(page.locator("#stop")).to_be_hidden()
    expect(page.locator("#text-1 textarea")).to_be_editable()


def test_offline_can_be_chosen_beside_a_model(page: Page, slow_model: RunningDesk) -> None:
    steps.load_example(page, slow_model.address, "工作总结")
    steps.make_outline(page)
    page.get_by_label("离线引擎").check(force=True)
    steps.write(page)
