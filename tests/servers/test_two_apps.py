"""Two whole programs on one PostgreSQL and one shared folder, as behind a proxy."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from drafting.model import Brief, Draft, Section
from drafting.store import Store
from drafting.users.stored import StoredUsers
from tests.servers.postgres import Postgres

pytestmark = [pytest.mark.enable_socket, pytest.mark.network, pytest.mark.servers]

ROOT = Path(__file__).parent.parent.parent
SECONDS = 90
DRAFT = Draft("one", "work_summary", "题", "offline", Brief("work_summary"),
              (Section("practices", "一、做法", 1, "修渠12条。"),))  # fmt: skip


@dataclass(slots=True)
class App:
    """A program that serves, as one browser sees it."""

    address: str
    browser: httpx.Client

    def get(self, path: str) -> httpx.Response:
        return self.browser.get(self.address + path.lstrip("/"))


@contextmanager
def _app(url: str, home: Path, shared: Path) -> Iterator[App]:
    given = {"DRAFTING_DATABASE_URL": url, "DRAFTING_SHARED": str(shared), "DRAFTING_EMBEDDINGS": "off",
             "DRAFTING_HOME": str(home)}  # fmt: skip
    with ExitStack() as opened:
        process = opened.enter_context(
            subprocess.Popen(
                [sys.executable, "app.py", "--port", "0"], cwd=ROOT, env=os.environ | given,
                stdout=subprocess.PIPE, text=True,
            )
        )  # fmt: skip
        opened.callback(process.terminate)
        assert process.stdout
        found = None
        while found is None:
            line = process.stdout.readline()
            assert line, "the program ended"
            found = re.search(r"http://\S+/", line)
        browser = opened.enter_context(httpx.Client(timeout=SECONDS))
        yield App(found[0], browser)


@pytest.fixture
def apps(postgres: Postgres, tmp_path: Path) -> Iterator[tuple[App, App, Store]]:
    url = postgres.new_database()
    with closing(Store(url)) as store, ExitStack() as opened:
        users = StoredUsers(store)
        users.put("wang", "wang-password", "admin")
        users.put("li", "li-password", "writer")
        shared = tmp_path / "shared"
        yield (
            opened.enter_context(_app(url, tmp_path / "a", shared)),
            opened.enter_context(_app(url, tmp_path / "b", shared)),
            store,
        )


def _log_in(app: App, name: str) -> None:
    form = {"name": name, "password": f"{name}-password", "next": ""}
    headers = {"origin": app.address.rstrip("/")}
    response = app.browser.post(f"{app.address}login", data=form, headers=headers)
    assert response.status_code == 303, response.text[:500]


def test_one_login_and_one_file_count_at_both(apps: tuple[App, App, Store], tmp_path: Path) -> None:
    first, second, store = apps
    assert second.get("/").status_code in (303, 307, 401)
    _log_in(first, "li")
    second.browser.cookies.update(first.browser.cookies)
    page = second.get("/")
    assert page.status_code == 200
    assert "gradio" in page.text
    store.seen_by(("li",)).save(DRAFT)
    made = tmp_path / "shared" / "one-0123456789" / "题.docx"
    made.parent.mkdir()
    made.write_bytes(b"PK made by the first process")
    for app in (first, second):
        fetched = app.get(f"gradio_api/file={made}")
        assert (fetched.status_code, fetched.content) == (200, made.read_bytes())
    StoredUsers(store).remove("li")
    _gone(second)


def _gone(app: App) -> None:
    """A user who was removed is out at every process within seconds."""
    until = time.monotonic() + 15
    while app.get("/").status_code == 200:
        assert time.monotonic() < until
        time.sleep(0.3)
