"""Facts that are typed before there is an outline outlive a reload, a killed server, a closed tab."""

from __future__ import annotations

import signal
import socket
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.running import RunningDesk

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

FACT = "全县新修村路12公里，惠及3个村。"
ODD = "<b>甲</b> {{乙}} ${丙}"


def _desk(folder: Path) -> RunningDesk:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    desk = RunningDesk(folder, "--port", str(port), DRAFTING_EMBEDDINGS="off")
    desk.start()
    return desk


def _type(page: Page, desk: RunningDesk) -> None:
    page.goto(f"{desk.address}?new=1")
    page.get_by_text("情况汇报", exact=True).click()
    expect(page.get_by_text("必备事实")).to_be_visible()
    page.click("#start-blank")
    page.get_by_label("内容，第1行").fill(FACT)
    page.locator("#facts .add").click()
    page.get_by_label("内容，第2行").fill(ODD)
    page.locator("#field-issuer textarea").fill("青禾县交通运输局")
    page.wait_for_timeout(600)


def _is_back(page: Page) -> None:
    expect(page.get_by_label("内容，第1行")).to_have_value(FACT)
    expect(page.get_by_label("内容，第2行")).to_have_value(ODD)
    expect(page.locator("#field-issuer textarea")).to_have_value("青禾县交通运输局")
    expect(page.locator("#facts-kept")).to_contain_text("已经放回")


def test_a_reload_a_killed_server_and_a_closed_tab(page: Page, tmp_path: Path) -> None:
    desk = _desk(tmp_path)
    _type(page, desk)
    page.reload()
    _is_back(page)
    steps.picture(page, "begun-put-back")
    desk.stop(signal.SIGKILL)
    page.get_by_label("来源，第1行").fill("断线时写的来源")
    expect(page.locator(".lost")).to_contain_text("连接断了", timeout=20_000)
    desk.start()
    expect(page.locator(".lost")).to_contain_text("拟稿台重启过", timeout=30_000)
    _is_back(page)
    expect(page.get_by_label("来源，第1行")).to_have_value("断线时写的来源")
    again = page.context.new_page()
    page.close()
    again.goto(f"{desk.address}?new=1")
    _is_back(again)
    again.get_by_role("tab", name="选文种").click()
    expect(again.locator("#kinds input:checked")).to_have_value("situation_report")
    again.get_by_role("tab", name="事实").click()
    again.locator("[data-fresh]").click()
    expect(again.locator("#load-example")).to_be_visible()
    again.click("#start-blank")
    expect(again.get_by_label("内容，第1行")).to_have_value("")
    desk.stop()


def test_once_the_outline_is_made_the_server_keeps_them(page: Page, tmp_path: Path) -> None:
    desk = _desk(tmp_path)
    _type(page, desk)
    steps.make_outline(page)
    address = page.url
    page.goto(f"{desk.address}?new=1")
    page.click("#start-blank")
    expect(page.get_by_label("内容，第1行")).to_have_value("")
    page.goto(address)
    expect(page.locator("#outline tbody tr").nth(1)).to_be_visible()
    page.get_by_role("tab", name="事实").click()
    expect(page.get_by_label("内容，第1行")).to_have_value(FACT)
    expect(page.locator("#facts-kept")).to_be_empty()
    steps_to_text(page)
    page.get_by_role("tab", name="事实").click()
    page.get_by_label("内容，第1行").fill("全县新修村路15公里，惠及4个村。")
    page.wait_for_timeout(900)
    page.reload()
    expect(page.get_by_label("内容，第1行")).to_have_value("全县新修村路15公里，惠及4个村。")
    expect(page.locator("#facts-kept")).to_contain_text("还没有重新拟提纲")
    page.locator("[data-fresh]").click()
    expect(page.locator("#text-1 textarea")).to_be_editable()
    page.get_by_role("tab", name="事实").click()
    expect(page.get_by_label("内容，第1行")).to_have_value(FACT)
    desk.stop()


def steps_to_text(page: Page) -> None:
    page.get_by_role("tab", name="提纲").click()
    steps.write(page)
