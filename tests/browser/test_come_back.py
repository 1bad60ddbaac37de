"""A page whose connection was lost: what was typed is there, and it goes on by itself."""

from __future__ import annotations

import re
import signal
import socket
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.running import RunningDesk

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

TYPED = "断线的时候写下的一句话。"


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port


def _at_one_port(folder: Path, **environment: str) -> RunningDesk:
    desk = RunningDesk(
        folder, "--port", str(_free_port()), DRAFTING_EMBEDDINGS="off", **environment
    )
    desk.start()
    return desk


def _written(page: Page, desk: RunningDesk) -> None:
    steps.load_example(page, desk.address, "工作总结")
    steps.make_outline(page)
    steps.write(page)
    page.wait_for_timeout(500)


def _type(page: Page) -> None:
    box = page.locator("#text-1 textarea")
    box.fill(f"{box.input_value()}\n　　{TYPED}")


def test_a_network_that_was_lost(page: Page, tmp_path: Path) -> None:
    desk = _at_one_port(tmp_path)
    _written(page, desk)
    page.context.set_offline(True)
    expect(page.locator(".lost")).to_contain_text("连接断了", timeout=20_000)
    _type(page)
    steps.picture(page, "come-back-1-lost")
    page.wait_for_timeout(2_500)
    page.context.set_offline(False)
    expect(page.locator(".lost")).to_contain_text("已重新连上", timeout=20_000)
    expect(page.locator("#text-1 textarea")).to_have_value(re.compile(TYPED))
    page.wait_for_timeout(2_500)
    page.reload()
    expect(page.locator("#text-1 textarea")).to_have_value(re.compile(TYPED))
    desk.stop()


def test_a_server_killed_while_somebody_types(page: Page, tmp_path: Path) -> None:
    desk = _at_one_port(tmp_path)
    _written(page, desk)
    address = page.url
    desk.stop(signal.SIGKILL)
    _type(page)
    expect(page.locator(".lost")).to_contain_text("连接断了", timeout=20_000)
    desk.start()
    expect(page.locator(".lost")).to_contain_text("拟稿台重启过", timeout=30_000)
    steps.picture(page, "come-back-2-restarted")
    expect(page).to_have_url(address)
    expect(page.locator("#text-1 textarea")).to_have_value(re.compile(TYPED))
    expect(page.locator("#saved")).to_contain_text("已保存")
    assert (
        page.evaluate("Object.keys(sessionStorage).filter(k => k.startsWith('drafting')).length")
        == 0
    )
    page.reload()
    expect(page.locator("#text-1 textarea")).to_have_value(re.compile(TYPED))
    desk.stop()
