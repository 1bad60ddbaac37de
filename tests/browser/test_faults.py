"""What a writer sees when the model server fails: one Chinese sentence, and a way on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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

WHOLE = "各项工作稳步推进，成效正在显现。"
FOR_ALL: dict[str, tuple[Reply, str]] = {
    "bad key": (Reply(status=401), "OPENAI_API_KEY"),
    "no money": (Reply(status=402), "余额"),
    "no such model": (Reply(status=404), "DRAFTING_MODEL"),
    "empty": (Reply(""), "没有写出正文"),
    "declined": (Reply("", refusal="I cannot help with that."), "拒绝"),
    "filtered": (Reply(WHOLE, finish="content_filter"), "内容审查"),
    "a page": (Reply(body="<html>login</html>", content_type="text/html"), "读不懂"),
}
"""What befalls every request, and what the page then says."""
FOR_ONE: dict[str, Callable[[Reply], Reply]] = {
    "busy": lambda _: Reply(status=429, headers={"retry-after": "1"}),
    "down": lambda _: Reply(status=503),
    "cut": lambda reply: replace(reply, cut=20),
    "silent": lambda reply: replace(reply, stall=10),
}
"""What befalls the first two requests alone; the draft comes all the same."""


class Failing:
    """The script of a server that fails as told."""

    def __init__(self) -> None:
        self.for_all: Reply | None = None
        self.for_first: Callable[[Reply], Reply] | None = None
        self.left = 0

    def __call__(self, request: Request) -> Reply:
        reply = replace(scripted.script(request), pause=0.002)
        if self.for_all is not None:
            return self.for_all
        if self.for_first is not None and self.left:
            self.left -= 1
            return self.for_first(reply)
        return reply


@pytest.fixture(scope="module")
def failing() -> Failing:
    return Failing()


@pytest.fixture(scope="module")
def faulty(
    failing: Failing, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningDesk]:  # fmt: skip
    with FaultOpenAI(failing, models=None).running() as server:
        desk = RunningDesk(
            Path(tmp_path_factory.mktemp("faults")), DRAFTING_EMBEDDINGS="off",
            OPENAI_BASE_URL=server.base_url, OPENAI_API_KEY="secret-key",
            DRAFTING_MODEL="writer", DRAFTING_TIMEOUT="3",
        )  # fmt: skip
        desk.start()
        yield desk
        code, errors = desk.stop()
        assert code == 0
        assert "Traceback" not in errors
        assert "secret-key" not in errors


@pytest.mark.parametrize("fault", FOR_ALL)
def test_what_befalls_every_request_is_told(
    page: Page, faulty: RunningDesk, failing: Failing, fault: str
) -> None:
    failing.for_all, said = FOR_ALL[fault]
    steps.load_example(page, faulty.address, "情况汇报")
    steps.make_outline(page)
    page.click("#start-draft")
    expect(page.locator("#carry-on")).to_be_visible(timeout=60_000)
    told = page.locator("#progress").inner_text()
    assert said in told
    assert "可以接着写" in told
    assert not any(word in told for word in ("Error", "error", "secret-key", "None"))
    if fault == "bad key":
        steps.picture(page, "fault-key")
        failing.for_all = None
        page.click("#carry-on")
        expect(page.locator("#go-check")).to_be_visible(timeout=60_000)
        expect(page.locator("#carry-on")).to_be_hidden()


@pytest.mark.parametrize("fault", FOR_ONE)
def test_what_passes_by_is_overcome(
    page: Page, faulty: RunningDesk, failing: Failing, fault: str
) -> None:
    failing.for_all, failing.for_first, failing.left = None, FOR_ONE[fault], 2
    steps.load_example(page, faulty.address, "情况汇报")
    steps.make_outline(page)
    page.click("#start-draft")
    expect(page.locator("#go-check")).to_be_visible(timeout=90_000)
    expect(page.locator("#carry-on")).to_be_hidden()
    assert failing.left == 0
    assert "未写成" not in page.locator(".paper").inner_text()
    assert page.locator(".toast-message-text").count() == 0
