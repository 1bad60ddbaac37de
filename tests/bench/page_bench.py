"""The page while a model writes: how soon the first text is seen, and how soon a click is answered
while twenty drafts are being written in the same process."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from playwright.sync_api import Page, sync_playwright

from tests.bench.model_bench import model_server

ROOT = Path(__file__).parent.parent.parent
CHROMIUM = "/usr/bin/chromium"
DRAFTS = 20


def figures() -> dict[str, float]:
    """Seconds from the first token in the process to text on the page; the longest of the answers
    to clicks while twenty drafts are written, in seconds."""
    with model_server() as address, _desk(address) as (process, page):
        assert process.stdin
        assert process.stdout
        first = _first_text(process.stdin, process.stdout, page)
        worst, written = _under_twenty(process.stdin, process.stdout, page)
    return {
        "page_first_text_s": first,
        "page_answer_s_under_20": worst,
        "page_written_of_20": float(written),
    }


def _first_text(asked: IO[str], told: IO[str], page: Page) -> float:
    _ask(asked, "begin", 1)  # once for the libraries to be loaded
    _until_written(told)
    _ask(asked, "keep", 1)
    page.goto(f"{page.url.split('?')[0]}?draft={told.readline().strip()}")
    page.locator("#outline tbody tr").nth(3).wait_for()
    page.click("#start-draft")
    page.wait_for_function(
        "[...document.querySelectorAll('.body-text textarea')].some(box => box.value.trim())"
    )
    seen = time.monotonic()
    came = float(told.readline())
    _until_written(told)
    return seen - came


def _under_twenty(asked: IO[str], told: IO[str], page: Page) -> tuple[float, int]:
    _ask(asked, "begin", DRAFTS)
    ids = told.readline().split()
    told.readline()
    page.goto(f"{page.url.split('?')[0]}?draft={ids[0]}")
    page.locator("#stop").wait_for()
    answers = []
    while page.locator("#stop").count() and not page.locator("#go-check").is_visible():
        answers.append(_another_kind(page))
        page.get_by_role("tab", name="④ 文稿").click()
        page.wait_for_timeout(300)
    return max(answers), _until_written(told)


def _another_kind(page: Page) -> float:
    page.get_by_role("tab", name="① 选文种").click()
    kinds = page.locator("#kinds label")
    before = page.locator(".kind-card").inner_text()
    begun = time.monotonic()
    kinds.nth(1 if "selected" in (kinds.nth(0).get_attribute("class") or "") else 0).click()
    page.wait_for_function(
        "before => document.querySelector('.kind-card').innerText !== before", arg=before
    )
    return time.monotonic() - begun


def _ask(asked: IO[str], what: str, count: int) -> None:
    asked.write(f"{what} {count}\n")
    asked.flush()


def _until_written(told: IO[str]) -> int:
    while not (line := told.readline()).startswith("written"):
        assert line, "the desk has ended"
    return int(line.split()[1])


@contextmanager
def _desk(model: str) -> Iterator[tuple[subprocess.Popen[str], Page]]:
    environment = {
        **os.environ, "OPENAI_BASE_URL": model, "OPENAI_API_KEY": "bench",
        "DRAFTING_MODEL": "writer", "DRAFTING_EMBEDDINGS": "off",
    }  # fmt: skip
    with (
        tempfile.TemporaryDirectory() as folder,
        subprocess.Popen(
            [sys.executable, "-m", "tests.bench.busy_desk", folder], cwd=ROOT, env=environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        ) as process,
        sync_playwright() as playwright,
    ):  # fmt: skip
        assert process.stdout
        found = re.search(r"http://\S+/", process.stdout.readline())
        assert found
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--headless", "--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN")
        page.set_default_timeout(60_000)
        page.goto(found[0])
        page.locator("#load-example").wait_for()
        try:
            yield process, page
        finally:
            browser.close()
            process.send_signal(signal.SIGTERM)
