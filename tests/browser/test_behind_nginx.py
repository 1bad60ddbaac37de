"""Two app processes on one PostgreSQL behind the nginx of docs/deploy: the page, its streams, a file."""

from __future__ import annotations

import json
import re
import ssl
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from drafting.audit.trail import Trail
from drafting.store import Store, open_store
from drafting.users.stored import StoredUsers
from tests.browser import steps
from tests.browser.running import RunningDesk
from tests.browser.test_users_page import PASSWORD, log_in
from tests.deploy.proxy import NGINX, nginx_before
from tests.servers.postgres import Postgres

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket, pytest.mark.servers]


@dataclass
class Office:
    address: str
    desks: list[RunningDesk]
    store: Store


@pytest.fixture
def office(tmp_path: Path, postgres: Postgres) -> Iterator[Office]:
    if not Path(NGINX).exists():
        pytest.skip("nginx is not installed here")
    url = postgres.new_database()
    with closing(open_store(tmp_path, url)) as store:
        StoredUsers(store).put("li", PASSWORD, "writer")
        given = {"DRAFTING_EMBEDDINGS": "off", "DRAFTING_DATABASE_URL": url, "DRAFTING_LOG": "json",
                 "DRAFTING_METRICS": "true"}  # fmt: skip
        desks = [RunningDesk(tmp_path / f"desk{n}", **given) for n in (1, 2)]
        for desk in desks:
            desk.start()
        ports = [urlsplit(desk.address).port or 0 for desk in desks]
        with nginx_before(tmp_path, ports) as address:
            yield Office(address, desks, store)
        for desk in desks:
            desk.stop()


def status_of(address: str, **headers: str) -> int:
    unproved = ssl._create_unverified_context()
    request = urllib.request.Request(address, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=10, context=unproved) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code


def test_a_walk_through_the_proxy(office: Office, chromium: Browser) -> None:
    context = chromium.new_context(
        viewport={"width": 1366, "height": 768}, locale="zh-CN", ignore_https_errors=True,
        extra_http_headers={"X-Forwarded-For": "6.6.6.6"},
    )  # fmt: skip
    page = context.new_page()
    page.set_default_timeout(20_000)
    log_in(page, office.address, "li")
    cookies = {cookie["name"]: cookie for cookie in context.cookies()}
    assert cookies["desk_route"]["secure"]
    assert all(cookie["secure"] and cookie["httpOnly"] for cookie in cookies.values())
    steps.load_example(page, office.address, "工作总结")
    steps.make_outline(page)
    steps.write(page)  # text comes over an event stream
    assert _file(page).startswith(b"PK")
    entries = list(Trail(office.store.engine).entries())
    assert [entry.action for entry in entries] == ["export", "draft", "login"]
    assert entries[-1].address == "127.0.0.1"  # not what the browser claims
    context.close()
    for closed in ("metrics", "readyz"):
        assert status_of(f"{office.address}{closed}") == 404
    for desk in office.desks:
        assert status_of(f"{desk.address}readyz") == 200
        assert status_of(f"{desk.address}metrics") == 200
    assert status_of(f"{office.address}healthz") == 200


def test_when_a_process_stops_the_page_goes_on_at_the_other(
    office: Office, chromium: Browser
) -> None:
    context = chromium.new_context(locale="zh-CN", ignore_https_errors=True)
    page = context.new_page()
    page.set_default_timeout(20_000)
    log_in(page, office.address, "li")
    steps.load_example(page, office.address, "工作总结")
    steps.make_outline(page)
    steps.write(page)
    draft = page.url.partition("draft=")[2]
    said = office.desks[0].stop()[1]
    assert all(json.loads(line)["level"] in ("INFO", "WARNING") for line in said.splitlines())
    page.goto(f"{office.address}?draft={draft}")
    expect(page.locator("#text-1 textarea")).to_be_editable()
    expect(page.locator(".leave")).to_contain_text("li")
    assert _file(page).startswith(b"PK")
    context.close()


def _file(page: Page) -> bytes:
    page.click("#go-check")
    page.click("#make-word")
    anyway = page.locator("#export-anyway input")
    expect(page.locator("#export-anyway, #download").locator("visible=true").first).to_be_visible()
    if anyway.is_visible():
        anyway.check()
        page.click("#make-word")
    expect(page.locator("#download")).to_be_visible()
    with page.expect_download() as downloading:
        page.click("#download")
    assert re.search(r"\.docx$", downloading.value.suggested_filename)
    return Path(downloading.value.path()).read_bytes()
