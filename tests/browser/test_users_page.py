"""A desk with users: the login, one's own drafts, files and jobs, roles, sessions over a restart."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from drafting.users import Users
from tests.browser import steps
from tests.browser.running import RunningDesk

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

PASSWORD = "a-long-password"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[RunningDesk]:
    data = tmp_path / "data"
    users_in(data)
    running = RunningDesk(data, DRAFTING_EMBEDDINGS="off")
    running.start()
    yield running
    running.stop()


def users_in(data: Path) -> None:
    """Two writers and an admin."""
    users = Users(data / "users.json")
    users.put("li", PASSWORD, "writer")
    users.put("wang", PASSWORD, "writer")
    users.put("zhao", PASSWORD, "admin")


def log_in(page: Page, address: str, name: str, password: str = PASSWORD) -> None:
    page.goto(address)
    page.get_by_label("用户名").fill(name)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()


def _someone(chromium: Browser, address: str, name: str) -> tuple[BrowserContext, Page]:
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    other = context.new_page()
    other.set_default_timeout(15_000)
    log_in(other, address, name)
    expect(other.locator(".leave")).to_contain_text(name)
    return context, other


def _written(page: Page, desk: RunningDesk) -> str:
    steps.load_example(page, desk.address, "工作总结")
    steps.make_outline(page)
    steps.write(page)
    return page.url.partition("draft=")[2]


def test_nothing_is_shown_without_a_login(chromium: Browser, desk: RunningDesk) -> None:
    page = chromium.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    log_in(page, f"{desk.address}?draft=abc", "li", "wrong-password")
    expect(page.locator("[role=alert]")).to_contain_text("用户名或密码不对")
    steps.picture(page, "users-1-login")
    for _ in range(2):
        page.get_by_label("密码").fill("wrong-password")
        page.get_by_role("button", name="登录").click()
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.locator("[role=alert]")).to_contain_text("秒再试")
    page.wait_for_timeout(5_000)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page).to_have_url(re.compile(r"\?draft=abc$"))
    expect(page.locator(".toast-message-text")).to_contain_text("没有找到")
    page.close()


def test_each_sees_their_own_drafts_alone(page: Page, chromium: Browser, desk: RunningDesk) -> None:
    log_in(page, desk.address, "li")
    draft_id = _written(page, desk)
    file = _word_file(page)
    context, other = _someone(chromium, desk.address, "wang")
    expect(other.locator("#load-example")).to_be_visible()
    other.goto(f"{desk.address}?draft={draft_id}")
    expect(other.locator(".toast-message-text")).to_contain_text("没有找到")
    expect(other.locator("#text-1 textarea")).to_be_hidden()
    assert page.request.get(file).status == 200
    assert other.request.get(file).status == 404
    path = urlsplit(file).path
    assert page.request.get(f"{desk.address}gradio_api/file=/etc/passwd").status == 404
    assert _bare(desk, path) == 401
    admin_context, admin = _someone(chromium, desk.address, "zhao")
    admin.goto(f"{desk.address}?draft={draft_id}")
    expect(admin.locator(".toast-message-text")).to_contain_text("没有找到")
    assert "科技创新" not in _asked(other, desk, draft_id)
    assert "科技创新" in _asked(page, desk, draft_id)
    context.close()
    admin_context.close()


def _word_file(page: Page) -> str:
    page.click("#go-check")
    page.click("#make-word")
    if page.locator("#export-anyway").is_visible():
        page.locator("#export-anyway input").check()
        page.click("#make-word")
    expect(page.locator("#download")).to_be_visible()
    with page.expect_download() as downloading:
        page.click("#download")
    url: str = downloading.value.url
    return url


def _bare(desk: RunningDesk, path: str) -> int:
    host = urlsplit(desk.address)
    connection = http.client.HTTPConnection(host.hostname or "", host.port, timeout=10)
    connection.request("GET", quote(path, safe="/=%"))
    status = connection.getresponse().status
    connection.close()
    return status


def _asked(page: Page, desk: RunningDesk, draft_id: str) -> str:
    """What all events of the page that take a draft's id answer to this one."""
    config = page.request.get(f"{desk.address}config").json()
    hidden = next(c["id"] for c in config["components"] if c["props"].get("elem_id") == "draft-id")
    events = [d for d in config["dependencies"] if d["inputs"] and hidden in d["inputs"]]
    assert len(events) > 10
    for event in events:
        data = [draft_id if i == hidden else None for i in event["inputs"]]
        body = {
            "data": data,
            "fn_index": event["id"],
            "session_hash": "made-up",
            "event_data": None,
        }
        page.request.post(f"{desk.address}gradio_api/queue/join", data=body)
    answers: str = page.evaluate(
        """async () => {
          const said = [];
          const stream = new EventSource("gradio_api/queue/data?session_hash=made-up");
          await new Promise((done) => {
            stream.onmessage = (event) => {
              said.push(event.data);
              if (event.data.includes("close_stream")) done();
            };
            setTimeout(done, 8000);
          });
          stream.close();
          return said.join("\\n");
        }"""
    )
    assert "process_completed" in answers
    return answers


def test_a_writer_sees_library_and_settings_and_changes_neither(
    page: Page, chromium: Browser, desk: RunningDesk
) -> None:
    log_in(page, desk.address, "li")
    page.get_by_role("tab", name="样本库").click()
    expect(page.locator("#library-list .open").first).to_be_visible()
    expect(page.locator("#library-upload")).to_be_hidden()
    steps.picture(page, "users-3-library-of-a-writer")
    page.locator("#library-list .open").first.click()
    expect(page.locator("#sample-text .passage").first).to_be_visible()
    expect(page.locator("#sample-title textarea, #sample-title input").first).not_to_be_editable()
    for hidden in ("#sample-save", "#sample-remove", "#sample-undo"):
        expect(page.locator(hidden)).to_be_hidden()
    page.get_by_role("tab", name="设置").click()
    expect(page.get_by_text("设置由管理员管")).to_be_visible()
    steps.picture(page, "users-4-settings-of-a-writer")
    expect(page.locator("#default-issuer textarea, #default-issuer input")).not_to_be_editable()
    for hidden in ("#save-model", "#forget-model", "#model-key", "#save-defaults", "#layout-file",
                   "#save-samples", "#save-expressions"):  # fmt: skip
        expect(page.locator(hidden)).to_be_hidden()
    _is_refused(page)
    context, admin = _someone(chromium, desk.address, "zhao")
    admin.get_by_role("tab", name="设置").click()
    expect(admin.locator("#save-model")).to_be_visible()
    expect(admin.get_by_text("设置由管理员管")).to_be_hidden()
    expect(admin.locator("#default-issuer textarea, #default-issuer input")).to_be_editable()
    context.close()


def _is_refused(page: Page) -> None:
    """A button that is not shown is refused by the server all the same."""
    page.evaluate("document.querySelectorAll('[data-role]').forEach((p) => delete p.dataset.role)")
    page.click("#save-defaults")
    expect(page.locator(".toast-message-text").first).to_contain_text("只有管理员能改")


def test_a_session_outlives_a_restart_and_ends_with_leaving(page: Page, tmp_path: Path) -> None:
    desk = RunningDesk(tmp_path, "--auth", "li:word", DRAFTING_EMBEDDINGS="off")
    desk.start()
    port = str(urlsplit(desk.address).port)
    log_in(page, desk.address, "li", "word")
    draft_id = _written(page, desk)
    steps.picture(page, "users-2-desk")
    desk.stop()
    again = RunningDesk(
        tmp_path, "--auth", "li:word", "--port", port, DRAFTING_EMBEDDINGS="off"
    )  # fmt: skip
    again.start()
    page.goto(f"{again.address}?draft={draft_id}")
    expect(page.locator("#text-1 textarea")).to_be_editable()
    page.locator(".leave button").click()
    expect(page.get_by_label("密码")).to_be_visible()
    page.goto(again.address)
    expect(page.get_by_label("密码")).to_be_visible()
    again.stop()


def test_what_was_written_without_users_is_the_admins(page: Page, tmp_path: Path) -> None:
    desk = RunningDesk(tmp_path, DRAFTING_EMBEDDINGS="off")
    desk.start()
    draft_id = _written(page, desk)
    desk.stop()
    with_user = RunningDesk(tmp_path, "--auth", "li:word", DRAFTING_EMBEDDINGS="off")
    with_user.start()
    log_in(page, with_user.address, "li", "word")
    expect(page.locator("#drafts li")).to_have_count(1)
    page.goto(f"{with_user.address}?draft={draft_id}")
    expect(page.locator("#text-1 textarea")).to_be_editable()
    with_user.stop()
