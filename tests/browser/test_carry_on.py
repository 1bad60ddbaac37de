"""Drafting with a model that breaks off: killed and carried on, stopped and carried on."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.running import RunningDesk
from tests.engines import scripted
from tests.servers.fault_openai import FaultOpenAI
from tests.servers.replies import Reply, Request

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


def _slowly(request: Request) -> Reply:
    reply = scripted.script(request)
    outline = reply.text.startswith("{")
    return replace(reply, first=0.2, pause=0.0 if outline else 0.05, chunk=2, cached=100)


@pytest.fixture
def server() -> Iterator[FaultOpenAI]:
    with FaultOpenAI(_slowly, models=None).running() as running:
        yield running


@pytest.fixture
def modelled(tmp_path: Path, server: FaultOpenAI) -> Iterator[RunningDesk]:
    desk = RunningDesk(
        tmp_path, DRAFTING_EMBEDDINGS="off", OPENAI_BASE_URL=server.base_url,
        OPENAI_API_KEY="secret-key", DRAFTING_MODEL="writer",
    )  # fmt: skip
    desk.start()
    yield desk
    code, errors = desk.stop()
    assert (code, errors) == (0, "")


def _begin(page: Page, desk: RunningDesk) -> None:
    steps.load_example(page, desk.address, "工作总结")
    steps.make_outline(page)
    page.click("#start-draft")
    expect(page.locator("#progress")).to_contain_text(re.compile("完成 [1-9]"), timeout=30_000)


def test_killed_in_mid_draft_and_carried_on(
    page: Page, modelled: RunningDesk, server: FaultOpenAI
) -> None:
    _begin(page, modelled)
    expect(page.locator("#stop")).to_be_visible()
    assert modelled.stop(signal.SIGKILL)[0] == -signal.SIGKILL
    address = page.url.split("?")[1]
    written = [text for text in _texts(page) if text.endswith("。")]
    assert written
    modelled.start()
    page.goto(f"{modelled.address}?{address}")
    expect(page.locator("#progress")).to_contain_text("可以接着写", timeout=30_000)
    steps.picture(page, "carry-on-1-broken")
    stand = {text for text in _texts(page) if text}
    asked = len(server.requests)
    page.get_by_role("tab", name="我的文稿").click()
    expect(page.locator("#drafts .stands")).to_have_text("没写完")
    page.get_by_role("tab", name="④ 文稿").click()
    page.click("#carry-on")
    expect(page.locator("#stop")).to_be_visible()
    expect(page.locator("#go-check")).to_be_visible(timeout=60_000)
    expect(page.locator("#carry-on")).to_be_hidden()
    assert stand <= set(_texts(page))
    assert all(_texts(page)[:6])
    assert len(server.requests) - asked <= 6 - len(stand) + 1
    expect(page.locator("#standing")).to_contain_text("词元")
    expect(page.locator("#under-1")).to_contain_text("缓存")
    steps.picture(page, "carry-on-2-whole")


def test_stopped_at_once_and_let_go(
    page: Page, modelled: RunningDesk, server: FaultOpenAI
) -> None:  # fmt: skip
    _begin(page, modelled)
    page.locator("#stop").dispatch_event("click")  # it moves while text comes
    expect(page.locator("#progress")).to_contain_text("已停止起草")
    expect(page.locator("#progress")).to_contain_text(re.compile(r"写好\d节，还有\d节"))
    assert server.counters()["at_once"] == 0
    assert any(request.dropped for request in server.requests)
    page.click("#let-go")
    expect(page.locator("#carry-on")).to_be_hidden()
    expect(page.locator("#go-check")).to_be_visible()
    page.reload()
    expect(page.locator("#go-check")).to_be_visible()
    expect(page.locator("#carry-on")).to_be_hidden()


def test_a_locked_section_stays_when_the_rest_is_written_anew(
    page: Page, modelled: RunningDesk, server: FaultOpenAI
) -> None:
    _begin(page, modelled)
    expect(page.locator("#go-check")).to_be_visible(timeout=60_000)
    own = "　　这一节是手工写的，不要动它。"
    page.locator("#text-1 textarea").fill(own)
    page.locator("#under-1 [data-act=lock]").click()
    expect(page.locator("#under-1")).to_contain_text("已锁定")
    page.get_by_role("tab", name="③ 提纲").click()
    page.get_by_label("字数，第3行").fill("400")
    asked = len(server.requests)
    page.click("#start-draft")
    expect(page.locator("#stop")).to_be_visible()
    expect(page.locator("#go-check")).to_be_visible(timeout=60_000)
    expect(page.locator("#text-1 textarea")).to_have_value(own)
    assert all("基本情况”这一节" not in r.prompt for r in server.requests[asked:])


def test_the_outline_comes_back_as_it_was_left(page: Page, modelled: RunningDesk) -> None:
    steps.load_example(page, modelled.address, "工作总结")
    steps.make_outline(page)
    page.get_by_label("标题，第2行").fill("一、家底")
    page.get_by_label("锁定，第2行").check()
    page.get_by_label("字数，第3行").fill("777")
    page.get_by_label("标题，第3行").click()
    page.wait_for_timeout(1500)
    page.reload()
    expect(page.get_by_label("字数，第3行")).to_have_value("777")
    expect(page.get_by_label("锁定，第2行")).to_be_checked()
    page.click("#think-outline")
    heading = page.get_by_label("标题，第3行")
    expect(heading).not_to_have_value(re.compile("以问题为引"), timeout=30_000)
    expect(page.get_by_label("标题，第2行")).to_have_value("一、家底")
    steps.picture(page, "outline-thought")


def _texts(page: Page) -> list[str]:
    return [page.locator(f"#text-{n} textarea").input_value() for n in range(6)]
