from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from tests.browser.running import RunningDesk

expect.set_options(timeout=15_000)  # a machine that is busy with other things is no failure
CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        reason = f"需要 Chromium（{CHROMIUM}），可用 apt-get install chromium 安装"
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page that fails its test where a script fails or another host is asked for anything."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    opened = context.new_page()
    opened.set_default_timeout(15_000)
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(f"script: {error}"))
    opened.on("console", lambda message: wrong.extend(_error(message)))
    opened.on("request", lambda request: wrong.extend(_foreign(request.url)))
    yield opened
    context.close()
    assert not wrong


def _error(message: ConsoleMessage) -> list[str]:
    """An error of a script, other than that its connection was cut by a reload or a restart."""
    cut = ("ERR_", "AbortError", "Connection errored out", "Failed to fetch", "network error",
           "Cancelled via cancel scope")  # fmt: skip
    if message.type != "error" or any(word in message.text for word in cut):
        return []
    return [f"console: {message.text}"]


def _foreign(url: str) -> list[str]:
    own = url.startswith(("http://127.0.0.1:", "data:", "blob:", "about:"))
    return [] if own else [f"request to another host: {url}"]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    """A desk that searches its samples by words alone, for tests that do not look at vectors."""
    running = RunningDesk(tmp_path_factory.mktemp("data"), DRAFTING_EMBEDDINGS="off")
    running.start()
    yield running
    running.stop()
