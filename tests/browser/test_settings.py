"""Settings on the page: kept, honoured at once by new drafts and checks, and no key comes back."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from drafting.cli import main
from tests.browser import steps
from tests.browser.running import RunningDesk

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

KEY = "sk-not-to-be-seen"
EXPRESSION = (
    '[[expression]]\nid = "旧名"\nfind = "群众"\nreason = "本单位改称居民"\ninstead = "居民"\n'
)


def test_settings_are_kept_and_hold_at_once(page: Page, tmp_path: Path) -> None:
    desk = RunningDesk(tmp_path, DRAFTING_EMBEDDINGS="off", OPENAI_API_KEY="", OPENAI_BASE_URL="")
    desk.start()
    _open(page, desk)
    expect(page.locator("#settings-fixed")).to_contain_text("DRAFTING_EMBEDDINGS")
    _connect(page, tmp_path)
    _defaults(page)
    _expressions(page)
    _layout(page, tmp_path)
    desk.stop()
    desk.start()
    _open(page, desk)
    expect(page.locator("#model-address input, #model-address textarea")).to_have_value(
        "http://127.0.0.1:9/v1"
    )
    assert KEY not in page.content()
    page.click("#forget-model")
    expect(page.locator("#model-found")).to_contain_text("已清除")
    expect(page.locator("#masthead .badge")).to_have_text("离线引擎")
    assert KEY not in (tmp_path / "preferences.json").read_text()
    assert desk.stop() == (0, "")


def _open(page: Page, desk: RunningDesk) -> None:
    page.goto(desk.address)
    page.get_by_role("tab", name="设置").click()
    expect(page.locator("#model-address")).to_be_visible()
    page.wait_for_timeout(1500)  # the settings as they are now arrive after the page


def _connect(page: Page, data: Path) -> None:
    page.get_by_label("地址").fill("gopher://x")
    page.click("#save-model")
    expect(page.locator(".toast-message-text")).to_contain_text("http://")
    steps.complaint(page)
    page.get_by_label("地址").fill("http://127.0.0.1:9/v1")
    page.get_by_label("密钥").fill(KEY)
    page.get_by_label("模型名").fill("甲型")
    page.click("#save-model")
    expect(page.locator("#model-found")).to_contain_text("已保存")
    expect(page.locator("#masthead .badge")).to_have_text("模型（甲型）")
    expect(page.get_by_label("密钥")).to_have_value("")
    expect(page.get_by_label("密钥")).to_have_attribute(
        "placeholder", "已设置，不再显示；要换就填新的"
    )
    assert stat.S_IMODE((data / "preferences.json").stat().st_mode) == 0o600
    page.get_by_label("地址").fill("http://127.0.0.1:10/v1")
    page.click("#save-model")
    expect(page.locator(".toast-message-text")).to_contain_text("不会发给新地址")
    steps.complaint(page)
    page.click("#test-model")
    expect(page.locator("#model-found")).to_contain_text("不会发给新地址")
    page.get_by_label("密钥").fill("another-key")
    page.click("#test-model")
    expect(page.locator("#model-found .problem")).to_be_visible(timeout=60_000)
    steps.picture(page, "settings-1")


def _defaults(page: Page) -> None:
    page.get_by_label("本单位", exact=True).fill("清河县人民政府")
    page.locator("#speaking-rate input").fill("30")
    page.click("#save-defaults")
    expect(page.locator(".toast-message-text")).to_contain_text("80 到 400")
    steps.complaint(page)
    page.locator("#speaking-rate input").fill("180")
    page.click("#save-defaults")
    expect(page.locator("#defaults-said")).to_contain_text("已保存")
    page.get_by_role("tab", name="② 事实").click()
    expect(page.locator("#field-issuer textarea")).to_have_value("清河县人民政府")
    page.get_by_role("tab", name="③ 提纲").click()
    expect(page.get_by_label("模型（甲型）")).to_be_visible()
    page.get_by_role("tab", name="设置").click()


def _expressions(page: Page) -> None:
    box = page.locator("#own-expressions textarea")
    box.fill("[[expression]]\nid = 3")
    page.click("#save-expressions")
    expect(page.locator(".toast-message-text")).to_contain_text("用语表")
    steps.complaint(page)
    box.fill(EXPRESSION)
    page.click("#save-expressions")
    expect(page.locator("#expressions-said")).to_contain_text("共1条")


def _layout(page: Page, data: Path) -> None:
    text, file = data / "样张.md", data / "大字讲话样张.docx"
    text.write_text(
        "# 在全县干部大会上的讲话\n\n同志们：\n\n## 一、抓紧抓实\n\n今天讲三件事。\n", "utf-8"
    )
    assert main(["export", str(text), "-o", str(file), "--profile", "speech_large"]) == 0
    with page.expect_file_chooser() as chooser:
        page.click("#layout-file")
    chooser.value.set_files(file)
    expect(page.locator("#layout-said")).to_contain_text("已学成“大字讲话样张”")
    page.get_by_role("tab", name="⑤ 检查与导出").click()
    expect(page.locator("#profile")).to_contain_text("大字讲话样张")
    assert len(list((data / "profiles").glob("own-*.toml"))) == 1
    page.get_by_role("tab", name="设置").click()
